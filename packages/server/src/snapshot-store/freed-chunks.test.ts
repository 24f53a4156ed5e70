import { expect, test } from 'vitest';
import { freed } from './freed-chunks.ts';

test('the memory of a chunk goes when the next is asked for, and not before', async () => {
  const chunks = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];
  const seen: number[][] = [];
  const lengths: number[][] = [];
  for await (const chunk of freed(streamOf(chunks))) {
    seen.push([...chunk]);
    lengths.push(chunks.map(({ length }) => length));
  }
  expect(seen).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(lengths).toEqual([
    [3, 2],
    [0, 2],
  ]);
  expect(chunks.map(({ length }) => length)).toEqual([0, 0]);
});

test('memory that is shared with others stays', async () => {
  const large = Uint8Array.of(1, 2, 3, 4);
  const shared = new Uint8Array(new SharedArrayBuffer(2));
  const chunks = [large.subarray(0, 2), large.subarray(2), shared];
  for await (const chunk of freed(streamOf(chunks))) expect(chunk).toHaveLength(2);
  expect([...large]).toEqual([1, 2, 3, 4]);
  expect(shared).toHaveLength(2);
});

async function* streamOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
