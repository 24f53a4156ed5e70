import type {
  DenseVector,
  MultiDenseVector,
  PointVectors as ProtoPointVectors,
  SparseVector as ProtoSparseVector,
  Vector as ProtoVector,
  VectorInput,
  Vectors,
} from '@sextant/contract/grpc';
import {
  EngineError,
  type MultiVector,
  type NamedVectors,
  type PointVectors,
  type QueryInput,
  type SparseVector,
  type Vector,
} from '@sextant/engine';
import { invalidArgument } from '../grpc/errors.ts';
import { pointIdFromProto } from './grpc-point-id.ts';
import { refuseInference } from './vector.ts';

/** The vectors of a point: the unnamed one, or vectors by name. */
export function vectorsFromProto(vectors: Vectors | undefined): NamedVectors {
  const option = vectors?.vectorsOptions;
  if (option === undefined) throw invalidArgument('Expected some vectors');
  if (option.case === undefined) throw invalidArgument('No Vector Provided');
  if (option.case === 'vectors') return namedFromProto(option.value.vectors);
  const one = option.value;
  if (one.vector.case === 'sparse' || (one.vector.case === undefined && one.indices !== undefined))
    throw invalidArgument('Sparse vector must be named');
  return new Map([['', vectorFromProto(one)]]);
}

function namedFromProto(vectors: Readonly<Record<string, ProtoVector>>): NamedVectors {
  const result = new Map<string, Vector>();
  for (const name of Object.keys(vectors)) result.set(name, vectorFromProto(vectors[name] as ProtoVector));
  return result;
}

export function pointVectorsFromProto(point: ProtoPointVectors): PointVectors {
  if (point.id === undefined) throw invalidArgument('id is expected');
  if (point.vectors === undefined) throw invalidArgument('vectors is expected');
  return { id: pointIdFromProto(point.id), vectors: vectorsFromProto(point.vectors) };
}

/** A vector to store. Clients from before the `vector` field was there send `data`, with `indices` or `vectors_count` beside it. */
function vectorFromProto(vector: ProtoVector): Vector {
  const { vector: one } = vector;
  if (one.case !== undefined) return vectorOfCase(one);
  if (vector.indices !== undefined) return sparseVector(vector.indices.data, vector.data);
  if (vector.vectorsCount !== undefined) return flatRows(vector.data, vector.vectorsCount);
  return denseVector(vector.data);
}

/** A vector to search with. */
export function queryInputFromProto(input: VectorInput): QueryInput {
  const { variant } = input;
  if (variant.case === undefined) throw invalidArgument('VectorInput variant is missing');
  return variant.case === 'id' ? { id: pointIdFromProto(variant.value) } : { vector: vectorOfCase(variant) };
}

type VectorCase = Exclude<ProtoVector['vector'], { case: undefined }>;

function vectorOfCase(one: VectorCase | Exclude<VectorInput['variant'], { case: undefined } | { case: 'id' }>): Vector {
  switch (one.case) {
    case 'dense':
      return denseFromProto(one.value);
    case 'sparse':
      return sparseFromProto(one.value);
    case 'multiDense':
      return multiFromProto(one.value);
    case 'document':
      refuseInference({ text: one.value.text, model: one.value.model });
      break;
    case 'image':
      refuseInference({ image: '', model: one.value.model });
      break;
    case 'object':
      refuseInference({ object: '', model: one.value.model });
      break;
  }
  throw new EngineError('service_error', 'InferenceService URL not configured - please provide valid address in config');
}

function denseFromProto(vector: DenseVector): Float32Array {
  return denseVector(vector.data);
}

function denseVector(data: readonly number[]): Float32Array {
  if (data.length === 0) throw invalidArgument('Validation error in body: [vector: dense vector must not be empty]');
  return new Float32Array(data);
}

function sparseFromProto(vector: ProtoSparseVector): SparseVector {
  return sparseVector(vector.indices, vector.values);
}

/** Indices in any order in, ascending out; repeated ones and unequal lengths are refused. */
export function sparseVector(indices: readonly number[], values: readonly number[]): SparseVector {
  if (indices.length !== values.length) throw invalidArgument('Validation error in body: [values: must be the same length as indices]');
  const order = indices.map((_, i) => i).sort((a, b) => (indices[a] as number) - (indices[b] as number));
  const sorted = Uint32Array.from(order, (i) => indices[i] as number);
  for (let i = 1; i < sorted.length; i += 1) {
    if (sorted[i] === sorted[i - 1]) throw invalidArgument('Validation error in body: [indices: must be unique]');
  }
  return { kind: 'sparse', indices: sorted, values: Float32Array.from(order, (i) => values[i] as number) };
}

function multiFromProto(vector: MultiDenseVector): MultiVector {
  const width = vector.vectors[0]?.data.length ?? 0;
  if (width === 0)
    throw invalidArgument('Validation error in body: [vector: multivector must have at least one row of at least one number]');
  const data = new Float32Array(width * vector.vectors.length);
  for (const [row, { data: values }] of vector.vectors.entries()) {
    if (values.length !== width) {
      throw invalidArgument(
        `Validation error in body: [vector: all rows of a multivector must have the same length, row ${row} has ${values.length} instead of ${width}]`,
      );
    }
    data.set(values, row * width);
  }
  return { kind: 'multi', count: vector.vectors.length, data };
}

function flatRows(data: readonly number[], count: number): MultiVector {
  if (count === 0 || data.length === 0 || data.length % count !== 0) {
    throw invalidArgument(`Unable to convert to multi-dense vector: ${data.length} numbers are not ${count} rows of equal length`);
  }
  return { kind: 'multi', count, data: new Float32Array(data) };
}
