import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createRandom } from '@sextant/testkit';
import { type S3Fault, type S3FaultProxy, type S3Server, startS3FaultProxy, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBucket } from './s3-bucket.ts';
import { s3Store } from './s3-store.ts';
import { abortStaleUploads } from './s3-unfinished.ts';
import type { SnapshotStore } from './snapshot-store.ts';

const idleTimeoutMs = 500;
const maxAttempts = 3;
const digest = 'ab'.repeat(32);

// Three parts, the last of them short.
const big = new Uint8Array(20 * 1024 * 1024 + 12_345);
const random = createRandom(7);
for (let at = 0; at < big.length; at += 64) big[at] = Math.floor(random() * 256);

describe.skipIf(versitygw === undefined)('snapshots in S3', () => {
  let s3: S3Server;
  let proxy: S3FaultProxy;
  let bucket: string;
  let vfs: Vfs;
  const stores: SnapshotStore[] = [];

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
    vfs = memoryVfs();
    proxy.reset();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close?.();
  });

  function open(options: { endpoint?: string; bucket?: string; secretAccessKey?: string } = {}): SnapshotStore {
    const { endpoint = proxy.endpoint, secretAccessKey = s3.secretKey } = options;
    const credentials = { accessKeyId: s3.accessKey, secretAccessKey };
    const store = s3Store({
      bucket: options.bucket ?? bucket,
      open: (name) => openBucket({ bucket: name, endpoint, credentials, region: 'us-east-1', idleTimeoutMs, maxAttempts }),
      prefix: 'snapshots/',
      idleTimeoutMs,
      vfs,
      notesPath: '/snapshots/.s3-uploads',
    });
    stores.push(store);
    return store;
  }

  async function put(store: SnapshotStore, key: string, bytes: Uint8Array, checksum?: string, sizeHintBytes?: number) {
    const writer = await store.create(key, sizeHintBytes === undefined ? {} : { sizeHintBytes });
    try {
      for (let at = 0; at < bytes.length; at += 700_001) await writer.write(bytes.subarray(at, at + 700_001));
    } catch (error) {
      await writer.abort();
      throw error;
    }
    return writer.commit(checksum);
  }

  async function get(store: SnapshotStore, key: string, range?: { start: number; end: number }): Promise<Buffer | undefined> {
    const reader = await store.open(key);
    if (reader === undefined) return undefined;
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of reader.read(range)) chunks.push(chunk);
      return Buffer.concat(chunks);
    } finally {
      await reader.close();
    }
  }

  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const small = new TextEncoder().encode('hello');

  it('lie under the keys of the real server, each with its checksum beside it, and go together', async () => {
    const store = open();
    const stored = await put(store, 'c ü/c ü-1.snapshot', small, digest);
    await put(store, 'c ü/shards/0/c ü-shard-0.snapshot', small);
    expect(stored).toMatchObject({ key: 'c ü/c ü-1.snapshot', sizeBytes: 5, checksum: digest });
    expect(await s3.keys(bucket)).toEqual([
      'snapshots/c %C3%BC/c %C3%BC-1.snapshot',
      'snapshots/c %C3%BC/c %C3%BC-1.snapshot.checksum',
      'snapshots/c %C3%BC/shards/0/c %C3%BC-shard-0.snapshot',
    ]);
    expect(await store.list('c ü')).toEqual([stored]);
    expect(await store.stat('c ü/c ü-1.snapshot')).toEqual(stored);
    expect((await get(store, 'c ü/c ü-1.snapshot'))?.toString()).toBe('hello');
    expect((await get(store, 'c ü/c ü-1.snapshot', { start: 1, end: 4 }))?.toString()).toBe('ell');
    expect(await store.remove('c ü/c ü-1.snapshot')).toBe(true);
    expect(await store.remove('c ü/c ü-1.snapshot')).toBe(false);
    expect(await get(store, 'c ü/c ü-1.snapshot')).toBeUndefined();
    expect(await s3.keys(bucket)).toEqual(['snapshots/c %C3%BC/shards/0/c %C3%BC-shard-0.snapshot']);
  });

  it('of several parts arrive whole, with a known size or without', async () => {
    const store = open();
    for (const hint of [big.length, undefined]) {
      proxy.reset();
      const stored = await put(store, 'c/big.snapshot', big, sha256(big), hint);
      expect(proxy.requests.filter((name) => name === 'UploadPart')).toHaveLength(3);
      expect(stored.sizeBytes).toBe(big.length);
      expect(sha256((await get(store, 'c/big.snapshot')) as Buffer)).toBe(sha256(big));
      const range = { start: 8_388_607, end: 8_388_700 };
      expect(await get(store, 'c/big.snapshot', range)).toEqual(Buffer.from(big.subarray(range.start, range.end)));
    }
    expect(await s3.uploads(bucket)).toEqual([]);
    expect(await vfs.readdir('/snapshots/.s3-uploads')).toEqual([]);
  });

  it('of one part are one request, and empty ones are possible', async () => {
    const store = open();
    await put(store, 'c/empty.snapshot', new Uint8Array(0), digest);
    expect(proxy.requests).not.toContain('CreateMultipartUpload');
    expect((await get(store, 'c/empty.snapshot'))?.length).toBe(0);
  });

  it('show nothing before the commit and nothing after an abort', async () => {
    const store = open();
    const writer = await store.create('c/one.snapshot');
    await writer.write(big);
    expect(await store.list('c')).toEqual([]);
    expect(await s3.uploads(bucket)).toHaveLength(1);
    await writer.abort();
    expect([await s3.keys(bucket), await s3.uploads(bucket)]).toEqual([[], []]);
  });

  it('are listed for exactly their own collection', async () => {
    const store = open();
    for (const key of ['a/1', 'ab/2', 'a/shards/0/3', 'a-/4', '5']) await put(store, `${key}.snapshot`, small);
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'snapshots/a/deep/er.snapshot', Body: 'x' }));
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'outside.snapshot', Body: 'x' }));
    const keys = async (prefix: string): Promise<string[]> => (await store.list(prefix)).map(({ key }) => key).sort();
    expect(await keys('a')).toEqual(['a/1.snapshot']);
    expect(await keys('ab')).toEqual(['ab/2.snapshot']);
    expect(await keys('a/shards/0')).toEqual(['a/shards/0/3.snapshot']);
    expect(await keys('')).toEqual(['5.snapshot']);
    expect(await keys('none')).toEqual([]);
  });

  it('put there by hand under their plain name can be read and deleted', async () => {
    const store = open();
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'snapshots/c/é~.snapshot', Body: 'x' }));
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'snapshots/c/é~.snapshot.checksum', Body: `${digest}\n` }));
    expect(await store.list('c')).toMatchObject([{ key: 'c/é~.snapshot', checksum: digest }]);
    expect((await get(store, 'c/é~.snapshot'))?.toString()).toBe('x');
    expect(await store.remove('c/é~.snapshot')).toBe(true);
    expect(await s3.keys(bucket)).toEqual([]);
  });

  it('replaced by another server have no checksum rather than a wrong one', async () => {
    const store = open();
    await put(store, 'c/one.snapshot', small, digest);
    expect(await store.list('c')).toMatchObject([{ checksum: digest }]);
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'snapshots/c/one.snapshot', Body: 'other' }));
    expect((await store.list('c')).map(({ checksum }) => checksum)).toEqual([undefined]);
    expect((await store.stat('c/one.snapshot'))?.checksum).toBeUndefined();
    await put(store, 'c/one.snapshot', new TextEncoder().encode('a third'));
    expect(await s3.keys(bucket)).toEqual(['snapshots/c/one.snapshot']);
  });

  it('are listed page after page', async () => {
    const body = { Bucket: bucket, Body: 'x' };
    const numbers = Array.from({ length: 1010 }, (_, number) => number).values();
    const worker = async (): Promise<void> => {
      for (const number of numbers) await s3.client.send(new PutObjectCommand({ ...body, Key: `snapshots/c/${number}.snapshot` }));
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(await open({ endpoint: s3.endpoint }).list('c')).toHaveLength(1010);
  });

  describe('when something goes wrong', () => {
    const xml = (status: number, code: string): S3Fault => ({ kind: 'answer', status, code });

    const once: [string, string, S3Fault, number?][] = [
      ['503 at the beginning', 'CreateMultipartUpload', xml(503, 'SlowDown')],
      ['503 for parts', 'UploadPart', xml(503, 'ServiceUnavailable'), 2],
      ['500 for the last request', 'CompleteMultipartUpload', xml(500, 'InternalError')],
      ['429', 'UploadPart', xml(429, 'TooManyRequests')],
      ['a part cut on its way', 'UploadPart', { kind: 'cut_request', afterBytes: 1_000_000 }],
      ['a part damaged on its way', 'UploadPart', { kind: 'damage_request', atByte: 4_000_000 }],
      ['the answer to a part lost', 'UploadPart', { kind: 'lose_answer' }],
      ['the answer to the beginning lost', 'CreateMultipartUpload', { kind: 'lose_answer' }],
      ['the answer to the end lost', 'CompleteMultipartUpload', { kind: 'lose_answer' }],
      ['the checksum refused at first', 'PutObject', xml(503, 'SlowDown')],
    ];
    it.each(once)('%s: a snapshot is stored all the same, with nothing left behind', async (_name, operation, fault, times = 1) => {
      const store = open();
      proxy.fail(operation, fault, times);
      const stored = await put(store, 'c/big.snapshot', big, sha256(big), big.length);
      expect(stored).toMatchObject({ sizeBytes: big.length, checksum: sha256(big) });
      expect(sha256((await get(store, 'c/big.snapshot')) as Buffer)).toBe(sha256(big));
      expect(await s3.uploads(bucket)).toEqual([]);
      expect(await s3.keys(bucket)).toEqual(['snapshots/c/big.snapshot', 'snapshots/c/big.snapshot.checksum']);
      expect(await vfs.readdir('/snapshots/.s3-uploads')).toEqual([]);
    });

    const lasting: [string, string, S3Fault, RegExp][] = [
      ['403 for parts', 'UploadPart', xml(403, 'AccessDenied'), /403 AccessDenied/],
      ['503 for parts', 'UploadPart', xml(503, 'SlowDown'), /503 SlowDown after 3 attempts/],
      ['parts always cut', 'UploadPart', { kind: 'cut_request', afterBytes: 1000 }, /no answer after 3 attempts/],
      ['parts always damaged', 'UploadPart', { kind: 'damage_request', atByte: 5 }, /400 XAmzContentSHA256Mismatch/],
      ['403 at the beginning', 'CreateMultipartUpload', xml(403, 'AccessDenied'), /403 AccessDenied/],
      ['no answers to the beginning', 'CreateMultipartUpload', { kind: 'lose_answer' }, /no answer/],
      ['503 for the last request', 'CompleteMultipartUpload', xml(503, 'SlowDown'), /503 SlowDown/],
      ['no place for the checksum', 'PutObject', xml(403, 'QuotaExceeded'), /403 QuotaExceeded/],
    ];
    it.each(lasting)('%s: the error says so, nothing is left behind, and a retry succeeds', async (_name, operation, fault, message) => {
      const store = open();
      proxy.fail(operation, fault, 100);
      const failure = await put(store, 'c/big.snapshot', big, digest, big.length).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code: 'bad_gateway', message: expect.stringMatching(message), details: { bucket, operation } });
      expect((failure as Error).message).toContain(`s3://${bucket}/snapshots/c/big.snapshot`);
      expect(JSON.stringify([failure, (failure as Error).message])).not.toContain(s3.secretKey);
      expect([await s3.keys(bucket), await s3.uploads(bucket)]).toEqual([[], []]);
      expect(await vfs.readdir('/snapshots/.s3-uploads')).toEqual([]);
      proxy.reset();
      expect(await put(store, 'c/big.snapshot', big, digest, big.length)).toMatchObject({ sizeBytes: big.length, checksum: digest });
    });

    it('a failed replacement leaves the old file and its checksum', async () => {
      const store = open();
      await put(store, 'c/one.snapshot', small);
      proxy.fail('PutObject', xml(403, 'AccessDenied'));
      await expect(put(store, 'c/one.snapshot', new TextEncoder().encode('newer'))).rejects.toThrow('403 AccessDenied');
      expect((await get(store, 'c/one.snapshot'))?.toString()).toBe('hello');
    });

    it('uploads that could not be aborted are aborted by the next start', async () => {
      const store = open();
      proxy.fail('UploadPart', xml(403, 'AccessDenied'), 100);
      proxy.fail('AbortMultipartUpload', xml(503, 'SlowDown'), 100);
      await expect(put(store, 'c/big.snapshot', big)).rejects.toThrow('403');
      expect(await s3.uploads(bucket)).toEqual(['snapshots/c/big.snapshot']);
      proxy.reset();
      const next = open();
      await next.sweep();
      await expect.poll(() => s3.uploads(bucket)).toEqual([]);
      await expect.poll(() => vfs.readdir('/snapshots/.s3-uploads')).toEqual([]);
    });

    it('uploads that began more than a day ago are aborted, below the snapshots path only', async () => {
      const credentials = { accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey };
      const opened = await openBucket({ bucket, endpoint: s3.endpoint, credentials, idleTimeoutMs, maxAttempts });
      const { signal } = new AbortController();
      await opened.startUpload('snapshots/c/old.snapshot');
      await opened.startUpload('elsewhere/c/old.snapshot');
      await abortStaleUploads(opened, 'snapshots/', Date.now(), signal);
      expect(await s3.uploads(bucket)).toHaveLength(2);
      await abortStaleUploads(opened, 'snapshots/', Date.now() + 25 * 3_600_000, signal);
      expect(await s3.uploads(bucket)).toEqual(['elsewhere/c/old.snapshot']);
      opened.close();
    });

    it.each<[string, S3Fault, number]>([
      ['cut', { kind: 'cut_answer', afterBytes: 3_000_000 }, 4],
      ['silent', { kind: 'stall_answer', afterBytes: 3_000_000 }, 2],
      ['cut before its first byte', { kind: 'cut_answer', afterBytes: 1 }, 2],
    ])('a download that is %s goes on where it ended', async (_name, fault, times) => {
      const store = open();
      await put(store, 'c/big.snapshot', big);
      proxy.reset();
      const reader = await store.open('c/big.snapshot');
      proxy.fail('GetObject', fault, times);
      const hash = createHash('sha256');
      for await (const chunk of reader?.read() ?? []) hash.update(chunk);
      await reader?.close();
      expect(hash.digest('hex')).toBe(sha256(big));
    });

    it('a download of a file that is replaced meanwhile fails and mixes nothing', async () => {
      const store = open();
      await put(store, 'c/big.snapshot', big);
      const reader = await store.open('c/big.snapshot');
      proxy.fail('GetObject', { kind: 'cut_answer', afterBytes: 1_000_000 });
      await expect(async () => {
        let isFirst = true;
        for await (const _chunk of reader?.read() ?? []) {
          if (isFirst) await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'snapshots/c/big.snapshot', Body: 'other' }));
          isFirst = false;
        }
      }).rejects.toThrow('412 PreconditionFailed');
      await reader?.close();
    });

    it('a download of a file that is deleted meanwhile finds it missing', async () => {
      const store = open();
      await put(store, 'c/one.snapshot', small);
      const reader = await store.open('c/one.snapshot');
      await store.remove('c/one.snapshot');
      await expect(async () => {
        for await (const _chunk of reader?.read() ?? []);
      }).rejects.toMatchObject({ code: 'not_found', message: 'Snapshot one.snapshot not found' });
      await reader?.close();
    });

    it('a download that nobody reads to its end frees its connection', async () => {
      const store = open();
      await put(store, 'c/big.snapshot', big);
      const reader = await store.open('c/big.snapshot');
      for await (const _chunk of reader?.read() ?? []) break;
      await reader?.close();
      // Left after its first chunk, as by a client that was gone before the answer began.
      const left = await store.open('c/big.snapshot');
      await left?.read()[Symbol.asyncIterator]().next();
      await left?.close();
      expect(await store.stat('c/big.snapshot')).toBeDefined();
    });

    it('an answer that never comes ends after the silence, and at once when the work is stopped', async () => {
      const store = open();
      const held = Promise.withResolvers<void>();
      proxy.fail('HeadObject', { kind: 'hold', until: held.promise }, 100);
      await expect(store.stat('c/x.snapshot')).rejects.toMatchObject({
        code: 'bad_gateway',
        message: expect.stringContaining('no answer after 3 attempts'),
      });
      const stop = new AbortController();
      const waiting = store.create('c/x.snapshot', { signal: stop.signal });
      stop.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
      held.resolve();
    });

    it('a stopped upload leaves nothing', async () => {
      const store = open();
      const stop = new AbortController();
      const writer = await store.create('c/big.snapshot', { signal: stop.signal });
      await writer.write(big);
      stop.abort();
      await expect(writer.write(small)).rejects.toMatchObject({ code: 'cancelled' });
      await writer.abort();
      expect(await s3.uploads(bucket)).toEqual([]);
    });

    it('a missing bucket, a wrong key and a dead endpoint are told apart from a missing file', async () => {
      const nobucket = open({ bucket: 'no-such-bucket' });
      for (const work of [
        () => nobucket.open('c/x'),
        () => nobucket.remove('c/x'),
        () => nobucket.list('c'),
        () => put(nobucket, 'c/x', small),
      ])
        await expect(work()).rejects.toThrow('404 NoSuchBucket');
      const stranger = open({ secretAccessKey: 'another-secret' });
      await expect(stranger.list('c')).rejects.toThrow(/403 SignatureDoesNotMatch.*check access_key and secret_key/);
      await expect(stranger.open('c/x')).rejects.toThrow('403');
      const dead = open({ endpoint: 'http://127.0.0.1:1' });
      await expect(dead.list('c')).rejects.toThrow(/no answer after 3 attempts: .*ECONNREFUSED/);
    });
  });

  it('without a bucket every use says what is missing', async () => {
    const store = s3Store({
      bucket: undefined,
      open: () => Promise.reject(new Error('unused')),
      prefix: '',
      idleTimeoutMs,
      vfs,
      notesPath: '/n',
    });
    await store.sweep();
    for (const work of [store.list(''), store.stat('x'), store.open('x'), store.create('x'), store.remove('x')])
      await expect(work).rejects.toMatchObject({ code: 'service_error', message: expect.stringContaining('s3_config.bucket') });
    await store.close?.();
  });
});
