import { copyFile, readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { capture, directory, fixture, temp } from './run-snapshot.test.data.ts';
import { createSnapshotCommand } from './snapshot-command.ts';

const whole = fixture('hnsw.tar');
const other = fixture('dense_dot_direct.tar');
let damaged: string;

beforeAll(async () => {
  damaged = join(directory, 'damaged.snapshot');
  await copyFile(fixture('real_1.19_mix_collection.snapshot'), damaged);
  await truncate(damaged, 200_000);
});

/** Runs a verb whose every write to standard output fails, a moment after it was made. */
async function runFailing(code: 'EPIPE' | 'ENOSPC', args: readonly string[]): Promise<{ code: number; stderr: string }> {
  const stdout = new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => setImmediate(() => done(Object.assign(new Error(`${code}: of a test, write`), { code }))),
  });
  const stderr = capture();
  const [name = '', ...rest] = args;
  const ended = await createSnapshotCommand({ stdout, stderr, env: {} }).run([name, ...rest, '--temp', temp], new AbortController().signal);
  expect(await readdir(temp)).toEqual([]);
  return { code: ended, stderr: stderr.text() };
}

describe('when the reader goes away', () => {
  it.each([
    ['verify', () => [whole], 0],
    ['verify', () => [damaged], 4],
    ['verify', () => [damaged, '--json'], 4],
    ['diff', () => [whole, whole], 0],
    ['diff', () => [whole, other], 5],
    ['diff', () => [whole, other, '--json'], 5],
    // Their output is all there is to do.
    ['inspect', () => [whole], 0],
    ['ls', () => [whole], 0],
    ['dump', () => [whole], 0],
    ['dump', () => ['--help'], 0],
    ['help', () => [], 0],
    ['inspect', () => ['--what'], 2],
  ] as const)('%s ends with what it found', async (verb, args, code) => {
    const { code: ended, stderr } = await runFailing('EPIPE', [verb, ...args()]);
    expect(ended).toBe(code);
    if (code !== 2) expect(stderr).toBe('');
  });
});

describe('when the disk of the output is full', () => {
  it.each([
    ['verify', () => [damaged]],
    ['diff', () => [whole, other]],
    ['inspect', () => [whole]],
    ['ls', () => [whole]],
    ['dump', () => [whole]],
    ['dump', () => ['--help']],
  ] as const)('%s says so and ends with 1', async (verb, args) => {
    expect(await runFailing('ENOSPC', [verb, ...args()])).toEqual({
      code: 1,
      stderr: `sextant snapshot ${verb}: ENOSPC: of a test, write\n`,
    });
  });
});
