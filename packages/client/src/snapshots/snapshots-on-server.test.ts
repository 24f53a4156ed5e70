import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server, type ServerOptions } from '@sextant/server';
import { type S3Server, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grpcDriver } from '../grpc/index.ts';
import { createClient, type QdrantClient, type TransferProgress } from '../index.ts';

const apiKey = 'the-key';
const sha256 = /^[0-9a-f]{64}$/;
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

let directory: string;
let ahead: Server;
let behind: Server;

async function start(name: string, more: Partial<ServerOptions> = {}): Promise<Server> {
  return createServer({ storage: join(directory, name), snapshotsPath: join(directory, `${name}-snapshots`), apiKey, ...more });
}

const schema = { vectors: { size: 2, distance: 'Dot' as const }, shard_number: 2 };
const points = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => ({ id: from + at, vector: [from + at, 1], payload: { n: from + at } }));

async function ids(client: QdrantClient): Promise<number[]> {
  const found: number[] = [];
  for await (const { id } of client.scrollAll('words')) found.push(Number(id));
  return found.sort((left, right) => left - right);
}

async function text(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-client-test-'));
  ahead = await start('ahead');
  behind = await start('behind');
});
afterAll(async () => {
  await ahead?.close();
  await behind?.close();
  await rm(directory, { recursive: true, force: true });
});

const ways = {
  REST: (server: Server) => createClient({ url: server.url, apiKey }),
  gRPC: (server: Server) => createClient({ url: server.url, grpcPort: Number(new URL(server.grpcUrl).port), apiKey, grpc: grpcDriver }),
  'a server in the process': (server: Server) =>
    createClient({ url: 'http://in-process', apiKey, fetch: (url, init) => server.fetch(new Request(url as string, init)) }),
};

describe.each(Object.entries(ways))('over %s', (way, connect) => {
  let client: QdrantClient;
  let other: QdrantClient;
  beforeAll(async () => {
    client = connect(ahead);
    other = connect(behind);
    for (const each of [client, other]) {
      await each.deleteCollection('words');
      await each.createCollection('words', schema);
    }
    await client.upsertMany('words', points(0, 200));
  });
  afterAll(async () => {
    await client?.close();
    await other?.close();
  });

  it('snapshots of a shard are made, listed, downloaded, recovered and deleted', async () => {
    const shard = client.shardSnapshots('words', 0);
    const made = await shard.create();
    expect(made).toMatchObject({ name: matching(/^words-shard-0-.*\.snapshot$/), checksum: matching(sha256) });
    expect(await shard.list()).toEqual([made]);
    const file = join(directory, 'shard.snapshot');
    const progress: TransferProgress[] = [];
    expect(await shard.downloadTo(made?.name ?? '', file, { onProgress: (step) => progress.push(step) })).toBe(made?.checksum);
    expect(progress.at(-1)).toEqual({ transferredBytes: made?.size, totalBytes: made?.size });

    const before = await ids(client);
    await client.delete('words', { points: before, wait: true });
    expect(await shard.recover({ location: made?.name ?? '', checksum: made?.checksum ?? '', priority: 'snapshot' })).toBe(true);
    const inShard = await ids(client);
    expect(inShard.length).toBeGreaterThan(50);
    await client.delete('words', { points: inShard, wait: true });
    expect(await shard.upload(file, { checksum: made?.checksum ?? '', priority: 'snapshot' })).toBe(true);
    expect(await ids(client)).toEqual(inShard);
    await client.upsertMany('words', points(0, 200));

    for (const { name } of await shard.list()) expect(await shard.delete(name)).toBe(true);
    expect(await shard.list()).toEqual([]);
    await expect(shard.download(made?.name ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await expect(shard.recover({ location: 'none.snapshot' })).rejects.toMatchObject({ serverMessage: matching(/none\.snapshot/) });
  });

  it('a shard is streamed from one server into another, with nothing in between', async () => {
    for (const id of [0, 1]) {
      const { stream, sizeBytes, sha256: digest } = await client.shardSnapshots('words', id).stream();
      expect(sizeBytes).toBeUndefined();
      let sent = 0;
      const onProgress = ({ transferredBytes }: TransferProgress) => void (sent = transferredBytes);
      expect(await other.shardSnapshots('words', id).upload(stream, { priority: 'snapshot', onProgress })).toBe(true);
      expect(await digest).toMatch(sha256);
      expect(sent).toBeGreaterThan(1000);
      expect(await client.shardSnapshots('words', id).list()).toEqual([]);
    }
    expect(await ids(other)).toEqual(points(0, 200).map(({ id }) => id));
    const path = join(directory, 'streamed.snapshot');
    expect(await client.shardSnapshots('words', 0).streamTo(path)).toMatch(sha256);
    expect(await other.shardSnapshots('words', 0).upload(path)).toBe(true);
  });

  it('partial snapshots carry what changed, and nothing when nothing did', async () => {
    const from = client.shardSnapshots('words', 0);
    const to = other.shardSnapshots('words', 0);
    await to.upload((await from.stream()).stream);
    expect(await from.partial.create(await to.partial.manifest())).toBeNull();
    expect(await from.partial.createTo(await to.partial.manifest(), join(directory, 'none.partial'))).toBeNull();
    expect(await readdir(directory)).not.toContain('none.partial');

    await client.upsertMany('words', points(200, 260));
    await other.upsertMany('words', []);
    const manifest = await to.partial.manifest();
    expect(Object.values(manifest)[0]).toMatchObject({ segment_id: expect.any(String) as string });
    const files = await to.partial.fileManifest();
    expect(files.files[0]).toMatchObject({ path: expect.any(String) as string, hash: matching(sha256) });
    expect(await text((await from.partial.create(files))?.stream ?? new ReadableStream())).not.toHaveLength(0);
    const changes = await from.partial.create(manifest);
    expect(await to.partial.recover(changes?.stream ?? new ReadableStream())).toBe(true);
    expect(await changes?.sha256).toMatch(sha256);
    expect(await to.partial.manifest()).toEqual(await from.partial.manifest());

    const file = join(directory, `changes ${way}.partial`);
    await client.upsertMany('words', points(260, 300));
    const digest = await from.partial.createTo(await to.partial.manifest(), file);
    await expect(to.partial.recover(file, { checksum: '0'.repeat(64) })).rejects.toMatchObject({ code: 'checksum_mismatch' });
    expect(await to.partial.recover(file, { checksum: digest ?? '' })).toBe(true);
    expect(await to.partial.recoverFrom({ peer_url: ahead.url, api_key: apiKey })).toBe(false);
    await client.upsertMany('words', points(300, 340));
    expect(await to.partial.recoverFrom({ peer_url: ahead.url, api_key: apiKey })).toBe(true);
    expect(await to.partial.recoverFrom({ peer_url: ahead.url, api_key: apiKey, wait: false })).toBe(true);
    await expect(to.partial.recoverFrom({ peer_url: ahead.url, api_key: 'wrong' })).rejects.toMatchObject({ status: 502 });
  });

  it('full snapshots are made, listed, downloaded and deleted', async () => {
    const { fullSnapshots } = client;
    const made = await fullSnapshots.create();
    expect(made).toMatchObject({ name: matching(/^full-snapshot-/), checksum: matching(sha256) });
    expect(await fullSnapshots.list()).toEqual([made]);
    const { stream, sizeBytes } = await fullSnapshots.download(made?.name ?? '');
    expect(await text(stream)).toHaveLength(sizeBytes ?? 0);
    expect(await fullSnapshots.downloadTo(made?.name ?? '', join(directory, 'full.snapshot'))).toBe(made?.checksum);
    expect(await fullSnapshots.delete(made?.name ?? '')).toBe(true);
    await expect(fullSnapshots.delete(made?.name ?? '')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('plans are answered without anything being done', async () => {
    const shard = other.shardSnapshots('words', 0);
    const before = await ids(other);
    const made = await client.createSnapshot('words');
    const file = join(directory, `plan ${way}.snapshot`);
    await client.downloadSnapshotTo('words', made?.name ?? '', file);
    expect(await other.uploadSnapshot('words', file, { dryRun: true })).toMatchObject({
      action: 'replace',
      archive: { kind: 'collection' },
    });
    expect(await other.uploadSnapshot('fresh', file, { dryRun: true })).toMatchObject({ action: 'create' });
    expect(await shard.upload((await client.shardSnapshots('words', 0).stream()).stream, { dryRun: true })).toMatchObject({ shard_id: 0 });
    const changes = await client.shardSnapshots('words', 0).partial.create({});
    expect(await shard.partial.recover(changes?.stream ?? new ReadableStream(), { dryRun: true })).toMatchObject({ action: 'merge' });
    const peer = { peer_url: ahead.url, api_key: apiKey };
    await client.upsertMany('words', points(340, 345));
    expect(await shard.partial.recoverFrom({ ...peer, dry_run: true })).toMatchObject({ action: 'merge', shard_id: 0 });
    const location = `${ahead.url}/collections/words/snapshots/${made?.name}`;
    expect(await other.recoverSnapshot('words', { location, api_key: apiKey, dry_run: true })).toMatchObject({ action: 'replace' });
    const ofShard = await client.shardSnapshots('words', 1).create();
    const where = { location: `${ahead.url}/collections/words/shards/1/snapshots/${ofShard?.name}`, api_key: apiKey };
    expect(await other.shardSnapshots('words', 1).recover({ ...where, dry_run: true })).toMatchObject({ shard_id: 1 });
    expect(await ids(other)).toEqual(before);
    expect(await other.collectionExists('fresh')).toBe(false);
    await client.deleteSnapshot('words', made?.name ?? '');
    await client.shardSnapshots('words', 1).delete(ofShard?.name ?? '');
  });

  it('work that nobody waits for is accepted', async () => {
    const shard = client.shardSnapshots('words', 1);
    expect(await shard.create({ wait: false })).toBeNull();
    await expect.poll(() => shard.list()).toHaveLength(1);
    const [made] = await shard.list();
    expect(await shard.recover({ location: made?.name ?? '', wait: false })).toBe(true);
    expect(await shard.delete(made?.name ?? '', { wait: false })).toBe(true);
    await expect.poll(() => shard.list()).toEqual([]);
    const collection = await client.createSnapshot('words');
    expect(await client.deleteSnapshot('words', collection?.name ?? '', { wait: false })).toBe(true);
    await expect.poll(() => client.listSnapshots('words')).toEqual([]);
  });
});

describe.skipIf(versitygw === undefined)('from S3', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startVersitygw();
  });
  afterAll(() => s3?.[Symbol.asyncDispose]());

  it.each(Object.entries(ways))('collections and shards are recovered over %s', async (_name, connect) => {
    const bucket = await s3.newBucket();
    const s3_config = { bucket, region: 'us-east-1', access_key: s3.accessKey, secret_key: s3.secretKey, endpoint_url: s3.endpoint };
    const config = { storage: { snapshots_config: { snapshots_storage: 's3' as const, s3_config } } };
    await using server = await start(`s3-${bucket}`, { config });
    await using client = connect(server);
    await client.createCollection('words', schema);
    await client.upsertMany('words', points(0, 50));
    const shard = client.shardSnapshots('words', 0);
    await client.createSnapshot('words');
    await shard.create();
    const key = async (pattern: RegExp) => (await s3.keys(bucket)).find((each) => pattern.test(each) && each.endsWith('.snapshot'));
    const credentials = { api_key: `${s3.accessKey}:${s3.secretKey}`, priority: 'snapshot' as const };
    await client.upsertMany('words', points(50, 60));
    expect(await client.recoverSnapshot('words', { location: `s3://${bucket}/${await key(/\/words-\d/)}`, ...credentials })).toBe(true);
    expect(await ids(client)).toHaveLength(50);
    expect(await shard.recover({ location: `s3://${bucket}/${await key(/shards\/0/)}`, ...credentials })).toBe(true);
    expect(await ids(client)).toHaveLength(50);
    const refused = shard.recover({ location: `s3://${bucket}/none`, ...credentials });
    await expect(refused).rejects.toMatchObject({ serverMessage: matching(/NoSuchKey/) });
    await expect(refused).rejects.not.toMatchObject({ message: matching(new RegExp(s3.secretKey)) });
  });
});
