import {
  atFile,
  checkCollectionVersion,
  createShardRing,
  type Finding,
  FormatError,
  type ShardKeyEntry,
  type VerifiedShard,
  verifyShard,
} from '@sextant/snapshot';
import { createBackgroundSlice, joinPath, readTextIfPresent, type Vfs } from '@sextant/vfs';
import type { StoredConfig } from '../collection/config-defaults.ts';
import { shardIdsOf } from '../collection/open-collection.ts';

/** As `checkFiles`, for all shards of a staged collection, of which each must hold its own points: one in another shard is not found by its id. */
export async function checkShards(vfs: Vfs, staged: string, config: StoredConfig, keys: readonly ShardKeyEntry[]): Promise<void> {
  const versionPath = joinPath(staged, 'version.info');
  const version = await readTextIfPresent(vfs, versionPath);
  if (version !== undefined) atFile(versionPath, () => checkCollectionVersion(version));
  const rings = config.params.sharding_method === 'custom' ? keys.map(({ shardIds }) => shardIds) : [shardIdsOf(config, keys)];
  const seen = new Set<number>();
  const slice = createBackgroundSlice();
  for (const shardIds of rings) {
    const ring = shardIds.length > 1 ? createShardRing(shardIds) : undefined;
    for (const id of shardIds) {
      if (seen.has(id))
        throw new FormatError('corrupt', `shard ${id} has two shard keys`, { file: joinPath(staged, 'shard_key_mapping.json') });
      seen.add(id);
      const directory = joinPath(staged, String(id));
      const { ids } = await checkFiles(vfs, directory);
      for (const point of ring === undefined ? [] : ids) {
        const owner = ring?.shardOf(point);
        if (owner !== id)
          throw new FormatError('corrupt', `point ${point} belongs to another shard`, {
            file: directory,
            expected: `shard ${owner}`,
            found: `shard ${id}`,
            remedy: 'write its points into a new collection, from the lines of "sextant snapshot dump"',
          });
        if (slice.isDue()) await slice.rest();
      }
    }
  }
}

/**
 * Compares the files of a staged shard that points come from, before anything of it is opened for writing, and fails with the first thing that would
 * lose a point, make a second one of it, or drop an operation: files that contradict each other, and what only a crash may leave. The values
 * themselves are read by whoever opens the shard next, and by `verifyPoints`.
 */
export async function checkFiles(vfs: Vfs, directory: string): Promise<VerifiedShard> {
  let first: Finding | undefined;
  const keepFirst = (finding: Finding): void => {
    if (finding.severity === 'error' || finding.isTorn === true) first ??= finding;
  };
  const verified = await verifyShard(vfs, directory, keepFirst, 'structure');
  if (first === undefined) return verified;
  const { message, file, offset, expected, found, remedy } = first;
  // The message of a finding that was an error names its place itself.
  const text = message.startsWith(file) ? message.slice(file.length).replace(/^(, byte \d+)?: /, '') : message;
  throw new FormatError('corrupt', text, {
    file,
    ...(offset === undefined ? {} : { offset }),
    ...(message.startsWith(file) || expected === undefined ? {} : { expected }),
    ...(message.startsWith(file) || found === undefined ? {} : { found }),
    ...(message.startsWith(file) || remedy === undefined ? {} : { remedy }),
  });
}
