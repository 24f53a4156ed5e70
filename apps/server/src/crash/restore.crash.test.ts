import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createServer, type Server } from '@sextant/server';
import { createRandom } from '@sextant/testkit';
import { expect, it } from 'vitest';
import { startServerProcess } from './server-process.ts';

// A server that restores a full snapshot is killed with SIGKILL at any moment of it. What it leaves answers as before or as after, and the same
// command, given again, gives the right data; with --force-snapshot over a storage that has some of the collections, without it over one that has none.

const kills = Number(process.env.SEXTANT_RESTORE_KILLS ?? (process.env.CI === 'true' ? 6 : 3));
const seed = Number(process.env.SEXTANT_SEED ?? 20_261_122);
const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const restored = ['a', 'b', 'c', 'd'];
const points = 1500;

it(`gives the right data after each of ${kills} kills (seed ${seed})`, { timeout: 600_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sextant-restore-kill-'));
  const random = createRandom(seed);
  const at = (name: string): string => join(directory, name);
  try {
    await writeFile(at('full.snapshot'), await fullSnapshot());
    for (const kind of ['force', 'plain'] as const) await prepare(at(kind), kind === 'force' ? ['other', 'b'] : ['other']);
    for (let round = 0; round < kills; round += 1) {
      const kind = round % 2 === 0 ? 'force' : 'plain';
      const paths = { storagePath: at('storage'), snapshotsPath: at('snapshots') };
      await cp(at(kind), paths.storagePath, { recursive: true });
      const flags = ['--storage-snapshot', at('full.snapshot'), ...(kind === 'force' ? ['--force-snapshot'] : [])];
      // Every other kill in the moments in which everything is verified and moves into its place.
      const line = round % 4 < 2 ? 1 + Math.floor(random() * 9) : lastVerified;
      const killed = await killAtLine(paths, flags, line, random() * 40);
      await cp(paths.storagePath, at('copy'), { recursive: true });
      const where = `round ${round}, ${kind}, killed ${killed.isReady ? 'when it was ready' : `at line ${killed.lines}`}`;
      expect(['before', 'after'], where).toContain(await stateOf(at('copy'), kind));
      if (!killed.isReady) {
        const server = await startServerProcess({ ...paths, flags });
        expect(await server.stop(), where).toBe(0);
        expect(await readdir(join(paths.storagePath, 'tmp')), where).toEqual([]);
      }
      expect(await stateOf(paths.storagePath, kind), where).toBe('after');
      for (const name of ['storage', 'copy', 'snapshots']) await rm(at(name), { recursive: true, force: true });
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});

const lastVerified = `collection ${restored.length} of ${restored.length}, "d": verified`;

interface Killed {
  readonly lines: number;
  readonly isReady: boolean;
}

/** Starts a server and kills it a few milliseconds after a line of its progress, by number or text; tells whether it had said that it is ready. */
async function killAtLine(
  paths: { readonly storagePath: string; readonly snapshotsPath: string },
  flags: readonly string[],
  line: number | string,
  delayMs: number,
): Promise<Killed> {
  const ports = [
    '--host=127.0.0.1',
    '--http-port=0',
    '--grpc-port=0',
    '--storage-path',
    paths.storagePath,
    '--snapshots-path',
    paths.snapshotsPath,
  ];
  const child: ChildProcess = spawn(process.execPath, ['--conditions=source', main, ...ports, ...flags], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const said: string[] = [];
  let isReady = false;
  for await (const text of createInterface({ input: child.stderr as NodeJS.ReadableStream })) {
    said.push(text);
    isReady ||= text.startsWith('ready:');
    if (said.length !== line && !(typeof line === 'string' && text.includes(line)) && !isReady) continue;
    // The kill comes at a moment nobody chose: this wait is the randomness of the test, not a synchronisation.
    await wait(delayMs);
    child.kill('SIGKILL');
  }
  await exited;
  expect(child.signalCode, said.join('\n')).toBe('SIGKILL');
  return { lines: said.length, isReady };
}

async function fill(server: Server, name: string, mark: string, count: number): Promise<void> {
  await server.engine.createCollection(name, {
    vectors: { size: 64, distance: 'Dot' },
    shard_number: name === 'c' ? 2 : 1,
    wal_config: { wal_capacity_mb: 1 },
  });
  const batch = Array.from({ length: count }, (_, id) => ({
    id,
    vectors: new Map([['', Float32Array.from({ length: 64 }, (_value, position) => id + position)]]),
    payload: { mark },
  }));
  await server.engine.collection(name).write({ kind: 'upsert_points', points: batch }, { wait: true });
}

async function prepare(storage: string, names: readonly string[]): Promise<void> {
  await using server = await createServer({ storage, listen: false });
  for (const name of names) await fill(server, name, 'old', 10);
}

async function fullSnapshot(): Promise<Buffer> {
  await using server = await createServer({ listen: false });
  for (const name of restored) await fill(server, name, name, points);
  await server.engine.updateAliases([{ create_alias: { alias_name: 'now', collection_name: 'd' } }]);
  const made = await server.fetch(new Request('http://in/snapshots', { method: 'POST' }));
  const { result } = (await made.json()) as { result: { name: string } };
  const file = await server.fetch(new Request(`http://in/snapshots/${result.name}`));
  return Buffer.from(await file.arrayBuffer());
}

/** `before`, `after`, or what it is instead. Every point is read. */
async function stateOf(storage: string, kind: 'force' | 'plain'): Promise<string> {
  await using server = await createServer({ storage, listen: false });
  const { engine } = server;
  const found = [`aliases ${engine.listAliases().map(({ alias, collection }) => `${alias}=${collection}`)}`];
  for (const name of engine.listCollections()) {
    const page = await engine.collection(name).scroll({ limit: 10_000, withPayload: true, withVector: true });
    const marks = new Set(page.points.map(({ payload }) => payload?.['mark']));
    const isWhole = page.points.every(({ id, vectors }) => (vectors?.get('') as Float32Array | undefined)?.[63] === Number(id) + 63);
    found.push(`${name} ${page.points.length} ${[...marks].join()}${isWhole ? '' : ' wrong vectors'}`);
  }
  const before = ['aliases ', ...(kind === 'force' ? ['b 10 old'] : []), 'other 10 old'];
  const after = ['aliases now=d', ...restored.map((name) => `${name} ${points} ${name}`), 'other 10 old'];
  const state = found.join(', ');
  return state === before.join(', ') ? 'before' : state === after.join(', ') ? 'after' : state;
}
