import { type Engine, openEngine } from '@sextant/engine';
import { readTar } from '@sextant/snapshot';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { expect, test } from 'vitest';
import { localStore } from './local-store.ts';
import { openSnapshotService } from './open-snapshot-service.ts';
import type { SnapshotService } from './snapshot-service.ts';

const full = { kind: 'full' } as const;

interface World {
  readonly vfs: Vfs;
  readonly engine: Engine;
  readonly service: SnapshotService;
  close(): Promise<void>;
}

/** An engine with collections a, b and c; `whenFrozen` runs between the freezing of all and the packing of the first. */
async function world(whenFrozen: () => Promise<unknown>): Promise<World> {
  const vfs = memoryVfs();
  const engine = await openEngine({ vfs, storagePath: '/storage' });
  for (const name of ['a', 'b', 'c']) await engine.createCollection(name, { vectors: { size: 2, distance: 'Dot' } });
  const store = localStore(vfs, '/snapshots');
  const watched: typeof store = {
    ...store,
    async create(key, options) {
      await whenFrozen();
      return store.create(key, options);
    },
  };
  const service = await openSnapshotService({ engine, vfs, store: watched, snapshotsPath: '/snapshots', urlRecovery: false });
  return {
    vfs,
    engine,
    service,
    async close() {
      await service.close();
      await engine.close();
    },
  };
}

test('a collection that is deleted while a full snapshot is made is left out of it', async () => {
  const { vfs, engine, service, close } = await world(() => engine.deleteCollection('c'));
  const { name } = await service.create(full);
  const files = (await vfs.readdir('/snapshots')).map((entry) => entry.name);
  expect(files.toSorted()).toEqual([name, `${name}.checksum`].toSorted());
  const found: string[] = [];
  for await (const { path } of readTar(chunksOf(await vfs.readFile(`/snapshots/${name}`)))) found.push(path.slice(0, 2));
  expect(found).toEqual(['co', 'a-', 'b-']);
  await close();
});

test('a full snapshot is made anew when a collection is replaced, but not for ever', async () => {
  let recoveries = 0;
  let most = 1;
  const recover = async (): Promise<void> => {
    if (recoveries >= most) return;
    recoveries += 1;
    await engine.recoverCollection('c', { stagedPath: await unpacked(), priority: 'snapshot' });
  };
  const { engine, vfs, service, close } = await world(recover);
  async function unpacked(): Promise<string> {
    const directory = await engine.createStagingDirectory();
    await copyTree(vfs, '/storage/collections/c', directory);
    return directory;
  }
  await service.create(full);
  expect(recoveries).toBe(1);

  recoveries = 0;
  most = Number.POSITIVE_INFINITY;
  await expect(service.create(full)).rejects.toMatchObject({ code: 'cancelled', retryable: true, details: { collection: 'c' } });
  expect(await service.list(full)).toHaveLength(1);
  await close();
});

async function copyTree(vfs: Vfs, from: string, to: string): Promise<void> {
  await vfs.mkdir(to, { recursive: true });
  for (const { name, kind } of await vfs.readdir(from)) {
    if (kind === 'directory') await copyTree(vfs, `${from}/${name}`, `${to}/${name}`);
    else {
      const file = await vfs.open(`${to}/${name}`, 'w+');
      await file.write(await vfs.readFile(`${from}/${name}`), 0);
      await file.close();
    }
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
