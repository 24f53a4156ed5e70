import { parseShardManifest, type ShardManifest } from '@sextant/snapshot';

/** What the receiver of a partial snapshot has: segments and the operations that last changed their files, as servers tell each other, or plain hashes. */
export type ReceiverManifest =
  | { readonly kind: 'segments'; readonly segments: ShardManifest }
  | { readonly kind: 'files'; readonly files: readonly FileHash[] };

/** `path` is relative to the shard, `hash` a SHA-256 in hexadecimal. */
export interface FileHash {
  readonly path: string;
  readonly hash: string;
}

/**
 * The manifest that a receiver with this shard sends. Every file is as of the version of its segment, which says more than the version of its last
 * change: a sender that has forgotten when a file changed need not send it again. Files of version 0 stay so: they are always sent.
 */
export function heldManifest(manifest: ShardManifest): ShardManifest {
  return Object.fromEntries(
    Object.entries(manifest).map(([id, segment]) => [
      id,
      {
        ...segment,
        file_versions: Object.fromEntries(Object.entries(segment.file_versions).map(([file, version]) => [file, version === 0 ? 0 : null])),
      },
    ]),
  );
}

/** Checks that segments stand under their own ids and no file is newer than its segment. */
export function segmentsOf(value: Parameters<typeof parseShardManifest>[0]): ReceiverManifest {
  return { kind: 'segments', segments: parseShardManifest(value) };
}
