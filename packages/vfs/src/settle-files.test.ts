import { expect, test } from 'vitest';
import { settleFiles } from './settle-files.ts';
import type { VfsFile } from './vfs.ts';

/** A file whose sync ends when `sync` says so, and that writes down what happens to it. */
function fileNamed(name: string, log: string[], sync: Promise<void> = Promise.resolve()): VfsFile {
  return {
    async sync() {
      await sync;
      log.push(`${name} durable`);
    },
    async close() {
      log.push(`${name} closed`);
    },
  } as unknown as VfsFile;
}

test('ends when every file is durable and closed', async () => {
  const log: string[] = [];
  const slow = Promise.withResolvers<void>();
  const all = settleFiles(async (settle) => {
    await settle(fileNamed('a', log, slow.promise));
    await settle(fileNamed('b', log));
  }).then(() => log.push('end'));
  await expect.poll(() => log).toEqual(['b durable', 'b closed']);
  slow.resolve();
  await all;
  expect(log).toEqual(['b durable', 'b closed', 'a durable', 'a closed', 'end']);
});

test('fails with the first failure, at the next file or at the end, when all are closed', async () => {
  const log: string[] = [];
  const full = new Error('ENOSPC');
  const broken = fileNamed('broken', log, Promise.reject(full));
  await expect(settleFiles((settle) => settle(broken))).rejects.toBe(full);
  expect(log).toEqual(['broken closed']);

  const slow = Promise.withResolvers<void>();
  const written: string[] = [];
  const failing = settleFiles(async (settle) => {
    await settle(fileNamed('slow', log, slow.promise));
    for (let i = 0; i < 100; i++) {
      written.push(`${i}`);
      await settle(fileNamed(`${i}`, [], Promise.reject(full)));
      await new Promise(setImmediate);
    }
  });
  failing.catch(() => log.push('failed'));
  await expect.poll(() => written.length).toBeGreaterThan(0);
  slow.resolve();
  await expect(failing).rejects.toBe(full);
  expect(written.length).toBeLessThan(100);
  expect(log).toEqual(['broken closed', 'slow durable', 'slow closed', 'failed']);
});

test('closes what was handed over when the writing fails', async () => {
  const log: string[] = [];
  const failure = new Error('a broken archive');
  const writing = settleFiles(async (settle) => {
    await settle(fileNamed('a', log));
    throw failure;
  });
  await expect(writing).rejects.toBe(failure);
  expect(log).toEqual(['a durable', 'a closed']);
});

test('holds the writer back when many files are under way', async () => {
  const slow = Promise.withResolvers<void>();
  let handedOver = 0;
  const all = settleFiles(async (settle) => {
    for (let i = 0; i < 100; i++) {
      handedOver++;
      await settle(fileNamed(`${i}`, [], slow.promise));
    }
  });
  for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
  expect(handedOver).toBeLessThan(50);
  slow.resolve();
  await all;
  expect(handedOver).toBe(100);
});

test('files that need not be durable are only closed', async () => {
  const log: string[] = [];
  await settleFiles((settle) => settle(fileNamed('a', log)), { isDurable: false });
  expect(log).toEqual(['a closed']);
});
