import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFormatError } from '../format/format-error.ts';
import { type PackEntry, packedTarBytes, packTar } from './pack-tar.ts';
import { collect, fillHoles, inChunks, packEntry, readAll } from './tar.test.data.ts';

const content = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 1500 })), { maxLength: 12 }).map((runs) => {
  const sizeBytes = runs.reduce((sum, [, length]) => sum + length, 0);
  const data = new Uint8Array(sizeBytes);
  const extents: { offset: number; length: number }[] = [];
  let at = 0;
  for (const [isData, length] of runs) {
    if (isData) {
      data.fill((at % 255) + 1, at, at + length);
      extents.push({ offset: at, length });
    }
    at += length;
  }
  return { data, extents };
});

const entries = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{1,130}$/), { maxLength: 6 })
  .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), content, fc.boolean(), fc.integer({ min: 1, max: 3000 })))))
  .map((list) =>
    list.map(([name, { data, extents }, isSparse, chunk]) => ({
      data,
      entry: packEntry(name, data, isSparse ? extents : undefined, chunk),
    })),
  );

describe('any entries', () => {
  it('come out as they went in, whatever the chunks, in exactly the announced size', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 2000 }), async (list, chunk) => {
        const packed: PackEntry[] = list.map(({ entry }) => entry);
        const archive = await collect(packTar(packed));
        expect(archive.length).toBe(packedTarBytes(packed));
        const read = await readAll(inChunks(archive, chunk));
        expect(read.map((entry) => entry.path)).toEqual(packed.map((entry) => entry.path));
        for (const [at, entry] of read.entries()) expect(fillHoles(entry)).toEqual(list[at]?.data);
      }),
      { numRuns: 150 },
    );
  });

  it('give a format error or some entries when bytes are changed or cut, never anything else', async () => {
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        async (list, changes, cut) => {
          const archive = await collect(packTar(list.map(({ entry }) => entry)));
          for (const [at, byte] of changes) archive[at % archive.length] = byte;
          try {
            await readAll(inChunks(archive.subarray(0, archive.length - (cut % 3 === 0 ? cut % archive.length : 0)), 600));
          } catch (error) {
            expect(isFormatError(error), String(error)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
