import { once } from 'node:events';
import { lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directory, fixture, run } from './run-snapshot.test.data.ts';

const source = fixture('hnsw.tar');

let below: string;
let count = 0;
let server: Server | undefined;
beforeEach(async () => {
  below = join(directory, `slim-${count++}`);
  await mkdir(below);
});
afterEach(() => {
  server?.close();
  server = undefined;
});

/** Stands for pipes and devices, which take another program or more rights to make. */
async function listenAt(path: string): Promise<void> {
  server = createServer().listen(path);
  await once(server, 'listening');
}

describe('slim --output', () => {
  it('replaces a file and its checksum only with --force', async () => {
    const output = join(below, 'x.snapshot');
    await writeFile(output, 'old');
    expect(await run(['slim', source, '-o', output])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${output} exists; --force replaces it\n`) as string,
    });
    expect(await readFile(output, 'utf8')).toBe('old');
    expect((await run(['slim', source, '-o', output, '--force'])).code).toBe(0);
    expect((await run(['verify', output])).stdout).toMatch(/^whole: .*\n.*, compared/);
    expect((await readdir(below)).sort()).toEqual(['x.snapshot', 'x.snapshot.checksum']);
  });

  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    ['a directory', (path) => mkdir(path), /is a directory\n/],
    ['a link', (path) => symlink('elsewhere', path), /is a symbolic link; name the file it leads to\n/],
    ['a socket', listenAt, /is not a regular file\n/],
  ])('refuses %s with --force and without, and leaves it what it is', async (_what, make, message) => {
    const output = join(below, 'x.snapshot');
    await make(output);
    const before = await lstat(output);
    for (const force of [[], ['--force']]) {
      const { code, stderr } = await run(['slim', source, '-o', output, ...force]);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/--force/);
      expect(code).toBe(2);
    }
    expect((await lstat(output)).ino).toBe(before.ino);
    if (before.isSymbolicLink()) expect(await readlink(output)).toBe('elsewhere');
    expect(await readdir(below)).toEqual(['x.snapshot']);
  });

  it('has a checksum, which is looked at as it is itself', async () => {
    const output = join(below, 'x.snapshot');
    const checksum = `${output}.checksum`;
    await writeFile(checksum, 'old');
    expect(await run(['slim', source, '-o', output])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${checksum} exists; --force replaces it\n`) as string,
    });
    expect(await readFile(checksum, 'utf8')).toBe('old');
    expect(await readdir(below)).toEqual(['x.snapshot.checksum']);
    await rm(checksum);
    await mkdir(checksum);
    expect(await run(['slim', source, '-o', output, '--force'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${checksum} is a directory\n`) as string,
    });
    expect(await readdir(below)).toEqual(['x.snapshot.checksum']);
  });

  it('is looked for before anything is read: a directory that is not there is named, not a file in it', async () => {
    const nowhere = join(below, 'no/where');
    expect(await run(['slim', '/no/source', '-o', join(nowhere, 'x.snapshot')])).toMatchObject({
      code: 1,
      stderr: `sextant snapshot slim: ${nowhere} does not exist\n`,
    });
    await writeFile(join(below, 'file'), '');
    expect(await run(['slim', '/no/source', '-o', join(below, 'file/x.snapshot')])).toMatchObject({
      code: 1,
      stderr: `sextant snapshot slim: ${join(below, 'file')} is not a directory\n`,
    });
  });

  it('cannot be standard output', async () => {
    const { code, stderr } = await run(['slim', source, '-o', '-']);
    // Before the expectations: without the refusal they lie in the working directory.
    for (const name of ['-', '-.checksum']) await rm(name, { force: true });
    expect(stderr).toMatch(/--output must name a file/);
    expect(code).toBe(2);
  });
});

describe('slim --redact and --remove', () => {
  it('warn of a field that no point has, and end with 0', async () => {
    const options = ['--redact', 'ctiy', '--redact', 'city', '--remove', 'a.b', '--force', '-o', join(below, 'x.snapshot')];
    const { code, stdout, stderr } = await run(['slim', fixture('real_1.19_mix_collection.snapshot'), ...options, '--json']);
    expect(stderr).toBe(
      'sextant snapshot slim: warning: no point written has a field "ctiy"\nsextant snapshot slim: warning: no point written has a field "a.b"\n',
    );
    expect(JSON.parse(stdout)).toMatchObject({ type: 'slim', unmatchedPaths: ['ctiy', 'a.b'] });
    expect(code).toBe(0);
  });
});
