import { packTar, unpackTar } from '@sextant/snapshot';
import { type FaultVfs, faultVfs } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import type { CheckpointEntry } from '../checkpoint/checkpoint.ts';
import { openRestore } from '../checkpoint/open-restore.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { openEngine } from './open-engine.ts';

const small = { vectors: { size: 2, distance: 'Dot' } } as const;
const storagePath = '/s';

async function engineOn(vfs: Vfs, options: Partial<EngineOptions> = {}): Promise<Engine> {
  return openEngine({ vfs, storagePath, ...options });
}

async function made(engine: Engine, name: string, ...ids: number[]): Promise<void> {
  await engine.createCollection(name, small);
  const points = ids.map((id) => ({ id, vectors: new Map([['', Float32Array.of(id, 1)]]), payload: { n: id } }));
  if (points.length > 0) await engine.collection(name).write({ kind: 'upsert_points', points }, { wait: true });
}

async function idsIn(engine: Engine, name: string): Promise<unknown[]> {
  const page = await engine.collection(name).scroll({ limit: 100, withPayload: false, withVector: false });
  return page.points.map(({ id }) => id);
}

async function unpackTo(vfs: Vfs, directory: string, entries: readonly CheckpointEntry[]): Promise<void> {
  await unpackTar(packTar(entries, { modifiedSeconds: 0 }), vfs, directory, {
    place: ({ path }) => ({ kind: 'here', path: path.replace('/files/', '/') }),
  });
}

/** A snapshot of a collection, or of its shard 0, unpacked and ready to be recovered. */
async function staged(vfs: Vfs, engine: Engine, name: string, kind: 'collection' | 'shard' = 'collection'): Promise<string> {
  const collection = engine.collection(name);
  const checkpoint = kind === 'collection' ? await collection.checkpoint() : await collection.checkpointShard(0);
  const directory = await engine.createStagingDirectory();
  await unpackTo(vfs, directory, checkpoint.entries);
  await checkpoint.release();
  return directory;
}

const priority = 'snapshot' as const;
const alias = (alias_name: string, collection_name: string) => [{ create_alias: { alias_name, collection_name } }];

/** The code of an error, or `done`. */
const codes = (results: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  results.map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code?: unknown }).code));

describe('a name is that of a collection or of an alias', () => {
  const newAliases: [string, () => Parameters<Engine['updateAliases']>[0]][] = [
    ['create_alias', () => alias('foo', 'bar')],
    ['rename_alias', () => [{ rename_alias: { old_alias_name: 'old', new_alias_name: 'foo' } }]],
  ];

  it.each(newAliases)('when it is created and %s come at once, whichever is first', async (_name, actions) => {
    for (const aliasFirst of [false, true]) {
      const engine = await engineOn(memoryVfs());
      await made(engine, 'bar');
      await engine.updateAliases(alias('old', 'bar'));
      const begin = [() => engine.createCollection('foo', small), () => engine.updateAliases(actions())];
      if (aliasFirst) begin.reverse();
      const outcome = codes(await Promise.allSettled(begin.map((start) => start())));
      expect(outcome.filter((one) => one === 'done')).toHaveLength(1);
      expect(outcome.some((one) => one === 'wrong_input' || one === 'already_exists')).toBe(true);
      const isAlias = engine.listAliases().some((one) => one.alias === 'foo');
      expect(engine.listCollections().includes('foo')).toBe(!isAlias);
      await engine.close();
    }
  });

  it('when it is recovered while an alias of that name is made', async () => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await made(engine, 'bar', 1, 2);
    const recovery = engine.recoverCollection('foo', { stagedPath: await staged(vfs, engine, 'bar'), priority });
    await new Promise(setImmediate);
    await expect(engine.updateAliases(alias('foo', 'bar'))).rejects.toMatchObject({ code: 'already_exists' });
    await recovery;
    expect(await idsIn(engine, 'foo')).toEqual([1, 2]);
    await engine.close();
  });

  it('and a recovery never goes where an alias leads that came meanwhile', async () => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await made(engine, 'bar', 1, 2);
    await made(engine, 'foo', 9);
    const whole = await staged(vfs, engine, 'foo');
    const shard = await staged(vfs, engine, 'foo', 'shard');
    await engine.deleteCollection('foo');
    await engine.updateAliases(alias('foo', 'bar'));
    await expect(engine.recoverCollection('foo', { stagedPath: whole, priority })).rejects.toMatchObject({ code: 'wrong_input' });
    await expect(engine.recoverShard('foo', 0, shard)).rejects.toMatchObject({ code: 'not_found' });
    expect(await idsIn(engine, 'bar')).toEqual([1, 2]);
    await engine.close();
  });

  it('and collections that are being made count', async () => {
    const engine = await engineOn(memoryVfs(), { maxCollections: 1 });
    const outcome = await Promise.allSettled(['a', 'b', 'c'].map((name) => engine.createCollection(name, small)));
    expect(codes(outcome)).toEqual(['done', 'bad_request', 'bad_request']);
    await engine.close();
  });
});

describe('what is done to a collection while it is recovered stays', () => {
  it.each(['collection', 'shard'] as const)('settings and indexes, of a %s', async (kind) => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await made(engine, 'c', 1, 2);
    await engine.collection('c').write({ kind: 'create_index', field: 'gone', schema: 'keyword' }, { wait: true });
    const archive = await staged(vfs, engine, 'c', kind);
    await made(engine, 'other', 3);
    const recovery =
      kind === 'collection' ? engine.recoverCollection('c', { stagedPath: archive, priority }) : engine.recoverShard('c', 0, archive);
    await new Promise(setImmediate);
    await engine.updateCollection('c', { optimizers_config: { indexing_threshold: 777 } });
    await engine.collection('c').write({ kind: 'create_index', field: 'n', schema: 'integer' }, { wait: true });
    await engine.collection('c').write({ kind: 'delete_index', field: 'gone' }, { wait: true });
    await recovery;
    const expected = {
      config: { optimizer_config: { indexing_threshold: 777 } },
      points_count: 2,
      payload_schema: { n: { data_type: 'integer', points: 2 } },
    };
    const info = await engine.collection('c').info();
    expect(info).toMatchObject(expected);
    expect(Object.keys(info.payload_schema)).toEqual(['n']);
    await engine.close();
    const again = await engineOn(vfs);
    expect(await again.collection('c').info()).toMatchObject(expected);
    await again.close();
  });
});

describe('a frozen collection that is taken away', () => {
  async function readTo(entries: readonly CheckpointEntry[], half: () => Promise<unknown>): Promise<void> {
    let isHalf = false;
    for (const entry of entries) {
      for await (const _chunk of entry.read()) {
        if (!isHalf) await half();
        isHalf = true;
      }
    }
  }

  it('says that it was deleted, or replaced, and its name', async () => {
    const vfs = memoryVfs();
    const engine = await engineOn(vfs);
    await made(engine, 'c', 1);
    const archive = await staged(vfs, engine, 'c');
    const first = await engine.collection('c').checkpoint();
    await expect(readTo(first.entries, () => engine.recoverCollection('c', { stagedPath: archive, priority }))).rejects.toMatchObject({
      code: 'cancelled',
      retryable: true,
      details: { collection: 'c' },
    });
    await first.release();
    const second = await engine.collection('c').checkpointShard(0);
    await expect(readTo(second.entries, () => engine.deleteCollection('c'))).rejects.toMatchObject({
      code: 'not_found',
      details: { collection: 'c' },
    });
    await second.release();
    await engine.close();
  });
});

describe('a failure leaves what was there', () => {
  const nospace = { kind: 'error', code: 'ENOSPC' } as const;

  async function leftovers(vfs: FaultVfs): Promise<string[]> {
    return (await vfs.readdir(`${storagePath}/tmp`)).map(({ name }) => name);
  }

  it.each([
    ['the directory of the collections', /\/collections$/, 1],
    ['the shard, once it is open,', /\/segments$/, 2],
  ])('of a creation, when %s cannot be synced', async (_what, path, nth) => {
    const vfs = faultVfs(memoryVfs());
    const engine = await engineOn(vfs);
    vfs.addRule({ on: 'syncDir', path, nth, fault: { kind: 'error', code: 'EIO' } });
    await expect(engine.createCollection('c', small)).rejects.toMatchObject({ code: 'service_error' });
    expect(vfs.openHandles()).toEqual([]);
    await made(engine, 'c', 1);
    expect(await idsIn(engine, 'c')).toEqual([1]);
    await engine.close();
    expect(await leftovers(vfs)).toEqual([]);
  });

  it('of a shard whose snapshot brings an index, when the disk is full', async () => {
    const vfs = faultVfs(memoryVfs());
    const engine = await engineOn(vfs);
    await made(engine, 'source', 9);
    await engine.collection('source').write({ kind: 'create_index', field: 'n', schema: 'integer' }, { wait: true });
    await made(engine, 'c', 1, 2);
    const archive = await staged(vfs, engine, 'source', 'shard');
    vfs.addRule({ on: 'open', path: /collections\/c\/\.payload_index/, fault: nospace });
    await expect(engine.recoverShard('c', 0, archive)).rejects.toMatchObject({ code: 'insufficient_storage' });
    expect(await idsIn(engine, 'c')).toEqual([1, 2]);
    expect((await engine.collection('c').info()).payload_schema).toEqual({});

    const again = await staged(vfs, engine, 'source', 'shard');
    vfs.addRule({ on: 'rename', path: /collections\/c\/0$/, fault: { kind: 'error', code: 'EIO' } });
    await expect(engine.recoverShard('c', 0, again)).rejects.toMatchObject({ code: 'service_error' });
    expect(await idsIn(engine, 'c')).toEqual([1, 2]);
    expect((await engine.collection('c').info()).payload_schema).toEqual({});

    await engine.recoverShard('c', 0, await staged(vfs, engine, 'source', 'shard'));
    expect(await idsIn(engine, 'c')).toEqual([9]);
    expect((await engine.collection('c').info()).payload_schema).toMatchObject({ n: { points: 1 } });
    await engine.close();
    expect(await leftovers(vfs)).toEqual([]);
  });

  it('of a restore that can neither be carried out nor taken back: the next start has all of it', async () => {
    const vfs = faultVfs(memoryVfs());
    const engine = await engineOn(vfs);
    await made(engine, 'a', 1, 2, 3);
    await made(engine, 'source', 9);
    const checkpoint = await engine.collection('source').checkpoint();
    const bytes: Uint8Array[] = [];
    for await (const chunk of packTar(checkpoint.entries, { modifiedSeconds: 0 })) bytes.push(chunk.slice());
    await checkpoint.release();
    await engine.close();

    const restore = await openRestore({ vfs, storagePath });
    const directory = await restore.createStagingDirectory();
    await unpackTar(
      (async function* () {
        yield* bytes;
      })(),
      vfs,
      directory,
      { place: ({ path }) => ({ kind: 'here', path: path.replace('/files/', '/') }) },
    );
    expect(await restore.verify(directory)).toBe(1);
    // There neither the new one nor the old one.
    vfs.addRule({ on: 'rename', path: /sextant-(restore|replaced)/, forever: true, fault: { kind: 'error', code: 'EIO' } });
    await expect(restore.commit('all', new Map([['a', directory]]), new Map())).rejects.toMatchObject({ code: 'service_error' });
    vfs.heal();
    await restore.close();

    const after = await engineOn(vfs);
    expect(await idsIn(after, 'a')).toEqual([9]);
    await after.close();
  });
});
