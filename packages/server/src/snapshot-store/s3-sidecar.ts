import type { S3Bucket, S3Object } from './s3-bucket.ts';

// The SHA-256 of an object is known when its last byte is sent, too late for its metadata. It lies beside it:
//
//   <key>.checksum             64 hex digits, as the local store writes it
//   x-amz-meta-object-etag     the ETag of the object it is the digest of; a digest of what was there before is none
//
// One without that metadata (copied from a local directory, or a line of sha256sum) is taken as it is.

export const sidecarSuffix = '.checksum';
const etagField = 'object-etag';
const readsAtOnce = 16;
const cached = 10_000;

export function sidecarKey(key: string): string {
  return key + sidecarSuffix;
}

export async function writeSidecar(bucket: S3Bucket, object: S3Object, checksum: string, signal: AbortSignal): Promise<void> {
  await bucket.put(sidecarKey(object.key), new TextEncoder().encode(checksum), { [etagField]: object.etag }, signal);
}

/** The digest of an object; undefined when there is none, or one of something else. */
export async function readSidecar(bucket: S3Bucket, object: S3Object, signal?: AbortSignal): Promise<string | undefined> {
  const sidecar = await bucket.getSmall(sidecarKey(object.key), signal);
  if (sidecar === undefined) return undefined;
  const etag = sidecar.metadata[etagField];
  if (etag !== undefined && etag !== object.etag) return undefined;
  const text = new TextDecoder().decode(sidecar.bytes).trim().toLowerCase();
  return /^[0-9a-f]{64}(?=\s|$)/.exec(text)?.[0];
}

/** Digests of many objects. A list names both ETags, so what was read once need not be read again. */
export function sidecarCache(): {
  read(
    bucket: S3Bucket,
    objects: readonly S3Object[],
    sidecars: ReadonlyMap<string, S3Object>,
    signal: AbortSignal,
  ): Promise<Map<string, string>>;
} {
  const known = new Map<string, string>();
  return {
    async read(bucket, objects, sidecars, signal) {
      const checksums = new Map<string, string>();
      const queue = objects.values();
      const worker = async (): Promise<void> => {
        for (const object of queue) {
          const sidecar = sidecars.get(sidecarKey(object.key));
          if (sidecar === undefined) continue;
          const version = [object.key, object.etag, sidecar.etag, sidecar.modifiedMs].join('\n');
          const checksum = known.get(version) ?? (await readSidecar(bucket, object, signal));
          if (checksum === undefined) continue;
          checksums.set(object.key, checksum);
          known.set(version, checksum);
          if (known.size > cached) known.delete(known.keys().next().value as string);
        }
      };
      await Promise.all(Array.from({ length: readsAtOnce }, worker));
      return checksums;
    },
  };
}
