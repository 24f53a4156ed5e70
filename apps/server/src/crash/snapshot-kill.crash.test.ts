import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '@sextant/testkit';
import { type S3Server, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { nodeVfs } from '@sextant/vfs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Outcome } from '../../../../packages/server/src/snapshot-store/fault-matrix/call.testing.ts';
import { type Operation, operations, type Scene } from '../../../../packages/server/src/snapshot-store/fault-matrix/operations.testing.ts';
import { type Origin, startOrigin } from '../../../../packages/server/src/snapshot-store/fault-matrix/origin.testing.ts';
import { contents } from '../../../../packages/server/src/snapshot-store/fault-matrix/points.testing.ts';
import { copyTree } from '../../../../packages/server/src/snapshot-store/fault-matrix/storage-image.testing.ts';
import { judge } from '../../../../packages/server/src/snapshot-store/fault-matrix/trial.testing.ts';
import { filesLeft, objectsLeft, stateOf } from '../../../../packages/server/src/snapshot-store/fault-matrix/world-state.testing.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

// The operations of the fault matrix in a process of its own on real files, killed with SIGKILL at moments that nobody chose. After the next start the
// data is as before or as after, every listed snapshot is whole, nothing is left behind, and the operation succeeds when it is run again.

const rounds = Number(process.env['SEXTANT_SNAPSHOT_KILLS'] ?? 3);
const seed = Number(process.env['SEXTANT_SEED'] ?? 20_261_122);

describe.each(['local', 's3'] as const)('snapshots on real files (%s)', (store) => {
  const isSkipped = versitygw === undefined;
  const cleanUp = new AsyncDisposableStack();
  const random = createRandom(seed);
  let origin: Origin;
  let s3: S3Server;
  let bucket: string;
  let storagePath: string;
  let snapshotsPath: string;
  let server: ServerProcess;

  beforeAll(async () => {
    if (isSkipped) return;
    const directory = await mkdtemp(join(tmpdir(), 'sextant-snapshot-kill-'));
    cleanUp.defer(() => rm(directory, { recursive: true, force: true }));
    s3 = cleanUp.use(await startVersitygw());
    bucket = await s3.newBucket();
    origin = cleanUp.use(await startOrigin());
    [storagePath, snapshotsPath] = [join(directory, 'storage'), join(directory, 'snapshots')];
    await mkdir(storagePath);
    await copyTree(origin.image, '/storage', nodeVfs(), storagePath);
    server = await start();
    cleanUp.defer(() => server.kill());
  });
  afterAll(() => cleanUp.disposeAsync());

  function start(): Promise<ServerProcess> {
    const place = 'QDRANT__STORAGE__SNAPSHOTS_CONFIG__';
    const environment = {
      [`${place}SNAPSHOTS_STORAGE`]: 's3',
      [`${place}S3_CONFIG__BUCKET`]: bucket,
      [`${place}S3_CONFIG__ACCESS_KEY`]: s3.accessKey,
      [`${place}S3_CONFIG__SECRET_KEY`]: s3.secretKey,
      [`${place}S3_CONFIG__ENDPOINT_URL`]: s3.endpoint,
    };
    return startServerProcess({ storagePath, snapshotsPath, ...(store === 's3' ? { environment } : {}) });
  }

  /** No snapshots, the content `before`, and some of it only in the log. */
  async function prepare(): Promise<void> {
    const { url } = server;
    for (const path of ['/collections/c/snapshots', '/snapshots'])
      for (const { name } of await ask<{ name: string }[]>(url, 'GET', path)) await ask(url, 'DELETE', `${path}/${name}`);
    const form = new FormData();
    form.set('snapshot', new Blob([origin.earlier]), 'earlier.snapshot');
    await ask(url, 'POST', '/collections/c/snapshots/upload', form);
    await ask(url, 'DELETE', '/collections/c/snapshots/earlier.snapshot');
    await ask(url, 'PUT', '/collections/c/points?wait=true', { points: contents.before.slice(-2) });
  }

  const scene = (): Scene => ({ store, bucket, url: server.url, surroundings: { origin, s3 } });

  async function leftBehind(): Promise<string[]> {
    return [...(await filesLeft(nodeVfs(), storagePath, snapshotsPath)), ...(store === 's3' ? await objectsLeft(s3, bucket) : [])];
  }

  async function run(operation: Operation, prepared: string): Promise<Outcome> {
    const outcome = await operation.run(scene(), prepared, { url: server.url });
    const isDone = outcome.kind === 'refused' && outcome.status === operation.doneStatus;
    return isDone ? { kind: 'done', status: 200, bytes: Buffer.alloc(0) } : outcome;
  }

  async function killOnce(operation: Operation, durationMs: number, told: string): Promise<void> {
    await prepare();
    const prepared = await operation.prepare(scene());
    const running = run(operation, prepared);
    // The moment is the randomness of the test, not a synchronisation.
    await new Promise((resolve) => setTimeout(resolve, random() * durationMs));
    await server.kill();
    const answered = await running;
    server = await start();
    await judge(operation, answered.kind === 'refused' ? { kind: 'broken', error: answered.error } : answered, await stateOf(server), told);
    expect(await run(operation, prepared), `${told}: run again`).toMatchObject({ kind: 'done' });
    await judge(operation, { kind: 'done', status: 200, bytes: Buffer.alloc(0) }, await stateOf(server), `${told}: run again`);
    await expect.poll(leftBehind, { timeout: 30_000, message: `${told}: left behind` }).toEqual([]);
  }

  it.skipIf(isSkipped).each(operations.filter(({ usesStore }) => usesStore || store === 'local'))(
    'kill during $name',
    { timeout: 1_200_000 },
    async (operation) => {
      await prepare();
      const prepared = await operation.prepare(scene());
      const startedMs = performance.now();
      expect(await run(operation, prepared)).toMatchObject({ kind: 'done' });
      const durationMs = (performance.now() - startedMs) * 1.2;
      for (let round = 1; round <= rounds; round++)
        await killOnce(operation, durationMs, `${operation.name}, round ${round} of seed ${seed}`);
    },
  );

  if (store === 's3') return;
  it.skipIf(isSkipped)('a second server on the same files does not start and says who is there', async () => {
    await expect(start()).rejects.toThrow(`The storage ${storagePath} is in use by process ${server.pid}: stop that server first`);
    expect(await stateOf(server)).toMatchObject({ other: 'before' });
  });
});
