import { readFile } from 'node:fs/promises';
import { type Engine, openEngine } from '@sextant/engine';
import { memoryVfs } from '@sextant/vfs';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExpectedPoint, expectedPoints, fixtureStream } from '../../../snapshot/src/read/fixtures.test.data.ts';
import { differences, twoShards } from '../restore/archives.test.data.ts';
import { engineSnapshots } from './engine-snapshots.testing.ts';
import { localStore } from './local-store.ts';
import { openSnapshotService } from './open-snapshot-service.ts';
import type { SnapshotService } from './snapshot-service.ts';

interface Opened {
  readonly engine: Engine;
  readonly snapshots: SnapshotService;
}

const opened: Opened[] = [];

async function open(): Promise<Opened> {
  const vfs = memoryVfs();
  const engine = await openEngine({ vfs, storagePath: '/s' });
  const snapshots = await engineSnapshots(engine, vfs);
  opened.push({ engine, snapshots });
  return { engine, snapshots };
}

afterEach(async () => {
  for (const { engine, snapshots } of opened.splice(0)) {
    await snapshots.close();
    await engine.close();
  }
});

const fixtures: [string, () => Promise<ExpectedPoint[]>][] = [
  ['collection_2shards.snapshot', twoShards],
  ['real_1.19_mix_collection.snapshot', () => expectedPoints('real_1.19_mix_collection.json')],
  ['real_1.19_custom_sharding.snapshot', () => expectedPoints('real_1.19_custom_sharding.json')],
];

describe('collection snapshots that Qdrant made', () => {
  it.each(fixtures)('%s is restored point by point, and so is our own snapshot of it', async (name, read) => {
    const expected = await read();
    const first = await open();
    await first.snapshots.upload({ kind: 'collection', collection: 'c' }, { body: fixtureStream(name), fileName: name });
    expect(await differences(first.engine.collection('c'), expected)).toEqual([]);
    expect(await first.engine.collection('c').count({ exact: true })).toBe(expected.length);

    const made = await first.snapshots.create({ kind: 'collection', collection: 'c' });
    const file = await first.snapshots.download({ kind: 'collection', collection: 'c' }, made.name);
    const second = await open();
    await second.snapshots.upload({ kind: 'collection', collection: 'copy' }, { body: file.read(), checksum: made.checksum as string });
    await file.close();
    expect(await differences(second.engine.collection('copy'), expected)).toEqual([]);
    expect(second.engine.collection('copy').config()).toEqual(first.engine.collection('c').config());
    expect((await second.engine.collection('copy').info()).payload_schema).toEqual(
      (await first.engine.collection('c').info()).payload_schema,
    );
  });

  it('every point of a restored collection is found by its id, in the shard that owns it', async () => {
    const { engine, snapshots } = await open();
    await snapshots.upload({ kind: 'collection', collection: 'c' }, { body: fixtureStream('collection_2shards.snapshot') });
    const collection = engine.collection('c');
    for (const { id } of await twoShards()) {
      await collection.write({ kind: 'set_payload', selector: { ids: [id as number] }, payload: { touched: true } }, { wait: true });
    }
    expect(await collection.count({ exact: true, filter: { must: [{ key: 'touched', match: { value: true } }] } })).toBe(40);
  });

  it('shard keys of a restored collection choose what a read sees and where a write goes', async () => {
    const { engine, snapshots } = await open();
    await snapshots.upload({ kind: 'collection', collection: 'c' }, { body: fixtureStream('real_1.19_custom_sharding.snapshot') });
    const expected = await expectedPoints('real_1.19_custom_sharding.json');
    const collection = engine.collection('c');
    for (const key of ['tenantA', 7, 'b c']) {
      const own = expected.filter((point) => point.shard_key === key);
      const page = await collection.scroll({ limit: 100, withPayload: false, withVector: false, shardKeys: [key] });
      expect(page.points.map(({ id, shardKey }) => [id, shardKey])).toEqual(own.map(({ id }) => [id, key]));
    }
    const point = { id: 5000, vectors: new Map([['', Float32Array.of(1, 0, 0, 0)]]) };
    await expect(collection.write({ kind: 'upsert_points', points: [point] }, { wait: true })).rejects.toThrow('Shard key not specified');
    await expect(collection.write({ kind: 'upsert_points', points: [point] }, { wait: true, shardKeys: ['nobody'] })).rejects.toThrow(
      'nobody',
    );
    await collection.write({ kind: 'upsert_points', points: [point] }, { wait: true, shardKeys: [7] });
    expect(await collection.count({ exact: true, shardKeys: [7] })).toBe(expected.filter(({ shard_key: key }) => key === 7).length + 1);
  });
});

describe('shard snapshots that Qdrant made', () => {
  const shard = { kind: 'shard', collection: 'c', shardId: 0 } as const;

  it('a streamed one with a graph and quantized vectors is restored point by point', async () => {
    const { engine, snapshots } = await open();
    await engine.createCollection('c', { vectors: { size: 8, distance: 'Cosine' } });
    await snapshots.upload(shard, { body: fixtureStream('real_1.19_hn_shard_stream.snapshot') });
    expect(await differences(engine.collection('c'), await expectedPoints('real_1.19_hn_shard_stream.json'))).toEqual([]);
    expect(Object.keys((await engine.collection('c').info()).payload_schema)).toEqual(['i']);
  });

  it('one of other vectors is refused, naming what differs, and nothing changes', async () => {
    const { engine, snapshots } = await open();
    await engine.createCollection('c', { vectors: { size: 9, distance: 'Cosine' } });
    const failure = snapshots.upload(shard, { body: fixtureStream('real_1.19_hn_shard_stream.snapshot') });
    await expect(failure).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/size of vector "" differs from config.json \(expected 9, found 8\)/),
    });
    expect(await engine.collection('c').count({ exact: true })).toBe(0);
  });

  it('a partial one is refused where a whole one is asked for', async () => {
    const { engine, snapshots } = await open();
    await engine.createCollection('c', { vectors: { size: 8, distance: 'Cosine' } });
    await expect(snapshots.upload(shard, { body: fixtureStream('real_1.19_hn_shard_partial.snapshot') })).rejects.toThrow(
      'contains segment manifest',
    );
  });
});

it('a checksum in any case is compared before anything is touched', async () => {
  const { engine, snapshots } = await open();
  const name = 'collection_2shards.snapshot';
  const digest = (await readFile(new URL(`../../../snapshot/fixtures/${name}.checksum`, import.meta.url), 'utf8')).toUpperCase();
  const scope = { kind: 'collection', collection: 'c' } as const;
  await expect(
    snapshots.upload(scope, { body: fixtureStream(name), checksum: digest.replace(/^./, (c) => (c === '0' ? '1' : '0')) }),
  ).rejects.toMatchObject({ code: 'checksum_mismatch' });
  expect(engine.collectionExists('c')).toBe(false);
  await snapshots.upload(scope, { body: fixtureStream(name), checksum: digest });
  expect(await engine.collection('c').count({ exact: true })).toBe(40);
});

it('a recovery that leaves no points is told as a warning', async () => {
  const vfs = memoryVfs();
  const events: string[] = [];
  const engine = await openEngine({ vfs, storagePath: '/s', onEvent: ({ level, message }) => events.push(`${level}: ${message}`) });
  const service = { engine, vfs, store: localStore(vfs, '/snapshots'), snapshotsPath: '/snapshots', urlRecovery: false };
  const snapshots = await openSnapshotService(service);
  opened.push({ engine, snapshots });
  await engine.createCollection('c', { vectors: { size: 2, distance: 'Dot' } });
  const made = await snapshots.create({ kind: 'collection', collection: 'c' });
  await snapshots.recover({ kind: 'collection', collection: 'new' }, { location: `file:///snapshots/c/${made.name}` });
  expect(events).toContain('warn: Collection recovered from a snapshot that has no points');
});
