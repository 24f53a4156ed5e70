import { FormatError } from '@sextant/snapshot/format';
import { joinPath, pathExists, type Vfs } from '@sextant/vfs';
import { type PayloadSchemas, readConfig, readPayloadSchemas, readShardKeys } from '../collection/collection-files.ts';
import type { StoredConfig } from '../collection/config-defaults.ts';
import type { LocalCollection } from '../collection/local-collection.ts';
import { type CollectionSurroundings, openCollection, shardIdsOf, writeDefinition } from '../collection/open-collection.ts';
import { checkShardIsLocal, claimShard } from '../collection/replica-state.ts';
import { checkVectorNames } from '../collection/vector-names.ts';
import { adoptSegments } from '../shard/segment-lineage.ts';
import { asSnapshotError } from './as-snapshot-error.ts';
import { checkShards } from './check-files.ts';
import { checkSegments } from './check-segments.ts';
import { requireCompatible } from './compare-configs.ts';
import { verifyPoints } from './verify-points.ts';

/** What stands where the recovery goes. Its settings stay; its data is replaced. */
export interface ExistingCollection {
  readonly config: StoredConfig;
  readonly schemas: PayloadSchemas;
}

/**
 * Makes a staged, unpacked collection snapshot ready to take its place and opens it: checks it, makes this node the owner of every shard, replays
 * the WALs it carries, reads every point. `staged` is its path on the file system of the surroundings. Nothing outside the staged directory is touched. Fails with `bad_request` saying what is wrong and where
 * in the snapshot, or `wrong_input` when it does not fit the existing collection.
 */
export async function prepareRecovery(
  surroundings: CollectionSurroundings,
  staged: string,
  existing: ExistingCollection | undefined,
): Promise<LocalCollection> {
  const { vfs } = surroundings;
  try {
    const config = await readConfig(vfs, staged);
    checkVectorNames(config.params);
    const schemas = await readPayloadSchemas(vfs, staged);
    const keys = await readShardKeys(vfs, staged);
    if (existing !== undefined) requireCompatible(existing.config, config);
    for (const id of shardIdsOf(config, keys)) {
      await prepareShard(surroundings, joinPath(staged, String(id)), id, 'collection');
      await checkSegments(vfs, joinPath(staged, String(id)), config);
    }
    await checkShards(vfs, staged, config, keys);
    const kept =
      existing === undefined
        ? config
        : { ...existing.config, params: { ...existing.config.params, shard_number: config.params.shard_number } };
    await writeDefinition(vfs, staged, kept, new Map([...schemas, ...(existing?.schemas ?? [])]), keys);
    return await openAndVerify(surroundings, staged);
  } catch (error) {
    throw asSnapshotError(error, staged);
  }
}

/** Requires a local shard with its segments and WAL, and makes it this node's. A snapshot of a shard needs no shard_config.json. */
export async function prepareShard(
  surroundings: CollectionSurroundings,
  directory: string,
  id: number,
  kind: 'collection' | 'shard',
): Promise<void> {
  const { vfs, peerId } = surroundings;
  await checkShardIsLocal(vfs, directory, id, kind === 'collection');
  for (const part of ['wal', 'segments']) {
    const path = joinPath(directory, part);
    if (!(await pathExists(vfs, path))) {
      throw new FormatError('missing', 'the directory is missing', { file: path, remedy: 'a shard in a snapshot has wal/ and segments/' });
    }
  }
  await claimShard(vfs, directory, peerId);
  await adoptSegments(vfs, directory);
}

/** Makes the names of what the opening added durable: the swap must not bring in a shard whose log a power cut takes away. */
export async function syncShard(vfs: Vfs, directory: string): Promise<void> {
  for (const part of ['wal', 'segments', '']) await vfs.syncDir(joinPath(directory, part));
}

async function openAndVerify(surroundings: CollectionSurroundings, staged: string): Promise<LocalCollection> {
  const collection = await openCollection(surroundings, staged);
  try {
    for (const shard of collection.shards.all) await verifyPoints(shard);
    for (const { id } of collection.shards.all) await syncShard(surroundings.vfs, joinPath(staged, String(id)));
    return collection;
  } catch (error) {
    await collection.close().catch(() => undefined);
    throw error;
  }
}
