import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { FilterSchema, RetrievedPointSchema, ValueSchema, VectorsSchema } from '@sextant/contract/grpc';
import { JsonNumber } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import { toFilter } from './filter-codec.ts';
import { fromPoint, fromPointId, NotOverGrpc, toPointId, toVectors } from './point-codec.ts';
import { fromValue, toValue, toValueMap } from './value-codec.ts';

describe('payload values', () => {
  it.each([
    ['null', null],
    ['a flag', true],
    ['a text', 'ü'],
    ['an integer', -5],
    ['a fraction', 2.5],
    ['an object', { a: [1, 'x', { b: null }], c: {} }],
  ])('%s comes back as it went', (_name, value) => {
    expect(fromValue(fromBinary(ValueSchema, toBinary(ValueSchema, toValue(value))))).toEqual(value);
  });

  it('tells integers from floats, and keeps those beyond 2^53', () => {
    expect(toValue(JsonNumber.float(1)).kind).toEqual({ case: 'doubleValue', value: 1 });
    expect(toValue(1).kind).toEqual({ case: 'integerValue', value: 1n });
    expect(String(fromValue(toValue(2n ** 60n)))).toBe(String(2n ** 60n));
    expect(fromValue(create(ValueSchema, { kind: { case: 'doubleValue', value: 3 } }))).toBe(3);
  });
});

describe('points', () => {
  it('has ids of both kinds, u64 whole', () => {
    for (const id of [0, 2 ** 53 - 1, 2n ** 64n - 1n, '550e8400-e29b-41d4-a716-446655440000']) {
      expect(fromPointId(create(RetrievedPointSchema, { id: toPointId(id) }).id)).toBe(id);
    }
  });

  it('reads every kind of vector in the shape of REST', () => {
    const point = create(RetrievedPointSchema, {
      id: toPointId(1),
      payload: toValueMap({ n: 1 }),
      vectors: {
        vectorsOptions: {
          case: 'vectors',
          value: {
            vectors: {
              d: { vector: { case: 'dense', value: { data: [1, 2] } } },
              m: { vector: { case: 'multiDense', value: { vectors: [{ data: [1] }, { data: [2] }] } } },
              s: { vector: { case: 'sparse', value: { indices: [7], values: [0.5] } } },
            },
          },
        },
      },
    });
    expect(fromPoint(point, true)).toEqual({
      id: 1,
      payload: { n: 1 },
      vector: { d: [1, 2], m: [[1], [2]], s: { indices: [7], values: [0.5] } },
    });
    expect(fromPoint(point, false)).not.toHaveProperty('payload');
  });

  it('sends typed arrays, rows and sparse vectors', () => {
    const message = create(VectorsSchema, toVectors({ d: Float32Array.of(0.5), m: [[1], [2]], s: { indices: [1], values: [2] } }));
    const named = message.vectorsOptions.case === 'vectors' ? message.vectorsOptions.value.vectors : {};
    expect(named.d?.vector).toMatchObject({ case: 'dense', value: { data: [0.5] } });
    expect(named.m?.vector).toMatchObject({ case: 'multiDense' });
    expect(named.s?.vector).toMatchObject({ case: 'sparse', value: { indices: [1], values: [2] } });
  });

  it('leaves inference to REST', () => {
    expect(() => toVectors({ d: { text: 'hello', model: 'm' } })).toThrow(NotOverGrpc);
  });
});

describe('filters', () => {
  it('carries every kind of condition', () => {
    const filter = {
      must: [
        { key: 'a', match: { value: 'x' } },
        { key: 'b', match: { any: [1, 2] } },
        { key: 'c', match: { except: ['x'] } },
        { key: 'd', range: { gte: 1, lt: 2.5 } },
        { key: 'e', range: { gt: '2024-01-01T00:00:00Z' } },
        { key: 'f', match: { text: 'words' } },
      ],
      should: { is_empty: { key: 'g' } },
      must_not: [{ is_null: { key: 'h' } }, { has_id: [1, '550e8400-e29b-41d4-a716-446655440000'] }, { has_vector: 'v' }],
      min_should: {
        conditions: [{ nested: { key: 'n', filter: { must: [{ key: 'i', values_count: { gte: 1 } }] } } }, { must: [] }],
        min_count: 1,
      },
    };
    const message = create(FilterSchema, toFilter(filter));
    const kinds = (list: readonly { conditionOneOf: { case?: string | undefined } }[]) =>
      list.map((condition) => condition.conditionOneOf.case);
    expect(kinds(message.must)).toEqual(['field', 'field', 'field', 'field', 'field', 'field']);
    expect(kinds(message.should)).toEqual(['isEmpty']);
    expect(kinds(message.mustNot)).toEqual(['isNull', 'hasId', 'hasVector']);
    expect(kinds(message.minShould?.conditions ?? [])).toEqual(['nested', 'filter']);
    const datetime = message.must[4]?.conditionOneOf;
    expect(datetime?.case === 'field' && datetime.value.datetimeRange?.gt?.seconds).toBe(1_704_067_200n);
  });
});
