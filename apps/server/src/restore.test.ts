import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createServer } from '@sextant/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServerProcess } from './crash/server-process.ts';

const main = join(import.meta.dirname, 'main.ts');
const fixture = (name: string) => fileURLToPath(new URL(`../../../packages/snapshot/fixtures/${name}`, import.meta.url));
const full = fixture('full-snapshot-2026-01-02-03-04-05.snapshot');
const mix = fixture('real_1.19_mix_collection.snapshot');

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-restoring-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function outcome(...flags: string[]): Promise<{ code: number | null; err: string }> {
  const ports = ['--host=127.0.0.1', '--http-port=0', '--grpc-port=0'];
  const child = spawn(process.execPath, ['--conditions=source', main, ...ports, ...flags], { cwd: directory });
  child.stdout.resume();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
  return { code, err };
}

async function count(url: string, collection: string): Promise<number> {
  const answer = await fetch(`${url}/collections/${collection}/points/count`, {
    method: 'POST',
    body: '{"exact":true}',
    headers: { 'content-type': 'application/json' },
  });
  return ((await answer.json()) as { result: { count: number } }).result.count;
}

describe('the server process restores before it answers', { timeout: 180_000 }, () => {
  it('a storage and collections, telling how far it is', async () => {
    const paths = { storagePath: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots') };
    const oddPath = join(directory, 'with:colons.snapshot');
    await using source = await createServer({ listen: false, restore: { storageSnapshot: full } });
    const made = (await (await source.fetch(new Request('http://in/snapshots', { method: 'POST' }))).json()) as {
      result: { name: string };
    };
    const file = await source.fetch(new Request(`http://in/snapshots/${made.result.name}`));
    await writeFile(oddPath, Buffer.from(await file.arrayBuffer()));
    const said: string[] = [];
    const flags = ['--storage-snapshot', oddPath, '--snapshot', `${mix}:first`, '--collection-snapshot', `${mix}:second`];
    const server = await startServerProcess({ ...paths, flags, onLine: (line) => said.push(line) });
    try {
      expect([await count(server.url, 'c2alias'), await count(server.url, 'first'), await count(server.url, 'second')]).toEqual([
        40, 55, 55,
      ]);
      expect((await (await fetch(`${server.url}/aliases`)).json()) as unknown).toMatchObject({
        result: { aliases: [{ alias_name: 'c2alias', collection_name: 'col2' }] },
      });
      expect(said).toContainEqual(expect.stringMatching(/^restoring: collection 1 of 3, "col2": 0\.\d of \d\.\d MiB$/));
      expect(said).toContainEqual('restoring: collection 3 of 3, "second": verified, 55 points');
    } finally {
      expect(await server.stop()).toBe(0);
    }
    expect(await readdir(join(paths.storagePath, 'tmp'))).toEqual([]);
  });

  it('ends with 2 and the reason on wrong flags', async () => {
    const wrong: [string[], RegExp][] = [
      [['--snapshot', 'no-collection'], /--snapshot "no-collection".*FILE:COLLECTION/],
      [['--snapshot', `${mix}:`], /FILE:COLLECTION/],
      [['--snapshot', 'none.snapshot:x'], /none\.snapshot.*there is no such file/],
      [['--storage-snapshot', 'none.snapshot'], /none\.snapshot.*there is no such file/],
      [['--snapshot', `${mix}:x`, '--snapshot', `${full}:x`], /"x" would be restored twice/],
      [['--storage-snapshot', mix], /--snapshot .*:COLLECTION/],
    ];
    for (const [flags, message] of wrong) {
      expect(await outcome(...flags)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
    }
    expect(await readdir(directory)).toEqual([]);
  });

  it('ends with 1 and the reason when a collection is there, and replaces it by force', async () => {
    const paths = { storagePath: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots') };
    {
      await using server = await createServer({ storage: paths.storagePath, listen: false });
      await server.engine.createCollection('col2', { vectors: { size: 1, distance: 'Dot' } });
    }
    const flags = ['--storage-path', paths.storagePath, '--storage-snapshot', full];
    const refused = await outcome(...flags);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^could not run: Collection `col2` already exists in .*storage\. Use --force-snapshot/m);
    expect(refused.err).not.toContain('    at ');
    const server = await startServerProcess({ ...paths, flags: ['--storage-snapshot', full, '-f'] });
    try {
      expect(await count(server.url, 'col2')).toBe(40);
    } finally {
      expect(await server.stop()).toBe(0);
    }
  });

  it('ends with 1 and the place in the archive when it is damaged; nothing is there afterwards', async () => {
    await writeFile(join(directory, 'bad.snapshot'), 'x'.repeat(4096));
    const { code, err } = await outcome('--storage-path', './storage', '--storage-snapshot', 'bad.snapshot');
    expect(code).toBe(1);
    expect(err).toMatch(/bad\.snapshot, byte 0: .*expected.*found.*Nothing was changed/);
    expect(await readdir(directory)).toEqual(['bad.snapshot']);
  });

  it('ends with 1 when it is stopped meanwhile; the storage is as it was', async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=source', main, '--http-port=0', '--grpc-port=0', '--storage-snapshot', full, '--snapshot', `${mix}:mix`],
      { cwd: directory },
    );
    child.stdout.resume();
    const exited = once(child, 'exit');
    let said = '';
    for await (const chunk of child.stderr) {
      if (said === '') child.kill('SIGTERM');
      said += String(chunk);
    }
    expect(await exited).toEqual([1, null]);
    expect(said).toContain('the restore was stopped; nothing was changed');
    expect(await readdir(join(directory, 'storage', 'collections'))).toEqual([]);
    expect(await readdir(join(directory, 'storage', 'tmp'))).toEqual([]);
  });
});
