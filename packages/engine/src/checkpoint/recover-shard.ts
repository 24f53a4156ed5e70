import type { PayloadFieldSchema } from '@sextant/contract';
import { atFile, parseSegmentPayloadIndex } from '@sextant/snapshot/format';
import { baseName, joinPath, type Vfs } from '@sextant/vfs';
import { type PayloadSchemas, writePayloadSchemas } from '../collection/collection-files.ts';
import { readTextIfPresent } from '../collection/file-presence.ts';
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
  let added: PayloadSchemas | undefined;
  try {
    await prepareShard(surroundings, stagedPath, shardId, 'shard');
    await checkSegments(vfs, stagedPath, state.config());
    const schemas = new Map([...(await segmentSchemas(vfs, stagedPath)), ...state.payloadSchemas()]);
    if (schemas.size > state.payloadSchemas().size) added = schemas;
    const shard = await openOneShard(surroundings, stagedPath, state.config(), schemas, shardId);
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
    if (added !== undefined) await writePayloadSchemas(vfs, state.directory, added);
    opened = await openCollection(surroundings, joinPath(area.collectionsPath, name));
  } catch (error) {
    await undoSwap(area, swap, journal);
    throw asSnapshotError(error, joinPath(area.collectionsPath, swap.target));
  }
  await endSwap(area, journal);
  area.discard(replaced);
  return opened;
}

/** Indexes that the segments of a snapshot have and the collection does not know yet: they become the collection's, as in Qdrant. */
async function segmentSchemas(vfs: Vfs, shardDirectory: string): Promise<PayloadSchemas> {
  const schemas = new Map<string, PayloadFieldSchema>();
  for (const { name } of await vfs.readdir(joinPath(shardDirectory, 'segments'))) {
    const path = joinPath(shardDirectory, `segments/${name}/payload_index/config.json`);
    const text = await readTextIfPresent(vfs, path);
    if (text === undefined) continue;
    for (const [field, schema] of Object.entries(atFile(path, () => parseSegmentPayloadIndex(text)))) schemas.set(field, schema);
  }
  return schemas;
}
