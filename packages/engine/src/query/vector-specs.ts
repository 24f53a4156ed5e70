import type { CollectionParams, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { VectorSpec } from './read-source.ts';

/** What a read needs to know of each vector of a collection, by name; the unnamed vector is `''`. */
export function vectorSpecs(params: Pick<CollectionParams, 'vectors' | 'sparse_vectors'>): ReadonlyMap<string, VectorSpec> {
  const specs = new Map<string, VectorSpec>();
  const { vectors, sparse_vectors: sparse } = params;
  if (vectors !== undefined && isSingle(vectors)) specs.set('', denseSpec(vectors));
  else for (const [name, one] of Object.entries(vectors ?? {})) specs.set(name, denseSpec(one));
  for (const [name, one] of Object.entries<SparseVectorParams>(sparse ?? {}))
    specs.set(name, { kind: 'sparse', idf: one?.modifier === 'idf' });
  return specs;
}

/** A vector named `size` would have an object there. */
function isSingle(vectors: VectorParams | Record<string, VectorParams>): vectors is VectorParams {
  return typeof vectors['size'] === 'number';
}

function denseSpec(params: VectorParams): VectorSpec {
  return {
    kind: params.multivector_config == null ? 'dense' : 'multi',
    dim: params.size,
    distance: params.distance,
    uint8: params.datatype === 'uint8',
  };
}
