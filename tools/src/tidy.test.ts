import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// The house rules of docs/ARCHITECTURE.md, held as a test.

const root = join(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter(Boolean);
const sources = tracked.filter((file) => file.endsWith('.ts') && !file.includes('/src/gen/') && !file.endsWith('.d.ts'));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Files that may exceed 400 lines, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {};

/** Each package may import only those named here; the order of the list is the order of the layers. */
const layers: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  vfs: [],
  snapshot: ['contract', 'vfs'],
  kernel: [],
  engine: ['contract', 'vfs', 'snapshot', 'kernel'],
  server: ['contract', 'vfs', 'snapshot', 'kernel', 'engine'],
  client: ['contract'],
};

const isTest = (file: string) => /\.(test|bench|testing)\.ts$|\.test\.(data|fixture)\.ts$|\/(interop|fixtures)\//.test(file);
const packageOf = (file: string) => /^packages\/([^/]+)\//.exec(file)?.[1];

describe('the house', () => {
  it('names files in kebab case, and none a drawer of odds and ends', () => {
    const names = sources.map((file) => file.split('/').at(-1) ?? '');
    expect(
      names.filter(
        (name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|property|bench|crash|interop|testing|fixture|data|config|browser))*\.ts$/.test(name),
      ),
    ).toEqual([]);
    expect(names.filter((name) => /^(utils?|helpers?|common|misc|shared|lib)\.ts$/.test(name))).toEqual([]);
  });

  it('keeps files under 400 lines, tests under 800', () => {
    const tooLong = sources.filter((file) => read(file).split('\n').length > (isTest(file) ? 800 : 400) && longFiles[file] === undefined);
    expect(tooLong).toEqual([]);
  });

  it('lets a package import only the layers before it', () => {
    const wrong: string[] = [];
    for (const file of sources) {
      const allowed = layers[packageOf(file) ?? ''];
      if (allowed === undefined || isTest(file)) continue;
      for (const match of read(file).matchAll(/from '@sextant\/([a-z]+)/g)) {
        if (!allowed.includes(match[1] ?? '') && match[1] !== packageOf(file)) wrong.push(`${file} imports ${match[1]}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('touches the file system through vfs alone', () => {
    const library = sources.filter(
      (file) => /^packages\/[^/]+\/src\//.test(file) && !isTest(file) && !/^packages\/(vfs|testkit)\//.test(file),
    );
    const offenders = library.filter((file) => /from '(node:)?fs(\/promises)?'/.test(read(file)));
    expect(offenders.filter((file) => !nodeFileAccess.includes(file))).toEqual([]);
  });

  it('has no default exports, enums or leftovers', () => {
    const offenders: string[] = [];
    for (const file of sources.filter((name) => name.startsWith('packages/') || name.startsWith('apps/'))) {
      const text = read(file);
      if (/^export default /m.test(text)) offenders.push(`${file}: default export`);
      if (/^(export )?(const )?enum /m.test(text)) offenders.push(`${file}: enum`);
      if (/\b(TODO|FIXME|XXX|HACK)\b/.test(text)) offenders.push(`${file}: leftover note`);
      if (/\.(only|skip)\(/.test(text) && isTest(file)) offenders.push(`${file}: a test that is singled out or left out`);
    }
    expect(offenders).toEqual([]);
  });

  it('names no machine and no registry', () => {
    const offenders = tracked.filter(
      (file) =>
        file !== 'tools/src/tidy.test.ts' &&
        /\.(ts|json|md|ya?ml|sh|py|proto)$/.test(file) &&
        /"resolved": "http|\/home\/[a-z]+\/|\/root\//.test(read(file)),
    );
    expect(offenders).toEqual([]);
  });
});

/** Files outside vfs that reach the disk on purpose: the client reads and writes the user's own files, on Node only. */
const nodeFileAccess: readonly string[] = ['packages/client/src/snapshots/node-file.ts'];
