import { copyFile, mkdtemp, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
