import { faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import type { Engine, EngineEvent, EngineOptions } from '../engine.ts';
import type { Point, PointId } from '../operation/point.ts';
import { openEngine } from './open-engine.ts';

async function engineOn(vfs: Vfs, options: Partial<EngineOptions> = {}): Promise<Engine> {
  return openEngine({ vfs, storagePath: '/s', ...options });
}

function point(id: PointId, n: number): Point {
  return { id, vectors: new Map([['', Float32Array.of(n, 1)]]), payload: { n } };
}

async function upsert(engine: Engine, name: string, ...points: Point[]): Promise<number> {
  return (await engine.collection(name).write({ kind: 'upsert_points', points }, { wait: true })).operationId;
}

async function idsIn(engine: Engine, name: string): Promise<PointId[]> {
  const page = await engine.collection(name).scroll({ limit: 1000, withPayload: false, withVector: false });
  return page.points.map(({ id }) => id);
}

const small = { vectors: { size: 2, distance: 'Dot' } } as const;

async function leftovers(vfs: Vfs): Promise<string[]> {
  return (await vfs.readdir('/s/tmp')).map(({ name }) => name);
}

describe('openEngine', () => {
  it('keeps collections, aliases, indexes and settings over a restart', async () => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await engine.createCollection('a', { ...small, metadata: { owner: 'me' } });
    await engine.createCollection('b', { ...small, shard_number: 2 });
    await engine.updateAliases([{ create_alias: { alias_name: 'x', collection_name: 'a' } }]);
    await engine.updateCollection('x', { optimizers_config: { indexing_threshold: 777 } });
    expect(await upsert(engine, 'a', point(1, 1), point(2, 2))).toBe(1);
    const indexed = await engine.collection('a').write({ kind: 'create_index', field: 'n', schema: 'integer' }, { wait: true });
    expect(indexed).toEqual({ operationId: 3, status: 'completed' });
    const before = await engine.collection('a').info();
    const { peerId } = engine;
    await engine.close();

    const again = await engineOn(vfs);
    expect(again.peerId).toBe(peerId);
    expect(again.listCollections()).toEqual(['a', 'b']);
    expect(again.collection('x').name).toBe('a');
    expect(await again.collection('x').info()).toEqual(before);
    expect(before).toMatchObject({
      points_count: 2,
      payload_schema: { n: { data_type: 'integer', points: 2 } },
      config: { metadata: { owner: 'me' }, optimizer_config: { indexing_threshold: 777 } },
    });
    expect(before.config).not.toHaveProperty('uuid');
    expect(again.collection('b').shardIds).toEqual([0, 1]);
    await again.close();
  });

  it('routes points over shards and finds them again', async () => {
    const engine = await engineOn(memoryVfs());
    await engine.createCollection('c', { ...small, shard_number: 3 });
    const ids = Array.from({ length: 40 }, (_, id) => id);
    await upsert(engine, 'c', ...ids.map((id) => point(id, id)));
    expect(await idsIn(engine, 'c')).toEqual(ids);
    expect(
      engine
        .collection('c')
        .stats()
        .shards.map((shard) => shard.pointCount)
        .every((count) => count > 0),
    ).toBe(true);
    await engine.collection('c').write({ kind: 'delete_points', ids: [0, 7, 39] }, { wait: true });
    expect(await engine.collection('c').count({ exact: true })).toBe(37);
    await engine.close();
  });

  it('refuses what the real server refuses', async () => {
    const engine = await engineOn(memoryVfs(), { maxCollections: 2 });
    await engine.createCollection('a', small);
    await expect(engine.createCollection('a', small)).rejects.toMatchObject({
      code: 'already_exists',
      message: 'Collection `a` already exists!',
    });
    await engine.updateAliases([{ create_alias: { alias_name: 'x', collection_name: 'a' } }]);
    await expect(engine.createCollection('x', small)).rejects.toMatchObject({ code: 'wrong_input' });
    await engine.createCollection('b', small);
    await expect(engine.createCollection('c', small)).rejects.toThrow('Max collections limit reached: 2');
    expect(await engine.deleteCollection('x')).toBe(false);
    expect(() => engine.collection('zz')).toThrow("Collection `zz` doesn't exist!");
    for (const name of ['', '.', '..', 'a/b', 'a\\b', 'é'.repeat(128)])
      await expect(engine.createCollection(name, small)).rejects.toMatchObject({ code: 'validation' });
    for (const name of ['../x', 'a/b'])
      await expect(engine.createCollection('d', { vectors: { [name]: { size: 2, distance: 'Dot' } } })).rejects.toMatchObject({
        code: expect.stringMatching(/bad_request|wrong_input/),
      });
    await engine.close();
    await expect(engine.createCollection('late', small)).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('deletes a collection with its aliases and leaves no file', async () => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await engine.createCollection('a', small);
    await upsert(engine, 'a', point(1, 1));
    const handle = engine.collection('a');
    await engine.updateAliases([{ create_alias: { alias_name: 'x', collection_name: 'a' } }]);
    expect(await engine.deleteCollection('a')).toBe(true);
    expect(await engine.deleteCollection('a')).toBe(false);
    expect(engine.collectionExists('x')).toBe(false);
    await expect(handle.count({ exact: true })).rejects.toMatchObject({ code: 'not_found' });
    await engine.createCollection('a', small);
    expect(await engine.collection('a').count({ exact: true })).toBe(0);
    await engine.close();
    expect(await leftovers(vfs)).toEqual([]);
  });

  it('opens the others when one is damaged, says which file, and lets it be deleted', async () => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await engine.createCollection('bad', small);
    await engine.createCollection('good', small);
    await engine.close();
    const file = await vfs.open('/s/collections/bad/config.json', 'w+');
    await file.write(new TextEncoder().encode('{"params":'), 0);
    await file.close();
    const events: EngineEvent[] = [];
    const again = await engineOn(vfs, { onEvent: (event) => events.push(event) });
    expect(again.listCollections()).toEqual(['bad', 'good']);
    expect(await again.collection('good').count({ exact: true })).toBe(0);
    await expect(again.collection('bad').count({ exact: true })).rejects.toThrow('/s/collections/bad/config.json');
    expect(again.failedCollections().map(({ name }) => name)).toEqual(['bad']);
    expect(events.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(await again.deleteCollection('bad')).toBe(true);
    expect(again.listCollections()).toEqual(['good']);
    await again.close();
  });

  it('adds and removes vector names, each taking two operation numbers', async () => {
    const engine = await engineOn(memoryVfs());
    await engine.createCollection('c', { vectors: { a: { size: 2, distance: 'Dot' } } });
    const collection = engine.collection('c');
    await collection.write(
      { kind: 'upsert_points', points: [{ id: 1, vectors: new Map([['a', Float32Array.of(1, 2)]]) }] },
      { wait: true },
    );
    const added = await collection.write({ kind: 'create_vector_name', name: 'b', dense: { size: 3, distance: 'Cosine' } }, { wait: true });
    expect(added.operationId).toBe(3);
    expect(Object.keys(collection.config().params.vectors ?? {})).toEqual(['a', 'b']);
    await collection.write(
      { kind: 'update_vectors', points: [{ id: 1, vectors: new Map([['b', Float32Array.of(0, 0, 2)]]) }] },
      { wait: true },
    );
    const [record] = await collection.retrieve([1], { withPayload: false, withVector: true });
    expect(Array.from((record?.vectors?.get('b') ?? []) as Float32Array)).toEqual([0, 0, 1]);
    expect((await collection.write({ kind: 'delete_vector_name', name: 'b' }, { wait: true })).operationId).toBe(6);
    expect(collection.config().params.vectors).toEqual({ a: { size: 2, distance: 'Dot' } });
    await engine.close();
  });
});

describe('a kill while a collection is made or deleted', () => {
  it.each(['none', 'unsynced'] as const)('leaves it whole or not there, and nothing else (loss: %s)', async (loss) => {
    const seen = new Set<string>();
    for (let step = 1; ; step += 3) {
      const crashing = faultVfs(memoryVfs(), { crashAtStep: step });
      const outcome = await (async () => {
        const engine = await engineOn(crashing, { walFsync: 'always' });
        await engine.createCollection('a', small);
        await upsert(engine, 'a', point(1, 1));
        await engine.createCollection('b', small);
        await engine.deleteCollection('a');
        await engine.close();
      })().then(
        () => 'done',
        () => 'killed',
      );
      const vfs = await crashing.afterCrash(loss);
      const engine = await engineOn(vfs);
      expect(engine.failedCollections(), `step ${step}`).toEqual([]);
      const names = engine.listCollections();
      seen.add(names.join());
      expect(['', 'a', 'a,b', 'b']).toContain(names.join());
      for (const name of names) expect([[], [1]]).toContainEqual(await idsIn(engine, name));
      if (names.includes('b') && names.includes('a')) expect(await idsIn(engine, 'a')).toEqual([1]);
      await engine.close();
      expect(await leftovers(vfs)).toEqual([]);
      if (outcome === 'done') break;
    }
    expect([...seen].sort()).toEqual(['', 'a', 'a,b', 'b']);
  });
});
