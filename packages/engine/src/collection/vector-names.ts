import type { SparseVectorParams, VectorParams } from '@sextant/contract';
import { EngineError } from '../error.ts';
import { namedVectors, orderParams, type StoredConfig } from './config-defaults.ts';
import { plainNumbers, withoutNulls } from './config-json.ts';

export interface NewVector {
  readonly name: string;
  readonly dense?: VectorParams;
  readonly sparse?: SparseVectorParams;
}

/** The configuration with one more vector name; the same object when it has it already. `dense` wins when both are given, as in Qdrant. */
export function addVectorName(config: StoredConfig, vector: NewVector): StoredConfig {
  const { name } = vector;
  const dense = namedVectors(config.params.vectors);
  const sparse: Record<string, SparseVectorParams> = config.params.sparse_vectors ?? {};
  const params = plainNumbers(withoutNulls(vector.dense ?? vector.sparse ?? {}));
  const existing = Object.hasOwn(dense, name) ? dense[name] : Object.hasOwn(sparse, name) ? sparse[name] : undefined;
  if (existing !== undefined) {
    const sameKind = Object.hasOwn(dense, name) === (vector.dense !== undefined);
    if (sameKind && sameSettings(existing, params)) return config;
    throw new EngineError('wrong_input', `Vector \`${name}\` already exists with a different configuration`, {
      details: { vector: name, existing, asked: params },
    });
  }
  const changed =
    vector.dense === undefined
      ? { sparse_vectors: { ...sparse, [name]: params as SparseVectorParams } }
      : { vectors: { ...dense, [name]: params as VectorParams } };
  return { ...config, params: orderParams({ ...config.params, ...changed }) };
}

/** The configuration without a vector name; the same object when there is none of that name. */
export function removeVectorName(config: StoredConfig, name: string): StoredConfig {
  const dense = namedVectors(config.params.vectors);
  const sparse: Record<string, SparseVectorParams> = config.params.sparse_vectors ?? {};
  if (!Object.hasOwn(dense, name) && !Object.hasOwn(sparse, name)) return config;
  const vectors = Object.hasOwn(dense, name) ? without(dense, name) : config.params.vectors;
  const params = { ...config.params, vectors, sparse_vectors: without(sparse, name) };
  return { ...config, params: orderParams(params) };
}

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** Equal but for the order of keys. */
function sameSettings(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([x], [y]) => (x < y ? -1 : 1)))
      : child,
  );
}
