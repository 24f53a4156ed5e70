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

/**
 * A vector name becomes part of directory names (`vector_storage-<name>`): nothing in it may lead out of the segment. Fails with `wrong_input`, and
 * also for a name that is both dense and sparse.
 */
export function checkVectorNames(params: StoredConfig['params']): void {
  const dense = Object.keys(namedVectors(params.vectors));
  const sparse = Object.keys(params.sparse_vectors ?? {});
  for (const name of [...dense, ...sparse]) {
    if (/[/\\\0]/.test(name) || new TextEncoder().encode(name).length > maxNameBytes) {
      throw new EngineError(
        'wrong_input',
        `Vector name ${JSON.stringify(name)} cannot be stored: it becomes part of a directory name of at most 255 bytes`,
        { details: { vector: name } },
      );
    }
  }
  const both = sparse.find((name) => dense.includes(name));
  if (both !== undefined)
    throw new EngineError('wrong_input', `Dense and sparse vector names must be unique - duplicate found with name ${both}`, {
      details: { vector: both },
    });
}

// `vector_storage-` takes the rest of the 255 bytes.
const maxNameBytes = 240;

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
