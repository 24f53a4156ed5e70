import { type Engine, type EngineEvent, openEngine } from '@sextant/engine';
import { packTar, treeEntries, unpackSnapshot } from '@sextant/snapshot';
import { type FaultRule, type FaultVfs, faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { afterEach, describe, expect, it } from 'vitest';
import { engineSnapshots } from './engine-snapshots.testing.ts';
import type { SnapshotService, UploadRequest } from './snapshot-service.ts';

const scope = { kind: 'collection', collection: 'c' } as const;
const mebibyte = 1 << 20;

interface Running {
  readonly engine: Engine;
  readonly snapshots: SnapshotService;
  readonly vfs: FaultVfs;
  readonly events: EngineEvent[];
}

const running: Running[] = [];

afterEach(async () => {
  for (const { engine, snapshots } of running.splice(0)) {
    await snapshots.close();
    await engine.close();
  }
});

/** Directories below `/` are devices with so many free bytes, between which nothing is renamed. */
function devices(free: (device: string) => number): Vfs {
  const inner = memoryVfs();
  const deviceOf = (path: string): string => path.split('/')[1] ?? '';
  return {
    ...inner,
    freeBytes: async (path) => {
      await inner.stat(path);
      return free(deviceOf(path));
    },
    rename: async (from, to) => {
      if (deviceOf(from) !== deviceOf(to)) throw Object.assign(new Error(`EXDEV: ${from} -> ${to}`), { code: 'EXDEV' });
      await inner.rename(from, to);
    },
  };
}

async function start(inner: Vfs, tempPath?: string): Promise<Running> {
  const vfs = faultVfs(inner);
  const events: EngineEvent[] = [];
  const engine = await openEngine({
    vfs,
    storagePath: '/s',
    collectionDefaults: { wal_config: { wal_capacity_mb: 1 } },
    ...(tempPath === undefined ? {} : { tempPath }),
    onEvent: (event) => events.push(event),
  });
  const snapshots = await engineSnapshots(engine, vfs);
  const started = { engine, snapshots, vfs, events };
  running.push(started);
  return started;
}

async function fill({ engine }: Running, ...ids: number[]): Promise<void> {
  await engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
  const points = ids.map((id) => ({ id, vectors: new Map([['', Float32Array.of(id, 1)]]), payload: { id } }));
  await engine.collection('c').write({ kind: 'upsert_points', points }, { wait: true });
}

async function idsOf({ engine }: Running): Promise<unknown[]> {
  return (await engine.collection('c').scroll({ limit: 100, withPayload: false, withVector: false })).points.map(({ id }) => id);
}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

async function archiveOf12(): Promise<Uint8Array> {
  const source = await start(memoryVfs());
  await fill(source, 1, 2);
  const file = await source.snapshots.download(scope, (await source.snapshots.create(scope)).name);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read()) chunks.push(chunk);
  await file.close();
  return Buffer.concat(chunks);
}

/** The archive with 160 MiB more, of which a recovery needs nothing. */
async function* withPadding(archive: Uint8Array): AsyncIterable<Uint8Array> {
  const vfs = memoryVfs();
  await vfs.mkdir('/t');
  await unpackSnapshot(inPieces(archive), vfs, '/t', { isDurable: false });
  const padding = {
    path: 'padding',
    sizeBytes: 160 * mebibyte,
    read: async function* () {
      for (let at = 0; at < 160; at++) yield new Uint8Array(mebibyte);
    },
  };
  yield* packTar([...(await treeEntries(vfs, '/t')), padding]);
}

/** What is below a directory, however deep; directories only when they are empty. */
async function files(vfs: Vfs, path: string): Promise<string[]> {
  const nested = (await vfs.readdir(path)).map(({ name, kind }) =>
    kind === 'directory' ? files(vfs, `${path}/${name}`) : Promise.resolve([`${path}/${name}`]),
  );
  return (await Promise.all(nested)).flat();
}

async function expectUntouched(server: Running): Promise<void> {
  expect(await idsOf(server)).toEqual([7, 8, 9]);
  await expect.poll(() => server.vfs.readdir('/s/tmp')).toEqual([]);
  expect(await files(server.vfs, '/snapshots').catch(() => [])).toEqual([]);
}

const ways = ['upload', 'planUpload'] as const;

describe.each(ways)('%s', (way) => {
  const attempt = (server: Running, request: UploadRequest): Promise<unknown> => server.snapshots[way](scope, request);

  it('is refused before anything is written when its size is known and there is no space', async () => {
    const archive = await archiveOf12();
    const server = await start(devices(() => 2 * archive.length - 1));
    await fill(server, 7, 8, 9);
    const failure = attempt(server, { body: inPieces(archive), sizeHintBytes: archive.length });
    await expect(failure).rejects.toMatchObject({
      code: 'insufficient_storage',
      message: expect.stringMatching(new RegExp(`: ${2 * archive.length} bytes are needed and ${2 * archive.length - 1} are free`)),
    });
    expect(server.vfs.log().filter((step) => /write .*(?:recover|snapshots)/.test(step))).toEqual([]);
    await expectUntouched(server);
  });

  it('counts the file and what is made of it where both are on one device', async () => {
    const archive = await archiveOf12();
    const one = await start(devices(() => archive.length * 1.5));
    await fill(one, 7, 8, 9);
    await expect(attempt(one, { body: inPieces(archive), sizeHintBytes: archive.length })).rejects.toMatchObject({
      code: 'insufficient_storage',
      details: { expected: archive.length * 2, found: archive.length * 1.5 },
    });
    await expectUntouched(one);
    const two = await start(devices((device) => archive.length * (device === 's' ? 1.5 : 1.6)));
    await fill(two, 7, 8, 9);
    const less = await start(devices((device) => archive.length * (device === 's' ? 1.5 : 0.6)));
    await fill(less, 7, 8, 9);
    await expect(attempt(less, { body: inPieces(archive), sizeHintBytes: archive.length })).rejects.toThrow(
      /on the device of the snapshots/,
    );
    await expectUntouched(less);
    await attempt(two, { body: inPieces(archive), sizeHintBytes: archive.length });
    expect(await idsOf(two)).toEqual(way === 'upload' ? [1, 2] : [7, 8, 9]);
  });

  it('is given up on the way when others took the space', async () => {
    const archive = await archiveOf12();
    const sizeHintBytes = 170 * mebibyte;
    let looks = 0;
    const server = await start(devices((device) => (device === 'snapshots' ? 2 ** 40 : ++looks > 3 ? mebibyte : 2 ** 39)));
    await fill(server, 7, 8, 9);
    looks = 0;
    await expect(attempt(server, { body: withPadding(archive), sizeHintBytes })).rejects.toMatchObject({
      code: 'insufficient_storage',
      message: expect.stringMatching(/the rest of the snapshot, after \d+ bytes: \d+ bytes are needed and 1048576 are free/),
    });
    await expectUntouched(server);
  });

  it('says how far it came when a disk fills up of which nobody knew', async () => {
    const archive = await archiveOf12();
    const rule: FaultRule = {
      on: 'write',
      path: /sextant-recover/,
      nth: 3,
      forever: true,
      fault: { kind: 'short', sizeBytes: 10, code: 'ENOSPC' },
    };
    const server = await start(devices(() => 4096));
    await fill(server, 7, 8, 9);
    server.vfs.addRule(rule);
    await expect(attempt(server, { body: inPieces(archive) })).rejects.toMatchObject({
      code: 'insufficient_storage',
      message: expect.stringMatching(
        /the disk is full: \d+ bytes of the archive were taken in, an unknown number more are needed and 4096 are free on the device of the storage/,
      ),
    });
    await expectUntouched(server);
    server.vfs.heal();
    const answer = await attempt(server, { body: inPieces(archive) });
    if (way === 'planUpload') {
      const disk = { needed: archive.length * 2, free: 4096 };
      expect(answer).toMatchObject({ disk, warnings: [{ code: 'fewer_points' }, { code: 'low_disk' }] });
    }
    expect(await idsOf(server)).toEqual(way === 'upload' ? [1, 2] : [7, 8, 9]);
  });

  it('says how much is free when the disk fills up at the last step', async () => {
    const archive = await archiveOf12();
    const server = await start(devices(() => 4096));
    await fill(server, 7, 8, 9);
    server.vfs.addRule({ on: 'write', path: /sextant-recover.*sextant_adopted/, forever: true, fault: { kind: 'error', code: 'ENOSPC' } });
    await expect(attempt(server, { body: inPieces(archive) })).rejects.toMatchObject({
      code: 'insufficient_storage',
      message: expect.stringMatching(/the disk is full.*4096 bytes are free on the device of the storage/),
    });
    await expectUntouched(server);
  });

  it('q#3220: works with a temp_path on another device, and leaves nothing there', async () => {
    const archive = await archiveOf12();
    const inner = devices(() => 2 ** 40);
    await inner.mkdir('/other/tmp', { recursive: true });
    const server = await start(inner, '/other/tmp');
    expect(server.events.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('temp_path is not on the device of the storage'),
    );
    await fill(server, 7, 8, 9);
    await attempt(server, { body: inPieces(archive) });
    expect(await idsOf(server)).toEqual(way === 'upload' ? [1, 2] : [7, 8, 9]);
    expect(server.vfs.log().filter((step) => /write \/other/.test(step))).toEqual([]);
    expect(await inner.readdir('/other/tmp')).toEqual([]);
    if (way === 'planUpload') await expectUntouched(server);
  });
});

it('an upload tells which disk is full when it is that of the snapshots', async () => {
  const archive = await archiveOf12();
  const server = await start(devices((device) => (device === 's' ? 2 ** 40 : 17)));
  await fill(server, 7, 8, 9);
  server.vfs.addRule({ on: 'write', path: /^\/snapshots/, forever: true, fault: { kind: 'error', code: 'ENOSPC' } });
  await expect(server.snapshots.upload(scope, { body: inPieces(archive) })).rejects.toMatchObject({
    code: 'insufficient_storage',
    message: expect.stringMatching(/17 are free on the device of the snapshots/),
  });
  await expectUntouched(server);
});
