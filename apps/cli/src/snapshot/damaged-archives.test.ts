import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackSnapshot } from '@sextant/snapshot';
import { nodeVfs } from '@sextant/vfs';
import { beforeAll, describe, expect, it } from 'vitest';
import { directory, fixture, lines, run } from './run-snapshot.test.data.ts';

const whole = fixture('hnsw.tar');
let cut: string;
let empty: string;
let zeros: string;

beforeAll(async () => {
  cut = join(directory, 'cut.tar');
  await copyFile(whole, cut);
  await truncate(cut, 100_000);
  empty = join(directory, 'empty.snapshot');
  await writeFile(empty, '');
  zeros = join(directory, 'zeros.tar');
  await writeFile(zeros, new Uint8Array(10_240));
});

describe('what is no snapshot', () => {
  it('is no damaged one to verify', async () => {
    const nothing = await mkdtemp(join(directory, 'nothing-'));
    for (const source of [nothing, zeros]) {
      const { code, stdout, stderr } = await run(['verify', source]);
      expect(stderr).toContain(`sextant snapshot verify: ${source}: this is no snapshot`);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    }
  });
});

describe('an archive that cannot be unpacked', () => {
  it.each(['inspect', 'dump'])('is named by %s when it holds nothing', async (verb) => {
    expect((await run([verb, zeros])).stderr).toContain(`sextant snapshot ${verb}: ${zeros}: this is no snapshot`);
  });

  it.each(['inspect', 'ls', 'dump'])('is named by %s', async (verb) => {
    const { code, stderr } = await run([verb, empty]);
    expect(code).toBe(1);
    expect(stderr).toBe(`sextant snapshot ${verb}: ${empty}, byte 0: the archive is empty\n`);
  });

  it('is named by diff, whichever side it is', async () => {
    for (const args of [
      [whole, cut],
      [cut, whole],
    ]) {
      const { lines: told } = await lines(['diff', ...args]);
      expect(told).toEqual([expect.objectContaining({ type: 'error', code: 'corrupt', file: cut, offset: 100_000 })]);
    }
    expect((await run(['inspect', fixture('partial_update.tar'), '--base', cut])).stderr).toContain(`${cut}, byte 100000: `);
  });

  it('is named once by verify', async () => {
    expect((await run(['verify', empty])).stdout).toMatch(/^error {3}[^,:]*empty\.snapshot, byte 0: the archive is empty\n1 error/);
    expect((await lines(['verify', empty])).lines[0]).toMatchObject({ type: 'finding', file: empty, offset: 0 });
  });
});

describe('a checksum beside the file', () => {
  let beside: string;
  beforeAll(async () => {
    beside = join(directory, 'beside.tar');
    await copyFile(whole, beside);
  });

  it.each(['', '\n', 'no digest', 'abc  beside.tar\n'])('that is none is told: %j', async (content) => {
    await writeFile(`${beside}.checksum`, content);
    const { code, stdout, stderr } = await run(['verify', beside]);
    expect(stderr).toMatch(/^sextant snapshot verify: [^:]*beside\.tar\.checksum holds no SHA-256.*; .*--checksum/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    await rm(`${beside}.checksum`);
  });

  it('that is a directory is told', async () => {
    await mkdir(`${beside}.checksum`);
    const { code, stderr } = await run(['verify', beside]);
    expect(stderr).toMatch(/^sextant snapshot verify: [^:]*beside\.tar\.checksum is a directory.*; .*--checksum/);
    expect(code).toBe(1);
    await rm(`${beside}.checksum`, { recursive: true });
  });

  it('may be a line of sha256sum, in either mode', async () => {
    for (const mark of [' ', '*']) {
      await writeFile(`${beside}.checksum`, `${'F'.repeat(64)} ${mark}beside.tar\n`);
      expect((await lines(['verify', beside])).lines[0]).toMatchObject({ type: 'finding', expected: 'f'.repeat(64) });
    }
    await rm(`${beside}.checksum`);
  });

  it('is none of a directory', async () => {
    const unpacked = join(directory, 'unpacked');
    await mkdir(unpacked);
    await unpackSnapshot(createReadStream(whole), nodeVfs(), unpacked);
    await writeFile(`${unpacked}.checksum`, 'f'.repeat(64));
    expect(await run(['verify', unpacked])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^whole: /) as string });
  });
});
