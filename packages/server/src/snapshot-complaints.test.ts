import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { packTar, treeEntries, unpackTar } from '@sextant/snapshot';
import { type S3Server, startS3FaultProxy, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createServer } from './create-server.ts';
import {
  customFixture,
  customPoints,
  differences,
  fixturePath,
  fullArchive,
  fullFixture,
  mixFixture,
} from './restore/archives.test.data.ts';
import type { Server, ServerOptions } from './server-options.ts';

// What users of Qdrant reported about snapshots, each with the issue that tells of it. A report is proven wrong here, or told apart.

async function start(options: ServerOptions = {}): Promise<Server> {
  const server = await createServer(options);
  onTestFinished(() => server.close());
  return server;
}

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sextant-complaint-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

interface Answer {
  readonly status: number;
  readonly error: string;
  // The shape is that of the operation.
  readonly result: ReturnType<typeof JSON.parse>;
}

async function call(server: Server, method: string, path: string, body?: unknown): Promise<Answer> {
  const isForm = body instanceof FormData;
  const answer = await fetch(server.url + path, {
    method,
    ...(isForm || body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.startsWith('application/json') === true ? JSON.parse(text) : {};
  return { status: answer.status, error: json.status?.error ?? text, result: json.result };
}

async function ok(server: Server, method: string, path: string, body?: unknown): Promise<Answer['result']> {
  const { status, error, result } = await call(server, method, path, body);
  expect([status, status === 200 ? '' : error]).toEqual([200, '']);
  return result;
}

const upload = (server: Server, collection: string, archive: BlobPart, query = '') => {
  const form = new FormData();
  form.append('snapshot', new Blob([archive]), 'up.snapshot');
  return call(server, 'POST', `/collections/${encodeURIComponent(collection)}/snapshots/upload${query}`, form);
};

async function fill(server: Server, name: string, ids: readonly number[], settings: object = {}): Promise<void> {
  await ok(server, 'PUT', `/collections/${name}`, { vectors: { size: 2, distance: 'Dot' }, ...settings });
  const points = ids.map((id) => ({ id, vector: [id, 1], payload: { id } }));
  await ok(server, 'PUT', `/collections/${name}/points?wait=true`, { points });
}

/** Points with payloads that no compressor makes smaller. */
async function fillWithNoise(server: Server, name: string, bytes: number): Promise<void> {
  for (let at = 0; at < bytes; at += 4_000_000) {
    const points = Array.from({ length: 200 }, (_, id) => ({
      id: 1000 + at / 1000 + id,
      vector: [1, 1],
      payload: { text: randomBytes(15_000).toString('base64') },
    }));
    await ok(server, 'PUT', `/collections/${name}/points?wait=true`, { points });
  }
}

async function idsOf(server: Server, name: string): Promise<number[]> {
  const { points } = await ok(server, 'POST', `/collections/${name}/points/scroll`, { limit: 1000 });
  return points.map(({ id }: { id: number }) => id);
}

async function snapshotOf(server: Server, name: string): Promise<ArrayBuffer> {
  const made = await ok(server, 'POST', `/collections/${name}/snapshots`);
  return (await fetch(`${server.url}/collections/${name}/snapshots/${made.name}`)).arrayBuffer();
}

/** An archive with some of its files changed. */
async function edited(archive: ArrayBuffer, edit: (vfs: Vfs, root: string) => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const vfs = memoryVfs();
  await vfs.mkdir('/a');
  await unpackTar(Readable.from([Buffer.from(archive)]), vfs, '/a');
  await edit(vfs, '/a');
  const chunks: Uint8Array[] = [];
  for await (const chunk of packTar(await treeEntries(vfs, '/a'))) chunks.push(chunk.slice());
  return Buffer.concat(chunks);
}

async function write(vfs: Vfs, path: string, text: string): Promise<void> {
  await vfs.rm(path);
  const file = await vfs.open(path, 'wx+');
  await file.write(new TextEncoder().encode(text), 0);
  await file.close();
}

describe('what users reported', () => {
  it('q#2972: a snapshot taken on a node without the shards looks fine, and is none', async () => {
    const server = await start();
    await fill(server, 'c', [1, 2, 3]);
    const elsewhere = JSON.stringify({ is_local: false, this_peer_id: 7, peers: { 8: 'Active' } });
    const archive = await edited(await snapshotOf(server, 'c'), (vfs, root) => write(vfs, `${root}/0/replica_state.json`, elsewhere));
    const answer = await upload(server, 'c', archive);
    expect(answer.status).toBe(400);
    expect(answer.error).toMatch(/0\/replica_state\.json: .*missing data at shard: 0.*; take the snapshot on a node that holds the shard/);
    expect(await idsOf(server, 'c')).toEqual([1, 2, 3]);
  });

  it('q#6575, q#7851: replicas that were recovering when the snapshot was taken stay so for ever', async () => {
    const server = await start();
    await fill(server, 'c', [1, 2, 3]);
    const recovering = JSON.stringify({ is_local: true, this_peer_id: 7, peers: { 7: 'Partial', 8: 'Dead', 9: 'Active' } });
    const archive = await edited(await snapshotOf(server, 'c'), (vfs, root) => write(vfs, `${root}/0/replica_state.json`, recovering));
    expect(await upload(server, 'restored', archive)).toMatchObject({ status: 200 });
    const { local_shards, remote_shards } = await ok(server, 'GET', '/collections/restored/cluster');
    expect(local_shards).toMatchObject([{ shard_id: 0, state: 'Active', points_count: 3 }]);
    expect(remote_shards).toEqual([]);
    expect(await call(server, 'GET', '/readyz')).toMatchObject({ status: 200 });
  });

  it('q#10135: custom sharding restored under a new name loses all points', async () => {
    const server = await start();
    expect(await upload(server, 'new name', await readFile(customFixture))).toMatchObject({ status: 200 });
    expect(await differences(server.engine.collection('new name'), await customPoints())).toEqual([]);
    for (const shard_key of ['tenantA', 7, 'b c']) {
      const { count } = await ok(server, 'POST', '/collections/new%20name/points/count', { shard_key, exact: true });
      expect(count).toBe((await customPoints()).filter((point) => point.shard_key === shard_key).length);
    }
  });

  it('q#6500: another number of shards is refused without a way out', async () => {
    const server = await start();
    await fill(server, 'three', [1, 2, 3], { shard_number: 3 });
    await fill(server, 'one', [4]);
    const answer = await upload(server, 'three', await snapshotOf(server, 'one'));
    expect(answer.status).toBe(400);
    expect(answer.error).toMatch(
      /Collection shard number: 3 Snapshot shard number: 1.*recover into another collection, or delete this one/,
    );
    expect(await idsOf(server, 'three')).toEqual([1, 2, 3]);
  });

  it('q#6754: aliases are gone after a restore', async () => {
    const server = await start({ storage: 'memory', restore: { storageSnapshot: fullFixture } });
    expect((await ok(server, 'GET', '/aliases')).aliases).toEqual([{ alias_name: 'c2alias', collection_name: 'col2' }]);
    // A snapshot of the collection alone has none: the collection that it replaces keeps its own.
    expect(await upload(server, 'col2', await readFile(fixturePath('collection_2shards.snapshot')))).toMatchObject({ status: 200 });
    expect((await ok(server, 'GET', '/aliases')).aliases).toEqual([{ alias_name: 'c2alias', collection_name: 'col2' }]);
  });

  it('q#5983: a malformed archive leaves a folder that the next start panics on', async () => {
    const directory = await scratch();
    const options = { storage: join(directory, 'storage') };
    const first = await createServer(options);
    await fill(first, 'kept', [1, 2]);
    const whole = Buffer.from(await snapshotOf(first, 'kept'));
    for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.from('no archive'), whole.fill(0xff, 2048, 4096)])
      expect(await upload(first, 'bad', damaged)).toMatchObject({ status: 400 });
    await first.close();
    expect(await readdir(join(directory, 'storage/collections'))).toEqual(['kept']);
    expect(await readdir(join(directory, 'storage/tmp'))).toEqual([]);
    const second = await start(options);
    expect(await idsOf(second, 'kept')).toEqual([1, 2]);
    expect(await call(second, 'GET', '/collections/bad')).toMatchObject({ status: 404 });
  });

  it('q#8357: a failed creation leaves half a snapshot, or its checksum, in the list', async () => {
    const directory = await scratch();
    const server = await start({ storage: join(directory, 'storage') });
    await fill(server, 'c', [1]);
    // Where the snapshot should go there is a file.
    await mkdir(join(directory, 'snapshots'), { recursive: true });
    await rm(join(directory, 'snapshots/c'), { recursive: true, force: true });
    await writeFile(join(directory, 'snapshots/c'), 'in the way');
    expect((await call(server, 'POST', '/collections/c/snapshots')).status).toBeGreaterThanOrEqual(400);
    await rm(join(directory, 'snapshots/c'));
    expect(await ok(server, 'GET', '/collections/c/snapshots')).toEqual([]);
    await ok(server, 'POST', '/collections/c/snapshots');
    expect((await readdir(join(directory, 'snapshots/c'))).length).toBe(2);
  });

  it('q#9772: a recovery at start empties the directory of temporary files that others use', async () => {
    const directory = await scratch();
    const shared = join(directory, 'shared');
    await mkdir(shared);
    await writeFile(join(shared, 'somebody-elses'), 'work');
    const restore = { storageSnapshot: fullFixture };
    await start({ storage: join(directory, 'storage'), restore, config: { storage: { temp_path: shared } } });
    expect(await readdir(shared)).toEqual(['somebody-elses']);
  });

  it('q#5548: a restore of a hundred collections and more runs out of file descriptors', async () => {
    const directory = await scratch();
    const source = await start();
    await fill(source, 'c', [1, 2, 3], { wal_config: { wal_capacity_mb: 1 } });
    const one = new Uint8Array(await snapshotOf(source, 'c'));
    const names = Array.from({ length: 110 }, (_, at) => `c${String(at).padStart(3, '0')}`);
    const archive = join(directory, 'full.snapshot');
    await writeFile(archive, await fullArchive(Object.fromEntries(names.map((name) => [name, one]))));
    const descriptors = async () => (await readdir('/proc/self/fd')).length;
    const before = process.platform === 'linux' ? await descriptors() : 0;
    const server = await start({ storage: join(directory, 'storage'), restore: { storageSnapshot: archive } });
    expect((await ok(server, 'GET', '/collections')).collections.length).toBe(110);
    expect(await idsOf(server, 'c109')).toEqual([1, 2, 3]);
    // The usual limit of a process is 1,024.
    if (process.platform === 'linux') expect((await descriptors()) - before).toBeLessThan(550);
  });

  it('q#5139: a collection restored from segments without an index stays grey', async () => {
    const server = await start();
    expect(await upload(server, 'mix', await readFile(mixFixture))).toMatchObject({ status: 200 });
    expect(await ok(server, 'GET', '/collections/mix')).toMatchObject({ status: 'green', optimizer_status: 'ok' });
  });

  it('q#3114, q#3577: a handful of points makes a snapshot of 65 MB', async () => {
    const server = await start();
    await fill(server, 'c', [1, 2, 3], { shard_number: 6 });
    expect((await snapshotOf(server, 'c')).byteLength).toBeLessThan(400_000);
  });

  it('q#5071, q#1796: large integers lose digits on the way', async () => {
    const server = await start();
    await ok(server, 'PUT', '/collections/c', { vectors: { size: 2, distance: 'Dot' } });
    const body = '{"points":[{"id":18446744073709551615,"vector":[1,2],"payload":{"n":9223372036854775807,"m":-9223372036854775808}}]}';
    const put = await fetch(`${server.url}/collections/c/points?wait=true`, { method: 'PUT', body });
    expect(put.status).toBe(200);
    expect(await upload(server, 'd', await snapshotOf(server, 'c'))).toMatchObject({ status: 200 });
    const answer = await (await fetch(`${server.url}/collections/d/points/18446744073709551615`)).text();
    for (const digits of ['18446744073709551615', '9223372036854775807', '-9223372036854775808']) expect(answer).toContain(digits);
  });
});

describe.skipIf(versitygw === undefined)('what users reported of S3', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startVersitygw();
  });
  afterAll(() => s3[Symbol.asyncDispose]());

  const onS3 = (bucket: string, endpoint: string, storage: string): ServerOptions => ({
    storage,
    snapshotsPath: './snapshots',
    config: {
      storage: {
        snapshots_config: {
          snapshots_storage: 's3',
          s3_config: { bucket, access_key: s3.accessKey, secret_key: s3.secretKey, endpoint_url: endpoint },
        },
      },
    },
  });

  it('q#5227: shard snapshots are lost after a restart', async () => {
    const options = onS3(await s3.newBucket(), s3.endpoint, join(await scratch(), 'storage'));
    const shard = '/collections/c/shards/0/snapshots';
    const first = await createServer(options);
    await fill(first, 'c', [1, 2, 3]);
    const made = await ok(first, 'POST', shard);
    await first.close();
    const server = await start(options);
    expect(await ok(server, 'GET', shard)).toEqual([made]);
    const bytes = await (await fetch(`${server.url}${shard}/${made.name}`)).arrayBuffer();
    expect(bytes.byteLength).toBe(made.size);
    await ok(server, 'POST', '/collections/c/points/delete?wait=true', { points: [1, 2] });
    expect(await ok(server, 'PUT', `${shard}/recover`, { location: made.name, checksum: made.checksum })).toBe(true);
    expect(await idsOf(server, 'c')).toEqual([1, 2, 3]);
    const again = await ok(server, 'POST', shard);
    expect((await ok(server, 'GET', shard)).length).toBe(2);
    for (const { name } of [made, again]) expect(await ok(server, 'DELETE', `${shard}/${name}`)).toBe(true);
    expect(await ok(server, 'GET', shard)).toEqual([]);
  });

  it('q#5143: a list shows only what the node has that was asked', async () => {
    const bucket = await s3.newBucket();
    const [one, other] = [await start(onS3(bucket, s3.endpoint, 'memory')), await start(onS3(bucket, s3.endpoint, 'memory'))];
    for (const server of [one, other]) await fill(server, 'c', [1]);
    const made = [await ok(one, 'POST', '/collections/c/snapshots'), await ok(other, 'POST', '/collections/c/snapshots')];
    for (const server of [one, other]) {
      const listed = await ok(server, 'GET', '/collections/c/snapshots');
      expect(new Set(listed.map(({ name }: { name: string }) => name))).toEqual(new Set(made.map(({ name }) => name)));
    }
  });

  it.each([
    ['q#8383, Ceph', 400, 'InvalidRequest'],
    ['q#4701, GCS', 405, 'MethodNotAllowed'],
  ])('%s: a store without multipart uploads is of no use', async (_who, status, code) => {
    const proxy = await startS3FaultProxy(s3.endpoint);
    onTestFinished(() => proxy[Symbol.asyncDispose]());
    const server = await start(onS3(await s3.newBucket(), proxy.endpoint, 'memory'));
    proxy.fail('CreateMultipartUpload', { kind: 'answer', status, code }, 100);
    await fill(server, 'c', [1, 2]);
    // What fits into one request is sent as one.
    const made = await ok(server, 'POST', '/collections/c/snapshots');
    expect(await ok(server, 'GET', '/collections/c/snapshots')).toEqual([made]);
    await fillWithNoise(server, 'c', 12_000_000);
    const large = await call(server, 'POST', '/collections/c/snapshots');
    expect(large.status).toBe(502);
    expect(large.error).toMatch(new RegExp(`${status}|${code}`));
    expect(await ok(server, 'GET', '/collections/c/snapshots')).toEqual([made]);
  });

  it('q#6515: a part that breaks ends the whole snapshot', async () => {
    const proxy = await startS3FaultProxy(s3.endpoint);
    onTestFinished(() => proxy[Symbol.asyncDispose]());
    const bucket = await s3.newBucket();
    const server = await start(onS3(bucket, proxy.endpoint, 'memory'));
    await fill(server, 'c', [1, 2]);
    await fillWithNoise(server, 'c', 20_000_000);
    proxy.fail('UploadPart', { kind: 'cut_request', afterBytes: 1_000_000 }, 2);
    const made = await ok(server, 'POST', '/collections/c/snapshots');
    expect(proxy.requests.filter((operation) => operation === 'UploadPart').length).toBeGreaterThan(2);
    const bytes = await (await fetch(`${server.url}/collections/c/snapshots/${made.name}`)).arrayBuffer();
    expect(await upload(server, 'd', bytes, `?checksum=${made.checksum}`)).toMatchObject({ status: 200 });
    expect(await s3.uploads(bucket)).toEqual([]);
  });
});
