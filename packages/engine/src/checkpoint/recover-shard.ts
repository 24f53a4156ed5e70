import type { PayloadFieldSchema } from '@sextant/contract';
import { atFile, FormatError, parseSegmentPayloadIndex } from '@sextant/snapshot/format';
import { baseName, joinPath, pathExists, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { type PayloadSchemas, writePayloadSchemas } from '../collection/collection-files.ts';
import type { LocalCollection } from '../collection/local-collection.ts';
import { type CollectionSurroundings, openCollection, openOneShard } from '../collection/open-collection.ts';
import type { StagingArea } from '../collection/staging-area.ts';
import type { Shard } from '../shard/shard.ts';
import { asSnapshotError } from './as-snapshot-error.ts';
import { checkFiles } from './check-files.ts';
import { checkSegments, requireKnownVectors } from './check-segments.ts';
import { moveIn } from './move-in.ts';
import { prepareShard, syncShard } from './prepare-recovery.ts';
import { relocatingVfs } from './relocating-vfs.ts';
import { verifyPoints } from './verify-points.ts';

/**
 * Replaces one shard of an open collection by a staged shard directory and answers the collection with it. As with whole collections the old shard
 * answers until the new one has been opened and read through. After a failure it is in its place again; the caller opens the collection again if
 * `retire` was called. Settings and indexes that were changed meanwhile stay.
 */
export async function recoverShard(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  state: LocalCollection,
  shardId: number,
  stagedPath: string,
  retire: () => Promise<void>,
): Promise<LocalCollection> {
  const target = joinPath(state.directory, String(shardId));
  const relocating = relocatingVfs(surroundings.vfs, target, stagedPath);
  const before = { config: state.config(), schemas: state.payloadSchemas() };
  const { shard, schemas } = await prepareShardRecovery({ ...surroundings, vfs: relocating.vfs }, state, shardId, target);
  const added = [...schemas].filter(([field]) => !before.schemas.has(field));
  let isWritten = false;
  try {
    await moveIn(surroundings, area, relocating, `${baseName(state.directory)}/${shardId}`, baseName(stagedPath), async () => {
      await retire();
      if (added.length === 0) return;
      // Before the shard is moved: a disk that is full refuses it here, and indexes that a shard lacks are made when it is opened.
      isWritten = true;
      await writePayloadSchemas(surroundings.vfs, state.directory, new Map([...added, ...state.payloadSchemas()]));
    });
  } catch (error) {
    await shard.close().catch(() => undefined); // Its directory goes either way.
    if (isWritten) await writePayloadSchemas(surroundings.vfs, state.directory, state.payloadSchemas()).catch(() => undefined);
    throw error;
  }
  const isInLine = added.length === 0 && state.config() === before.config && state.payloadSchemas() === before.schemas;
  if (isInLine) return state.withShard(shard);
  // Shards are brought in line with their collection where they are opened: the others with the new indexes, this one with what changed meanwhile.
  await shard.close();
  await state.close();
  return openCollection(surroundings, state.directory);
}

/** Checks and opens a staged shard where it lies, read through, with the indexes its collection then has. */
export async function prepareShardRecovery(
  surroundings: CollectionSurroundings,
  state: LocalCollection,
  shardId: number,
  staged: string,
): Promise<{ shard: Shard; schemas: PayloadSchemas }> {
  const { vfs } = surroundings;
  try {
    await requireWhole(vfs, staged);
    await prepareShard(surroundings, staged, shardId, 'shard');
    requireKnownVectors(await checkSegments(vfs, staged, state.config()), state.config());
    await checkFiles(vfs, staged);
    const schemas = new Map([...(await segmentSchemas(vfs, staged)), ...state.payloadSchemas()]);
    const shard = await openOneShard(surroundings, staged, state.config(), schemas, shardId);
    try {
      await verifyPoints(shard);
      await syncShard(vfs, staged);
      return { shard, schemas };
    } catch (error) {
      await shard.close().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    throw asSnapshotError(error, staged);
  }
}

const partialRemedy = 'recover it with POST /collections/{collection_name}/shards/{shard_id}/snapshot/partial/recover';

/** A partial snapshot holds only files that changed: as a whole one it would lose the others. */
async function requireWhole(vfs: Vfs, shardDirectory: string): Promise<void> {
  const segments = joinPath(shardDirectory, 'segments');
  if (!(await pathExists(vfs, segments))) return;
  for (const { name } of await vfs.readdir(segments)) {
    const file = `${segments}/${name}/segment_manifest.json`;
    if (!(await pathExists(vfs, file))) continue;
    throw new FormatError(
      'forbidden',
      `segment ${name} contains segment manifest; ensure you are not recovering partial snapshot on shard snapshot endpoint`,
      { file, remedy: partialRemedy },
    );
  }
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
