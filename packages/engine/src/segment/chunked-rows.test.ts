import { memoryVfs } from '@sextant/vfs';
import { expect, test } from 'vitest';
import { createChunkedRows } from './chunked-rows.ts';
import { createDenseRows } from './dense-rows.ts';
import { openFlushFiles } from './flush-files.ts';

const dim = 4;
const rowBytes = 16;
const rowCount = 10;
const path = '/segment/vectors/chunk_0.mmap';
const bytesOf = (from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: (to - from) * rowBytes }, (_, i) => 1 + from + Math.floor(i / rowBytes));

async function written(): Promise<ReturnType<typeof memoryVfs>> {
  const vfs = memoryVfs();
  await vfs.mkdir('/segment', { recursive: true });
  const files = openFlushFiles(vfs, '/segment', true);
  await createChunkedRows('vectors', dim, rowBytes).flush(files, [{ from: 0, to: rowCount }], rowCount, bytesOf);
  await files.sync();
  await files.close();
  return vfs;
}

async function load(vfs: ReturnType<typeof memoryVfs>, isNeeded: (row: number) => boolean): Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  const rows = createChunkedRows('vectors', dim, rowBytes);
  await rows.load(
    vfs,
    '/segment',
    rowCount,
    {
      take(first, bytes) {
        for (let at = 0; at + rowBytes <= bytes.length; at += rowBytes) seen.set(first + at / rowBytes, bytes[at] as number);
      },
    },
    (from, to) => Array.from({ length: to - from }, (_, i) => from + i).some(isNeeded),
  );
  return seen;
}

async function cut(vfs: ReturnType<typeof memoryVfs>, sizeBytes: number): Promise<void> {
  const file = await vfs.open(path, 'r+');
  await file.truncate(sizeBytes);
  await file.close();
}

test('rows come back as they were written', async () => {
  const seen = await load(await written(), () => true);
  expect([...seen]).toEqual(Array.from({ length: rowCount }, (_, row) => [row, row + 1]));
});

test('rows of several windows and chunks come back into the memory they are read into', async () => {
  const dim = 100;
  const count = 12_000; // 4.8 MB: two chunks, five windows
  const vfs = memoryVfs();
  await vfs.mkdir('/segment', { recursive: true });
  const before = createDenseRows(dim, 'float32', 'Dot');
  for (let row = 0; row < count; row++) before.put(row, new Float32Array(dim).fill(row));
  const files = openFlushFiles(vfs, '/segment', true);
  const written = createChunkedRows('vectors', dim, before.rowBytes);
  await written.flush(files, [{ from: 0, to: count }], count, before.bytes);
  await files.close();
  const after = createDenseRows(dim, 'float32', 'Dot');
  const loaded = createChunkedRows('vectors', dim, after.rowBytes);
  expect(await loaded.load(vfs, '/segment', count, after, () => true)).toBe(count);
  expect(Buffer.compare(after.bytes(0, count), before.bytes(0, count))).toBe(0);
});

test('a chunk that ends before a row that is needed is refused, by name and length', async () => {
  const vfs = await written();
  await cut(vfs, 7 * rowBytes + 3);
  await expect(load(vfs, (row) => row === 7)).rejects.toThrow(
    `${path} ends after ${7 * rowBytes + 3} bytes, its rows take ${rowCount * rowBytes}`,
  );
});

test('a chunk that ends after the last row that is needed is read', async () => {
  const vfs = await written();
  await cut(vfs, 7 * rowBytes);
  const seen = await load(vfs, (row) => row < 7);
  expect([...seen.values()]).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a chunk that is missing is refused when one of its rows is needed', async () => {
  const vfs = await written();
  await vfs.rm(path);
  await expect(load(vfs, () => true)).rejects.toThrow(`${path} is missing`);
  expect((await load(vfs, () => false)).size).toBe(0);
});
