import { encodeClocks, encodeWalHeader, type ShardManifest } from '@sextant/snapshot';
import type { Vfs } from '@sextant/vfs';
import type { CheckpointEntry, ShardCheckpoint } from '../checkpoint/checkpoint.ts';
import { type FrozenFile, frozenBytes, frozenText, toCheckpointEntry } from '../segment/frozen-file.ts';
import type { Segment } from '../segment/segment.ts';
import { readShardFile } from './shard-files.ts';

export interface CheckpointParts {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly shardId: number;
  readonly segments: readonly Segment[];
  readonly walCapacityBytes: number;
  /** Last operation the files hold. */
  readonly flushedTo: number;
  readonly withManifest: boolean;
  /** The id a segment is known by. */
  readonly uuidOf: (segment: Segment) => string;
}

/**
 * Freezes the files of a shard as the last flush left them: the layout of a streamed shard snapshot, its log empty and numbered on from
 * `flushedTo` (format, sections 3.3 and 6.3). Called while no flush is under way; what it answers streams while flushes go on.
 */
export async function checkpointShard(parts: CheckpointParts): Promise<ShardCheckpoint> {
  const { vfs, directory, shardId, segments } = parts;
  const releases = segments.map((segment) => segment.pinFiles());
  const release = async (): Promise<void> => {
    for (const one of releases) one();
  };
  try {
    const entries: CheckpointEntry[] = [];
    const manifest: ShardManifest = {};
    for (const segment of segments) {
      const uuid = parts.uuidOf(segment);
      const files = await segment.freeze();
      for (const file of files) entries.push(toCheckpointEntry(vfs, segment.directory, file, `segments/${uuid}/files/${file.path}`));
      if (parts.withManifest) manifest[uuid] = { ...(await segment.manifest(files)), segment_id: uuid };
    }
    for (const file of await rootFiles(parts)) entries.push(toCheckpointEntry(vfs, directory, file, file.path));
    return { shardId, entries, release, ...(parts.withManifest ? { manifest } : {}) };
  } catch (error) {
    await release();
    throw error;
  }
}

async function rootFiles({ vfs, directory, walCapacityBytes, flushedTo }: CheckpointParts): Promise<FrozenFile[]> {
  const header = encodeWalHeader(crypto.getRandomValues(new Uint32Array(1))[0] as number);
  const files: FrozenFile[] = [
    { path: `wal/closed-${flushedTo + 1}`, sizeBytes: walCapacityBytes - (walCapacityBytes % 8), pieces: [{ offset: 0, bytes: header }] },
  ];
  for (const name of ['newest_clocks.json', 'oldest_clocks.json']) {
    const bytes = await readShardFile(vfs, directory, name);
    files.push(bytes ? frozenBytes(name, bytes) : frozenText(name, encodeClocks([])));
  }
  for (const name of ['replica_state.json', 'shard_config.json']) {
    const bytes = await readShardFile(vfs, directory, name);
    if (bytes) files.push(frozenBytes(name, bytes));
  }
  return files;
}
