import type { PayloadFieldSchema } from '@sextant/contract';
import {
  atFile,
  encodeCollectionConfig,
  encodePayloadIndex,
  FormatError,
  parseCollectionConfig,
  parsePayloadIndex,
  parseShardKeyMapping,
  type ShardKeyEntry,
  type StoredShardKey,
} from '@sextant/snapshot/format';
import { joinPath, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { hnswDefaults, optimizerDefaults, orderParams, type StoredConfig } from './config-defaults.ts';
import { plainNumbers } from './config-json.ts';

/** The files at the root of a collection directory (format, section 4): config.json is required, the others may be missing. */
export type PayloadSchemas = ReadonlyMap<string, PayloadFieldSchema>;

export type ShardKey = StoredShardKey;

/** The configuration with Qdrant's defaults for absent optional keys. Fails with a format error that names file and key. */
export async function readConfig(vfs: Vfs, directory: string): Promise<StoredConfig> {
  const path = joinPath(directory, 'config.json');
  const text = await readTextIfPresent(vfs, path);
  if (text === undefined)
    throw new FormatError('missing', 'the file is missing', { file: path, remedy: 'a collection has its configuration there' });
  const { metadata, ...settings } = atFile(path, () => parseCollectionConfig(text));
  const config = plainNumbers(settings) as StoredConfig;
  return {
    ...config,
    params: orderParams(config.params),
    hnsw_config: { ...hnswDefaults, ...config.hnsw_config },
    optimizer_config: { ...optimizerDefaults, indexing_threshold: null, ...config.optimizer_config },
    ...(metadata == null ? {} : { metadata }),
  };
}

export async function writeConfig(vfs: Vfs, directory: string, config: StoredConfig): Promise<void> {
  await writeFileAtomic(vfs, joinPath(directory, 'config.json'), encodeCollectionConfig(config));
}

export async function readPayloadSchemas(vfs: Vfs, directory: string): Promise<PayloadSchemas> {
  const path = joinPath(directory, 'payload_index.json');
  const text = await readTextIfPresent(vfs, path);
  if (text === undefined) return new Map();
  return new Map(Object.entries(plainNumbers(atFile(path, () => parsePayloadIndex(text))) as Record<string, PayloadFieldSchema>));
}

export async function writePayloadSchemas(vfs: Vfs, directory: string, schemas: PayloadSchemas): Promise<void> {
  await writeFileAtomic(vfs, joinPath(directory, 'payload_index.json'), encodePayloadSchemas(schemas));
}

export function encodePayloadSchemas(schemas: PayloadSchemas): string {
  return encodePayloadIndex(Object.fromEntries(schemas));
}

/** Shard ids by shard key; empty with automatic sharding. */
export async function readShardKeys(vfs: Vfs, directory: string): Promise<ShardKeyEntry[]> {
  const path = joinPath(directory, 'shard_key_mapping.json');
  const text = await readTextIfPresent(vfs, path);
  return text === undefined ? [] : atFile(path, () => parseShardKeyMapping(text));
}
