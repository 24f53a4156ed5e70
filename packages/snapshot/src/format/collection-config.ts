/**
 * config.json of a collection
 *
 *   {"params":{"vectors":{…},"shard_number":1,…},"hnsw_config":{"m":16,"ef_construct":100,"full_scan_threshold":10000,…},
 *    "optimizer_config":{"default_segment_number":0,"flush_interval_sec":5,…},
 *    "wal_config":{"wal_capacity_mb":32,"wal_segments_ahead":0,…},"quantization_config":null,"uuid":null}
 */
import type { CollectionConfig } from '@sextant/contract';
import { type JsonObject, type JsonValue, stringifyJson } from '@sextant/contract/json';
import { corrupt, FormatError } from './format-error.ts';
import { asCount, asObject, asString, parseJsonObject } from './json-shape.ts';

const mostShards = 65_536;

/** What config.json holds: the configuration of the API plus the random id that Qdrant gives a collection. */
export type StoredCollectionConfig = CollectionConfig & { uuid?: string | null };

/**
 * Parses config.json, checks what Qdrant requires and fills in what it leaves out: counts of 1, payload on disk, WAL retention 1.
 * `full_scan_threshold_kb` and `quantization`, older spellings, are renamed. Unknown keys are kept.
 */
export function parseCollectionConfig(text: string): StoredCollectionConfig {
  const json = parseJsonObject(text, 'config.json');
  const params = asObject(json['params'], 'params');
  const hnsw = renameKey(asObject(json['hnsw_config'], 'hnsw_config'), 'full_scan_threshold_kb', 'full_scan_threshold');
  for (const key of ['m', 'ef_construct', 'full_scan_threshold']) asCount(hnsw[key], `hnsw_config.${key}`);
  const optimizer = asObject(json['optimizer_config'], 'optimizer_config');
  for (const key of ['default_segment_number', 'flush_interval_sec']) asCount(optimizer[key], `optimizer_config.${key}`);
  const wal = asObject(json['wal_config'], 'wal_config');
  asCount(wal['wal_capacity_mb'], 'wal_config.wal_capacity_mb', 1);
  asCount(wal['wal_segments_ahead'], 'wal_config.wal_segments_ahead');
  const normalized: JsonObject = {
    ...json,
    params: normalizeParams(params),
    hnsw_config: { max_indexing_threads: 0, ...hnsw },
    optimizer_config: { deleted_threshold: 0.2, vacuum_min_vector_number: 1000, ...optimizer },
    wal_config: { wal_retain_closed: 1, ...wal },
    quantization_config: json['quantization_config'] ?? null,
  };
  return normalized as unknown as StoredCollectionConfig;
}

/** The text of config.json. */
export function encodeCollectionConfig(config: StoredCollectionConfig): string {
  return stringifyJson(config);
}

function normalizeParams(params: JsonObject): JsonObject {
  const normalized: JsonObject = {
    ...params,
    vectors: normalizeVectors(params['vectors'] ?? {}),
    shard_number: toShardNumber(params['shard_number'] ?? 1),
    replication_factor: asCount(params['replication_factor'] ?? 1, 'params.replication_factor', 1),
    write_consistency_factor: asCount(params['write_consistency_factor'] ?? 1, 'params.write_consistency_factor', 1),
    on_disk_payload: params['on_disk_payload'] ?? true,
  };
  const sparse = params['sparse_vectors'] ?? null;
  if (sparse !== null)
    for (const [name, entry] of Object.entries(asObject(sparse, 'params.sparse_vectors'))) asObject(entry, `sparse vector "${name}"`);
  return normalized;
}

/** Bounded, because every shard costs time and memory before its directory is looked for. */
function toShardNumber(value: JsonValue): number {
  const count = asCount(value, 'params.shard_number', 1);
  if (count > mostShards) throw corrupt('params.shard_number is absurd', { expected: `at most ${mostShards}`, found: count });
  return count;
}

/** One object with `size` is the unnamed vector, anything else a map of named ones. */
function normalizeVectors(value: JsonValue): JsonObject {
  const vectors = asObject(value, 'params.vectors');
  if (typeof vectors['size'] === 'number') return normalizeVector('', vectors);
  return Object.fromEntries(
    Object.entries(vectors).map(([name, entry]) => [name, normalizeVector(name, asObject(entry, `vector "${name}"`))]),
  );
}

function normalizeVector(name: string, vector: JsonObject): JsonObject {
  const size = asCount(vector['size'], `size of vector "${name}"`, 1);
  if (size > 65_536) throw corrupt(`size of vector "${name}" is out of range`, { expected: '1 to 65536', found: size });
  const distance = asString(vector['distance'], `distance of vector "${name}"`);
  if (!['Cosine', 'Euclid', 'Dot', 'Manhattan'].includes(distance)) {
    throw corrupt(`unknown distance of vector "${name}"`, { expected: 'Cosine, Euclid, Dot or Manhattan', found: distance });
  }
  return renameKey(vector, 'quantization', 'quantization_config');
}

function renameKey(object: JsonObject, from: string, to: string): JsonObject {
  const { [from]: value, ...rest } = object;
  return value === undefined ? object : { [to]: value, ...rest };
}

/** config.json at the root of a full storage snapshot: archive name by collection, collection by alias. */
export interface FullSnapshotConfig {
  readonly collectionsMapping: ReadonlyMap<string, string>;
  readonly collectionsAliases: ReadonlyMap<string, string>;
}

export function parseFullSnapshotConfig(text: string): FullSnapshotConfig {
  const json = parseJsonObject(text, 'config.json of a full snapshot');
  const collectionsMapping = toStringMap(json['collections_mapping'], 'collections_mapping');
  for (const archive of collectionsMapping.values()) {
    if (/[/\\\0]/.test(archive) || archive === '' || archive === '.' || archive === '..')
      throw new FormatError('forbidden', 'a collection archive lies outside of the snapshot', { found: JSON.stringify(archive) });
  }
  return {
    collectionsMapping,
    collectionsAliases: toStringMap(json['collections_aliases'] ?? {}, 'collections_aliases'),
  };
}

/** Pretty-printed, as Qdrant writes it. */
export function encodeFullSnapshotConfig({ collectionsMapping, collectionsAliases }: FullSnapshotConfig): string {
  const json = { collections_mapping: Object.fromEntries(collectionsMapping), collections_aliases: Object.fromEntries(collectionsAliases) };
  return JSON.stringify(json, undefined, 2);
}

function toStringMap(value: JsonValue | undefined, what: string): Map<string, string> {
  return new Map(Object.entries(asObject(value, what)).map(([key, entry]) => [key, asString(entry, `${what}.${key}`)]));
}
