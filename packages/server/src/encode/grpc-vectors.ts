import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { type VectorOutputSchema, type VectorsOutput, VectorsOutputSchema } from '@sextant/contract/grpc';
import type { MultiVector, NamedVectors, Vector } from '@sextant/engine';

/** Vectors as stored: the unnamed one by itself when it is the only one, otherwise by name. */
export function vectorsToProto(vectors: NamedVectors): VectorsOutput {
  const only = vectors.size === 1 ? vectors.get('') : undefined;
  if (only !== undefined && !('kind' in only && only.kind === 'sparse')) {
    return create(VectorsOutputSchema, { vectorsOptions: { case: 'vector', value: vectorToProto(only) } });
  }
  const named: Record<string, MessageInitShape<typeof VectorOutputSchema>> = {};
  for (const [name, vector] of vectors) named[name] = vectorToProto(vector);
  return create(VectorsOutputSchema, { vectorsOptions: { case: 'vectors', value: { vectors: named } } });
}

function vectorToProto(vector: Vector): MessageInitShape<typeof VectorOutputSchema> {
  if (vector instanceof Float32Array) return { vector: { case: 'dense', value: { data: Array.from(vector) } } };
  if (vector.kind === 'sparse') {
    return { vector: { case: 'sparse', value: { indices: Array.from(vector.indices), values: Array.from(vector.values) } } };
  }
  return { vector: { case: 'multiDense', value: { vectors: rowsOf(vector) } } };
}

function rowsOf({ count, data }: MultiVector): { data: number[] }[] {
  const width = data.length / count;
  return Array.from({ length: count }, (_, row) => ({ data: Array.from(data.subarray(row * width, (row + 1) * width)) }));
}
