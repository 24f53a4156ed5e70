import type { Distance, Filter } from '@sextant/contract';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { MultiVector, PointId, SparseVector, Vector } from '../operation/point.ts';
import { countPoints } from './count-points.ts';
import { type MemoryPoint, memorySegment } from './memory-segment.test.fixture.ts';
import { comparePointIds } from './point-id.ts';
import { queryPoints } from './query-points.ts';
import type { ReadContext, ReadSource, VectorSpec } from './read-source.ts';
import { retrievePoints } from './retrieve-points.ts';
import { scrollPoints } from './scroll-points.ts';

// Every look at the clock is the end of a slice: the seams between slices are tested wherever they can be.
vi.mock('./turn.ts', () => ({ isTurnOver: () => true, nextTurn: () => new Promise((resolve) => void setImmediate(resolve)) }));

const distances: readonly Distance[] = ['Dot', 'Euclid', 'Manhattan'];
const specs: Record<string, VectorSpec> = {
  sparse: { kind: 'sparse', idf: false },
  idf: { kind: 'sparse', idf: true },
};
for (const distance of distances) {
  specs[distance] = { kind: 'dense', dim: 3, distance, uint8: false };
  specs[`multi${distance}`] = { kind: 'multi', dim: 2, distance, uint8: false };
}
const context: ReadContext = { vectors: new Map(Object.entries(specs)), indexed: new Map([['n', 'integer']]) };

// Small whole numbers: sums are exact in float32, so the reference needs no tolerance, and ties are frequent.
const whole = fc.integer({ min: -4, max: 4 });
const dense = fc.array(whole, { minLength: 3, maxLength: 3 }).map((row) => Float32Array.from(row));
const multi = fc
  .array(fc.tuple(whole, whole), { minLength: 1, maxLength: 3 })
  .map((rows): MultiVector => ({ kind: 'multi', count: rows.length, data: Float32Array.from(rows.flat()) }));
const sparse = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }).chain((indices) =>
  fc.array(whole, { minLength: indices.length, maxLength: indices.length }).map(
    (values): SparseVector => ({
      kind: 'sparse',
      indices: Uint32Array.from(indices.toSorted((a, b) => a - b)),
      values: Float32Array.from(values),
    }),
  ),
);
const id = fc.oneof(
  fc.integer({ min: 0, max: 60 }),
  fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n),
  fc.integer({ min: 0, max: 20 }).map((n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
);
const vectors = fc.record(
  Object.fromEntries(
    Object.keys(specs).map((name) => [name, name in { sparse: 1, idf: 1 } ? sparse : name.startsWith('multi') ? multi : dense]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, Vector>>;
const point: fc.Arbitrary<MemoryPoint> = fc.record({ id, vectors, payload: fc.record({ n: fc.integer({ min: 0, max: 3 }) }) });

/** Two shards of two segments; later writes of an id replace earlier ones wherever they lie. */
function shards(points: readonly MemoryPoint[]): { sources: ReadSource[]; live: MemoryPoint[] } {
  const segments = Array.from({ length: 4 }, () => memorySegment(specs));
  points.forEach((one, i) => {
    for (const segment of segments) segment.delete(one.id);
    segments[i % 4]?.put(one);
  });
  const live = [...new Map(points.map((one) => [one.id, one])).values()];
  return { sources: [{ segments: segments.slice(0, 2) }, { segments: segments.slice(2), shardKey: 'b' }], live };
}

function key(distance: Distance, a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pairs = Array.from(a, (x, i) => [x, b[i] as number] as const);
  if (distance === 'Dot') return pairs.reduce((sum, [x, y]) => sum + x * y, 0);
  if (distance === 'Manhattan') return -pairs.reduce((sum, [x, y]) => sum + Math.abs(x - y), 0);
  return -pairs.reduce((sum, [x, y]) => sum + (x - y) ** 2, 0);
}

function rows({ count, data }: MultiVector): Float32Array[] {
  return Array.from({ length: count }, (_, i) => data.subarray(i * 2, i * 2 + 2));
}

/** The key of a point as the definition has it; Euclid as the square. */
function reference(name: string, query: Vector, stored: Vector): number | undefined {
  if (query instanceof Float32Array) return key(name as Distance, query, stored as Float32Array);
  if (query.kind === 'multi') {
    const distance = name.slice('multi'.length) as Distance;
    return rows(query).reduce((sum, q) => sum + Math.max(...rows(stored as MultiVector).map((v) => key(distance, q, v))), 0);
  }
  const { indices, values } = stored as SparseVector;
  const shared = [...query.indices].filter((one) => indices.includes(one));
  if (shared.length === 0) return undefined;
  return shared.reduce(
    (sum, one) => sum + (query.values[query.indices.indexOf(one)] as number) * (values[indices.indexOf(one)] as number),
    0,
  );
}

const filters: readonly (Filter | undefined)[] = [
  undefined,
  { must: [{ key: 'n', match: { value: 1 } }] },
  { must_not: [{ key: 'n', range: { gt: 1 } }] },
  { must: [{ has_id: [1, 2, 3, 4, 5, 6, 7, 8] }, { key: 'n', range: { lt: 3 } }] },
];

function passes(index: number, { id: own, payload }: MemoryPoint): boolean {
  const n = payload?.['n'] as number;
  return [true, n === 1, n <= 1, typeof own === 'number' && own >= 1 && own <= 8 && n < 3][index] === true;
}

const none = { withPayload: false, withVector: false } as const;

describe('queryPoints', () => {
  const cases: readonly [string, fc.Arbitrary<Vector>][] = [
    ...distances.map((distance): [string, fc.Arbitrary<Vector>] => [distance, dense]),
    ...distances.map((distance): [string, fc.Arbitrary<Vector>] => [`multi${distance}`, multi]),
    ['sparse', sparse],
  ];

  it.each(cases)('ranks %s as the definition does, ties by id', async (name, vector) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(point, { maxLength: 60 }),
        vector,
        fc.nat({ max: 3 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat({ max: 4 }),
        fc.option(fc.integer({ min: -5, max: 9 }), { nil: undefined }),
        async (points, query, filterIndex, limit, offset, scoreThreshold) => {
          const { sources, live } = shards(points);
          const filter = filters[filterIndex];
          const euclid = name.endsWith('Euclid');
          const sign = name === 'sparse' || name.endsWith('Dot') ? 1 : -1;
          const scored = live.flatMap((one) => {
            const stored = one.vectors?.[name];
            const own = stored === undefined || !passes(filterIndex, one) ? undefined : reference(name, query, stored);
            if (own === undefined) return [];
            const score = euclid ? Math.fround(Math.sqrt(Math.abs(own))) : sign * own;
            return scoreThreshold !== undefined && sign * score < sign * scoreThreshold ? [] : [{ id: one.id, score, order: own }];
          });
          const expected = scored.sort((a, b) => b.order - a.order || comparePointIds(a.id, b.id)).slice(offset, offset + limit);
          const answer = await queryPoints(
            sources,
            {
              query: { kind: 'nearest', input: { vector: query } },
              using: name,
              limit,
              offset,
              ...none,
              ...(filter === undefined ? {} : { filter }),
              ...(scoreThreshold === undefined ? {} : { scoreThreshold }),
            },
            context,
          );
          expect(answer.map((one) => ({ id: one.id, score: one.score + 0 }))).toEqual(
            expected.map((one) => ({ id: one.id, score: one.score + 0 })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves the point out that it is asked by', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(point, { minLength: 1, maxLength: 30 }), async (points) => {
        const { sources, live } = shards(points);
        const asked = live.find((one) => one.vectors?.['Dot'] !== undefined);
        if (asked === undefined) return;
        const request = { using: 'Dot', limit: 100, offset: 0, ...none } as const;
        const byId = await queryPoints(sources, { ...request, query: { kind: 'nearest', input: { id: asked.id } } }, context);
        const byVector = await queryPoints(
          sources,
          { ...request, query: { kind: 'nearest', input: { vector: asked.vectors?.['Dot'] as Vector } } },
          context,
        );
        expect(byId).toEqual(byVector.filter((one) => one.id !== asked.id));
      }),
    );
  });
});

describe('listings', () => {
  it('pages through all points in id order, whatever is added, deleted and reused between pages', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), point }),
      fc.record({ kind: fc.constant('reuse' as const), point }),
      fc.record({ kind: fc.constant('delete' as const), id }),
      fc.record({
        kind: fc.constant('page' as const),
        limit: fc.integer({ min: 1, max: 7 }),
        offset: fc.option(id, { nil: undefined }),
        filter: fc.nat({ max: 3 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        const segments = [memorySegment({}), memorySegment({})];
        const model = new Map<PointId, MemoryPoint>();
        for (const [i, one] of steps.entries()) {
          if (one.kind === 'page') {
            const filter = filters[one.filter];
            const all = [...model.values()].filter((each) => passes(one.filter, each)).sort((a, b) => comparePointIds(a.id, b.id));
            const from = all.filter((each) => one.offset === undefined || comparePointIds(each.id, one.offset) >= 0);
            const request = {
              limit: one.limit,
              ...none,
              ...(filter === undefined ? {} : { filter }),
              ...(one.offset === undefined ? {} : { offset: one.offset }),
            };
            const page = await scrollPoints([{ segments }], request, context);
            expect(page.points.map((each) => each.id)).toEqual(from.slice(0, one.limit).map((each) => each.id));
            expect(page.nextPageOffset).toEqual(from[one.limit]?.id ?? null);
            expect(await countPoints([{ segments }], { exact: true, ...(filter === undefined ? {} : { filter }) }, context)).toBe(
              all.length,
            );
            continue;
          }
          const own = one.kind === 'delete' ? one.id : one.point.id;
          for (const segment of segments) segment.delete(own);
          model.delete(own);
          if (one.kind === 'delete') continue;
          const segment = segments[i % 2] as (typeof segments)[number];
          const dead = segment.live.subarray(0, segment.rowCount).indexOf(0);
          segment.put(one.point, one.kind === 'reuse' && dead >= 0 ? dead : undefined);
          model.set(own, one.point);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('orders by the values of an index, one record for each, ties by id', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(point, { maxLength: 40 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        fc.nat({ max: 3 }),
        async (points, descending, limit, from) => {
          const { sources, live } = shards(points);
          const n = (one: MemoryPoint): number => one.payload?.['n'] as number;
          const sign = descending ? -1 : 1;
          const expected = live
            .filter((one) => sign * (n(one) - from) >= 0)
            .sort((a, b) => sign * (n(a) - n(b)) || comparePointIds(a.id, b.id))
            .slice(0, limit);
          const orderBy = { key: 'n', direction: descending ? ('desc' as const) : ('asc' as const), start_from: from };
          const page = await scrollPoints(sources, { limit, orderBy, ...none }, context);
          expect(page.points.map((one) => [one.id, one.orderValue])).toEqual(expected.map((one) => [one.id, n(one)]));
        },
      ),
    );
  });

  it('retrieves in the order asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(point, { maxLength: 40 }), fc.array(id, { maxLength: 20 }), async (points, ids) => {
        const { sources, live } = shards(points);
        const known = new Map(live.map((one) => [one.id, one]));
        const records = await retrievePoints(sources, ids, { withPayload: true, withVector: true }, context);
        expect(records.map((one) => ({ id: one.id, payload: one.payload, vectors: Object.fromEntries(one.vectors ?? []) }))).toEqual(
          [...new Set(ids)].flatMap((one) => known.get(one) ?? []),
        );
      }),
    );
  });
});

describe('a read in slices', () => {
  it('sees one moment while points are written again', async () => {
    const points = Array.from(
      { length: 1500 },
      (_, i): MemoryPoint => ({ id: i, payload: { n: 0 }, vectors: { Dot: Float32Array.of(i, 0, 0) } }),
    );
    const segment = memorySegment(specs, points);
    let pins = 0;
    const pin = (): (() => void) => {
      pins++;
      return () => void pins--;
    };
    const request = {
      query: { kind: 'nearest', input: { vector: Float32Array.of(1, 0, 0) } },
      using: 'Dot',
      limit: 5,
      offset: 0,
      ...none,
    } as const;
    const writer = new AbortController();
    const writes = (async () => {
      for (let round = 0; !writer.signal.aborted; round++) {
        for (let i = 0; i < 40; i++)
          segment.put({ ...(points[(round * 40 + i) % 1500] as MemoryPoint), vectors: { Dot: Float32Array.of(-1 - round, 0, 0) } });
        await new Promise((resolve) => void setImmediate(resolve));
      }
    })();
    const source = { segments: [segment], pin };
    const [nearest, listed, counted] = await Promise.all([
      queryPoints([source], request, context),
      scrollPoints([source], { limit: 1500, ...none }, context),
      countPoints([source], { exact: true, filter: { must: [{ key: 'n', match: { value: 0 } }] } }, context),
    ]);
    writer.abort();
    await writes;
    expect(new Set(nearest.map((one) => one.id)).size).toBe(5);
    expect(listed.points.map((one) => one.id)).toEqual(points.map((one) => one.id));
    expect(counted).toBe(1500);
    expect(pins).toBe(0);
  });

  it('answers interleaved queries over one memory each for itself', async () => {
    const segment = memorySegment(
      specs,
      Array.from({ length: 5000 }, (_, i): MemoryPoint => ({ id: i, vectors: { Euclid: Float32Array.of(i, 0, 0) } })),
    );
    const near = async (at: number): Promise<PointId | undefined> => {
      const input = { vector: Float32Array.of(at, 0, 0) };
      const found = await queryPoints(
        [{ segments: [segment] }],
        { query: { kind: 'nearest', input }, using: 'Euclid', limit: 1, offset: 0, ...none },
        context,
      );
      return found[0]?.id;
    };
    const wanted = [0, 4999, 17, 2500, 4098];
    expect(await Promise.all(wanted.map(near))).toEqual(wanted);
  });

  it('ends at a timeout and at an abort', async () => {
    const segment = memorySegment({}, [{ id: 1 }, { id: 2 }]);
    const sources = [{ segments: [segment] }];
    const filter: Filter = { must: [{ key: 'n', match: { value: 0 } }] };
    await expect(countPoints(sources, { exact: true, filter, timeoutMs: 0 }, context)).rejects.toMatchObject({ code: 'timeout' });
    const controller = new AbortController();
    const counting = countPoints(sources, { exact: true, filter, signal: controller.signal }, context);
    controller.abort();
    await expect(counting).rejects.toMatchObject({ code: 'cancelled' });
  });
});
