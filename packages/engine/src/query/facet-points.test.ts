import type { JsonValue } from '@sextant/contract/json';
import { parseJson } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import { facetPoints } from './facet-points.ts';
import { memorySegment } from './memory-segment.test.fixture.ts';
import type { IndexedFields, ReadContext } from './read-source.ts';
import type { FacetRequest } from './request.ts';

/** Two shards; values by point, in turn. */
function facetOf(
  values: readonly JsonValue[],
  schema: string | object,
  request: Partial<FacetRequest> = {},
  more: Partial<ReadContext> = {},
) {
  const shards = [memorySegment({}), memorySegment({})];
  values.forEach((k, i) => shards[i % 2]?.put({ id: i + 1, payload: { k, even: i % 2 === 1 } }));
  const indexed = new Map([['k', schema]]) as unknown as IndexedFields;
  return facetPoints(
    shards.map((segment) => ({ segments: [segment] })),
    { key: 'k', limit: 10, exact: true, ...request },
    { indexed, ...more },
  );
}

async function pairs(...args: Parameters<typeof facetOf>): Promise<unknown[]> {
  return (await facetOf(...args)).map(({ value, count }) => [value, count]);
}

describe('facet', () => {
  it('puts the most frequent first and equal counts by value', async () => {
    const values = ['b', ['a', 'b', 'b'], 'c', ['c'], 'a', 5, null, ['d', 5]];
    expect(await pairs(values, 'keyword')).toEqual([
      ['a', 2],
      ['b', 2],
      ['c', 2],
      ['d', 1],
    ]);
    expect(await pairs(values, 'keyword', { limit: 1 })).toEqual([['a', 2]]);
    expect(await pairs(values, 'integer')).toEqual([[5, 2]]);
  });

  it('orders strings by their bytes', async () => {
    expect(await pairs(['\u{1F600}', '\uFFFD', 'z', 'za'], 'keyword')).toEqual([
      ['z', 1],
      ['za', 1],
      ['\uFFFD', 1],
      ['\u{1F600}', 1],
    ]);
  });

  it('knows values as their index does', async () => {
    const id = '6F3E1B0A-0000-4000-8000-00000000000A';
    expect(await pairs([id, id.toLowerCase(), 'none'], 'uuid')).toEqual([[id.toLowerCase(), 2]]);
    expect(await pairs([true, false, false, 'true'], { type: 'bool' })).toEqual([
      [false, 2],
      [true, 1],
    ]);
    const numbers = ['-3', '1.0', '9007199254740993', '9007199254740993'].map((text) => parseJson(text));
    expect(await pairs(numbers, { type: 'integer', lookup: true })).toEqual([
      [9007199254740993n, 2],
      [-3, 1],
    ]);
  });

  it('counts what passes the filter, ids included', async () => {
    const values = ['a', 'b', 'a', 'b', 'c'];
    const even = { must: [{ key: 'even', match: { value: true } }] };
    expect(await pairs(values, 'keyword', { filter: even })).toEqual([['b', 2]]);
    expect(await pairs(values, 'keyword', { filter: { must: [{ has_id: [3, 4, 99] }] } })).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('sees one moment, however long it takes', async () => {
    const segment = memorySegment({});
    for (let id = 1; id <= 20_000; id++) segment.put({ id, payload: { k: String(id % 7000) } });
    const indexed: IndexedFields = new Map([['k', 'keyword']]);
    // A read that lasts longer than its first slice is pinned; what is written from then on is not of its moment.
    const change = (): void => {
      for (let id = 1; id <= 20_000; id += 2) segment.delete(id);
      segment.put({ id: 30_000, payload: { k: 'late' } });
    };
    const pin = () => {
      queueMicrotask(change);
      return () => {};
    };
    const hits = await facetPoints([{ segments: [segment], pin }], { key: 'k', limit: 9000, exact: false }, { indexed });
    expect(hits).toHaveLength(7000);
    expect(hits.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
  });

  it.each(['float', 'text', 'geo', 'datetime', { type: 'integer', lookup: false }, 'none'])(
    'needs an index of values: %j',
    async (schema) => {
      const request = schema === 'none' ? { key: 'other' } : {};
      await expect(facetOf(['a'], schema, request)).rejects.toMatchObject({
        code: 'wrong_input',
        message: expect.stringContaining(`No appropriate index for faceting: \`${request.key ?? 'k'}\``),
      });
    },
  );

  it('is held to strict mode', async () => {
    const strictMode = { enabled: true, max_query_limit: 5 };
    await expect(facetOf(['a'], 'keyword', { limit: 6 }, { strictMode })).rejects.toMatchObject({ code: 'bad_request' });
    expect(await pairs(['a'], 'keyword', { limit: 5 }, { strictMode })).toEqual([['a', 1]]);
  });
});
