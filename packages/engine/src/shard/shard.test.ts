import { memoryVfs, type Vfs } from '@sextant/vfs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PointOperation } from '../operation/operation.ts';
import type { Vector } from '../operation/point.ts';
import { failingVfs } from './failing-vfs.testing.ts';
import { openShard } from './open-shard.ts';
import type { Shard, ShardConfig } from './shard.ts';
import { modelConfig, shardText } from './shard-model.ts';

const directory = '/c/0';
const point = (id: number, values: number[] = [1, 2, 3]) => ({
  id,
  vectors: new Map<string, Vector>([['', Float32Array.from(values)]]),
  payload: { n: id },
});
const upsert = (...ids: number[]): PointOperation => ({ kind: 'upsert_points', points: ids.map((id) => point(id)) });

describe('a shard', () => {
  let vfs: Vfs;
  let shard: Shard;
  const open = (config: ShardConfig = modelConfig): Promise<Shard> => openShard(vfs, directory, config, { flushSync: false });
  const payloadOf = (id: number): unknown => {
    const place = shard.locate(id);
    return place?.segment.payloadOf(place.row);
  };
  const versionOf = (id: number): number | undefined => {
    const place = shard.locate(id);
    return place?.segment.versionOf(place.row);
  };
  const wait = (operation: PointOperation) => shard.write(operation, { wait: true });
  beforeEach(async () => {
    vfs = memoryVfs();
    shard = await open();
  });

  it('numbers the first operation 1, and an operation that fails takes a number', async () => {
    expect(await wait(upsert(1))).toEqual({ operationId: 1, status: 'completed' });
    await expect(wait({ kind: 'set_payload', selector: { ids: [1, 99] }, payload: { x: 1 } })).rejects.toMatchObject({
      code: 'not_found',
      message: 'No point with id 99 found',
    });
    expect(payloadOf(1)).toEqual({ n: 1, x: 1 });
    expect(await shard.write(upsert(2))).toEqual({ operationId: 3, status: 'acknowledged' });
    await shard.settled();
    expect(versionOf(2)).toBe(3);
    await shard.close();
  });

  it.each([
    ['an unknown name', new Map<string, Vector>([['zzz', Float32Array.of(1)]]), 'Not existing vector name error: zzz'],
    ['a wrong length', new Map<string, Vector>([['', Float32Array.of(1, 2)]]), 'Vector dimension error: expected dim: 3, got 2'],
    [
      'a sparse vector for a dense name',
      new Map<string, Vector>([['', { kind: 'sparse', indices: Uint32Array.of(1), values: Float32Array.of(1) }]]),
      'Conversion between sparse and regular vectors failed',
    ],
    [
      'a dense vector for a sparse name',
      new Map<string, Vector>([['s', Float32Array.of(1)]]),
      'Conversion between sparse and regular vectors failed',
    ],
  ])('refuses %s, and with it the whole operation', async (_, vectors, message) => {
    await expect(wait({ kind: 'upsert_points', points: [point(1), { id: 2, vectors }] })).rejects.toMatchObject({
      code: 'wrong_input',
      message,
    });
    expect(shard.pointCount).toBe(0);
    await shard.close();
  });

  it('takes a single vector for a multivector name as one row', async () => {
    await wait({ kind: 'upsert_points', points: [{ id: 1, vectors: new Map([['m', Float32Array.of(5, 6)]]) }] });
    const place = shard.locate(1);
    expect(place?.segment.vectorOf(place.row, 'm')).toEqual({ kind: 'multi', count: 1, data: Float32Array.of(5, 6) });
    await shard.close();
  });

  it('lets the last of several points with one id win', async () => {
    await wait({
      kind: 'upsert_points',
      points: [
        { ...point(1), payload: { which: 'first' } },
        { ...point(1), payload: { which: 'last' } },
      ],
    });
    expect(payloadOf(1)).toEqual({ which: 'last' });
    await shard.close();
  });

  it('keeps the sparse vectors of deleted points, and not of replaced ones, through flushes and restarts', async () => {
    const sparse = (index: number): Vector => ({ kind: 'sparse', indices: Uint32Array.of(index), values: Float32Array.of(1) });
    const put = (...ids: number[]): PointOperation => ({
      kind: 'upsert_points',
      points: ids.map((id) => ({ id, vectors: new Map([['s', sparse(id)]]), payload: { n: id } })),
    });
    /** Ids of the points gone whose vectors are there, with their only index. */
    const kept = (): (readonly [number, number | undefined])[] => {
      const pairs = shard.segments().flatMap((segment) => {
        const storage = segment.storage('s');
        if (storage?.kind !== 'sparse') return [];
        return Array.from({ length: segment.rowCount }, (_, row) => row)
          .filter((row) => segment.isDeleted(row) && storage.elementCount(row) > 0)
          .map((row) => [Number(segment.idOf(row)), storage.vectorOf(row)?.indices[0]] as const);
      });
      return pairs.sort((a, b) => a[0] - b[0]);
    };
    await wait(put(1, 2, 3, 4));
    await wait(put(4));
    await shard.flush();
    await wait(put(5, 2));
    // One of them was flushed, one replaced since, one never written.
    await wait({ kind: 'delete_points', ids: [1, 2, 5] });
    const expected = [1, 2, 5].map((id) => [id, id]);
    expect(kept()).toEqual(expected);
    for (let restart = 0; restart < 2; restart++) {
      await shard.close();
      shard = await open();
      expect(kept()).toEqual(expected);
      expect(shard.pointCount).toBe(2);
    }
    await wait(put(1, 6));
    await shard.flush();
    expect([payloadOf(1), payloadOf(6), payloadOf(3)]).toEqual([{ n: 1 }, { n: 6 }, { n: 3 }]);
    await shard.close();
  });

  it('gives up the vectors of deleted points once they are a fifth of many', async () => {
    const vector: Vector = { kind: 'sparse', indices: Uint32Array.of(1), values: Float32Array.of(1) };
    const ids = Array.from({ length: 1500 }, (_, i) => i);
    const upsertAll: PointOperation = {
      kind: 'upsert_points',
      points: ids.map((id) => ({ id, vectors: new Map([['s', vector]]), payload: {} })),
    };
    const rows = (): number => shard.segments().reduce((sum, { rowCount }) => sum + rowCount, 0);
    for (let round = 0; round < 4; round++) {
      await wait(upsertAll);
      await wait({ kind: 'delete_points', ids });
      await shard.flush();
      await shard.flush();
    }
    expect(rows()).toBe(1500);
    await shard.close();
  });

  it('upserts by mode and condition', async () => {
    await wait(upsert(1, 2));
    const all = { points: [1, 2, 3].map((id) => ({ ...point(id), payload: { n: id, seen: true } })) };
    await wait({ kind: 'upsert_points', ...all, condition: { must: [{ key: 'n', match: { value: 2 } }] } });
    expect([1, 2, 3].map(payloadOf)).toEqual([{ n: 1 }, { n: 2, seen: true }, { n: 3, seen: true }]);
    await wait({ kind: 'upsert_points', points: [point(3), point(4)], mode: 'insert_only' });
    expect([3, 4].map(payloadOf)).toEqual([{ n: 3, seen: true }, { n: 4 }]);
    await wait({ kind: 'upsert_points', points: [point(3), point(5)], mode: 'update_only' });
    expect([3, 5].map(payloadOf)).toEqual([{ n: 3 }, undefined]);
    await shard.close();
  });

  it('selects by filter at the moment the operation is applied', async () => {
    await shard.write(upsert(1, 2, 3));
    await shard.write({ kind: 'set_payload', selector: { filter: { must: [{ key: 'n', range: { gte: 2 } }] } }, payload: { big: true } });
    await wait({ kind: 'delete_points_by_filter', filter: { must: [{ key: 'big', match: { value: true } }, { has_id: [3] }] } });
    expect([1, 2, 3].map(payloadOf)).toEqual([{ n: 1 }, { n: 2, big: true }, undefined]);
    await shard.close();
  });

  it('adds a vector name to rows that are there, deletes one, and knows both when it is opened again', async () => {
    await wait(upsert(1, 2));
    await wait({ kind: 'create_vector_name', name: 'late', dense: { size: 2, distance: 'Dot' } });
    await wait({ kind: 'update_vectors', points: [{ id: 2, vectors: new Map([['late', Float32Array.of(7, 8)]]) }] });
    await wait({ kind: 'delete_vector_name', name: 's' });
    const config: ShardConfig = {
      ...modelConfig,
      vectors: new Map([...modelConfig.vectors, ['late', { size: 2, distance: 'Dot' }]]),
      sparseVectors: new Map(),
    };
    for (const how of ['killed', 'closed'] as const) {
      if (how === 'closed') await shard.close();
      shard = await open(config);
      const place = shard.locate(2);
      expect(place?.segment.vectorOf(place.row, 'late')).toEqual(Float32Array.of(7, 8));
      expect(shard.vectorCount('late')).toBe(1);
      expect(place?.segment.storage('s')).toBeUndefined();
    }
    await wait({ kind: 'delete_vector_name', name: 'late' });
    await wait({ kind: 'create_vector_name', name: 'late', dense: { size: 1, distance: 'Dot' } });
    await wait({ kind: 'update_vectors', points: [{ id: 1, vectors: new Map([['late', Float32Array.of(9)]]) }] });
    await shard.close();
    shard = await open({ ...config, vectors: new Map([...modelConfig.vectors, ['late', { size: 1, distance: 'Dot' }]]) });
    expect(shard.vectorCount('late')).toBe(1);
    await shard.close();
  });

  it('survives a kill at any step of adding, filling, deleting and adding a vector name again', async () => {
    await shard.close();
    const script: PointOperation[] = [
      { kind: 'create_vector_name', name: 'v', dense: { size: 2, distance: 'Dot' } },
      { kind: 'upsert_points', points: [1, 2].map((id) => ({ id, vectors: new Map([['v', Float32Array.of(id, 0)]]), payload: { id } })) },
      { kind: 'delete_vector_name', name: 'v' },
      { kind: 'upsert_points', points: [{ id: 3, vectors: new Map(), payload: { id: 3 } }] },
      { kind: 'create_vector_name', name: 'v', dense: { size: 3, distance: 'Dot' } },
      { kind: 'update_vectors', points: [{ id: 2, vectors: new Map([['v', Float32Array.of(1, 2, 3)]]) }] },
    ];
    for (let at = 1; ; at++) {
      vfs = memoryVfs();
      const failing = failingVfs(vfs);
      let done = 0;
      try {
        const first = await openShard(failing, directory, modelConfig);
        failing.decide = (step) => (step === from + at ? 'crash' : undefined);
        const from = failing.steps;
        for (const operation of script) {
          await first.write(operation, { wait: true });
          done++;
          if (done % 2 === at % 2) await first.flush();
        }
        await first.close();
      } catch (error) {
        if (!failing.isCrashed) throw error;
      }
      shard = await open();
      expect(shard.pointCount, `step ${at}`).toBeGreaterThanOrEqual([0, 0, 2, 2, 3, 3, 3][done] as number);
      if (done === script.length) {
        const place = shard.locate(2);
        expect(place?.segment.vectorOf(place.row, 'v'), `step ${at}`).toEqual(Float32Array.of(1, 2, 3));
      }
      await shard.close();
      if (!failing.isCrashed) break;
    }
  });

  it('keeps index definitions in its files', async () => {
    await wait({ kind: 'create_index', field: 'n', schema: 'integer' });
    await wait({ kind: 'create_index', field: 't', schema: { type: 'keyword', is_tenant: true } });
    await wait({ kind: 'delete_index', field: 'n' });
    await shard.close();
    const [segment] = await vfs.readdir(`${directory}/segments`);
    const text = new TextDecoder().decode(await vfs.readFile(`${directory}/segments/${segment?.name}/payload_index/config.json`));
    expect(JSON.parse(text)).toEqual({ indexed_fields: { t: { type: 'keyword', is_tenant: true } } });
  });

  it('answers wait_timeout, or gives up with the signal, and applies the operation all the same', async () => {
    const slow = shard.write(upsert(...Array.from({ length: 5000 }, (_, i) => i)), { wait: true, timeoutMs: 0 });
    const controller = new AbortController();
    const aborted = expect(shard.write(upsert(6000), { wait: true, signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    controller.abort();
    expect((await slow).status).toBe('wait_timeout');
    await aborted;
    await shard.settled();
    expect(shard.pointCount).toBe(5001);
    await shard.close();
  });

  it('applies what was acknowledged before it closes, and nothing after', async () => {
    const written = Array.from({ length: 50 }, (_, i) => shard.write(upsert(i)));
    await Promise.all(written);
    await shard.close();
    await shard.close();
    await expect(wait(upsert(1))).rejects.toMatchObject({ code: 'shutting_down' });
    shard = await open();
    expect(shard.pointCount).toBe(50);
    await shard.close();
  });

  it('opens a log without segments, and segments without a log, above every version', async () => {
    for (let i = 0; i < 5; i++) await wait(upsert(i));
    const text = shardText(shard);
    await vfs.rm(`${directory}/segments`, { recursive: true });
    shard = await open();
    expect(shardText(shard)).toEqual(text);
    await shard.close();
    await vfs.rm(`${directory}/wal`, { recursive: true });
    shard = await open();
    expect(shardText(shard)).toEqual(text);
    expect((await wait(upsert(3))).operationId).toBeGreaterThan(5);
    expect(versionOf(3)).toBeGreaterThan(5);
    await shard.close();
  });

  it('takes the files of a streamed segment out of their folder, also after an interruption', async () => {
    await wait(upsert(1, 2));
    await shard.close();
    const [segment] = await vfs.readdir(`${directory}/segments`);
    const path = `${directory}/segments/${segment?.name}`;
    await vfs.rename(path, '/files');
    await vfs.mkdir(path);
    await vfs.rename('/files', `${path}/files`);
    const failing = failingVfs(vfs);
    failing.decide = (_, call, where) => (call === 'rename' && where.endsWith('.unwrapping') ? 'crash' : undefined);
    await expect(openShard(failing, directory, modelConfig)).rejects.toThrow();
    shard = await open();
    expect(shard.pointCount).toBe(2);
    await shard.close();
  });

  it('removes segments that never were complete and refuses packed ones', async () => {
    await wait(upsert(1));
    await shard.close();
    await vfs.mkdir(`${directory}/segments/11111111-2222-4333-8444-555555555555`);
    shard = await open();
    expect(await vfs.readdir(`${directory}/segments`)).toHaveLength(1);
    await shard.close();
    await (await vfs.open(`${directory}/segments/x.tar`, 'w+')).close();
    await expect(open()).rejects.toThrow('x.tar is a packed segment; expected a directory');
  });
});
