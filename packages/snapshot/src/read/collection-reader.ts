import { joinPath, type Vfs } from '@sextant/vfs';
import { parseCollectionConfig, parseFullSnapshotConfig, type StoredCollectionConfig } from '../format/collection-config.ts';
import { atFile, corrupt, FormatError } from '../format/format-error.ts';
import { asString, parseJsonObject } from '../format/json-shape.ts';
import { type PayloadIndexSchema, parsePayloadIndex, parseShardKeyMapping, type ShardKeyEntry } from '../format/shard-files.ts';
import { checkCollectionVersion } from '../format/version-info.ts';
import { decodeFile, decodeOptionalText, decodeText, isDirectory, isFile, readOptionalFile } from './read-file.ts';
import { openShard, type ShardReader } from './shard-reader.ts';
import type { StoredPoint } from './stored-point.ts';

/** An open collection directory or unpacked collection snapshot. */
export interface CollectionReader {
  readonly path: string;
  readonly config: StoredCollectionConfig;
  /** Content of version.info, if there is one. */
  readonly version: string | undefined;
  readonly payloadIndex: PayloadIndexSchema;
  readonly shardKeys: readonly ShardKeyEntry[];
  /** By shard id, ascending. */
  readonly shards: ReadonlyMap<number, ShardReader>;
  /** The points of all shards, one shard after the other. */
  points(): AsyncGenerator<StoredPoint & { readonly shardId: number }, void, void>;
  close(): Promise<void>;
}

/** Opens an unpacked collection snapshot, or a collection of a storage directory. Close it on every path. */
export async function openCollection(vfs: Vfs, path: string): Promise<CollectionReader> {
  const config = await decodeFile(vfs, joinPath(path, 'config.json'), (content) => parseCollectionConfig(decodeText(content)));
  const version = await decodeOptionalText(vfs, joinPath(path, 'version.info'), (text) => {
    checkCollectionVersion(text);
    return text;
  });
  const payloadIndex = (await decodeOptionalText(vfs, joinPath(path, 'payload_index.json'), parsePayloadIndex)) ?? {};
  const shardKeys = (await decodeOptionalText(vfs, joinPath(path, 'shard_key_mapping.json'), parseShardKeyMapping)) ?? [];
  const shards = new Map<number, ShardReader>();
  const close = async (): Promise<void> => {
    for (const shard of shards.values()) await shard.close();
    shards.clear();
  };
  try {
    for (const id of expectedShards(config, shardKeys)) {
      if (shards.has(id)) throw corrupt(`shard ${id} has two shard keys`, { file: joinPath(path, 'shard_key_mapping.json') });
      const directory = joinPath(path, `${id}`);
      if (!(await isDirectory(vfs, directory))) {
        throw new FormatError('missing', `shard ${id} has no directory`, { file: directory, remedy: 'take the snapshot again' });
      }
      shards.set(id, await openShard(vfs, directory));
    }
  } catch (error) {
    await close();
    throw error;
  }
  async function* points(): AsyncGenerator<StoredPoint & { readonly shardId: number }, void, void> {
    for (const [shardId, shard] of shards) for await (const point of shard.points()) yield { ...point, shardId };
  }
  return { path, config, version, payloadIndex, shardKeys, shards, points, close };
}

/** Shard ids 0 to n - 1 with automatic sharding, those of the mapping with custom sharding. */
function expectedShards(config: StoredCollectionConfig, shardKeys: readonly ShardKeyEntry[]): number[] {
  if (config.params.sharding_method === 'custom') return shardKeys.flatMap((entry) => entry.shardIds).sort((left, right) => left - right);
  return Array.from({ length: config.params.shard_number ?? 1 }, (_, id) => id);
}

/** An open snapshot of any kind. */
export type SnapshotReader =
  | { readonly kind: 'shard'; readonly shard: ShardReader; close(): Promise<void> }
  | { readonly kind: 'collection'; readonly collection: CollectionReader; close(): Promise<void> }
  | {
      readonly kind: 'full';
      readonly collections: ReadonlyMap<string, CollectionReader>;
      /** Collection by alias. */
      readonly aliases: ReadonlyMap<string, string>;
      close(): Promise<void>;
    };

/** Refuses a directory that is no snapshot at all, not even a damaged one. */
export async function requireSnapshot(vfs: Vfs, path: string): Promise<void> {
  if (await isFile(vfs, joinPath(path, 'config.json'))) return;
  const names = new Set((await vfs.readdir(path)).map((entry) => entry.name));
  if (!['segments', 'wal', 'shard_config.json', 'replica_state.json', 'edge_config.json'].some((name) => names.has(name)))
    throw new FormatError('missing', 'this is no snapshot: neither config.json nor the files of a shard are there', { file: path });
}

/** Opens an unpacked snapshot and finds out by itself which kind it is. Close it on every path. */
export async function openSnapshot(vfs: Vfs, path: string): Promise<SnapshotReader> {
  const isCollection = await isFile(vfs, joinPath(path, 'config.json'));
  const config = isCollection ? await readOptionalFile(vfs, joinPath(path, 'config.json')) : undefined;
  if (!config) {
    await requireSnapshot(vfs, path);
    const shard = await openShard(vfs, path);
    return { kind: 'shard', shard, close: () => shard.close() };
  }
  const configPath = joinPath(path, 'config.json');
  const text = atFile(configPath, () => decodeText(config));
  const json = atFile(configPath, () => parseJsonObject(text, 'config.json'));
  if (json['collections_mapping'] === undefined) {
    const collection = await openCollection(vfs, path);
    return { kind: 'collection', collection, close: () => collection.close() };
  }
  return openFull(vfs, path, text);
}

async function openFull(vfs: Vfs, path: string, text: string): Promise<SnapshotReader> {
  const { collectionsMapping, collectionsAliases } = atFile(joinPath(path, 'config.json'), () => parseFullSnapshotConfig(text));
  const collections = new Map<string, CollectionReader>();
  const close = async (): Promise<void> => {
    for (const collection of collections.values()) await collection.close();
    collections.clear();
  };
  try {
    for (const [name, archive] of collectionsMapping) {
      collections.set(name, await openCollection(vfs, joinPath(path, archive)));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { kind: 'full', collections, aliases: collectionsAliases, close };
}

/**
 * Opens a storage directory of a server: a full snapshot in all but form, its collections below `collections/`. The server may be
 * running only if nothing is written meanwhile. Close it on every path.
 */
export async function openStorage(vfs: Vfs, path: string): Promise<Extract<SnapshotReader, { kind: 'full' }>> {
  const collections = new Map<string, CollectionReader>();
  const close = async (): Promise<void> => {
    for (const collection of collections.values()) await collection.close();
    collections.clear();
  };
  try {
    for (const name of await listStoredCollections(vfs, path))
      collections.set(name, await openCollection(vfs, joinPath(path, 'collections', name)));
    const aliases = await decodeOptionalText(vfs, joinPath(path, 'aliases/data.json'), parseAliases);
    return { kind: 'full', collections, aliases: aliases ?? new Map(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Names of the collections of a storage directory, sorted; directories that are no collection are passed over. */
export async function listStoredCollections(vfs: Vfs, path: string): Promise<string[]> {
  const entries = await vfs.readdir(joinPath(path, 'collections'));
  const names = entries.filter(({ name, kind }) => kind === 'directory' && !name.startsWith('.')).map(({ name }) => name);
  const withConfig: string[] = [];
  for (const name of names.sort()) if (await isFile(vfs, joinPath(path, 'collections', name, 'config.json'))) withConfig.push(name);
  return withConfig;
}

/** True for the storage directory of a server. */
export async function isStorage(vfs: Vfs, path: string): Promise<boolean> {
  return !(await isFile(vfs, joinPath(path, 'config.json'))) && (await isDirectory(vfs, joinPath(path, 'collections')));
}

function parseAliases(text: string): Map<string, string> {
  const json = parseJsonObject(text, 'aliases/data.json');
  return new Map(Object.entries(json).map(([alias, collection]) => [alias, asString(collection, `alias ${alias}`)]));
}
