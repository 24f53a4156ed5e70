import type { CollectionConfig, CollectionParams, CreateCollection, VectorParams, VectorsConfig } from '@sextant/contract';
import type { CollectionDefaults } from '../engine.ts';
import { plainNumbers, withoutNulls } from './config-json.ts';

/** `config.json` of a collection: what the API shows, and the identity that only the file has. Key order is that of Qdrant's files. */
export type StoredConfig = CollectionConfig & { uuid?: string | null };

export const hnswDefaults = { m: 16, ef_construct: 100, full_scan_threshold: 10_000, max_indexing_threads: 0, on_disk: false };

export const optimizerDefaults = {
  deleted_threshold: 0.2,
  vacuum_min_vector_number: 1000,
  default_segment_number: 0,
  max_segment_size: null,
  memmap_threshold: null,
  indexing_threshold: 10_000,
  flush_interval_sec: 5,
  max_optimization_threads: null,
  prevent_unoptimized: null,
};

export const walDefaults = { wal_capacity_mb: 32, wal_segments_ahead: 0, wal_retain_closed: 1 };

/** The configuration of a new collection: what was asked for, over the server's configured defaults, over Qdrant's own. The request is already validated. */
export function configFromRequest(request: CreateCollection, defaults: CollectionDefaults = {}): StoredConfig {
  const { metadata, ...settings } = request;
  const asked = plainNumbers(withoutNulls(settings)) as CreateCollection;
  return {
    params: paramsFromRequest(asked, defaults.on_disk_payload ?? true),
    hnsw_config: { ...hnswDefaults, ...defaults.hnsw_config, ...asked.hnsw_config },
    optimizer_config: {
      ...optimizerDefaults,
      ...defaults.optimizer_config,
      ...asked.optimizers_config,
    } as CollectionConfig['optimizer_config'],
    wal_config: { ...walDefaults, ...defaults.wal_config, ...asked.wal_config },
    quantization_config: asked.quantization_config ?? null,
    ...(asked.strict_mode_config === undefined ? {} : { strict_mode_config: asked.strict_mode_config }),
    uuid: null,
    ...(metadata == null ? {} : { metadata }),
  } as StoredConfig;
}

function paramsFromRequest(asked: CreateCollection, onDiskPayload: boolean): CollectionParams {
  return orderParams({
    vectors: asked.vectors ?? {},
    shard_number: asked.shard_number ?? 1,
    sharding_method: asked.sharding_method ?? undefined,
    replication_factor: asked.replication_factor ?? 1,
    write_consistency_factor: asked.write_consistency_factor ?? 1,
    on_disk_payload: asked.on_disk_payload ?? onDiskPayload,
    payload: asked.payload ?? undefined,
    sparse_vectors: asked.sparse_vectors ?? undefined,
  });
}

/** Parameters in the order of Qdrant's files: fixed keys, vector names ascending, unset ones left out. */
export function orderParams(params: CollectionParams): CollectionParams {
  const { vectors, sparse_vectors: sparse } = params;
  return withoutUndefined({
    vectors: orderVectors(vectors ?? {}),
    shard_number: params.shard_number ?? 1,
    sharding_method: params.sharding_method,
    replication_factor: params.replication_factor ?? 1,
    write_consistency_factor: params.write_consistency_factor ?? 1,
    read_fan_out_factor: params.read_fan_out_factor,
    read_fan_out_delay_ms: params.read_fan_out_delay_ms,
    on_disk_payload: params.on_disk_payload ?? true,
    payload: params.payload,
    sparse_vectors: sparse == null || Object.keys(sparse).length === 0 ? undefined : sortKeys(sparse),
  });
}

function orderVectors(vectors: VectorsConfig): VectorsConfig {
  if (isSingleVector(vectors)) return orderVector(vectors);
  return sortKeys(Object.fromEntries(Object.entries<VectorParams>(vectors).map(([name, one]) => [name, orderVector(one)])));
}

const vectorKeys = [
  'size',
  'distance',
  'hnsw_config',
  'quantization_config',
  'on_disk',
  'memory',
  'datatype',
  'multivector_config',
] as const;

/** The known keys in Qdrant's order, then whatever else a file may carry. */
export function orderVector(params: VectorParams): VectorParams {
  const known = Object.fromEntries(vectorKeys.filter((key) => params[key] != null).map((key) => [key, params[key]]));
  return { ...known, ...withoutUndefined({ ...params, ...known }) } as VectorParams;
}

/** True for the form without names. A vector that is itself named `size` would hold an object there. */
export function isSingleVector(vectors: VectorsConfig): vectors is VectorParams {
  return typeof (vectors as { size?: unknown }).size === 'number';
}

/** Vectors by name, the unnamed one under `''`. */
export function namedVectors(vectors: VectorsConfig | undefined): Record<string, VectorParams> {
  if (vectors === undefined) return {};
  return isSingleVector(vectors) ? { '': vectors } : vectors;
}

function sortKeys<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function withoutUndefined(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
}
