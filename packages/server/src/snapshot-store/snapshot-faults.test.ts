import { type Engine, openEngine } from '@sextant/engine';
import { type FaultOptions, type FaultVfs, faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { engineSnapshots } from './engine-snapshots.testing.ts';
import { localStore } from './local-store.ts';
import { openSnapshotService } from './open-snapshot-service.ts';
import type { SnapshotService } from './snapshot-service.ts';

const scope = { kind: 'collection', collection: 'c' } as const;

interface Running {
  readonly engine: Engine;
  readonly snapshots: SnapshotService;
  stop(): Promise<void>;
}

async function start(vfs: Vfs): Promise<Running> {
  const engine = await openEngine({
    vfs,
    storagePath: '/s',
    walFsync: 'always',
    collectionDefaults: { wal_config: { wal_capacity_mb: 1 } },
  });
  const snapshots = await engineSnapshots(engine, vfs);
  return {
    engine,
    snapshots,
    async stop() {
      await snapshots.close();
      await engine.close();
    },
  };
}

async function upsert(engine: Engine, ...ids: number[]): Promise<void> {
  const points = ids.map((id) => ({ id, vectors: new Map([['', Float32Array.of(id, 1)]]), payload: { id } }));
  await engine.collection('c').write({ kind: 'upsert_points', points }, { wait: true });
}

async function content(engine: Engine): Promise<string> {
  if (!engine.collectionExists('c')) return 'nothing';
  const page = await engine.collection('c').scroll({ limit: 100, withPayload: true, withVector: true });
  for (const { id, payload, vectors } of page.points)
    expect([payload, Array.from((vectors?.get('') ?? []) as Float32Array)]).toEqual([{ id }, [id, 1]]);
  return page.points.map(({ id }) => id).join();
}

/** The archive of a collection of points 1 and 2. */
async function archiveOf12(): Promise<Uint8Array> {
  const running = await start(memoryVfs());
  await running.engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
  await upsert(running.engine, 1, 2);
  const file = await running.snapshots.download(scope, (await running.snapshots.create(scope)).name);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read()) chunks.push(chunk);
  await file.close();
  await running.stop();
  return Buffer.concat(chunks);
}

/** A storage with a collection of points 7, 8 and 9, on a file system that will fail. */
async function storageOf789(options: FaultOptions, withCollection: boolean): Promise<FaultVfs> {
  const inner = memoryVfs();
  const running = await start(inner);
  if (withCollection) {
    await running.engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
    await upsert(running.engine, 7, 8, 9);
  }
  await running.stop();
  const vfs = faultVfs(inner, options);
  await vfs.adopt('/');
  return vfs;
}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
}

async function files(vfs: Vfs, path: string): Promise<string[]> {
  const entries = await vfs.readdir(path).catch(() => []);
  const nested = await Promise.all(
    entries.map(({ name, kind }) => (kind === 'directory' ? files(vfs, `${path}/${name}`) : Promise.resolve([`${path}/${name}`]))),
  );
  return nested.flat();
}

const archive = archiveOf12();

/** Runs `work` with a kill at each of about `runs` steps, spread over all there are. */
async function killAtSteps(
  withCollection: boolean,
  loss: 'none' | 'unsynced',
  work: (running: Running) => Promise<unknown>,
  check: (running: Running, vfs: Vfs, completed: boolean) => Promise<void>,
): Promise<void> {
  const whole = await storageOf789({}, withCollection);
  const trial = await start(whole);
  const before = whole.steps();
  await work(trial);
  const after = whole.steps();
  await trial.stop();
  const stride = Math.max(1, Math.floor((after - before) / 40));
  for (let step = before; step <= after + stride; step += stride) {
    const crashing = await storageOf789({ crashAtStep: step, tornWrites: true }, withCollection);
    const completed = await start(crashing)
      .then(work)
      .then(
        () => true,
        () => false,
      );
    crashing.crash();
    const vfs = await crashing.afterCrash(loss);
    const running = await start(vfs);
    expect(running.engine.failedCollections(), `step ${step}`).toEqual([]);
    await check(running, vfs, completed);
    await running.stop();
    expect(await vfs.readdir('/s/tmp'), `step ${step}`).toEqual([]);
    expect(
      (await files(vfs, '/snapshots')).filter((path) => !/\.snapshot(\.checksum)?$/.test(path)),
      `step ${step}`,
    ).toEqual([]);
  }
}

describe.each(['none', 'unsynced'] as const)('a kill (loss: %s)', (loss) => {
  it.each([true, false])('in an upload leaves the old collection or the new one (collection there before: %s)', async (there) => {
    const bytes = await archive;
    const seen = new Set<string>();
    await killAtSteps(
      there,
      loss,
      ({ snapshots }) => snapshots.upload(scope, { body: inPieces(bytes), fileName: 'up.snapshot' }),
      async ({ engine, snapshots }, _vfs, completed) => {
        const found = await content(engine);
        seen.add(found);
        expect([there ? '7,8,9' : 'nothing', '1,2']).toContain(found);
        if (completed) expect(found).toBe('1,2');
        await snapshots.upload(scope, { body: inPieces(bytes), fileName: 'up.snapshot' });
        expect(await content(engine)).toBe('1,2');
      },
    );
    expect([...seen].sort()).toEqual(['1,2', there ? '7,8,9' : 'nothing']);
  });

  it('in a creation leaves the collection as it is, and a whole snapshot or none', async () => {
    await killAtSteps(
      true,
      loss,
      ({ snapshots }) => snapshots.create(scope),
      async ({ engine, snapshots }, _vfs, completed) => {
        expect(await content(engine)).toBe('7,8,9');
        const list = await snapshots.list(scope);
        if (completed) expect(list).toHaveLength(1);
        for (const { name, checksum } of list) {
          if (completed) expect(checksum).toMatch(/^[0-9a-f]{64}$/);
          await snapshots.recover(scope, { location: `file:///snapshots/c/${name}`, ...(checksum === undefined ? {} : { checksum }) });
          expect(await content(engine)).toBe('7,8,9');
        }
      },
    );
  });
});

describe('a disk that fills up', () => {
  it.each([1, 2, 3, 5, 8, 13, 21, 34, 55])(
    'at write %i of an upload leaves the old collection, no debris, and a retry succeeds',
    async (nth) => {
      const bytes = await archive;
      const vfs = await storageOf789({}, true);
      const running = await start(vfs);
      let full = true;
      let count = 0;
      const limited: Vfs = {
        ...vfs,
        open: async (path, flags) => {
          const file = await vfs.open(path, flags);
          const isFull = (): boolean => full && /tmp|snapshots/.test(path) && (count += 1) >= nth;
          const refusal = (): Error => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
          return { ...file, write: (data, position) => (isFull() ? Promise.reject(refusal()) : file.write(data, position)) };
        },
      };
      await running.stop();
      const again = await start(limited);
      const failure = await again.snapshots.upload(scope, { body: inPieces(bytes), fileName: 'up.snapshot' }).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) expect(await content(again.engine)).toBe('1,2');
      else {
        expect(failure).toMatchObject({ code: 'insufficient_storage' });
        expect(await content(again.engine)).toBe('7,8,9');
        expect(await files(vfs, '/snapshots')).toEqual([]);
      }
      full = false;
      await again.snapshots.upload(scope, { body: inPieces(bytes), fileName: 'up.snapshot' });
      expect(await content(again.engine)).toBe('1,2');
      await again.stop();
      expect(await vfs.readdir('/s/tmp')).toEqual([]);
      expect(vfs.openHandles()).toEqual([]);
    },
  );
});

describe('an archive that is wrong', () => {
  const mutations: [string, (bytes: Uint8Array) => Uint8Array][] = [
    ['empty', () => new Uint8Array(0)],
    ['garbage', () => new TextEncoder().encode('this is not a tar archive'.repeat(200))],
    ['cut in half', (bytes) => bytes.subarray(0, bytes.length >> 1)],
    ['cut at the end', (bytes) => bytes.subarray(0, bytes.length - 1024 - 512 * 3)],
    ['with a flipped header', (bytes) => bytes.map((byte, at) => (at >= 1536 && at < 1600 ? byte ^ 0xa5 : byte))],
    [
      'with a wrong configuration',
      (bytes) => Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replace('"size":2', '"size":3'), 'latin1')),
    ],
  ];

  it.each(mutations)('%s is refused and nothing changes', async (_name, mutate) => {
    const bytes = mutate(await archive);
    const vfs = await storageOf789({}, true);
    const running = await start(vfs);
    for (const collection of ['c', 'new']) {
      const failure = running.snapshots.upload({ kind: 'collection', collection }, { body: inPieces(bytes), fileName: 'up.snapshot' });
      await expect(failure).rejects.toMatchObject({
        code: expect.stringMatching(/bad_request|wrong_input/),
        message: expect.stringMatching(/\. Nothing was changed|not compatible/),
      });
    }
    expect(await content(running.engine)).toBe('7,8,9');
    expect(running.engine.listCollections()).toEqual(['c']);
    await running.stop();
    expect(await vfs.readdir('/s/tmp')).toEqual([]);
    expect(await files(vfs, '/snapshots')).toEqual([]);
    expect(vfs.openHandles()).toEqual([]);
  });

  it('a body that breaks off says so, and nothing changes', async () => {
    const bytes = await archive;
    const vfs = await storageOf789({}, true);
    const running = await start(vfs);
    async function* broken(): AsyncIterable<Uint8Array> {
      yield bytes.subarray(0, 20_000);
      throw new Error('connection lost');
    }
    await expect(running.snapshots.upload(scope, { body: broken() })).rejects.toThrow('connection lost');
    expect(await content(running.engine)).toBe('7,8,9');
    await running.stop();
    expect(await vfs.readdir('/s/tmp')).toEqual([]);
    expect(vfs.openHandles()).toEqual([]);
  });
});

it('uses of a collection wait while it is replaced, and none fails', async () => {
  const bytes = await archive;
  const running = await start(memoryVfs());
  await running.engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
  await upsert(running.engine, 7, 8, 9);
  const counts = new Set<number>();
  let going = true;
  const reading = (async () => {
    while (going) {
      counts.add(await running.engine.collection('c').count({ exact: true }));
      await new Promise(setImmediate);
    }
  })();
  for (let round = 0; round < 3; round++) await running.snapshots.upload(scope, { body: inPieces(bytes) });
  going = false;
  await reading;
  for (const count of counts) expect([3, 2]).toContain(count);
  await upsert(running.engine, 3);
  expect(await content(running.engine)).toBe('1,2,3');
  await running.stop();
});

it('a frozen moment whose files were replaced fails instead of mixing them with the new ones', async () => {
  const running = await start(memoryVfs());
  await running.engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
  await upsert(running.engine, 7, 8, 9);
  const { name } = await running.snapshots.create(scope);
  const frozen = await running.engine.collection('c').checkpoint();
  await upsert(running.engine, 10);
  await running.snapshots.recover(scope, { location: `file:///snapshots/c/${name}` });
  const file = frozen.entries.find((entry) => entry.path.includes('segments/'));
  await expect(file?.read()[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'cancelled', retryable: true });
  await frozen.release();
  await running.stop();
});

it('a file that is deleted while a recovery opens it is missing, as one that was never there', async () => {
  const inner = memoryVfs();
  const vfs: Vfs = {
    ...inner,
    async stat(path) {
      const found = await inner.stat(path);
      if (path === '/snapshots/x.snapshot') await inner.rm(path);
      return found;
    },
  };
  const running = await start(vfs);
  await inner.mkdir('/snapshots');
  await (await inner.open('/snapshots/x.snapshot', 'wx+')).close();
  const location = 'file:///snapshots/x.snapshot';
  const missing = { code: 'bad_request', message: 'Snapshot file "/snapshots/x.snapshot" does not exist' };
  await expect(running.snapshots.recover(scope, { location })).rejects.toMatchObject(missing);
  await expect(running.snapshots.recover(scope, { location })).rejects.toMatchObject(missing);
  await running.stop();
});

it('two snapshots of one second have two names', async () => {
  const vfs = memoryVfs();
  const engine = await openEngine({ vfs, storagePath: '/s' });
  const snapshots = await openSnapshotService({
    engine,
    vfs,
    store: localStore(vfs, '/snapshots'),
    snapshotsPath: '/snapshots',
    urlRecovery: false,
    now: () => new Date('2026-01-02T03:04:05Z'),
  });
  await engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
  const made = await Promise.all([snapshots.create(scope), snapshots.create(scope), snapshots.create(scope)]);
  expect(new Set(made.map(({ name }) => name)).size).toBe(3);
  expect((await snapshots.list(scope)).length).toBe(3);
  expect(snapshots.counters('c')).toEqual({ creationRunning: 0, recoveryRunning: 0, createdTotal: 3 });
  await snapshots.close();
  await engine.close();
});
