import { describe, expect, it } from 'vitest';
import { memorySegment } from './memory-segment.test.fixture.ts';
import { queryPoints } from './query-points.ts';
import type { IndexedFields } from './read-source.ts';
import type { QueryRequest } from './request.ts';

const base = { using: '', limit: 3, offset: 0, withPayload: false, withVector: false } as const;
const segments = [memorySegment({}), memorySegment({})];
for (let id = 1; id <= 20; id++) segments[id % 2]?.put({ id, payload: id === 20 ? {} : { n: id * 10 } });
const sources = segments.map((segment) => ({ segments: [segment] }));
const indexed: IndexedFields = new Map([['n', 'integer']]);
const ask = (request: Partial<QueryRequest>) => queryPoints(sources, { ...base, ...request }, { vectors: new Map(), indexed });

describe('a query that orders by a field', () => {
  it('answers each point with its value, as a scroll does, and pages by offset', async () => {
    const query = { kind: 'order_by', orderBy: { key: 'n', direction: 'desc' } } as const;
    expect(await ask({ query })).toEqual([19, 18, 17].map((id) => ({ id, version: 0, score: 1, orderValue: id * 10 })));
    expect((await ask({ query, offset: 17 })).map(({ id }) => id)).toEqual([2, 1]);
    const filter = { must: [{ has_id: [4, 9, 20] }] };
    expect((await ask({ query, filter, scoreThreshold: 2 })).map(({ id }) => id)).toEqual([9, 4]);
  });

  it('needs an index that orders', async () => {
    await expect(ask({ query: { kind: 'order_by', orderBy: { key: 'm' } } })).rejects.toMatchObject({
      code: 'wrong_input',
      message: expect.stringContaining('No range index for `order_by` key: `m`'),
    });
  });
});

describe('a query for a sample', () => {
  const query = { kind: 'sample' } as const;
  const sample = async (request: Partial<QueryRequest>) => (await ask({ query, ...request })).map(({ id }) => Number(id));

  it('answers as many different points as asked for, all of them when there are no more', async () => {
    const few = await ask({ query });
    expect(few).toHaveLength(3);
    expect(few.every(({ version, score }) => version === 0 && score === 1)).toBe(true);
    expect(new Set(await sample({ limit: 15 })).size).toBe(15);
    expect((await sample({ limit: 50 })).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(new Set(await sample({ limit: 50, filter: { must: [{ has_id: [4, 9, 77] }] } }))).toEqual(new Set([4, 9]));
    expect(await sample({ offset: 19 })).toHaveLength(1);
  });

  it('draws every point in the end', async () => {
    const seen = new Set<number>();
    // The chance that one of 20 points stays out of 400 draws of three is below 1e-26.
    for (let draw = 0; draw < 400; draw++) for (const id of await sample({})) seen.add(id);
    expect(seen.size).toBe(20);
  });
});
