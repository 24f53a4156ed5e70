import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateKernel } from './build.ts';

test('the committed module is what assembly/ compiles to', async () => {
  for (const [path, bytes] of await generateKernel()) {
    const committed = await readFile(new URL(`../../${path}`, import.meta.url));
    expect(Buffer.compare(committed, bytes), `${path} is stale: node packages/kernel/build.ts`).toBe(0);
  }
});
