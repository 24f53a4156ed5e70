import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tests = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.test.ts'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const rows = readFileSync(join(root, 'docs/snapshot-guide.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!sentence or example)(?!-)/.test(line))
  .map((line) => /^\| (.*) \| ([^|]*) \|$/.exec(line))
  .map((match) => ({ sentence: match?.[1] ?? '', proofs: (match?.[2] ?? '').split('; ') }));

describe('docs/snapshot-guide.md', () => {
  it('names a test for every sentence', () => {
    const bare = rows.filter(({ proofs }) => !proofs.every((proof) => /^`[^`]+`$/.test(proof) || proof === 'all of this list'));
    expect(bare).toEqual([]);
    expect(rows.length).toBeGreaterThan(40);
  });

  it('names only tests that exist', () => {
    const unknown = rows
      .flatMap(({ proofs }) => proofs)
      .filter((proof) => proof.startsWith('`'))
      .filter((proof) => {
        const [file, title] = proof.slice(1, -1).split(' › ');
        const named = tests.filter((path) => basename(path) === `${file}.test.ts`);
        return !named.some((path) => title === undefined || readFileSync(join(root, path), 'utf8').includes(`'${title}'`));
      });
    expect(unknown).toEqual([]);
  });
});
