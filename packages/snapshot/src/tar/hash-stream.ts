import { createHash } from 'node:crypto';

/** A stream that is hashed while it passes. */
export interface HashedStream {
  readonly stream: AsyncIterable<Uint8Array>;
  /** SHA-256 in lower-case hexadecimal and the number of bytes, once the stream has ended. */
  digest(): { readonly sha256: string; readonly sizeBytes: number };
}

/** Hashes a stream in the same pass that moves it. */
export function hashStream(source: AsyncIterable<Uint8Array>): HashedStream {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let result: { sha256: string; sizeBytes: number } | undefined;
  async function* pass(): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of source) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
    result = { sha256: hash.digest('hex'), sizeBytes };
  }
  return {
    stream: pass(),
    digest: () => {
      if (!result) throw new Error('the stream was not read to its end, so it has no checksum yet');
      return result;
    },
  };
}

/** Compares checksums as Qdrant does: case and surrounding whitespace do not count. */
export function isSameChecksum(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
