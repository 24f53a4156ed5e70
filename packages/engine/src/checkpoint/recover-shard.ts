import { baseName, joinPath } from '@sextant/vfs';
import type { LocalCollection } from '../collection/local-collection.ts';
import { type CollectionSurroundings, openCollection, openOneShard } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import { checkSegments } from './check-segments.ts';
import { asSnapshotError, prepareShard, syncShard } from './prepare-recovery.ts';
import { endSwap, type Swap, swapIn, undoSwap } from './swap-journal.ts';
import { verifyPoints } from './verify-points.ts';

/**
 * Replaces one shard of an open collection by a staged shard directory and answers the collection opened again. As with whole collections the old
 * shard answers until the new one has been opened and read through; after a failure it is in its place again, and the caller opens it.
 */
export async function recoverShard(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  state: LocalCollection,
  shardId: number,
  stagedPath: string,
  retire: () => Promise<void>,
): Promise<LocalCollection> {
  const { vfs } = surroundings;
  try {
    await prepareShard(surroundings, stagedPath, shardId, 'shard');
    await checkSegments(vfs, stagedPath, state.config());
    const shard = await openOneShard(surroundings, stagedPath, state.config(), state.payloadSchemas(), shardId);
    try {
      await verifyPoints(shard);
    } finally {
      await shard.close();
    }
    await syncShard(vfs, stagedPath);
  } catch (error) {
    throw asSnapshotError(error, stagedPath);
  }
  await retire();
  const replaced = area.newPath('replaced');
  const name = baseName(state.directory);
  const swap: Swap = { target: `${name}/${shardId}`, staged: baseName(stagedPath), replaced: baseName(replaced) };
  const journal = await swapIn(area, swap);
  let opened: LocalCollection;
  try {
    opened = await openCollection(surroundings, joinPath(area.collectionsPath, name));
  } catch (error) {
    await undoSwap(area, swap, journal);
    throw asSnapshotError(error, joinPath(area.collectionsPath, swap.target));
  }
  await endSwap(area, journal);
  area.discard(replaced);
  return opened;
}
