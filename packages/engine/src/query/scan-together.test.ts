import { createScanMemory } from '@sextant/kernel';
import { describe, expect, it } from 'vitest';
import { memorySegment } from './memory-segment.test.fixture.ts';
import type { PacedRead } from './paced-read.ts';
import { queryPoints } from './query-points.ts';
import { blockRowsOf, scanTogether } from './scan-together.ts';
import { nextTurn } from './turn.ts';

const memory = createScanMemory({ elementType: 'f32', dim: 64 });
const blockRows = blockRowsOf(memory);

function readThat(check: () => void = () => {}): PacedRead & { held: boolean } {
  return {
    held: false,
    segments: [],
    due: () => false,
    pause: () => Promise.resolve(),
    hold() {
      this.held = true;
    },
    check,
  };
}

/** Takes blocks and notes their first rows; each uses up a turn, so that others come in between. */
function slowly(seen: number[], order?: string[], name = ''): (from: number, to: number) => void {
  return (from, to) => {
    expect(to - from).toBeGreaterThan(0);
    seen.push(from);
    order?.push(name);
    for (const end = performance.now() + 5; performance.now() < end; );
  };
}

describe('scans of one memory', () => {
  it('take every block once, whenever they join and however long they are', async () => {
    const seen: number[][] = [[], [], []];
    const order: string[] = [];
    const read = readThat();
    const first = scanTogether(memory, read, blockRows * 5 + 1, slowly(seen[0] as number[], order, 'a'));
    expect(read.held).toBe(true);
    while (order.length < 2) await nextTurn();
    const second = scanTogether(memory, readThat(), blockRows * 8, slowly(seen[1] as number[], order, 'b'));
    const third = scanTogether(memory, readThat(), blockRows * 2, slowly(seen[2] as number[], order, 'c'));
    await Promise.all([first, second, third]);
    const starts = (count: number): number[] => Array.from({ length: count }, (_, i) => i * blockRows);
    expect(seen.map((one) => one.toSorted((a, b) => a - b))).toEqual([starts(6), starts(8), starts(2)]);
    expect(order.join('').indexOf('b')).toBeLessThan(order.join('').lastIndexOf('a'));
    const again: number[] = [];
    await scanTogether(memory, readThat(), blockRows, slowly(again));
    expect(again).toEqual([0]);
  });

  it('fail one by one: a read that is given up, or whose block throws, leaves the others alone', async () => {
    const seen: number[] = [];
    let isGivenUp = false;
    const given = readThat(() => {
      if (isGivenUp) throw new Error('given up');
    });
    const scans = [
      scanTogether(memory, given, blockRows * 6, () => {
        isGivenUp = true;
      }),
      scanTogether(memory, readThat(), blockRows * 6, (from) => {
        if (from > 0) throw new Error('broken');
      }),
      scanTogether(memory, readThat(), blockRows * 6, slowly(seen)),
    ];
    const results = await Promise.allSettled(scans);
    expect(results.map((one) => (one.status === 'rejected' ? (one.reason as Error).message : one.status))).toEqual([
      'given up',
      'broken',
      'fulfilled',
    ]);
    expect(seen.length).toBe(6);
  });
});

describe('queries that come together', () => {
  it('find what each finds alone, in the moment at which it began', async () => {
    const spec = { '': { kind: 'dense', dim: 64, distance: 'Dot', uint8: false } } as const;
    const vector = (seed: number): Float32Array => Float32Array.from({ length: 64 }, (_, i) => Math.sin(seed * (i + 1)));
    const segment = memorySegment(
      spec,
      // Every vector four times, so that ids decide.
      Array.from({ length: 6000 }, (_, id) => ({ id, vectors: { '': vector(id >> 2) }, payload: { n: id % 50 } })),
    );
    const context = { vectors: new Map(Object.entries(spec)), indexed: new Map() };
    const ask = (i: number) =>
      queryPoints(
        [{ segments: [segment] }],
        {
          using: '',
          limit: 5 + i,
          offset: i % 3,
          withPayload: true,
          withVector: false,
          query: { kind: 'nearest', input: { vector: vector(0.1 + i) } },
          ...(i % 2 === 0 ? {} : { filter: { must: [{ key: 'n', match: { value: i } }] } }),
        },
        context,
      );
    const alone = [];
    for (let i = 0; i < 12; i++) alone.push(await ask(i));
    const together = Array.from({ length: 12 }, (_, i) => ask(i));
    for (let id = 0; id < 6000; id += 2) segment.delete(id);
    expect(await Promise.all(together.slice(0, 1))).toEqual(alone.slice(0, 1));
    await Promise.all(together);
    const after = [];
    for (let i = 0; i < 12; i++) after.push(await ask(i));
    expect(await Promise.all(Array.from({ length: 12 }, (_, i) => ask(i)))).toEqual(after);
  });
});
