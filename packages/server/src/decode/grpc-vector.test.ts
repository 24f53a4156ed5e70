import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import { VectorInputSchema, VectorsSchema } from '@sextant/contract/grpc';
import { describe, expect, it } from 'vitest';
import { vectorsToProto } from '../encode/grpc-vectors.ts';
import { queryInputFromProto, vectorsFromProto } from './grpc-vector.ts';

const vectors = (json: JsonValue) => vectorsFromProto(fromJson(VectorsSchema, json));
const named = (vector: JsonValue) => vectors({ vectors: { vectors: { v: vector } } }).get('v');

describe('vectors over gRPC', () => {
  it('are dense, sparse or lists, by name or not', () => {
    expect(vectors({ vector: { dense: { data: [1, 2] } } })).toEqual(new Map([['', Float32Array.of(1, 2)]]));
    expect(named({ sparse: { indices: [5, 1], values: [0.5, 0.25] } })).toEqual({
      kind: 'sparse',
      indices: Uint32Array.of(1, 5),
      values: Float32Array.of(0.25, 0.5),
    });
    expect(named({ multiDense: { vectors: [{ data: [1, 2] }, { data: [3, 4] }] } })).toEqual({
      kind: 'multi',
      count: 2,
      data: Float32Array.of(1, 2, 3, 4),
    });
  });

  it('may come in the form of older clients', () => {
    expect(vectors({ vector: { data: [1, 2] } }).get('')).toEqual(Float32Array.of(1, 2));
    expect(named({ data: [1, 2], indices: { data: [7, 3] } })).toEqual({
      kind: 'sparse',
      indices: Uint32Array.of(3, 7),
      values: Float32Array.of(2, 1),
    });
    expect(named({ data: [1, 2, 3, 4], vectorsCount: 2 })).toEqual({ kind: 'multi', count: 2, data: Float32Array.of(1, 2, 3, 4) });
  });

  it('are refused when they are none', () => {
    expect(() => vectors({})).toThrow('No Vector Provided');
    expect(() => vectors({ vector: { sparse: {} } })).toThrow('Sparse vector must be named');
    expect(() => named({ sparse: { indices: [1, 1], values: [1, 2] } })).toThrow('unique');
    expect(() => named({ sparse: { indices: [1], values: [] } })).toThrow('same length');
    expect(() => named({ multiDense: { vectors: [{ data: [1] }, { data: [1, 2] }] } })).toThrow('same length');
    expect(() => named({ dense: {} })).toThrow('must not be empty');
    expect(() => named({ data: [1, 2, 3], vectorsCount: 2 })).toThrow('3 numbers are not 2 rows');
    expect(() => named({ document: { text: 'x', model: 'qdrant/bm25' } })).toThrow('qdrant/bm25 is not built yet');
    expect(() => named({ image: { model: 'm' } })).toThrow('InferenceService URL not configured');
  });

  it('may be asked for by the id of a point', () => {
    expect(queryInputFromProto(fromJson(VectorInputSchema, { id: { num: '2' } }))).toEqual({ id: 2 });
    expect(queryInputFromProto(fromJson(VectorInputSchema, { dense: { data: [1] } }))).toEqual({ vector: Float32Array.of(1) });
    expect(() => queryInputFromProto(fromJson(VectorInputSchema, {}))).toThrow('variant is missing');
  });

  it('are answered alone when the unnamed one is the only one, else by name', () => {
    const dense = Float32Array.of(1, 2);
    expect(vectorsToProto(new Map([['', dense]])).vectorsOptions).toMatchObject({ case: 'vector', value: { vector: { case: 'dense' } } });
    expect(vectorsToProto(new Map([['a', dense]])).vectorsOptions).toMatchObject({ case: 'vectors' });
    expect(vectorsToProto(new Map()).vectorsOptions).toMatchObject({ case: 'vectors', value: { vectors: {} } });
    const multi = { kind: 'multi', count: 2, data: Float32Array.of(1, 2, 3, 4) } as const;
    expect(vectorsToProto(new Map([['', multi]])).vectorsOptions).toMatchObject({
      value: { vector: { case: 'multiDense', value: { vectors: [{ data: [1, 2] }, { data: [3, 4] }] } } },
    });
  });
});
