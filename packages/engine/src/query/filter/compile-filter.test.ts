import { readFileSync } from 'node:fs';
import type { Filter, PayloadFieldSchema } from '@sextant/contract';
import type { JsonObject } from '@sextant/contract/json';
import { parseJson } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import type { PointId } from '../../operation/point.ts';
import { matchingRows, memorySegment } from '../memory-segment.test.fixture.ts';
import { comparePointIds } from '../point-id.ts';
import { compileFilter } from './compile-filter.ts';

interface Answer {
  readonly ids?: readonly PointId[];
  readonly count?: number;
}

interface Recorded {
  readonly indexes: Record<string, PayloadFieldSchema>;
  readonly points: readonly { id: PointId; payload?: JsonObject }[];
  readonly cases: readonly (Answer & { area: string; filter: Filter; indexed?: Answer })[];
}

const recorded = parseJson(readFileSync(new URL('../../../fixtures/filter-cases.json', import.meta.url), 'utf8')) as unknown as Recorded;
const dense = { '': { kind: 'dense', dim: 1, distance: 'Dot', uint8: false } } as const;
const segment = memorySegment(
  dense,
  recorded.points.map((point) => ({ ...point, vectors: { '': new Float32Array([1]) } })),
);
const indexed = new Map(Object.entries(recorded.indexes));

function matching(filter: Filter, options?: Parameters<typeof compileFilter>[1]): PointId[] {
  const rows = matchingRows(segment, compileFilter(filter, options));
  return rows.map((row) => segment.idOf(row)).sort(comparePointIds);
}

function check(answer: Answer, ids: readonly PointId[]): void {
  if (answer.ids !== undefined) expect(ids).toEqual(answer.ids);
  else expect(ids).toHaveLength(answer.count ?? -1);
}

describe('filters over the recorded points', () => {
  it.each(recorded.cases)('without an index: $area $filter', (one) => {
    check(one, matching(one.filter));
  });

  it.each(recorded.cases)('with indexes: $area $filter', (one) => {
    check(one.indexed ?? one, matching(one.filter, { indexed }));
  });
});

/** Ids of the payloads, numbered from 1, that pass a condition. */
function passing(condition: unknown, payloads: readonly string[], schema?: PayloadFieldSchema): PointId[] {
  const points = payloads.map((payload, i) => ({ id: i + 1, payload: parseJson(payload) as JsonObject }));
  const own = memorySegment({}, points);
  const options = schema === undefined ? {} : { indexed: new Map([['a', schema]]) };
  const filter = compileFilter({ must: [condition] } as Filter, options);
  return matchingRows(own, filter).map((row) => own.idOf(row));
}

const value = (wanted: unknown): unknown => ({ key: 'a', match: { value: wanted } });

describe('values', () => {
  it('tells integers from floats and keeps all 64 bits', () => {
    const payloads = [
      '{"a":1}',
      '{"a":1.0}',
      '{"a":9007199254740993}',
      '{"a":9007199254740992}',
      '{"a":18446744073709551615}',
      '{"a":true}',
      '{"a":"1"}',
    ];
    expect(passing(value(1), payloads)).toEqual([1]);
    expect(passing(value(parseJson('9007199254740993')), payloads)).toEqual([3]);
    expect(passing(value(9007199254740992n), payloads)).toEqual([4]);
    expect(passing(value(true), payloads)).toEqual([6]);
    expect(passing({ key: 'a', range: { gte: 1, lte: 1 } }, payloads)).toEqual([1, 2]);
    expect(passing({ key: 'a', range: { gte: 1, lte: 1 } }, payloads, 'integer')).toEqual([1]);
    expect(passing({ key: 'a', range: { gte: 1, lte: 1 } }, payloads, 'float')).toEqual([1, 2]);
  });

  it('looks one array deep', () => {
    const payloads = ['{"a":["x","y"]}', '{"a":[["x"]]}', '{"a":[]}', '{"b":1}', '{"a":null}'];
    expect(passing(value('x'), payloads)).toEqual([1]);
    expect(passing({ key: 'a', match: { except: ['x'] } }, payloads)).toEqual([1, 2]);
    expect(passing({ key: 'a', match: { except: ['x'] } }, payloads, 'keyword')).toEqual([1]);
    expect(passing({ key: 'a[]', match: { value: 'x' } }, payloads)).toEqual([1, 2]);
    expect(passing({ key: 'a[1]', match: { value: 'y' } }, payloads)).toEqual([1]);
  });

  it('counts odd types as exceptions only without an index', () => {
    const payloads = ['{"a":1}', '{"a":true}', '{"a":{"b":1}}', '{"a":"x"}', '{"a":"y"}', '{"a":null}'];
    expect(passing({ key: 'a', match: { except: ['x'] } }, payloads)).toEqual([1, 2, 3, 5]);
    expect(passing({ key: 'a', match: { except: ['x'] } }, payloads, 'keyword')).toEqual([5]);
    expect(passing({ key: 'a', match: { except: [1] } }, payloads)).toEqual([2, 3, 4, 5]);
    expect(passing({ key: 'a', match: { except: [1] } }, payloads, 'integer')).toEqual([]);
  });

  it('sees the null in an array as an index does, and as the field condition does', () => {
    const payloads = ['{"a":null}', '{"a":[null]}', '{"a":[]}', '{}'];
    expect(passing({ is_null: { key: 'a' } }, payloads)).toEqual([1]);
    expect(passing({ is_null: { key: 'a' } }, payloads, 'keyword')).toEqual([1, 2]);
    expect(passing({ key: 'a', is_null: true }, payloads)).toEqual([1, 2]);
    expect(passing({ is_empty: { key: 'a' } }, payloads)).toEqual([1, 3, 4]);
  });

  it('reads uuids in any form only with an index', () => {
    const payloads = ['{"a":"00000000-0000-4000-8000-00000000000a"}', '{"a":"0000000000004000800000000000000A"}'];
    expect(passing(value('00000000-0000-4000-8000-00000000000a'), payloads)).toEqual([1]);
    expect(passing(value('urn:uuid:00000000-0000-4000-8000-00000000000A'), payloads, 'uuid')).toEqual([1, 2]);
  });

  it('compares moments across zones and forms', () => {
    const payloads = [
      '{"a":"2014-01-01T02:00:00+02:00"}',
      '{"a":"2014-01-01"}',
      '{"a":"2014-01-01 00:00"}',
      '{"a":"2013-12-31T23:59:59.999999999Z"}',
      '{"a":"today"}',
    ];
    expect(passing({ key: 'a', range: { gte: '2014-01-01T00:00:00Z' } }, payloads)).toEqual([1, 2, 3]);
    expect(passing({ key: 'a', range: { lt: '2014-01-01' } }, payloads)).toEqual([4]);
    expect(passing({ key: 'a', range: { gte: 1388534400000000 } }, payloads, 'datetime')).toEqual([1, 2, 3]);
  });

  it('reads quoted keys, and own properties only', () => {
    const payloads = ['{"a b":{"c.d":1}}', '{"__proto__":{"x":1}}', '{"constructor":"x"}', '{"a":1}'];
    expect(passing({ key: '"a b"."c.d"', match: { value: 1 } }, payloads)).toEqual([1]);
    expect(passing({ key: '__proto__.x', match: { value: 1 } }, payloads)).toEqual([2]);
    expect(passing({ is_empty: { key: 'constructor' } }, payloads)).toEqual([1, 2, 4]);
  });

  it('leaves the lines of a polygon and its holes out', () => {
    const ring = (low: number, high: number) => ({
      points: [
        { lon: low, lat: low },
        { lon: high, lat: low },
        { lon: high, lat: high },
        { lon: low, lat: high },
        { lon: low, lat: low },
      ],
    });
    const at = (lon: number, lat: number): string => JSON.stringify({ a: { lon, lat } });
    const payloads = [at(1, 1), at(5, 5), at(0, 5), at(4, 5), at(11, 5), at(10, 10)];
    expect(passing({ key: 'a', geo_polygon: { exterior: ring(0, 10), interiors: [ring(4, 6)] } }, payloads)).toEqual([1]);
  });

  it('asks text as tokens where there is a text index', () => {
    const payloads = ['{"a":"The quick fox"}', '{"a":["a quick","fox"]}', '{"a":"quickest foxes"}'];
    const text: PayloadFieldSchema = { type: 'text', phrase_matching: true };
    expect(passing({ key: 'a', match: { text: 'fox QUICK' } }, payloads, text)).toEqual([1, 2]);
    expect(passing({ key: 'a', match: { phrase: 'quick fox' } }, payloads, text)).toEqual([1]);
    expect(passing({ key: 'a', match: { phrase: 'quick fox' } }, payloads, 'text')).toEqual([]);
    expect(passing({ key: 'a', match: { text: 'fo qui' } }, payloads, { type: 'text', tokenizer: 'prefix' })).toEqual([1, 2, 3]);
  });
});

describe('refused filters', () => {
  const refused: readonly [unknown, string, RegExp][] = [
    [{ musty: [] }, 'json_format', /unknown field `musty`/],
    [{ must: [{ key: 'a' }] }, 'validation', /filter\.must\[0\]\.__all__: .*At least one field condition/],
    [{ must: [{ key: 'a', equals: 1 }] }, 'validation', /At least one/],
    [{ must: [{ key: 'a', match: {} }] }, 'json_format', /MatchInterface/],
    [{ must: [{ key: 'a', match: { value: 1.5 } }] }, 'json_format', /MatchInterface/],
    [{ must: [{ key: 'a', match: { any: ['x', 1] } }] }, 'json_format', /MatchInterface/],
    [{ must: [{ key: 'a', range: { gt: 'abc' } }] }, 'json_format', /'abc' does not match accepted datetime format/],
    [{ must: [{ key: 'a', geo_radius: { center: { lon: 200, lat: 1 }, radius: 1 } }] }, 'json_format', /Wrong format of GeoPoint payload/],
    [{ must: [{ slice: { total: 4, index: 4 } }] }, 'validation', /Slice index must be less/],
    [{ must: [{ slice: { total: 0, index: 0 } }] }, 'json_format', /Expected some form of condition/],
    [{ must: [{ has_id: ['zzz'] }] }, 'json_format', /Expected some form of condition/],
    [{ must: [{ key: 1, match: { value: 1 } }] }, 'json_format', /'key' must be a string/],
    [{ must: [{ key: 'a..b', match: { value: 1 } }] }, 'json_format', /Invalid json path: 'a\.\.b'/],
    [{ must: [{ nested: { key: 'a' } }] }, 'json_format', /Expected some form of condition/],
    [{ min_should: { conditions: [] } }, 'json_format', /missing field `min_count`/],
    [{ min_should: { conditions: [], min_count: 0 } }, 'validation', /min_count must be greater than 0/],
    [[], 'json_format', /struct Filter/],
  ];

  it.each(refused)('%j', (filter, code, text) => {
    expect(() => compileFilter(filter as Filter)).toThrowError(expect.objectContaining({ code, message: expect.stringMatching(text) }));
  });

  it.each([
    { must: [{ key: 'a', range: { above: 1 } }] },
    { must: [{ key: 'a', geo_radius: { center: { lon: 1, lat: 1 }, radius: -1 } }] },
  ])('takes %j', (filter) => {
    expect(matching(filter as Filter)).toEqual([]);
  });
});

describe('key paths', () => {
  it.each(['', 'a..b', '.a', 'a.', 'a[', 'a[x]', 'a[-1]', 'a b', '"a', 'a"b"', '[0]'])('refuses %j', (key) => {
    expect(() => compileFilter({ must: [{ is_empty: { key } }] })).toThrowError(/Invalid json path/);
  });
});
