import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecoveryPlan } from '@sextant/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server, ServerOptions } from '../server-options.ts';
import { edited } from '../snapshot-store/archive-builder.testing.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(options: ServerOptions = {}): Promise<Server> {
  const server = await createServer({ listen: false, ...options });
  closing.push(() => server.close());
  return server;
}

async function call(server: Server, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const content = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
  const type: Record<string, string> = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' };
  return server.fetch(
    new Request(`http://server${path}`, {
      method,
      headers: { ...type, ...headers },
      ...(content === undefined ? {} : { body: content as BodyInit }),
    }),
  );
}

async function result<T = never>(server: Server, method: string, path: string, body?: unknown): Promise<T> {
  const response = await call(server, method, path, body);
  const json = (await response.json()) as { result: T };
  expect(response.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

async function bytes(server: Server, path: string, method = 'GET', body?: unknown): Promise<Uint8Array> {
  return new Uint8Array(await (await call(server, method, path, body)).arrayBuffer());
}

const fixture = (name: string): Promise<Uint8Array> => readFile(new URL(`../../../snapshot/fixtures/${name}`, import.meta.url));

function form(archive: Uint8Array): FormData {
  const data = new FormData();
  data.set('snapshot', new Blob([Uint8Array.from(archive)]), 'up.snapshot');
  return data;
}

async function makeCollection(server: Server, name: string, ids: readonly number[], settings: object = {}): Promise<void> {
  await result(server, 'PUT', `/collections/${name}`, {
    vectors: { size: 2, distance: 'Dot' },
    wal_config: { wal_capacity_mb: 1 },
    ...settings,
  });
  if (ids.length > 0) await makePoints(server, ids, name);
}

async function makePoints(server: Server, ids: readonly number[], name = 'c'): Promise<void> {
  const points = ids.map((id) => ({ id, vector: [id, 1], payload: { id } }));
  await result(server, 'PUT', `/collections/${name}/points?wait=true`, { points });
}

async function archiveOf(server: Server, name: string): Promise<Uint8Array> {
  const made = await result<{ name: string }>(server, 'POST', `/collections/${name}/snapshots`);
  const archive = await bytes(server, `/collections/${name}/snapshots/${made.name}`);
  await result(server, 'DELETE', `/collections/${name}/snapshots/${made.name}`);
  return archive;
}

/** Everything that can be seen of a server. */
async function everything(server: Server): Promise<unknown> {
  const { collections } = await result<{ collections: { name: string }[] }>(server, 'GET', '/collections');
  const names = collections.map(({ name }) => name).sort();
  const of = (name: string): Promise<unknown[]> =>
    Promise.all([
      result(server, 'POST', `/collections/${name}/points/scroll`, { limit: 1000, with_vector: true }),
      result<{ config: unknown; payload_schema: unknown }>(server, 'GET', `/collections/${name}`).then(
        ({ config, payload_schema: schema }) => [config, schema],
      ),
      result(server, 'GET', `/collections/${name}/snapshots`),
      result(server, 'GET', `/collections/${name}/shards/0/snapshots`),
      result(server, 'GET', `/collections/${name}/aliases`),
    ]);
  return [names, await Promise.all(names.map(of)), await result(server, 'GET', '/snapshots')];
}

/** The plan of a dry run after which everything is as it was. */
async function plan(server: Server, method: string, path: string, body?: unknown): Promise<RecoveryPlan> {
  const before = await everything(server);
  const answer = await result<RecoveryPlan>(server, method, `${path}${path.includes('?') ? '&' : '?'}dry_run=true`, body);
  expect(await everything(server)).toEqual(before);
  return answer;
}

const codes = ({ warnings }: RecoveryPlan): string[] => warnings.map(({ code }) => code).sort();

describe('the plan of a collection', () => {
  it('that is not there yet tells what would be made, and the recovery then makes exactly that', async () => {
    const server = await start();
    const archive = await fixture('real_1.19_mix_collection.snapshot');
    const planned = await plan(server, 'POST', '/collections/m/snapshots/upload', form(archive));
    expect(planned).toMatchObject({
      collection: 'm',
      action: 'create',
      archive: {
        kind: 'collection',
        size: archive.length,
        sha256: 'a7c5aa76bf92cbc6383f4e4454a60bbace4bca965eed3e0888d7217238b51634',
        checksum_compared: false,
        collection_version: '0.4.2',
        oldest_writer: '1.19',
      },
      points: { before: null, after: 55 },
      shards: [{ shard_id: 0, points: { before: null, after: 55 }, segments: 2, indexed_segments: 0, pending_operations: 0 }],
      payload_indexes: { kept: [], added: ['i', 'city'], removed: [] },
      aliases: [],
      kept_settings: [],
      warnings: [],
    });
    expect(planned.disk.needed).toBeGreaterThanOrEqual(archive.length);
    expect(planned.disk.free).toBeGreaterThan(0);
    expect(await result(server, 'POST', '/collections/m/snapshots/upload', form(archive))).toBe(true);
    const info = await result<{ points_count: number; config: unknown; payload_schema: object }>(server, 'GET', '/collections/m');
    expect(info).toMatchObject({ points_count: planned.points.after, config: planned.config });
    expect(Object.keys(info.payload_schema)).toEqual(planned.payload_indexes.added);
  });

  it('that is there tells both sides, what stays, and takes an alias for it', async () => {
    const server = await start();
    await makeCollection(server, 'c', [1, 2, 3]);
    await result(server, 'PUT', '/collections/c/index?wait=true', { field_name: 'brought', field_schema: 'integer' });
    const archive = await archiveOf(server, 'c');
    await result(server, 'DELETE', '/collections/c');
    await makeCollection(server, 'c', [7, 8, 9, 10], { hnsw_config: { m: 24 }, optimizers_config: { flush_interval_sec: 9 } });
    await result(server, 'PUT', '/collections/c/index?wait=true', { field_name: 'own', field_schema: 'keyword' });
    await result(server, 'POST', '/collections/aliases', { actions: [{ create_alias: { alias_name: 'al', collection_name: 'c' } }] });
    const planned = await plan(server, 'POST', '/collections/al/snapshots/upload', form(archive));
    expect(planned).toMatchObject({
      collection: 'c',
      action: 'replace',
      points: { before: 4, after: 3 },
      kept_settings: [
        { field: 'hnsw_config.m', kept: 24, in_archive: 16 },
        { field: 'optimizer_config.flush_interval_sec', kept: 9, in_archive: 5 },
      ],
      payload_indexes: { kept: ['own'], added: ['brought'], removed: [] },
      aliases: ['al'],
    });
    expect(codes(planned)).toEqual(['fewer_points', 'settings_kept']);
    await result(server, 'POST', '/collections/al/snapshots/upload', form(archive));
    const info = await result<{ points_count: number; config: unknown; payload_schema: object }>(server, 'GET', '/collections/c');
    expect(info).toMatchObject({ points_count: 3, config: planned.config });
    expect(Object.keys(info.payload_schema).sort()).toEqual(['brought', 'own']);
  });

  it('with shard keys has every point of every key, also under a new name', async () => {
    const server = await start();
    const archive = await fixture('real_1.19_custom_sharding.snapshot');
    const { points } = JSON.parse(new TextDecoder().decode(await fixture('real_1.19_custom_sharding.json'))) as {
      points: { shard_key: string | number }[];
    };
    const planned = await plan(server, 'POST', '/collections/new_name/snapshots/upload', form(archive));
    expect(planned.points).toEqual({ before: null, after: points.length });
    for (const key of ['tenantA', 7, 'b c']) {
      const own = planned.shards.filter(({ shard_key: shardKey }) => shardKey === key);
      expect(own.reduce((sum, shard) => sum + shard.points.after, 0)).toBe(points.filter((point) => point.shard_key === key).length);
    }
  });

  it('comes from a location as from an upload', async () => {
    const server = await start();
    await makeCollection(server, 'c', [1, 2]);
    const made = await result<{ name: string; checksum: string }>(server, 'POST', '/collections/c/snapshots');
    const archive = await bytes(server, `/collections/c/snapshots/${made.name}`);
    const fetched: string[] = [];
    const remote = createHttpServer((request, response) => {
      fetched.push(request.method ?? '');
      response.end(archive);
    });
    await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => remote.close(resolve)));
    const url = `http://127.0.0.1:${(remote.address() as AddressInfo).port}/x.snapshot`;
    for (const location of [url, `file:///snapshots/c/${made.name}`]) {
      const planned = await plan(server, 'PUT', '/collections/new/snapshots/recover', { location, checksum: made.checksum });
      expect(planned).toMatchObject({
        action: 'create',
        points: { before: null, after: 2 },
        archive: { sha256: made.checksum, checksum_compared: true },
      });
    }
    expect(fetched).toEqual(['GET']);
  });
});

describe('the plan of a shard', () => {
  it('leaves the others as they are', async () => {
    const server = await start();
    const ids = Array.from({ length: 40 }, (_, at) => at);
    await makeCollection(server, 'c', ids, { shard_number: 2 });
    const made = await result<{ name: string }>(server, 'POST', '/collections/c/shards/1/snapshots');
    const before = await plan(server, 'PUT', '/collections/c/shards/1/snapshots/recover', { location: made.name });
    const [first, second] = before.shards;
    expect(before).toMatchObject({ shard_id: 1, action: 'replace', archive: { kind: 'shard' }, points: { before: 40, after: 40 } });
    expect(first).toEqual({ shard_id: 0, points: { before: first?.points.after, after: first?.points.after } });
    expect(second).toMatchObject({ shard_id: 1, segments: expect.any(Number) });
    await result(server, 'POST', '/collections/c/points/delete?wait=true', { points: ids });
    const after = await plan(
      server,
      'POST',
      '/collections/c/shards/1/snapshots/upload',
      form(await bytes(server, `/collections/c/shards/1/snapshots/${made.name}`)),
    );
    expect(after.points).toEqual({ before: 0, after: second?.points.after });
    expect(after.shards.map(({ points }) => points.before)).toEqual([0, 0]);
  });

  it('that gets a partial snapshot is a merge', async () => {
    const server = await start();
    await makeCollection(server, 'c', [1, 2, 3]);
    const archive = await bytes(server, '/collections/c/shards/0/snapshot/partial/create', 'POST', {});
    await result(server, 'PUT', '/collections/c/points?wait=true', { points: [{ id: 4, vector: [4, 1] }] });
    const planned = await plan(server, 'POST', '/collections/c/shards/0/snapshot/partial/recover', form(archive));
    expect(planned).toMatchObject({ action: 'merge', shard_id: 0, archive: { kind: 'partial' }, points: { before: 4, after: 3 } });
    expect(await result(server, 'POST', '/collections/c/shards/0/snapshot/partial/recover', form(archive))).toBeNull();
    expect(await result(server, 'POST', '/collections/c/points/count', {})).toEqual({ count: 3 });
  });

  it('that is behind another node tells what would come from there, and false when that is nothing', async () => {
    const path = '/collections/c/shards/0/snapshot/partial/recover_from';
    const ahead = await start({ listen: true, grpcPort: null });
    const behind = await start();
    for (const server of [ahead, behind]) await makeCollection(server, 'c', []);
    await makePoints(ahead, [1, 2, 3]);
    const body = { peer_url: ahead.url };
    expect(await plan(behind, 'POST', path, body)).toMatchObject({ action: 'merge', points: { before: 0, after: 3 } });
    expect(await result(behind, 'POST', path, body)).toBe(true);
    expect(await result(behind, 'POST', '/collections/c/points/count', {})).toEqual({ count: 3 });
    expect(await plan(behind, 'POST', path, body)).toBe(false);
    const unreachable = await call(behind, 'POST', `${path}?dry_run=true`, { peer_url: 'http://127.0.0.1:1' });
    expect(unreachable.status).toBe(502);
  });
});

describe('warnings', () => {
  it('tell of an archive without points, as a node without the shards makes it', async () => {
    const server = await start();
    await makeCollection(server, 'c', []);
    const archive = await archiveOf(server, 'c');
    expect(codes(await plan(server, 'POST', '/collections/new/snapshots/upload', form(archive)))).toContain('no_points');
    await result(server, 'PUT', '/collections/c/points?wait=true', { points: [{ id: 1, vector: [1, 1] }] });
    const { warnings } = await plan(server, 'POST', '/collections/c/snapshots/upload', form(archive));
    expect(warnings.find(({ code }) => code === 'no_points')?.message).toContain('The 1 points that are there now would be gone');
  });

  it('tell who could have made it', async () => {
    const server = await start();
    const archive = await fixture('real_1.19_mix_collection.snapshot');
    const unversioned = await edited(archive, (tree) => tree.remove('version.info'));
    expect(codes(await plan(server, 'POST', '/collections/m/snapshots/upload', form(unversioned)))).toEqual(['unknown_version']);
    const older = await edited(archive, async (tree) => {
      for (const segment of await tree.segments()) {
        for (const file of ['payload_storage/config.json', 'vector_storage-sp/store/config.json']) {
          await tree.edit(`0/segments/${segment}/${file}`, ({ mode: _mode, ...rest }: Record<string, unknown>) => rest);
        }
        for (const name of ['c', 'f16', 'u8', 'mv']) {
          await tree.edit(
            `0/segments/${segment}/vector_storage-${name}/vectors/config.json`,
            ({ populate: _p, ...rest }: Record<string, unknown>) => rest,
          );
        }
      }
    });
    const planned = await plan(server, 'POST', '/collections/m/snapshots/upload', form(older));
    expect([planned.archive.oldest_writer, codes(planned), planned.points.after]).toEqual(['1.14', ['older_writer'], 55]);
  });

  it('tell of operations that are in the log only', async () => {
    const server = await start();
    const { points } = JSON.parse(new TextDecoder().decode(await fixture('wal_pending.json'))) as { points: unknown[] };
    const shard = await fixture('wal_pending.tar');
    await result(server, 'PUT', '/collections/w', await settingsOf(shard));
    const planned = await plan(server, 'POST', '/collections/w/shards/0/snapshots/upload', form(shard));
    expect(planned.points.after).toBe(points.length);
    expect(codes(planned)).toContain('pending_operations');
    expect(planned.shards[0]?.pending_operations).toBeGreaterThan(0);
  });

  it('tell of points that belong to other shards: those of another shard, or of another number of them', async () => {
    const server = await start();
    const ids = Array.from({ length: 60 }, (_, at) => at);
    await makeCollection(server, 'one', ids);
    await makeCollection(server, 'two', ids, { shard_number: 2 });
    const [whole, first] = await Promise.all([
      bytes(server, '/collections/one/shards/0/snapshot'),
      bytes(server, '/collections/two/shards/0/snapshot'),
    ]);
    const into = (shard: number, archive: Uint8Array): Promise<RecoveryPlan> =>
      plan(server, 'POST', `/collections/two/shards/${shard}/snapshots/upload`, form(archive));
    for (const planned of [await into(0, whole), await into(1, first)]) {
      expect(codes(planned)).toContain('misplaced_points');
      expect(planned.shards[planned.shard_id ?? 0]?.misplaced_points).toBeGreaterThan(10);
    }
    expect(codes(await into(0, first))).toEqual([]);
  });

  it('tell of many points without a graph', async () => {
    const server = await start();
    await makeCollection(
      server,
      'c',
      Array.from({ length: 300 }, (_, at) => at),
      { optimizers_config: { indexing_threshold: 1 } },
    );
    const planned = await plan(server, 'POST', '/collections/new/snapshots/upload', form(await archiveOf(server, 'c')));
    expect(planned.warnings).toEqual([{ code: 'no_graph', message: expect.stringContaining('300 points') }]);
  });
});

interface VectorJson {
  size: number;
  distance: string;
  datatype?: string;
  multivector_config?: object;
}

/** The vectors of a shard snapshot, as a collection of them is created. */
async function settingsOf(shard: Uint8Array): Promise<object> {
  let settings: object = {};
  await edited(shard, async (tree) => {
    const [segment] = await tree.segments('');
    await tree.edit(
      `segments/${segment}/segment.json`,
      (json: { config: { vector_data: Record<string, VectorJson>; sparse_vector_data?: object } }) => {
        const vectors = Object.entries(json.config.vector_data).map(([name, { size, distance, datatype, multivector_config: multi }]) => {
          return [name, { size, distance, ...(datatype ? { datatype } : {}), ...(multi ? { multivector_config: multi } : {}) }] as const;
        });
        const sparse = Object.fromEntries(Object.keys(json.config.sparse_vector_data ?? {}).map((name) => [name, {}]));
        const unnamed = vectors.length === 1 && vectors[0]?.[0] === '' ? vectors[0][1] : Object.fromEntries(vectors);
        settings = { vectors: unnamed, sparse_vectors: sparse };
      },
    );
  });
  return settings;
}

describe('a dry run', () => {
  it('cannot be combined with wait=false', async () => {
    const server = await start();
    await makeCollection(server, 'c', [1]);
    const archive = await archiveOf(server, 'c');
    for (const path of ['snapshots/upload', 'shards/0/snapshots/upload', 'shards/0/snapshot/partial/recover']) {
      const response = await call(server, 'POST', `/collections/c/${path}?wait=false&dry_run=true`, form(archive));
      expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('cannot be combined with wait=false')]);
    }
    const body = { location: 'http://127.0.0.1:1/x' };
    for (const path of ['snapshots/recover', 'shards/0/snapshots/recover'])
      expect((await call(server, 'PUT', `/collections/c/${path}?wait=false&dry_run=true`, body)).status).toBe(400);
    const peer = { peer_url: 'http://127.0.0.1:1' };
    const from = '/collections/c/shards/0/snapshot/partial/recover_from';
    expect((await call(server, 'POST', `${from}?wait=false&dry_run=true`, peer)).status).toBe(400);
    expect((await call(server, 'PUT', '/collections/c/snapshots/recover?dry_run=yes', body)).status).toBe(400);
  });

  it('with a wrong checksum fails as the recovery does', async () => {
    const server = await start();
    await makeCollection(server, 'c', [1]);
    const archive = await archiveOf(server, 'c');
    const answers = await Promise.all(
      ['', '&dry_run=true'].map(async (query) => {
        const response = await call(server, 'POST', `/collections/x/snapshots/upload?checksum=${'0'.repeat(64)}${query}`, form(archive));
        return [response.status, ((await response.json()) as { error: string }).error];
      }),
    );
    expect(answers[0]).toEqual([400, expect.stringContaining('Checksum mismatch')]);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('needs the rights of the recovery', async () => {
    const server = await start({ apiKey: 'all', readOnlyApiKey: 'read' });
    const body = { location: 'file:///snapshots/c/x.snapshot' };
    const status = async (key: string): Promise<number> =>
      (await call(server, 'PUT', '/collections/c/snapshots/recover?dry_run=true', body, { 'api-key': key })).status;
    expect([await status('read'), await status('none'), await status('all')]).toEqual([403, 401, 400]);
  });
});
