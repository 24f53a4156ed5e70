import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
let directory: string;
let running: ChildProcessWithoutNullStreams[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-main-'));
  running = [];
});

afterEach(async () => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

function run(args: readonly string[], environment: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], {
    cwd: directory,
    env: { ...process.env, ...environment },
  });
  running.push(child);
  return child;
}

async function outcome(child: ChildProcessWithoutNullStreams): Promise<{ code: number | null; out: string; err: string }> {
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
  return { code, out, err };
}

/** The REST address that the ready line names. */
async function ready(child: ChildProcessWithoutNullStreams): Promise<string> {
  let seen = '';
  for await (const chunk of child.stderr) {
    seen += String(chunk);
    const url = /ready: REST (\S+?),? /.exec(`${seen} `)?.[1];
    if (url !== undefined && seen.includes('\n')) return url;
  }
  throw new Error(`no ready line in: ${seen}`);
}

describe('the server process', () => {
  it('says what it can do', async () => {
    expect(await outcome(run(['--help']))).toMatchObject({ code: 0, out: expect.stringContaining('--http-port') });
    expect(await outcome(run(['--version']))).toMatchObject({ code: 0, out: expect.stringMatching(/\d+\.\d+\.\d+/) });
  });

  it('ends with 2 on wrong flags and wrong configuration', async () => {
    expect(await outcome(run(['--prot=1']))).toMatchObject({ code: 2, err: expect.stringContaining('--prot') });
    expect(await outcome(run(['--http-port=x']))).toMatchObject({ code: 2, err: expect.stringContaining('service.http_port is "x"') });
    expect(await outcome(run(['--config-path=none.yaml']))).toMatchObject({ code: 2, err: expect.stringContaining('none.yaml') });
    const tls = { QDRANT__SERVICE__ENABLE_TLS: 'true', QDRANT__TLS__CERT: 'none.pem', QDRANT__TLS__KEY: 'key.pem' };
    expect(await outcome(run(['--in-memory', '--http-port=0', '--grpc-port=0'], tls))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/tls\.(?:cert: none|key: key)\.pem cannot be read/),
    });
  });

  it('writes nothing when it runs in memory', async () => {
    const child = run(['--in-memory', '--host=127.0.0.1', '--http-port=0', '--grpc-port=0']);
    child.stdout.resume();
    expect((await fetch(`${await ready(child)}/collections`)).status).toBe(200);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect(await readdir(directory)).toEqual([]);
  });

  it('reads file, environment and flags, serves, and stops when told to', async () => {
    await writeFile(join(directory, 'my.yaml'), 'service: { http_port: 1, api_key: sesame }\nstorage: { storage_path: ./data }\n');
    const child = run(['--config-path=my.yaml', '--http-port=0'], { QDRANT__SERVICE__HOST: '127.0.0.1', QDRANT__SERVICE__GRPC_PORT: '0' });
    child.stdout.resume();
    const url = await ready(child);
    expect((await fetch(`${url}/collections`)).status).toBe(401);
    const headers = { 'api-key': 'sesame' };
    const body = JSON.stringify({ vectors: { size: 2, distance: 'Dot' } });
    expect((await fetch(`${url}/collections/kept`, { method: 'PUT', headers, body })).status).toBe(200);
    child.stderr.resume();
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await readdir(join(directory, 'data', 'collections'))).toEqual(['kept']);
  });
});
