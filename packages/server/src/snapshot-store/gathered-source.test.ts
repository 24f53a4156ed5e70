import { chunkBytes, lendChunk } from '@sextant/vfs';
import { expect, test } from 'vitest';
import { gathered } from './gathered-source.ts';

async function pass(sizes: readonly number[]): Promise<{ sent: Buffer; received: Buffer; pieces: number[] }> {
  const parts = sizes.map((size, i) => Buffer.alloc(size, `part ${i}, `));
  const received: Buffer[] = [];
  for await (const piece of gathered(
    (async function* () {
      yield* parts;
    })(),
  ))
    received.push(Buffer.from(piece));
  return { sent: Buffer.concat(parts), received: Buffer.concat(received), pieces: received.map(({ length }) => length) };
}

test('small pieces become large ones, the bytes stay', async () => {
  const { sent, received, pieces } = await pass(Array.from({ length: 40 }, (_, i) => 65_536 - i));
  expect(received.equals(sent)).toBe(true);
  expect(pieces.slice(0, -1)).toEqual(Array.from({ length: pieces.length - 1 }, () => chunkBytes));
});

test('pieces of every size and none keep their order', async () => {
  expect((await pass([])).pieces).toEqual([]);
  expect((await pass([0, 3])).pieces).toEqual([3]);
  expect((await pass([chunkBytes, 5, chunkBytes])).pieces).toEqual([chunkBytes, chunkBytes, 5]);
  const { sent, received } = await pass([1, chunkBytes, 3 * chunkBytes, 7, chunkBytes - 1, 0, 2]);
  expect(received.equals(sent)).toBe(true);
});

test('whoever stops early lets the source go', async () => {
  let isClosed = false;
  async function* endless() {
    try {
      for (;;) yield new Uint8Array(65_536);
    } finally {
      isClosed = true;
    }
  }
  for await (const piece of gathered(endless())) if (piece.length > 0) break;
  expect(isClosed).toBe(true);
});

test('a lent chunk passes as it is, memory of others never', async () => {
  const lent = lendChunk(chunkBytes);
  const others = new Uint8Array(chunkBytes);
  const pieces = [];
  for await (const piece of gathered(
    (async function* () {
      yield* [lent, others];
    })(),
  ))
    pieces.push(piece.buffer);
  expect(pieces[0]).toBe(lent.buffer);
  expect(pieces[1]).not.toBe(others.buffer);
});

test('what came before a failure goes out first', async () => {
  let received = 0;
  const reading = async () => {
    for await (const piece of gathered(
      (async function* () {
        yield new Uint8Array(100);
        throw new Error('cut');
      })(),
    ))
      received += piece.length;
  };
  await expect(reading()).rejects.toThrow('cut');
  expect(received).toBe(100);
});
