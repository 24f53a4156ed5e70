import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseJson } from '@sextant/contract/json';
import { afterAll, beforeAll, expect } from 'vitest';
import { createSnapshotCommand } from './snapshot-command.ts';

export const fixture = (name: string): string => fileURLToPath(new URL(`../../../../packages/snapshot/fixtures/${name}`, import.meta.url));

export let directory: string;
export let temp: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-cli-test-'));
  temp = join(directory, 'temp');
  await mkdir(temp);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function capture(onChunk: (text: string) => void = () => undefined): Writable & { text(): string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      onChunk(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}

/** Runs a verb in this process; whatever it does, it must leave nothing in its temporary directory. */
export async function run(args: readonly string[], env: Record<string, string> = {}, signal = new AbortController().signal): Promise<Ran> {
  const stdout = capture();
  const stderr = capture();
  const [verb = '', ...rest] = args;
  const code = await createSnapshotCommand({ stdout, stderr, env }).run([verb, ...rest, '--temp', temp], signal);
  expect(await readdir(temp)).toEqual([]);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

export async function lines(
  args: readonly string[],
  env?: Record<string, string>,
): Promise<{ code: number; lines: Record<string, never>[] }> {
  const { code, stdout } = await run([...args, '--json'], env);
  return {
    code,
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => parseJson(line) as Record<string, never>),
  };
}
