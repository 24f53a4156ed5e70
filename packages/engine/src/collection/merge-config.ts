import type {
  CollectionConfig,
  CollectionParams,
  SparseVectorParams,
  UpdateCollection,
  VectorParams,
  VectorsConfig,
} from '@sextant/contract';
import { EngineError } from '../error.ts';
import { isSingleVector, namedVectors, orderParams, orderVector, type StoredConfig } from './config-defaults.ts';
import { isPlainObject, plainNumbers, withoutNulls } from './config-json.ts';

/**
 * The configuration after a PATCH, as Qdrant merges: what is given replaces, field by field; metadata key by key, `null` removing
 * one; `wal_config` is ignored. Fails with `wrong_input` on a vector that is not there, before anything is changed.
 */
export function mergeConfig(config: StoredConfig, update: UpdateCollection): StoredConfig {
  const { metadata, ...settings } = update;
  const diff = plainNumbers(withoutNulls(settings)) as UpdateCollection;
  const { strict_mode_config: strict, uuid, metadata: oldMetadata, ...rest } = config;
  const mergedStrict = diff.strict_mode_config == null ? strict : { ...strict, ...diff.strict_mode_config };
  const mergedMetadata = metadata == null ? oldMetadata : mergeMetadata(oldMetadata, metadata);
  return {
    ...rest,
    params: mergeParams(config.params, diff),
    hnsw_config: { ...config.hnsw_config, ...diff.hnsw_config },
    optimizer_config: mergeOptimizers(config.optimizer_config, diff.optimizers_config),
    quantization_config: mergeQuantization(config.quantization_config, diff.quantization_config),
    ...(mergedStrict === undefined ? {} : { strict_mode_config: mergedStrict }),
    uuid,
    ...(mergedMetadata === undefined ? {} : { metadata: mergedMetadata }),
  } as StoredConfig;
}

function mergeParams(params: CollectionParams, diff: UpdateCollection): CollectionParams {
  return orderParams({
    ...params,
    ...diff.params,
    vectors: diff.vectors == null ? params.vectors : mergeVectors(params.vectors ?? {}, diff.vectors),
    sparse_vectors: diff.sparse_vectors == null ? params.sparse_vectors : mergeSparse(params.sparse_vectors ?? {}, diff.sparse_vectors),
  } as CollectionParams);
}

function mergeVectors(vectors: VectorsConfig, diffs: NonNullable<UpdateCollection['vectors']>): VectorsConfig {
  const merged = { ...namedVectors(vectors) };
  for (const [name, diff] of Object.entries(diffs)) {
    const params = Object.hasOwn(merged, name) ? merged[name] : undefined;
    if (params === undefined) throw unknownVector(name);
    const { hnsw_config: hnsw, quantization_config: quantization, ...plain } = diff;
    merged[name] = orderVector({
      ...params,
      ...plain,
      hnsw_config: hnsw == null ? params.hnsw_config : { ...params.hnsw_config, ...hnsw },
      quantization_config: mergeQuantization(params.quantization_config, quantization),
    });
  }
  return isSingleVector(vectors) ? (merged[''] as VectorParams) : merged;
}

function mergeSparse(
  vectors: Record<string, SparseVectorParams>,
  diffs: Record<string, SparseVectorParams>,
): Record<string, SparseVectorParams> {
  const merged = { ...vectors };
  for (const [name, diff] of Object.entries(diffs)) {
    const params = Object.hasOwn(merged, name) ? merged[name] : undefined;
    if (params === undefined) throw unknownVector(name);
    const index = diff.index == null ? params.index : { ...params.index, ...diff.index };
    merged[name] = { ...params, ...diff, ...(index == null ? {} : { index }) };
  }
  return merged;
}

/** `"auto"` puts the number of threads back to Qdrant's own choice. */
function mergeOptimizers(
  config: CollectionConfig['optimizer_config'],
  diff: UpdateCollection['optimizers_config'],
): CollectionConfig['optimizer_config'] {
  const merged = { ...config, ...diff } as Record<string, unknown>;
  if (merged['max_optimization_threads'] === 'auto') merged['max_optimization_threads'] = null;
  return merged as unknown as CollectionConfig['optimizer_config'];
}

function mergeQuantization<T>(config: T | null | undefined, diff: unknown): T | null {
  if (diff === 'Disabled') return null;
  return (diff as T | undefined) ?? config ?? null;
}

function mergeMetadata(old: unknown, diff: object): Record<string, unknown> {
  const merged = new Map(Object.entries(isPlainObject(old) ? old : {}));
  for (const [key, value] of Object.entries(diff)) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

function unknownVector(name: string): EngineError {
  return new EngineError('wrong_input', `Not existing vector name error: ${name}`, { details: { vector: name } });
}
