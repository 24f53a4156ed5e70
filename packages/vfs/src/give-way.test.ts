import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { beginQuery, giveWay, giveWayAfter, givingWay, isQuerying, pieceBytes } from './give-way.ts';
import { createBackgroundSlice, createTimeSlice } from './time-slice.ts';

let queries: (() => void)[] = [];
const query = (): void => void queries.push(beginQuery());

beforeAll(() => vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }));
afterAll(() => vi.useRealTimers());

afterEach(async () => {
  for (const end of queries) end();
  queries = [];
  await vi.advanceTimersByTimeAsync(1000);
});

/** How long the work rests, in ms of the clock. */
async function restOf(work: Promise<unknown>): Promise<number> {
  let isDone = false;
  void work.then(() => (isDone = true));
  for (let ms = 0; ; ms++) {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
    if (isDone) return ms;
    await vi.advanceTimersByTimeAsync(1);
  }
}

test('work without queries only lets the event loop run', async () => {
  expect(await restOf(giveWay())).toBe(0);
  expect(await restOf(giveWayAfter(pieceBytes))).toBe(0);
});

test('work beside queries rests after each step, a transfer the longer the more it moved', async () => {
  query();
  expect(await restOf(giveWay())).toBe(8);
  expect(await restOf(giveWayAfter(pieceBytes))).toBe(8);
  expect(await restOf(giveWayAfter(3 * pieceBytes))).toBe(24);
  expect(await restOf(giveWayAfter(100 * pieceBytes))).toBe(32);
});

test('all work rests at the same time', async () => {
  query();
  const first = giveWayAfter(2 * pieceBytes);
  await vi.advanceTimersByTimeAsync(4);
  expect(await restOf(giveWay())).toBe(12);
  await first;
  expect(vi.getTimerCount()).toBe(0);
});

test('queries that follow one another count as one', async () => {
  expect(isQuerying()).toBe(false);
  query();
  query();
  queries.shift()?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(isQuerying()).toBe(true);
  queries.shift()?.();
  await vi.advanceTimersByTimeAsync(19);
  expect(isQuerying()).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(isQuerying()).toBe(false);
});

test('bytes pass unchanged, with a rest after every piece while there are queries', async () => {
  const chunks = Array.from({ length: 12 }, (_, i) => new Uint8Array(pieceBytes / 4).fill(i));
  async function* source(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  const passed = async (): Promise<Uint8Array[]> => {
    const all: Uint8Array[] = [];
    for await (const chunk of givingWay(source())) all.push(chunk);
    return all;
  };
  expect(await passed()).toEqual(chunks);
  expect(await restOf(passed())).toBe(0);
  query();
  expect(await restOf(passed())).toBe(24);
});

test('a slice of background work is a quarter as long while there are queries; one that somebody waits for is not', async () => {
  const isDueAfter = async (ms: number): Promise<boolean[]> => {
    const slices = [createBackgroundSlice('long'), createTimeSlice('long')];
    await vi.advanceTimersByTimeAsync(ms);
    return slices.map((slice) => slice.isDue());
  };
  expect(await isDueAfter(2)).toEqual([false, false]);
  expect(await isDueAfter(5)).toEqual([true, true]);
  query();
  expect(await isDueAfter(1)).toEqual([false, false]);
  expect(await isDueAfter(2)).toEqual([true, false]);
  expect(await isDueAfter(5)).toEqual([true, true]);
});

test('a slice begins anew after its rest', async () => {
  query();
  const [background, awaited] = [createBackgroundSlice('long'), createTimeSlice('long')];
  await vi.advanceTimersByTimeAsync(5);
  expect(await restOf(awaited.rest())).toBe(0);
  expect(awaited.isDue()).toBe(false);
  expect(await restOf(background.rest())).toBe(8);
  expect(background.isDue()).toBe(false);
});

test('short steps ask the clock every sixteenth time', async () => {
  const slice = createTimeSlice();
  await vi.advanceTimersByTimeAsync(100);
  expect(Array.from({ length: 32 }, () => slice.isDue()).map(Number)).toEqual([...Array(15).fill(0), 1, ...Array(15).fill(0), 1]);
});
