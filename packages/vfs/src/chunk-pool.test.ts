import { expect, test } from 'vitest';
import { chunkBytes, giveBackChunk, givingBack, isLent, lendChunk } from './chunk-pool.ts';

test('memory that was given back is lent again, once', () => {
  const first = lendChunk(chunkBytes);
  giveBackChunk(first);
  giveBackChunk(first);
  const second = lendChunk(chunkBytes - 1);
  const third = lendChunk(chunkBytes);
  expect(second.buffer).toBe(first.buffer);
  expect(second.byteLength).toBe(chunkBytes - 1);
  expect(third.buffer).not.toBe(first.buffer);
});

test('a part of a chunk, or memory of other origin, stays with whoever reads it', () => {
  const chunk = lendChunk(chunkBytes);
  giveBackChunk(chunk.subarray(0, 10));
  giveBackChunk(chunk.subarray(10));
  giveBackChunk(new Uint8Array(chunkBytes));
  expect(lendChunk(chunkBytes).buffer).not.toBe(chunk.buffer);
  giveBackChunk(Buffer.from(chunk.buffer, 0, chunkBytes));
  expect(lendChunk(chunkBytes).buffer).toBe(chunk.buffer);
});

test('no more is kept than a few chunks', () => {
  const chunks = Array.from({ length: 40 }, () => lendChunk(chunkBytes));
  for (const chunk of chunks) giveBackChunk(chunk);
  const lent = new Set(chunks.map(({ buffer }) => buffer));
  const again = Array.from({ length: 40 }, () => lendChunk(chunkBytes));
  expect(again.filter(({ buffer }) => lent.has(buffer))).toHaveLength(8);
});

test('a chunk on its way is lent until the next is asked for', async () => {
  const chunks = [lendChunk(chunkBytes), lendChunk(chunkBytes)];
  const seen: boolean[] = [];
  for await (const chunk of givingBack(
    (async function* () {
      yield* chunks;
    })(),
  ))
    seen.push(isLent(chunk), isLent(chunks[0]!));
  expect(seen).toEqual([true, true, true, false]);
  expect(isLent(chunks[1]!)).toBe(false);
});
