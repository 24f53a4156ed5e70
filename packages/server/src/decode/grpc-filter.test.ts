import { create, fromJson, type JsonValue } from '@bufbuild/protobuf';
import { FilterSchema } from '@sextant/contract/grpc';
import { describe, expect, it } from 'vitest';
import { filterFromProto } from './grpc-filter.ts';

const decode = (json: JsonValue) => filterFromProto(fromJson(FilterSchema, json));
const must = (condition: JsonValue) => {
  const decoded = decode({ must: [condition] })?.must;
  return Array.isArray(decoded) ? decoded[0] : decoded;
};
const field = (rule: Record<string, JsonValue>) => must({ field: { key: 'a.b', ...rule } });

describe('a filter over gRPC', () => {
  it('has the REST form', () => {
    expect(field({ match: { keyword: 'x' } })).toEqual({ key: 'a.b', match: { value: 'x' } });
    expect(field({ match: { integer: '7' } })).toEqual({ key: 'a.b', match: { value: 7 } });
    expect(field({ match: { integer: '9007199254740993' } })).toEqual({ key: 'a.b', match: { value: 9_007_199_254_740_993n } });
    expect(field({ match: { boolean: false } })).toEqual({ key: 'a.b', match: { value: false } });
    expect(field({ match: { text: 'x' } })).toEqual({ key: 'a.b', match: { text: 'x' } });
    expect(field({ match: { textAny: 'x' } })).toEqual({ key: 'a.b', match: { text_any: 'x' } });
    expect(field({ match: { phrase: 'x' } })).toEqual({ key: 'a.b', match: { phrase: 'x' } });
    expect(field({ match: { prefix: 'x' } })).toEqual({ key: 'a.b', match: { prefix: 'x' } });
    expect(field({ match: { keywords: { strings: ['x', 'y'] } } })).toEqual({ key: 'a.b', match: { any: ['x', 'y'] } });
    expect(field({ match: { exceptIntegers: { integers: ['1'] } } })).toEqual({ key: 'a.b', match: { except: [1] } });
    expect(field({ range: { gt: 3, lte: 8 } })).toEqual({ key: 'a.b', range: { gt: 3, lte: 8 } });
    expect(field({ datetimeRange: { gte: '2024-02-03T04:05:06.5Z' } })).toEqual({ key: 'a.b', range: { gte: '2024-02-03T04:05:06.5Z' } });
    expect(field({ valuesCount: { gte: '2' } })).toEqual({ key: 'a.b', values_count: { gte: 2 } });
    expect(field({ isEmpty: true })).toEqual({ key: 'a.b', is_empty: true });
    expect(field({ isNull: false })).toEqual({ key: 'a.b', is_null: false });
    expect(field({ geoRadius: { center: { lon: 1, lat: 2 }, radius: 10 } })).toEqual({
      key: 'a.b',
      geo_radius: { center: { lon: 1, lat: 2 }, radius: 10 },
    });
    expect(field({ geoBoundingBox: { topLeft: { lon: 0, lat: 9 }, bottomRight: { lon: 9, lat: 0 } } })).toEqual({
      key: 'a.b',
      geo_bounding_box: { top_left: { lon: 0, lat: 9 }, bottom_right: { lon: 9, lat: 0 } },
    });
  });

  it('has all conditions', () => {
    expect(must({ isEmpty: { key: 'a' } })).toEqual({ is_empty: { key: 'a' } });
    expect(must({ isNull: { key: 'a' } })).toEqual({ is_null: { key: 'a' } });
    expect(must({ hasId: { hasId: [{ num: '18446744073709551615' }, { uuid: 'AAAAAAAA000040008000000000000003' }] } })).toEqual({
      has_id: [18_446_744_073_709_551_615n, 'aaaaaaaa-0000-4000-8000-000000000003'],
    });
    expect(must({ hasVector: { hasVector: '' } })).toEqual({ has_vector: '' });
    expect(must({ slice: { total: 4, index: 3 } })).toEqual({ slice: { total: 4, index: 3 } });
    expect(must({ nested: { key: 'a', filter: { must: [{ isEmpty: { key: 'b' } }] } } })).toEqual({
      nested: { key: 'a', filter: { must: [{ is_empty: { key: 'b' } }] } },
    });
    expect(must({ filter: { should: [{ isEmpty: { key: 'b' } }] } })).toEqual({ should: [{ is_empty: { key: 'b' } }] });
  });

  it('keeps clauses apart and leaves empty ones out', () => {
    const empty = { isEmpty: { key: 'a' } };
    const condition = { is_empty: { key: 'a' } };
    expect(decode({ should: [empty], mustNot: [empty, {}], minShould: { conditions: [empty], minCount: '1' } })).toEqual({
      should: [condition],
      must_not: [condition],
      min_should: { conditions: [condition], min_count: 1 },
    });
    expect(decode({})).toEqual({});
    expect(filterFromProto(undefined)).toBeUndefined();
  });

  it('names what is wrong', () => {
    expect(() => field({})).toThrow('At least one field condition must be specified');
    expect(() => field({ match: {} })).toThrow('Malformed Match condition');
    expect(() => must({ nested: { key: 'a' } })).toThrow('Nested condition must have a filter');
    expect(() => must({ slice: { total: 0 } })).toThrow('Slice total must be greater than 0');
    expect(() => must({ slice: { total: 2, index: 2 } })).toThrow('Slice index must be less');
    expect(() => must({ isEmpty: { key: 'a..b' } })).toThrow();
    expect(() => must({ hasId: { hasId: [{ uuid: 'x' }] } })).toThrow('Unable to parse UUID: x');
    expect(() => decode({ minShould: { conditions: [], minCount: '0' } })).toThrow('min_count');
    expect(() => field({ geoPolygon: {} })).toThrow('exterior');
  });

  it('refuses to be walked without end', () => {
    let filter = create(FilterSchema);
    for (let i = 0; i < 5000; i += 1) filter = create(FilterSchema, { must: [{ conditionOneOf: { case: 'filter', value: filter } }] });
    expect(() => filterFromProto(filter)).toThrow('nested 100 deep at most');
  });
});
