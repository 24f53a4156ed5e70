import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('is what the contracts generate now', async () => {
  const root = join(import.meta.dirname, '../../..');
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'tools/src/gen.ts'), '--check'], { cwd: root });
  expect(stdout).toContain('0 changed');
});
