import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Engine, EngineError, type Vector } from '@sextant/engine';
import { describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';
import {
  contentOf,
  customFixture,
  customPoints,
  differences,
  fillCollection,
  fixturePath,
  fullFixture,
  mixFixture,
  mixPoints,
  scratch,
  twoShards,
} from './archives.test.data.ts';
import type { RestoreOptions, RestoreProgress } from './restore-options.ts';

function start(restore: RestoreOptions, storage = 'memory'): Promise<Server> {
  return createServer({ storage, listen: false, restore });
}

describe('a server that starts from snapshots', () => {
  it('of a real storage has every point of it, and its aliases', async () => {
    await using server = await start({ storageSnapshot: fullFixture });
    expect(server.engine.listCollections()).toEqual(['col2']);
    expect(server.engine.listAliases()).toEqual([{ alias: 'c2alias', collection: 'col2' }]);
    for (const name of ['col2', 'c2alias']) expect(await differences(server.engine.collection(name), await twoShards())).toEqual([]);
  });

  it('of real collections has every point under the names asked for', async () => {
    await using server = await start({
      storageSnapshot: fullFixture,
      snapshots: [
        { path: mixFixture, collection: 'mix' },
        { path: customFixture, collection: 'sharded by key' },
        { path: mixFixture, collection: 'mix again' },
      ],
    });
    const { engine } = server;
    expect(engine.listCollections()).toEqual(['col2', 'mix', 'mix again', 'sharded by key']);
    expect(await differences(engine.collection('mix'), await mixPoints())).toEqual([]);
    expect(await differences(engine.collection('mix again'), await mixPoints())).toEqual([]);
    expect(await differences(engine.collection('sharded by key'), await customPoints())).toEqual([]);
    for (const key of ['tenantA', 7, 'b c']) {
      const page = await engine
        .collection('sharded by key')
        .scroll({ limit: 100, withPayload: false, withVector: false, shardKeys: [key] });
      const own = (await customPoints()).filter((point) => point.shard_key === key);
      expect(page.points.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    }
  });

  it('of a storage of ours has its collections, shards, keys, vectors, indexes and aliases, on disk and in memory, and takes writes', async () => {
    await using directory = await scratch();
    const snapshots = [
      { path: mixFixture, collection: 'mix' },
      { path: customFixture, collection: 'sharded by key' },
    ];
    await using source = await start({ snapshots });
    await fillThreeShards(source.engine);
    await fillCollection(source.engine, 'Ünïcode & spaces', 5);
    await source.engine.createCollection('empty', { vectors: { size: 1, distance: 'Dot' } });
    const aliases = { now: 'three', zweit: 'empty', mine: 'mix' };
    await source.engine.updateAliases(
      Object.entries(aliases).map(([alias_name, collection_name]) => ({ create_alias: { alias_name, collection_name } })),
    );
    const made = await source.fetch(new Request('http://in/snapshots', { method: 'POST' }));
    const { result } = (await made.json()) as { result: { name: string } };
    const file = await source.fetch(new Request(`http://in/snapshots/${result.name}`));
    const path = await directory.put('own.snapshot', Buffer.from(await file.arrayBuffer()));

    await using inMemory = await start({ storageSnapshot: path });
    await using onDisk = await start({ storageSnapshot: path }, join(directory.path, 'storage'));
    for (const { engine } of [inMemory, onDisk]) {
      expect(engine.listCollections()).toEqual(source.engine.listCollections());
      expect(engine.listAliases()).toEqual(source.engine.listAliases());
      for (const name of engine.listCollections()) {
        const [copy, original] = [engine.collection(name), source.engine.collection(name)];
        expect(copy.shardIds).toEqual(original.shardIds);
        expect(copy.config()).toEqual(original.config());
        expect((await copy.info()).payload_schema).toEqual((await original.info()).payload_schema);
        const everything = { limit: 10_000, withPayload: true, withVector: true };
        expect(await copy.scroll(everything)).toEqual(await original.scroll(everything));
      }
      const three = engine.collection('now');
      expect(three.shardIds).toEqual([0, 1, 2]);
      expect(Object.keys((await three.info()).payload_schema)).toEqual(['id']);
      expect(await differences(engine.collection('sharded by key'), await customPoints())).toEqual([]);
      expect(await contentOf(engine, 'Ünïcode & spaces')).toBe('5 of Ünïcode & spaces');
      await three.write({ kind: 'delete_points', ids: [3] }, { wait: true });
      expect(await three.count({ exact: true })).toBe(59);
    }
    expect(await readdir(join(directory.path, 'storage', 'tmp'))).toEqual([]);
  });

  it('keeps what it restored when it starts again without them', async () => {
    await using directory = await scratch();
    const storage = join(directory.path, 'storage');
    await (await start({ storageSnapshot: fullFixture }, storage)).close();
    await using again = await createServer({ storage, listen: false });
    expect(await differences(again.engine.collection('c2alias'), await twoShards())).toEqual([]);
    expect(await readdir(join(storage, 'tmp'))).toEqual([]);
  });

  it('tells how far it is: each collection of all, bytes and points', async () => {
    const told: RestoreProgress[] = [];
    await using _server = await start({
      storageSnapshot: fullFixture,
      snapshots: [{ path: mixFixture, collection: 'mix' }],
      onProgress: (progress) => told.push(progress),
    });
    expect(told[0]).toMatchObject({ collection: 'col2', index: 1, count: 2 });
    expect(told.filter(({ points }) => points !== undefined)).toMatchObject([
      { collection: 'col2', index: 1, points: 40 },
      { collection: 'mix', index: 2, points: (await mixPoints()).length },
    ]);
    expect(told.map(({ doneBytes }) => doneBytes)).toEqual(told.map(({ doneBytes }) => doneBytes).sort((a, b) => a - b));
    expect(told.length).toBeLessThan(60);
  });
});

describe('what is there already', () => {
  async function present(storage: string): Promise<void> {
    await using server = await createServer({ storage, listen: false });
    await fillCollection(server.engine, 'col2', 3, 'before');
    await fillCollection(server.engine, 'other', 4, 'other');
    await server.engine.updateAliases([{ create_alias: { alias_name: 'c2alias', collection_name: 'other' } }]);
  }

  async function state(storage: string): Promise<string[]> {
    await using server = await createServer({ storage, listen: false });
    const { engine } = server;
    return [
      await contentOf(engine, 'col2'),
      await contentOf(engine, 'other'),
      ...engine.listAliases().map((one) => Object.values(one).join('=>')),
    ];
  }

  it('ends the start when it would be replaced, naming the collection and the flag; nothing is changed', async () => {
    await using directory = await scratch();
    const storage = join(directory.path, 'storage');
    await present(storage);
    const before = await state(storage);
    for (const restore of [{ storageSnapshot: fullFixture }, { snapshots: [{ path: mixFixture, collection: 'col2' }] }]) {
      const failure = await start(restore, storage).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(EngineError);
      expect(failure).toMatchObject({ code: 'already_exists', message: expect.stringMatching(/`col2` already exists.*--force-snapshot/) });
    }
    expect(await state(storage)).toEqual(before);
    expect(before).toEqual(['3 of before', '4 of other', 'c2alias=>other']);
    expect(await readdir(join(storage, 'tmp'))).toEqual([]);
  });

  it('is replaced by force, configuration and aliases included; the rest stays', async () => {
    await using directory = await scratch();
    const storage = join(directory.path, 'storage');
    await present(storage);
    await using server = await start({ storageSnapshot: fullFixture, force: true }, storage);
    expect(await differences(server.engine.collection('col2'), await twoShards())).toEqual([]);
    expect(await contentOf(server.engine, 'other')).toBe('4 of other');
    expect(server.engine.listAliases()).toEqual([{ alias: 'c2alias', collection: 'col2' }]);
  });

  it('is an alias: it is not set anew without force, and never made a collection', async () => {
    await using directory = await scratch();
    const storage = join(directory.path, 'storage');
    {
      await using server = await createServer({ storage, listen: false });
      await fillCollection(server.engine, 'other', 4, 'other');
      await server.engine.updateAliases([{ create_alias: { alias_name: 'c2alias', collection_name: 'other' } }]);
    }
    await expect(start({ storageSnapshot: fullFixture }, storage)).rejects.toThrow(
      /Alias `c2alias` already exists.*`other`.*--force-snapshot/,
    );
    const named = { snapshots: [{ path: mixFixture, collection: 'c2alias' }], force: true };
    await expect(start(named, storage)).rejects.toThrow(/c2alias is an alias of other.*Nothing was changed/);
    expect(await state(storage)).toEqual(['nothing', '4 of other', 'c2alias=>other']);
  });

  it('is damaged: force puts the snapshot in its place', async () => {
    await using directory = await scratch();
    const storage = join(directory.path, 'storage');
    await present(storage);
    await directory.put('storage/collections/col2/config.json', Buffer.from('{'));
    await using server = await start({ storageSnapshot: fullFixture, force: true }, storage);
    expect(server.engine.failedCollections()).toEqual([]);
    expect(await server.engine.collection('col2').count({ exact: true })).toBe(40);
  });

  it('counts towards max_collections', async () => {
    const config = { storage: { max_collections: 1 } };
    const snapshots = ['one', 'two'].map((collection) => ({ path: mixFixture, collection }));
    await expect(createServer({ listen: false, config, restore: { snapshots } })).rejects.toThrow(/2 collections.*max_collections is 1/);
  });
});

describe('options that are wrong', () => {
  it('fail as configuration before anything is opened', async () => {
    await using directory = await scratch();
    const storage = join(directory.path, 'storage');
    const shardSnapshot = { path: fullFixture, collection: 'x' };
    const wrong: [RestoreOptions, RegExp][] = [
      [{ storageSnapshot: '/nowhere/full.snapshot' }, /\/nowhere\/full\.snapshot.*there is no such file/],
      [{ snapshots: [{ path: directory.path, collection: 'x' }] }, /it is a directory/],
      [{ snapshots: [shardSnapshot, { path: mixFixture, collection: 'x' }] }, /"x" would be restored twice/],
      [{ storageSnapshot: fullFixture, snapshots: [{ path: mixFixture, collection: 'col2' }] }, /"col2" would be restored twice/],
      [{ storageSnapshot: mixFixture }, /snapshot of a collection.*--snapshot .*:COLLECTION/],
      [{ snapshots: [shardSnapshot] }, /snapshot of a storage.*--storage-snapshot/],
    ];
    for (const [restore, message] of wrong) {
      await expect(start(restore, storage)).rejects.toMatchObject({ name: 'ConfigError', message: expect.stringMatching(message) });
    }
    expect(await readdir(directory.path)).toEqual([]);
  });

  it('name a collection as none may be called', async () => {
    for (const collection of ['../outside', '..', 'a/b', '', 'x'.repeat(256)]) {
      await expect(start({ snapshots: [{ path: mixFixture, collection }] })).rejects.toMatchObject({ code: 'validation' });
    }
  });
});

it('stops when it is told to, and leaves the storage as it was', async () => {
  await using directory = await scratch();
  const storage = join(directory.path, 'storage');
  const controller = new AbortController();
  const restore: RestoreOptions = {
    storageSnapshot: fullFixture,
    snapshots: [{ path: fixturePath('collection_2shards.snapshot'), collection: 'second' }],
    signal: controller.signal,
    onProgress: ({ index }) => void (index === 2 && controller.abort()),
  };
  await expect(start(restore, storage)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(join(storage, 'collections'))).toEqual([]);
  expect(await readdir(join(storage, 'tmp'))).toEqual([]);
});

async function fillThreeShards(engine: Engine): Promise<void> {
  await engine.createCollection('three', {
    vectors: { a: { size: 3, distance: 'Cosine' }, b: { size: 2, distance: 'Dot' } },
    sparse_vectors: { words: {} },
    shard_number: 3,
  });
  const points = Array.from({ length: 60 }, (_, id) => ({
    id,
    vectors: new Map<string, Vector>([
      ['a', Float32Array.of(id + 1, 2, 3)],
      ['words', { kind: 'sparse', indices: Uint32Array.of(id, id + 7), values: Float32Array.of(1, id + 1) }],
    ]),
    payload: { id, big: 2 ** 40 + id },
  }));
  await engine.collection('three').write({ kind: 'upsert_points', points }, { wait: true });
  await engine.collection('three').write({ kind: 'create_index', field: 'id', schema: 'integer' }, { wait: true });
}
