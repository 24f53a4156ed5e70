import { isReading } from '@sextant/vfs';
import { expect, test, vi } from 'vitest';
import { pacedRead } from './paced-read.ts';

test('a read counts as under way until it has ended, also when it fails', async () => {
  expect(isReading()).toBe(false);
  expect(await pacedRead([], {}, isReading)).toBe(true);
  await vi.waitUntil(() => !isReading());
  let during: boolean | undefined;
  const failing = pacedRead([], {}, () => {
    during = isReading();
    throw new Error('no such field');
  });
  await expect(failing).rejects.toThrow('no such field');
  expect(during).toBe(true);
  await vi.waitUntil(() => !isReading());
});
