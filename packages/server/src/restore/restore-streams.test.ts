import { openEngine } from '@sextant/engine';
import { createRandom } from '@sextant/testkit';
import { memoryVfs, nodeVfs, type Vfs, type VfsFile } from '@sextant/vfs';
import { expect, it } from 'vitest';
import { fullArchive, ownSnapshot, scratch } from './archives.test.data.ts';
import { restoreAtStart } from './restore-at-start.ts';

const vectors = { count: 2000, size: 1024 };

/** A file system that tells of every byte that is read from or written to its files. */
function counting(inner: Vfs, on: { read?(bytes: number): void; write?(bytes: number): void }): Vfs {
  return {
    ...inner,
    async open(path, flags) {
      const file = await inner.open(path, flags);
      const counted: VfsFile = {
        ...file,
        async read(target, position) {
          const count = await file.read(target, position);
          on.read?.(count);
          return count;
        },
        async write(data, position) {
          await file.write(data, position);
          on.write?.(data.length);
        },
      };
      return counted;
    },
  };
}

it('writes what it reads of a nested archive at once: neither memory nor another file holds it', async () => {
  await using directory = await scratch();
  const random = createRandom(1);
  const collection = await ownSnapshot(async (engine) => {
    await engine.createCollection('big', { vectors: { size: vectors.size, distance: 'Dot' } });
    const points = Array.from({ length: vectors.count }, (_, id) => ({
      id,
      vectors: new Map([['', Float32Array.from({ length: vectors.size }, () => random() + 1)]]),
      payload: {},
    }));
    await engine.collection('big').write({ kind: 'upsert_points', points }, { wait: true });
  }, 'big');
  const storageSnapshot = await directory.put('full.snapshot', await fullArchive({ big: collection }));
  const dataBytes = vectors.count * vectors.size * 4;
  let readBytes = 0;
  let writtenBytes = 0;
  let mostAhead = 0;
  const host = counting(nodeVfs(), {
    read(bytes) {
      readBytes += bytes;
      mostAhead = Math.max(mostAhead, readBytes - writtenBytes);
    },
  });
  const vfs = counting(memoryVfs(), { write: (bytes) => void (writtenBytes += bytes) });
  const engineOptions = { vfs, storagePath: '/s' };
  await restoreAtStart({ storageSnapshot }, { engine: engineOptions, host, onEvent: () => undefined });
  expect(mostAhead).toBeLessThan(2 << 20);
  // Once, and a little for the headers before.
  expect(readBytes).toBeGreaterThan(dataBytes);
  expect(readBytes).toBeLessThan(collection.length + (1 << 20));
  expect(writtenBytes).toBeLessThan(collection.length + (1 << 20));
  const engine = await openEngine(engineOptions);
  expect(await engine.collection('big').count({ exact: true })).toBe(vectors.count);
  await engine.close();
});
