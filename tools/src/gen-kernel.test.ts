import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateKernel } from './gen-kernel.ts';

const root = join(import.meta.dirname, '../..');

test('the committed kernel is what its sources compile to', async () => {
  for (const [path, text] of await generateKernel(root)) {
    const committed = await readFile(join(root, path), 'utf8');
    expect(committed === text, `${path} is stale: run \`npm run gen\``).toBe(true);
  }
});
