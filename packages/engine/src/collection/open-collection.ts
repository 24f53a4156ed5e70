import { collectionVersion, encodeShardKeyMapping, FormatError, type ShardKeyEntry } from '@sextant/snapshot/format';
import { joinPath, pathExists, type Vfs } from '@sextant/vfs';
import type { EngineEvent, EngineOptions } from '../engine.ts';
import type { ReadContext } from '../query/index.ts';
import { openShard } from '../shard/open-shard.ts';
import type { Shard, ShardConfig } from '../shard/shard.ts';
import { mapBounded } from './bounded.ts';
import {
  encodePayloadSchemas,
  type PayloadSchemas,
  readConfig,
  readPayloadSchemas,
  readShardKeys,
  writeConfig,
} from './collection-files.ts';
import { namedVectors, type StoredConfig } from './config-defaults.ts';
import { type LocalCollection, localCollection } from './local-collection.ts';
import { claimShard, type PeerId } from './replica-state.ts';
import { sweepTemporaries } from './sweep-temporaries.ts';

/** What every collection of an engine is opened with. */
export interface CollectionSurroundings {
  readonly vfs: Vfs;
  readonly options: EngineOptions;
  readonly peerId: PeerId;
  readonly lookup: ReadContext['lookup'];
  readonly onEvent: (event: EngineEvent) => void;
}

const shardsAtOnce = 4;

/** Opens the collection in `directory`: its files are read, the tails of its WALs replayed. Nothing stays open when it fails. */
export async function openCollection(surroundings: CollectionSurroundings, directory: string): Promise<LocalCollection> {
  const { vfs, lookup } = surroundings;
  await sweepTemporaries(vfs, directory);
  const config = await readConfig(vfs, directory);
  const schemas = await readPayloadSchemas(vfs, directory);
  const keys = await readShardKeys(vfs, directory);
  const opened: Shard[] = [];
  try {
    await mapBounded(shardIdsOf(config, keys), shardsAtOnce, async (id) => {
      await settleInitializing(surroundings, directory, id);
      opened.push(await openOneShard(surroundings, joinPath(directory, String(id)), config, schemas, id));
    });
  } catch (error) {
    await Promise.allSettled(opened.map((shard) => shard.close()));
    throw error;
  }
  return localCollection({ vfs, directory, config, schemas, keys, shards: opened, lookup });
}

/** Opens (or starts) the shard in `directory` with the settings of its collection. */
export function openOneShard(
  surroundings: CollectionSurroundings,
  directory: string,
  config: StoredConfig,
  schemas: PayloadSchemas,
  id: number,
): Promise<Shard> {
  return openShard(surroundings.vfs, directory, shardConfig(surroundings, config, schemas, id), {
    walFsync: surroundings.options.walFsync ?? 'never',
    onEvent: surroundings.onEvent,
  });
}

/** Makes the directory of a new, empty collection and opens it. */
export async function makeCollection(
  surroundings: CollectionSurroundings,
  directory: string,
  config: StoredConfig,
): Promise<LocalCollection> {
  const { vfs } = surroundings;
  await vfs.mkdir(directory, { recursive: true });
  const shards = shardIdsOf(config, []).map((id) => joinPath(directory, String(id)));
  for (const shard of shards) {
    await vfs.mkdir(shard, { recursive: true });
    await claimShard(vfs, shard, surroundings.peerId);
  }
  await writeDefinition(vfs, directory, config, new Map(), []);
  const opened = await openCollection(surroundings, directory);
  try {
    for (const shard of shards) for (const part of ['wal', 'segments', '']) await vfs.syncDir(joinPath(shard, part));
    return opened;
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw error;
  }
}

/** Writes the files at the root of a collection directory. */
export async function writeDefinition(
  vfs: Vfs,
  directory: string,
  config: StoredConfig,
  schemas: PayloadSchemas,
  keys: readonly ShardKeyEntry[],
): Promise<void> {
  await writeSynced(vfs, joinPath(directory, 'version.info'), collectionVersion);
  await writeSynced(vfs, joinPath(directory, 'shard_key_mapping.json'), encodeShardKeyMapping(keys));
  await writeSynced(vfs, joinPath(directory, 'payload_index.json'), encodePayloadSchemas(schemas));
  await writeConfig(vfs, directory, config);
}

async function writeSynced(vfs: Vfs, path: string, text: string): Promise<void> {
  const file = await vfs.open(path, 'w+');
  try {
    await file.write(new TextEncoder().encode(text), 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** `0 … shard_number-1`, or the ids of the shard keys. */
export function shardIdsOf(config: StoredConfig, keys: readonly ShardKeyEntry[]): number[] {
  if (config.params.sharding_method === 'custom') return keys.flatMap((entry) => entry.shardIds).sort((a, b) => a - b);
  return Array.from({ length: config.params.shard_number ?? 1 }, (_, id) => id);
}

/** `shard_<id>.initializing` marks a shard whose creation a Qdrant server did not finish. What is there of it is kept. */
async function settleInitializing(surroundings: CollectionSurroundings, directory: string, id: number): Promise<void> {
  const { vfs, onEvent } = surroundings;
  const flag = joinPath(directory, `shard_${id}.initializing`);
  const shardDirectory = joinPath(directory, String(id));
  if (await pathExists(vfs, flag)) {
    onEvent({
      level: 'warn',
      message: 'A shard was not completely created; what is there of it is opened',
      fields: { directory: shardDirectory },
    });
    await vfs.mkdir(shardDirectory, { recursive: true });
    await vfs.rm(flag);
  }
  if (await pathExists(vfs, shardDirectory)) return;
  throw new FormatError('missing', 'the shard directory is missing', {
    file: shardDirectory,
    remedy: 'config.json and shard_key_mapping.json say which there are',
  });
}

function shardConfig(surroundings: CollectionSurroundings, config: StoredConfig, schemas: PayloadSchemas, id: number): ShardConfig {
  return {
    id,
    vectors: new Map(Object.entries(namedVectors(config.params.vectors))),
    sparseVectors: new Map(Object.entries(config.params.sparse_vectors ?? {})),
    payloadSchema: schemas,
    onDiskPayload: config.params.on_disk_payload ?? true,
    walCapacityBytes: (config.wal_config?.wal_capacity_mb ?? 32) * 1024 * 1024,
    walRetainClosed: config.wal_config?.wal_retain_closed ?? 1,
    flushIntervalMs: Math.max(1, config.optimizer_config.flush_interval_sec) * 1000,
    peerId: BigInt(surroundings.peerId),
  };
}
