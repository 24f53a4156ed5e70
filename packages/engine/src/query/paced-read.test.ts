import { isQuerying } from '@sextant/vfs';
import { expect, test, vi } from 'vitest';
import { pacedRead } from './paced-read.ts';

test('a read counts as under way until it has ended, also when it fails', async () => {
  expect(isQuerying()).toBe(false);
  expect(await pacedRead([], {}, isQuerying)).toBe(true);
  await vi.waitUntil(() => !isQuerying());
  let during: boolean | undefined;
  const failing = pacedRead([], {}, () => {
    during = isQuerying();
    throw new Error('no such field');
  });
  await expect(failing).rejects.toThrow('no such field');
  expect(during).toBe(true);
  await vi.waitUntil(() => !isQuerying());
});
