import { describe, expect, it } from 'vitest';
import { decodeText } from '../http/body.ts';
import { filter, orderBy } from './filter.ts';
import { scrollRequest } from './read-requests.ts';

const scroll = (condition: unknown) => () => decodeText(JSON.stringify({ filter: { must: [condition] } }), scrollRequest);
const message = (run: () => unknown): string => {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('filters', () => {
  it('come with lists, canonical ids and exact integers', () => {
    const text = `{"must":{"has_id":[18446744073709551615,"0000000000004000800000000000000B"]},"should":[{"key":"a.b[].c","match":{"any":[9007199254740993]}}],
      "min_should":{"conditions":[{"is_empty":{"key":"x"}}],"min_count":1},"must_not":[{"nested":{"key":"n","filter":{"must":[{"key":"d","range":{"gte":"2020-01-01T00:00:00Z"}}]}}}]}`;
    expect(decodeText(text, filter)).toEqual({
      must: [{ has_id: [18446744073709551615n, '00000000-0000-4000-8000-00000000000b'] }],
      should: [{ key: 'a.b[].c', match: { any: [9007199254740993n] } }],
      min_should: { conditions: [{ is_empty: { key: 'x' } }], min_count: 1 },
      must_not: [{ nested: { key: 'n', filter: { must: [{ key: 'd', range: { gte: '2020-01-01T00:00:00Z' } }] } } }],
    });
    expect(decodeText('{"must":[{"key":"f","range":{"gt":1.0,"lt":2}}]}', filter)).toEqual({
      must: [{ key: 'f', range: { gt: 1, lt: 2 } }],
    });
  });

  // Texts as recorded from the real server; the columns are those of these bodies.
  it.each([
    [{ key: 'a' }, '[scroll_request.filter.must[0].__all__: Validation error: At least one field condition must be specified [{}]]'],
    [{ key: 'a', match: {} }, 'data did not match any variant of untagged enum MatchInterface'],
    [{ key: 'a', match: { value: 1.5 } }, 'data did not match any variant of untagged enum MatchInterface'],
    [{ key: 'a', match: { any: ['x', 1] } }, 'data did not match any variant of untagged enum MatchInterface'],
    [{ key: 'a', range: { gt: 'abc' } }, "'abc' does not match accepted datetime format (RFC3339). Example: 2014-01-01T00:00:00Z"],
    [
      { key: 'a', geo_radius: { center: { lon: 1, lat: 100 }, radius: 1 } },
      'Wrong format of GeoPoint payload: expected `lat` = 100 within [-90;90] and `lon` = 1 within [-180;180]',
    ],
    [
      { key: 'a', geo_polygon: { exterior: { points: [{ lon: 0, lat: 0 }] } } },
      'Validation failed: polygon invalid, the size must be at least 4, got 1',
    ],
    [
      { slice: { total: 4, index: 4 } },
      '[scroll_request.filter.must[0].__all__: Validation error: Slice index must be less than the total number of slices [{}]]',
    ],
    [{ slice: { total: 0, index: 0 } }, 'Expected some form of condition'],
    [{ has_id: ['zzz'] }, 'Expected some form of condition'],
    [{ nested: { key: 'a' } }, 'Expected some form of condition'],
    ['x', 'Expected some form of condition'],
    [{ key: 1, match: { value: 1 } }, "Filter condition 'key' must be a string"],
    [{ key: 'a..b', match: { value: 1 } }, "Invalid json path: 'a..b'"],
    [{ musty: [] }, 'Expected some form of condition'],
  ])('%j is refused', (condition, text) => {
    expect(message(scroll(condition))).toContain(text);
  });

  it('name the place of a fault', () => {
    expect(message(() => decodeText('{"filter": {"musty": []}}', scrollRequest))).toBe(
      'unknown field `musty`, expected one of `should`, `min_should`, `must`, `must_not` at line 1 column 25',
    );
    expect(message(() => decodeText('{"filter": {"min_should": {"conditions": []}}}', scrollRequest))).toMatch(
      /^missing field `min_count` at line 1 column \d+$/,
    );
  });
});

describe('order_by', () => {
  it('is a key or an object', () => {
    expect(decodeText('"a"', orderBy)).toEqual({ key: 'a' });
    expect(decodeText('{"key":"a","direction":"desc","start_from":9007199254740993}', orderBy)).toEqual({
      key: 'a',
      direction: 'desc',
      start_from: 9007199254740993n,
    });
    expect(message(() => decodeText('{"key":"a","direction":"up"}', orderBy))).toContain('Expected a string, or an object with a key');
  });
});
