import { readFile } from 'node:fs/promises';
import { memoryVfs } from '@sextant/vfs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listArchive } from '../archive/list-archive.ts';
import { placeSnapshotEntry } from '../archive/segment-layout.ts';
import { createByteSource } from './byte-source.ts';
import { packTar } from './pack-tar.ts';
import { rangedBytes } from './ranged-bytes.ts';
import { readTar } from './read-tar.ts';
import { unpackTar } from './unpack-tar.ts';

/** Bytes in memory, in chunks of a size, with a note of what was asked for. */
function inMemory(bytes: Uint8Array, chunkBytes = 10_000) {
  const asked: [number, number][] = [];
  const stats = { readBytes: 0, open: 0 };
  async function* read(start: number, end: number) {
    asked.push([start, end]);
    stats.open++;
    try {
      for (let at = start; at < end; at += chunkBytes) {
        const chunk = bytes.subarray(at, Math.min(end, at + chunkBytes));
        stats.readBytes += chunk.length;
        yield chunk;
      }
    } finally {
      stats.open--;
    }
  }
  return { ranged: { sizeBytes: bytes.length, read }, asked, stats };
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}

const fixture = (name: string) => readFile(new URL(`../../fixtures/${name}`, import.meta.url));
const archives = [
  'real_1.19_mix_collection.snapshot',
  'real_1.19_custom_sharding.snapshot',
  'real_1.19_hn_shard_stream.snapshot',
  'full-snapshot-2026-01-02-03-04-05.snapshot',
  'hnsw.tar',
];

describe('rangedBytes', () => {
  it('is the same bytes, however they are taken and skipped', async () => {
    const bytes = Uint8Array.from({ length: 400_000 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
    const step = fc.record({ isSkip: fc.boolean(), length: fc.nat({ max: 150_000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1000, max: 50_000 }), async (steps, chunkBytes) => {
        const { ranged, stats } = inMemory(bytes, chunkBytes);
        const { skip, take, offset, close } = createByteSource(rangedBytes(ranged));
        let position = 0;
        for (const { isSkip, length } of steps) {
          const expected = Math.min(length, bytes.length - position);
          if (isSkip) expect(await skip(length)).toBe(expected);
          else expect(Buffer.compare(await take(length), bytes.subarray(position, position + expected))).toBe(0);
          position += expected;
          expect(offset()).toBe(position);
        }
        await close();
        expect(stats.open).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it.each(archives)('%s lists the same entries without being read as a whole', async (name) => {
    const bytes = await fixture(name);
    const { ranged, stats } = inMemory(bytes);
    const listed = await all(listArchive(rangedBytes(ranged)));
    expect(listed).toEqual(await all(listArchive(once(bytes))));
    expect(stats.open).toBe(0);
  });

  it.each(archives)('%s unpacks to the same files, or the beginnings of them', async (name) => {
    const bytes = await fixture(name);
    const whole = memoryVfs();
    const heads = memoryVfs();
    for (const vfs of [whole, heads]) await vfs.mkdir('/t');
    const keepBytes = (path: string) => (path.endsWith('.json') ? Number.POSITIVE_INFINITY : 100);
    const place = placeSnapshotEntry;
    const unpacked = await unpackTar(rangedBytes(inMemory(bytes).ranged), whole, '/t', { place });
    expect(await unpackTar(rangedBytes(inMemory(bytes).ranged), heads, '/t', { place, keepBytes })).toEqual(unpacked);
    const compare = async (directory: string): Promise<number> => {
      let files = 0;
      for (const { name: entry, kind } of await whole.readdir(directory)) {
        const path = `${directory}/${entry}`;
        if (kind === 'directory') files += await compare(path);
        else {
          const expected = await whole.readFile(path);
          if (!path.endsWith('.json')) expected.fill(0, 100);
          expect(Buffer.compare(await heads.readFile(path), expected)).toBe(0);
          files++;
        }
      }
      return files;
    };
    expect(await compare('/t')).toBe(unpacked.files);
  });

  it('reads of large files in archives in archives next to nothing', async () => {
    const large = 64 << 20;
    const file = (path: string) => ({ path, sizeBytes: large, read: () => once(new Uint8Array(large).fill(1)) });
    const inner = Buffer.concat(await all(packTar([file('a'), file('b')])));
    const nested = { path: 'segments/x.tar', sizeBytes: inner.length, read: () => once(inner) };
    const bytes = Buffer.concat(await all(packTar([nested, file('z')])));
    const { ranged, stats, asked } = inMemory(bytes);
    expect((await all(listArchive(rangedBytes(ranged)))).map(({ path }) => path)).toEqual([
      'segments/x.tar',
      'segments/x.tar!/a',
      'segments/x.tar!/b',
      'z',
    ]);
    expect(stats.readBytes).toBeLessThan(1 << 20);
    // What is asked for may be on its way already when it is not wanted any more.
    expect(asked.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(1 << 20);
    expect(asked.length).toBeLessThan(20);
  });

  it('notices a source that ends early, and an archive that does', async () => {
    const bytes = await fixture('hnsw.tar');
    const short = { sizeBytes: bytes.length + 1, read: inMemory(bytes).ranged.read };
    await expect(all(readTar(rangedBytes(short)))).rejects.toThrow(`ended at byte ${bytes.length} of ${bytes.length + 1}`);
    const cut = bytes.subarray(0, bytes.length >> 1);
    await expect(all(listArchive(rangedBytes(inMemory(cut).ranged)))).rejects.toThrow(/truncated/);
  });
});
