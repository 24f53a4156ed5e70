import { joinPath, type Vfs } from '@sextant/vfs';
import { readConfig } from '../collection/collection-files.ts';
import type { LocalCollection } from '../collection/local-collection.ts';
import type { CollectionSurroundings } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import type { PointId } from '../operation/point.ts';
import { prepareRecovery } from './prepare-recovery.ts';
import { prepareShardRecovery } from './recover-shard.ts';
import { comparePreview, type RecoveryPreview } from './recovery-preview.ts';
import { relocatingVfs } from './relocating-vfs.ts';
import { describeStaged } from './staged-content.ts';

/** What stands where a collection would be recovered. */
export interface StandingCollection {
  readonly exists: boolean;
  /** Undefined when there is none, or its files cannot be opened. */
  readonly state: LocalCollection | undefined;
  readonly aliases: readonly string[];
}

/**
 * Does what `recoverCollection` does up to the swap, and fails as it does; the staged directory is changed and of no use afterwards. Nothing else is
 * touched.
 */
export async function previewCollection(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  name: string,
  stagedPath: string,
  standing: StandingCollection,
): Promise<RecoveryPreview> {
  const { state } = standing;
  const availableMemoryBytes = process.availableMemory();
  // Before the recovery replays the log into them.
  const content = await describeStaged(surroundings.vfs, stagedPath);
  const existing = state === undefined ? undefined : { config: state.config(), schemas: state.payloadSchemas() };
  const snapshotConfig = existing === undefined ? undefined : await readSnapshotConfig(surroundings.vfs, stagedPath);
  const target = joinPath(area.collectionsPath, name);
  const relocating = relocatingVfs(surroundings.vfs, target, stagedPath);
  const fresh = await prepareRecovery({ ...surroundings, vfs: relocating.vfs }, target, existing);
  try {
    return comparePreview({
      collection: name,
      action: standing.exists ? 'replace' : 'create',
      before: state,
      after: { config: fresh.config(), schemas: fresh.payloadSchemas(), shards: fresh.shards.all },
      keyOf: (id) => fresh.shards.keyOf(id),
      snapshotConfig,
      aliases: standing.aliases,
      stagedOf: (id) => content?.shards.get(id),
      // A recovery refuses a collection with a point in the wrong shard.
      shardOf: () => undefined,
      content,
      availableMemoryBytes,
    });
  } finally {
    await fresh.close();
  }
}

/** The same for one shard: whole, or put together already from the present one and a partial snapshot. */
export async function previewShard(
  surroundings: CollectionSurroundings,
  state: LocalCollection,
  target: { readonly name: string; readonly shardId: number; readonly action: 'replace' | 'merge' },
  stagedPath: string,
  aliases: readonly string[],
): Promise<RecoveryPreview> {
  const { name, shardId, action } = target;
  const availableMemoryBytes = process.availableMemory();
  const content = await describeStaged(surroundings.vfs, stagedPath);
  const path = joinPath(state.directory, String(shardId));
  const relocating = relocatingVfs(surroundings.vfs, path, stagedPath);
  const { shard, schemas } = await prepareShardRecovery({ ...surroundings, vfs: relocating.vfs }, state, shardId, path);
  try {
    return comparePreview({
      collection: name,
      action,
      before: state,
      after: { config: state.config(), schemas, shards: state.shards.all.map((one) => (one.id === shardId ? shard : one)) },
      keyOf: (id) => state.shards.keyOf(id),
      snapshotConfig: undefined,
      aliases,
      stagedOf: (id) => (id === shardId ? content?.shards.get(undefined) : undefined),
      shardOf: (id) => (id === shardId ? ringOf(state, id) : undefined),
      content,
      availableMemoryBytes,
    });
  } finally {
    await shard.close();
  }
}

/** Where the points of a shard go when they are written, with the shard key it has. */
function ringOf({ shards }: LocalCollection, shardId: number): ((id: PointId) => number) | undefined {
  const key = shards.keyOf(shardId);
  return shards.writeTargets(key === undefined ? undefined : [key])[0]?.shardOf;
}

/** The recovery itself says what is wrong with a configuration that cannot be read. */
async function readSnapshotConfig(vfs: Vfs, stagedPath: string): Promise<Awaited<ReturnType<typeof readConfig>> | undefined> {
  return readConfig(vfs, stagedPath).catch(() => undefined);
}
