import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, '../main.ts');
const full = fileURLToPath(new URL('../../../../packages/snapshot/fixtures/full-snapshot-2026-01-02-03-04-05.snapshot', import.meta.url));
const onFreePorts = ['--host=127.0.0.1', '--http-port=0', '--grpc-port=0'];

let directory: string;
let running: ChildProcess[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-serve-'));
  running = [];
});

afterEach(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

function sextant(...args: string[]) {
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], { cwd: directory });
  running.push(child);
  return child;
}

async function outcome(...args: string[]) {
  const child = sextant(...args);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code: code as number | null };
}

async function started(...args: string[]): Promise<{ url: string; stop(signal: NodeJS.Signals): Promise<number | null> }> {
  const child = sextant('serve', ...onFreePorts, ...args);
  child.stdout.resume();
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const found = /^ready: REST ([^\s,]+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(said.join('\n'))));
  });
  return {
    url,
    async stop(signal) {
      child.kill(signal);
      return ((await exited) as [number | null])[0];
    },
  };
}

describe('sextant serve', { timeout: 180_000 }, () => {
  it('runs a server until it is told to stop', async () => {
    const server = await started('--in-memory');
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, 'all shards are ready']);
    expect(await server.stop('SIGTERM')).toBe(0);
    expect(await readdir(directory)).toEqual([]);
  });

  it('keeps its storage below the working directory, and restores snapshots before it answers', async () => {
    const server = await started('--storage-snapshot', full);
    const answer = await fetch(`${server.url}/collections/c2alias/points/count`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"exact":true}',
    });
    expect(await answer.json()).toMatchObject({ result: { count: 40 } });
    expect(await server.stop('SIGINT')).toBe(0);
    expect(await readdir(join(directory, 'storage', 'collections'))).toEqual(['col2']);
  });

  it('has the flags and exit codes of the server', async () => {
    expect(await outcome('serve', '--help')).toMatchObject({ code: 0, out: expect.stringMatching(/sextant serve[^]*--storage-snapshot/) });
    expect(await outcome('serve', '--prot=1')).toMatchObject({ code: 2, err: expect.stringContaining('--prot') });
    expect(await outcome('serve', '--storage-snapshot=none')).toMatchObject({ code: 2, err: expect.stringContaining('no such file') });
  });
});
