import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { ShardSnapshots, Snapshots } from '@sextant/contract/grpc';
import { type S3FaultProxy, type S3Server, startS3FaultProxy, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer<ArrayBuffer>;
  readonly result: unknown;
  readonly error: string;
}

interface Described {
  readonly name: string;
  readonly size: number;
  readonly checksum?: string;
  readonly creation_time: string;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(versitygw === undefined)('the API over S3', () => {
  let s3: S3Server;
  let proxy: S3FaultProxy;
  let bucket: string;
  let directory: string;
  let server: Server;
  let log: string[];

  beforeAll(async () => {
    s3 = await startVersitygw();
    proxy = await startS3FaultProxy(s3.endpoint);
  });
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await s3?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    bucket = await s3.newBucket();
    directory = await mkdtemp(join(tmpdir(), 'sextant-s3-api-'));
    log = [];
    proxy.reset();
    await start();
  });
  afterEach(async () => {
    await server?.close();
    await rm(directory, { recursive: true, force: true });
    expect(await s3.uploads(bucket)).toEqual([]);
    expect(log.join('')).not.toContain(s3.secretKey);
  });

  async function start(storage: 's3' | 'local' = 's3', s3Config: Record<string, string> = {}): Promise<void> {
    const s3_config = { bucket, access_key: s3.accessKey, secret_key: s3.secretKey, endpoint_url: proxy.endpoint, ...s3Config };
    server = await createServer({
      storage: join(directory, 'storage'),
      snapshotsPath: join(directory, 'snapshots'),
      config: { storage: { snapshots_config: { snapshots_storage: storage, s3_config } } },
      log: { write: (line) => void log.push(line) },
    });
  }

  async function restart(): Promise<void> {
    await server.close();
    await start();
  }

  /** Keys below the snapshots path. */
  async function keys(): Promise<string[]> {
    const prefix = `${directory.slice(1)}/snapshots/`;
    return (await s3.keys(bucket)).map((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : `/${key}`));
  }

  async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const isForm = body instanceof FormData;
    const init = { method, headers, ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) };
    const answer = await fetch(server.url + path, init);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const json = (answer.headers.get('content-type') ?? '').startsWith('application/json') ? JSON.parse(bytes.toString()) : {};
    return { status: answer.status, headers: answer.headers, bytes, result: json.result, error: String(json.status?.error ?? bytes) };
  }

  async function ok<T>(method: string, path: string, body?: object): Promise<T> {
    const { status, result, error } = await call(method, path, body);
    expect([status, status === 200 ? '' : error]).toEqual([200, '']);
    return result as T;
  }

  async function makeCollection(name: string, ...ids: number[]): Promise<void> {
    const path = `/collections/${encodeURIComponent(name)}`;
    await ok('PUT', path, { vectors: { size: 2, distance: 'Dot' } });
    await ok('PUT', `${path}/points?wait=true`, { points: ids.map((id) => ({ id, vector: [id, 1], payload: { id } })) });
  }

  async function points(name: string): Promise<number[]> {
    const { points: found } = await ok<{ points: { id: number }[] }>('POST', `/collections/${encodeURIComponent(name)}/points/scroll`, {});
    return found.map(({ id }) => id);
  }

  const remove = (name: string, ...ids: number[]) =>
    ok('POST', `/collections/${encodeURIComponent(name)}/points/delete?wait=true`, { points: ids });

  describe.each([
    ['collection', '/collections/c/snapshots', 'c/'],
    ['shard', '/collections/c/shards/0/snapshots', 'c/shards/0/'],
    ['full', '/snapshots', ''],
  ])('%s snapshots', (kind, path, place) => {
    beforeEach(() => makeCollection('c', 1, 2, 3));

    it('are made, listed, downloaded whole and in ranges, and deleted, with a restart in between', async () => {
      const made = await ok<Described>('POST', path);
      expect(made.name).toMatch(
        { collection: /^c-\d+-[\d-]{19}\.snapshot$/, shard: /^c-shard-0-/, full: /^full-snapshot-/ }[kind] as RegExp,
      );
      expect(await keys()).toEqual([`${place}${made.name}`, `${place}${made.name}.checksum`]);
      await restart();
      expect(await ok('GET', path)).toEqual([made]);
      const whole = await call('GET', `${path}/${made.name}`);
      expect(whole.status).toBe(200);
      expect(whole.bytes.length).toBe(made.size);
      expect(sha256(whole.bytes)).toBe(made.checksum);
      expect(whole.headers.get('content-length')).toBe(String(made.size));
      expect(whole.headers.get('etag')).toBe(`"${made.checksum}"`);
      expect(new Date(whole.headers.get('last-modified') ?? '').getTime()).toBe(Date.parse(`${made.creation_time}Z`));
      const part = await call('GET', `${path}/${made.name}`, undefined, { range: 'bytes=100-1099' });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-1099/${made.size}`]);
      expect(part.bytes).toEqual(whole.bytes.subarray(100, 1100));
      expect(await ok('DELETE', `${path}/${made.name}`)).toBe(true);
      expect((await call('DELETE', `${path}/${made.name}`)).status).toBe(404);
      expect((await call('GET', `${path}/${made.name}`)).status).toBe(404);
      expect([await keys(), await ok('GET', path)]).toEqual([[], []]);
    });

    it('that S3 refuses to send are answered with the reason', async () => {
      const { name } = await ok<Described>('POST', path);
      // The first GetObject is that of the checksum.
      proxy.plant({ operation: 'GetObject', nth: 2, fault: { kind: 'answer', status: 403, code: 'AccessDenied' } });
      const refused = await call('GET', `${path}/${name}`);
      expect([refused.status, refused.error]).toEqual([502, expect.stringContaining('S3 answered 403 AccessDenied')]);
      proxy.reset();
      proxy.plant({ operation: 'GetObject', nth: 2, fault: { kind: 'answer', status: 404, code: 'NoSuchKey' } });
      const deleted = await call('GET', `${path}/${name}`, undefined, { range: 'bytes=10-19' });
      expect(deleted.status).toBe(404);
      expect(deleted.error).toBe((await call('GET', `${path}/none`)).error.replace('none', name));
    });

    it('are made and deleted in the background', async () => {
      expect((await call('POST', `${path}?wait=false`)).status).toBe(202);
      await expect.poll(keys).toHaveLength(2);
      const [made] = await ok<Described[]>('GET', path);
      expect((await call('DELETE', `${path}/${made?.name}?wait=false`)).status).toBe(202);
      await expect.poll(keys).toEqual([]);
    });
  });

  describe.each([
    ['a collection', '/collections/c/snapshots', 'c/', true],
    ['a shard', '/collections/c/shards/0/snapshots', 'c/shards/0/', null],
  ])('%s', (kind, path, place, uploaded) => {
    beforeEach(() => makeCollection('c', 1, 2, 3));

    it('is recovered by bare name, by s3:// and by URL, with a checksum and without', async () => {
      const made = await ok<Described>('POST', path);
      await restart();
      const api_key = `${s3.accessKey}:${s3.secretKey}`;
      const key = `${directory.slice(1)}/snapshots/${place}${made.name}`;
      const places = [
        { location: made.name },
        { location: `s3://${bucket}/${key}`, api_key },
        { location: `s3://${bucket}/${key}` },
        { location: `${server.url}${path}/${made.name}` },
      ];
      for (const where of places) {
        for (const checksum of [{}, { checksum: made.checksum }]) {
          await remove('c', 1);
          expect(await ok('PUT', `${path}/recover`, { ...where, ...checksum })).toBe(true);
          expect(await points('c')).toEqual([1, 2, 3]);
        }
        await remove('c', 1);
        const wrong = await call('PUT', `${path}/recover`, { ...where, checksum: 'ab'.repeat(32) });
        expect([wrong.status, wrong.error]).toEqual([400, expect.stringContaining('Snapshot checksum mismatch')]);
        expect(await points('c')).toEqual([2, 3]);
      }
    });

    it('is not recovered from what is not there, not allowed or damaged, and the answer says which', async () => {
      const made = await ok<Described>('POST', path);
      const api_key = `${s3.accessKey}:${s3.secretKey}`;
      const key = `${directory.slice(1)}/snapshots/${place}${made.name}`;
      const refused = async (body: object): Promise<[number, string]> => {
        const { status, error } = await call('PUT', `${path}/recover`, body);
        expect(error).not.toContain(s3.secretKey);
        return [status, error];
      };
      expect(await refused({ location: 'none.snapshot' })).toEqual([404, expect.stringContaining('none.snapshot not found')]);
      expect(await refused({ location: '../c.snapshot' })).toEqual([404, expect.any(String)]);
      expect(await refused({ location: `s3://${bucket}/none`, api_key })).toEqual([400, expect.stringContaining('404 NoSuchKey')]);
      expect(await refused({ location: `s3://no-such-bucket/none`, api_key })).toEqual([400, expect.stringContaining('404 NoSuchBucket')]);
      expect(await refused({ location: `s3://other-bucket/${key}` })).toEqual([
        400,
        expect.stringContaining('give api_key as ACCESS:SECRET'),
      ]);
      expect(await refused({ location: `s3://${bucket}/${key}`, api_key: 'nonsense' })).toEqual([
        400,
        expect.stringContaining('ACCESS:SECRET'),
      ]);
      expect(await refused({ location: `s3://${bucket}/${key}`, api_key: `${s3.accessKey}:wrong` })).toEqual([
        400,
        expect.stringContaining('403'),
      ]);
      expect(await refused({ location: `s3://${bucket}` })).toEqual([400, expect.stringContaining('expected s3://bucket/key')]);
      const whole = await call('GET', `${path}/${made.name}`);
      const damaged = Buffer.from(whole.bytes);
      damaged.writeUInt8(damaged.readUInt8(damaged.length >> 1) ^ 1, damaged.length >> 1);
      await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: `${key}-cut`, Body: whole.bytes.subarray(0, 5000) }));
      await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: `${key}-bad`, Body: damaged }));
      await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: `${key}-bad.checksum`, Body: made.checksum }));
      expect((await refused({ location: `s3://${bucket}/${key}-cut`, api_key }))[0]).toBe(400);
      expect(await refused({ location: `${made.name}-bad` })).toEqual([400, expect.stringContaining('checksum mismatch')]);
      expect(await points('c')).toEqual([1, 2, 3]);
    });

    it('is planned by a dry run from S3 and from an upload, which keeps nothing there', async () => {
      const made = await ok<Described>('POST', path);
      const { bytes } = await call('GET', `${path}/${made.name}`);
      await remove('c', 1);
      const before = await keys();
      const sent = new FormData();
      sent.set('snapshot', new Blob([Uint8Array.from(bytes)]), 'sent.snapshot');
      const planned = { action: 'replace', points: { before: 2, after: 3 }, archive: { sha256: made.checksum, size: made.size } };
      const compared = { ...planned, archive: { ...planned.archive, checksum_compared: true } };
      expect(await ok('PUT', `${path}/recover?dry_run=true`, { location: made.name })).toMatchObject(compared);
      expect(await ok('POST', `${path}/upload?dry_run=true`, sent)).toMatchObject(planned);
      expect([await points('c'), await keys()]).toEqual([[2, 3], before]);
    });

    it('is recovered from an upload, which is kept in S3', async () => {
      const made = await ok<Described>('POST', path);
      const { bytes } = await call('GET', `${path}/${made.name}`);
      await remove('c', 1, 2);
      const form = new FormData();
      form.set('snapshot', new Blob([bytes]), 'up ü.snapshot');
      expect(await ok('POST', `${path}/upload?checksum=${made.checksum}`, form)).toBe(uploaded);
      expect(await points('c')).toEqual([1, 2, 3]);
      expect(await keys()).toContain(`${place}up %C3%BC.snapshot`);
      expect((await ok<Described[]>('GET', path)).map(({ name }) => name)).toContain('up ü.snapshot');
      const bad = new FormData();
      bad.set('snapshot', new Blob([bytes.subarray(0, 4000)]), 'bad.snapshot');
      expect((await call('POST', `${path}/upload`, bad)).status).toBe(400);
      expect(await keys()).not.toContain(`${place}bad.snapshot`);
    });

    it(`answers 502, stays as it is and leaves nothing when S3 fails in the middle (${kind})`, async () => {
      const made = await ok<Described>('POST', path);
      const form = new FormData();
      form.set('snapshot', new Blob([(await call('GET', `${path}/${made.name}`)).bytes]), 'up.snapshot');
      const before = await keys();
      const refusal = { kind: 'answer', status: 403, code: 'AccessDenied' } as const;
      proxy.fail('PutObject', refusal);
      const failed = await call('POST', path);
      expect([failed.status, failed.error]).toEqual([
        502,
        expect.stringMatching(/^Bad gateway: PutObject of s3:\/\/.*: S3 answered 403 AccessDenied/),
      ]);
      proxy.fail('HeadObject', { kind: 'answer', status: 403, code: '' });
      expect((await call('POST', `${path}/upload`, form)).status).toBe(502);
      proxy.fail('ListObjectsV2', { kind: 'answer', status: 503, code: 'SlowDown' }, 100);
      expect((await call('GET', path)).status).toBe(502);
      proxy.fail('DeleteObject', refusal);
      expect((await call('DELETE', `${path}/${made.name}`)).status).toBe(502);
      proxy.fail('GetObject', { kind: 'cut_answer', afterBytes: 3000 }, 3);
      await remove('c', 3);
      expect(await ok('PUT', `${path}/recover`, { location: made.name })).toBe(true);
      expect(await points('c')).toEqual([1, 2, 3]);
      proxy.reset();
      expect(await keys()).toEqual(before);
      const again = await ok<Described>('POST', path);
      expect(await ok('DELETE', `${path}/${again.name}`)).toBe(true);
    });
  });

  it('a collection that is gone is recovered by name, and by s3:// under another name', async () => {
    await makeCollection('c', 1, 2);
    const made = await ok<Described>('POST', '/collections/c/snapshots');
    await ok('DELETE', '/collections/c');
    await restart();
    expect(await ok('PUT', '/collections/c/snapshots/recover', { location: made.name })).toBe(true);
    const location = `s3://${bucket}/${directory.slice(1)}/snapshots/c/${made.name}`;
    expect(await ok('PUT', '/collections/d/snapshots/recover', { location })).toBe(true);
    expect([await points('c'), await points('d')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('a server that keeps its snapshots on disk recovers from s3:// too, unless remote recovery is switched off', async () => {
    await makeCollection('c', 1, 2);
    const made = await ok<Described>('POST', '/collections/c/snapshots');
    const recovery = {
      location: `s3://${bucket}/${directory.slice(1)}/snapshots/c/${made.name}`,
      api_key: `${s3.accessKey}:${s3.secretKey}`,
    };
    await server.close();
    await start('local');
    expect(await ok('GET', '/collections/c/snapshots')).toEqual([]);
    expect((await call('PUT', '/collections/c/snapshots/recover', { location: made.name })).status).toBe(400);
    await remove('c', 1);
    expect(await ok('PUT', '/collections/c/snapshots/recover', recovery)).toBe(true);
    expect(await points('c')).toEqual([1, 2]);
    await server.close();
    server = await createServer({
      storage: join(directory, 'storage'),
      config: {
        service: { enable_snapshot_url_recovery: false },
        storage: { snapshots_config: { s3_config: { endpoint_url: proxy.endpoint } } },
      },
    });
    expect((await call('PUT', '/collections/c/snapshots/recover', recovery)).status).toBe(403);
  });

  it('collections whose names begin alike, aliases and names beyond ASCII keep to themselves', async () => {
    const names = ['ab', 'ab-1', 'a', 'ü #% 日本'];
    for (const [index, name] of names.entries()) await makeCollection(name, index + 1);
    await ok('POST', '/collections/aliases', { actions: [{ create_alias: { collection_name: 'ü #% 日本', alias_name: 'other' } }] });
    const made = new Map<string, Described>();
    for (const name of names) made.set(name, await ok<Described>('POST', `/collections/${encodeURIComponent(name)}/snapshots`));
    await ok('POST', '/collections/a/shards/0/snapshots');
    await ok('POST', '/snapshots');
    for (const name of names) expect(await ok('GET', `/collections/${encodeURIComponent(name)}/snapshots`)).toEqual([made.get(name)]);
    expect(await ok('GET', '/snapshots')).toHaveLength(1);
    const listed = made.get('ü #% 日本') as Described;
    expect(await keys()).toContain(`%C3%BC %23%25 %E6%97%A5%E6%9C%AC/${encodeURIComponent(listed.name).replaceAll('%20', ' ')}`);
    expect(await ok('GET', '/collections/other/snapshots')).toEqual([listed]);
    const whole = await call('GET', `/collections/other/snapshots/${encodeURIComponent(listed.name)}`);
    expect(sha256(whole.bytes)).toBe(listed.checksum);
    await remove('ü #% 日本', 4);
    expect(await ok('PUT', '/collections/other/snapshots/recover', { location: listed.name })).toBe(true);
    expect(await points('ü #% 日本')).toEqual([4]);
    expect(await ok('DELETE', `/collections/other/snapshots/${encodeURIComponent(listed.name)}`)).toBe(true);
    expect(await ok('GET', `/collections/ab/snapshots`)).toEqual([made.get('ab')]);
  });

  it('gRPC does the same', async () => {
    await makeCollection('c', 1, 2);
    const transport = createGrpcTransport({ baseUrl: server.grpcUrl });
    const snapshots = createClient(Snapshots, transport);
    const shards = createClient(ShardSnapshots, transport);
    const made = (await snapshots.create({ collectionName: 'c' })).snapshotDescription;
    expect(made?.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect((await snapshots.list({ collectionName: 'c' })).snapshotDescriptions).toMatchObject([
      { name: made?.name, checksum: made?.checksum },
    ]);
    const full = (await snapshots.createFull({})).snapshotDescription;
    expect((await snapshots.listFull({})).snapshotDescriptions).toMatchObject([{ name: full?.name }]);
    const shard = (await shards.create({ collectionName: 'c', shardId: 0 })).snapshotDescription;
    expect((await shards.list({ collectionName: 'c', shardId: 0 })).snapshotDescriptions).toMatchObject([{ name: shard?.name }]);
    await remove('c', 1);
    await shards.recover({
      collectionName: 'c',
      shardId: 0,
      snapshotLocation: { location: { case: 'path', value: shard?.name ?? '' } },
    });
    expect(await points('c')).toEqual([1, 2]);
    await shards.delete({ collectionName: 'c', shardId: 0, snapshotName: shard?.name ?? '' });
    await snapshots.deleteFull({ snapshotName: full?.name ?? '' });
    await snapshots.delete({ collectionName: 'c', snapshotName: made?.name ?? '' });
    await expect(snapshots.delete({ collectionName: 'c', snapshotName: made?.name ?? '' })).rejects.toThrow('not_found');
    expect(await keys()).toEqual([]);
  });

  it('a shard is streamed without S3', async () => {
    await makeCollection('c', 1, 2);
    proxy.reset();
    const { status, bytes } = await call('GET', '/collections/c/shards/0/snapshot');
    expect([status, proxy.requests]).toEqual([200, []]);
    const form = new FormData();
    form.set('snapshot', new Blob([bytes]));
    await remove('c', 1);
    await ok('POST', '/collections/c/shards/0/snapshots/upload', form);
    expect(await points('c')).toEqual([1, 2]);
  });

  it('snapshots made at once have their own names', async () => {
    await makeCollection('c', 1);
    const made = await Promise.all(Array.from({ length: 4 }, () => ok<Described>('POST', '/collections/c/snapshots')));
    expect(new Set(made.map(({ name }) => name)).size).toBe(4);
    expect(await keys()).toHaveLength(8);
  });

  it('a start asks nothing of S3, and S3 that comes back is used at once', async () => {
    await makeCollection('c', 1);
    proxy.reset();
    await restart();
    expect(proxy.requests).toEqual([]);
    proxy.fail('ListObjectsV2', { kind: 'answer', status: 503, code: 'SlowDown' }, 5);
    const down = await call('GET', '/collections/c/snapshots');
    expect([down.status, down.error]).toEqual([502, expect.stringContaining('503 SlowDown after 5 attempts')]);
    expect(await ok('GET', '/collections/c/snapshots')).toEqual([]);
    expect(await points('c')).toEqual([1]);
  });

  it('the local disk holds no snapshots', async () => {
    await makeCollection('c', 1);
    await ok('POST', '/collections/c/snapshots');
    const names = await readdir(join(directory, 'snapshots'), { recursive: true }).catch(() => []);
    expect(names.filter((name) => name.includes('snapshot'))).toEqual([]);
    expect(await readdir(join(directory, 'storage/tmp')).catch(() => [])).toEqual([]);
  });

  it('without any S3 configuration the server runs and says what is missing; with half of one it does not start', async () => {
    await server.close();
    const nothing = { bucket: '', access_key: '', secret_key: '', endpoint_url: '' };
    await start('s3', nothing);
    await makeCollection('c', 1);
    const { status, error } = await call('POST', '/collections/c/snapshots');
    expect([status, error]).toEqual([500, expect.stringContaining('s3_config.bucket')]);
    await server.close();
    await expect(start('s3', { ...nothing, region: 'x' })).rejects.toThrow('s3_config.bucket');
  });
});
