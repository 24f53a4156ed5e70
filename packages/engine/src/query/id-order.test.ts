import { describe, expect, it } from 'vitest';
import type { PointId } from '../operation/point.ts';
import { type MemorySegment, memorySegment } from './memory-segment.test.fixture.ts';
import { comparePointIds } from './point-id.ts';
import type { ReadContext } from './read-source.ts';
import { scrollPoints } from './scroll-points.ts';

const context: ReadContext = { vectors: new Map(), indexed: new Map() };

async function listAll(segments: readonly MemorySegment[], limit: number): Promise<PointId[]> {
  const ids: PointId[] = [];
  let offset: PointId | undefined;
  for (;;) {
    const page = await scrollPoints(
      [{ segments }],
      { limit, withPayload: false, withVector: false, ...(offset === undefined ? {} : { offset }) },
      context,
    );
    ids.push(...page.points.map((point) => point.id));
    if (page.nextPageOffset === null) return ids;
    offset = page.nextPageOffset;
  }
}

/** Numbers small and beyond 2^53, and UUIDs that share their first half, in no order; the same ones for the same seed. */
function mixedIds(count: number, seed: number): PointId[] {
  let state = seed;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
  const ids = new Set<PointId>();
  while (ids.size < count) {
    const kind = next() % 4;
    if (kind < 2) ids.add(next());
    else if (kind === 2) ids.add(2n ** 63n + BigInt(next() % 4096));
    else ids.add(`12345678-1234-4000-${(next() & 0xffff).toString(16).padStart(4, '0')}-${next().toString(16).padStart(12, '0')}`);
  }
  return [...ids];
}

describe('id order', () => {
  it('holds over many rows, segments, later rows and reused ones', { timeout: 60_000 }, async () => {
    const ids = mixedIds(20_000, 7);
    const segments = [memorySegment({}), memorySegment({})];
    const add = (some: readonly PointId[]): void => some.forEach((id, i) => segments[i % 2]?.put({ id }));
    add(ids.slice(0, 15_000));
    expect(await listAll(segments, 997)).toEqual(ids.slice(0, 15_000).toSorted(comparePointIds));
    add(ids.slice(15_000, 15_010));
    add(ids.slice(15_010, 19_000));
    expect(await listAll(segments, 5000)).toEqual(ids.slice(0, 19_000).toSorted(comparePointIds));
    for (const id of ids.slice(0, 500)) for (const segment of segments) segment.delete(id);
    const [segment] = segments as [MemorySegment];
    ids.slice(19_000).forEach((id, i) => segment.put({ id }, i < 200 ? segment.live.indexOf(0) : undefined));
    expect(await listAll(segments, 10_000)).toEqual(ids.slice(500).toSorted(comparePointIds));
  });

  it('costs nothing but a look where ids ascend with rows', async () => {
    const segment = memorySegment(
      {},
      Array.from({ length: 10_000 }, (_, id) => ({ id })),
    );
    expect(await listAll([segment], 3000)).toEqual(Array.from({ length: 10_000 }, (_, id) => id));
  });
});
