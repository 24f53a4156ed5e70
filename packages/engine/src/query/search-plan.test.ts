import { describe, expect, it } from 'vitest';
import type { SearchGraph } from '../segment/segment-view.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import { memorySegment } from './memory-segment.test.fixture.ts';
import { pacedRead } from './paced-read.ts';
import { planSearch, type SearchHints, type SearchPlan } from './search-plan.ts';

const hints: SearchHints = { exact: false, acornShare: 0, ef: undefined, top: 10, isExcluded: undefined, unindexedLimitKb: undefined };
const points = 3000;
const segment = memorySegment(
  {},
  Array.from({ length: points }, (_, id) => ({ id })),
);

async function plan(fullScanThreshold: number, filter?: (row: number) => boolean, more: Partial<SearchHints> = {}): Promise<SearchPlan> {
  const graph = { fullScanThreshold, presentCount: points } as SearchGraph;
  const compiled: CompiledFilter | undefined = filter && { ids: undefined, cost: 1, matches: (_, row) => filter(row) };
  return pacedRead([{ segments: [segment] }], {}, (read) => planSearch(read, 0, graph, compiled, { ...hints, ...more }));
}

describe('a graph is walked', () => {
  it('unless exact is asked for, or a scan is as good', async () => {
    expect(await plan(points)).toBe('walk');
    expect(await plan(points + 1)).toBe('scan');
    expect(await plan(1, undefined, { exact: true })).toBe('scan');
    expect(await plan(Infinity)).toBe('scan');
  });

  it('around a point that is left out while there are enough others', async () => {
    const isExcluded = (): boolean => true;
    expect(await plan(points - 2, undefined, { isExcluded })).toBe('walk');
    expect(await plan(points - 1, undefined, { isExcluded })).toBe('scan');
  });

  it('with a filter that passes more than the threshold, as far as a sample tells', async () => {
    for (const [share, expected] of [
      [1, 'walk'],
      [0.6, 'walk'],
      [0.3, 'scan'],
      [0, 'scan'],
    ] as const)
      expect(await plan(1500, (row) => row % 10 < share * 10), String(share)).toBe(expected);
    expect(await plan(points + 1, () => true)).toBe('scan');
  });

  it('after few questions to the filter where the case is clear, and never more than a thousand', async () => {
    let asked = 0;
    const count = (passes: (row: number) => boolean) => (row: number) => {
      asked++;
      return passes(row);
    };
    await plan(
      30,
      count(() => true),
    );
    expect(asked).toBeLessThan(10);
    asked = 0;
    await plan(
      1500,
      count((row) => row % 2 === 0),
    );
    expect(asked).toBeGreaterThan(10);
    expect(asked).toBeLessThanOrEqual(1000);
  });

  it('looking behind what does not pass, by ACORN, where that is little enough', async () => {
    const few = (row: number): boolean => row % 5 === 0;
    expect(await plan(100, few, { acornShare: 0.4 })).toBe('acorn');
    expect(await plan(100, few, { acornShare: 0.05 })).toBe('walk');
    expect(await plan(100, () => true, { acornShare: 0.4 })).toBe('walk');
    expect(await plan(2000, few, { acornShare: 0.4 })).toBe('scan');
  });
});
