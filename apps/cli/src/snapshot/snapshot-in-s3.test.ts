import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { defaultS3Limits, openBucket, type S3Bucket } from '@sextant/server/s3';
import { type PackEntry, packTar, readTar } from '@sextant/snapshot';
import { type S3FaultProxy, type S3Server, startS3FaultProxy, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { directory, fixture, lines, run } from './run-snapshot.test.data.ts';

const name = 'real_1.19_hn_shard_stream.snapshot';
const firstBytes = 100_000;
const secret = /test-secret-key/;

describe.skipIf(versitygw === undefined)('a snapshot in S3', () => {
  let s3: S3Server;
  let proxy: S3FaultProxy;
  let bucket: string;
  let objects: S3Bucket;
  let source: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    s3 = await startVersitygw();
    proxy = await startS3FaultProxy(s3.endpoint);
    bucket = await s3.newBucket();
    const credentials = { accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey };
    objects = await openBucket({ ...defaultS3Limits, bucket, credentials, endpoint: s3.endpoint, region: 'us-east-1' });
    env = {
      AWS_ACCESS_KEY_ID: s3.accessKey,
      AWS_SECRET_ACCESS_KEY: s3.secretKey,
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: proxy.endpoint,
    };
    source = await put(name, await readFile(fixture(name)));
  });
  afterEach(() => proxy.reset());
  afterAll(async () => {
    objects?.close();
    await proxy?.[Symbol.asyncDispose]();
    await s3?.[Symbol.asyncDispose]();
  });

  async function put(key: string, Body: Uint8Array, checksum?: string): Promise<string> {
    await objects.put(key, Body);
    if (checksum !== undefined) await objects.put(`${key}.checksum`, Buffer.from(checksum));
    return `s3://${bucket}/${key}`;
  }

  it.each(['inspect', 'verify', 'ls', 'dump'])('%s tells what it tells of the file', async (verb) => {
    const remote = await lines([verb, source], env);
    const local = await lines([verb, fixture(name)]);
    // What is read in parts has no digest.
    const comparable = (line: object) => ({ ...line, source: undefined, sha256: undefined });
    expect(remote.code).toBe(0);
    expect(remote.lines.map(comparable)).toEqual(local.lines.map(comparable));
    expect((await run([verb, source], env)).stdout).not.toMatch(secret);
  });

  it('diff compares it with a file, slim makes a smaller one of it', async () => {
    expect(await run(['diff', source, fixture(name)], env)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^equal/) as string });
    const output = join(directory, 'slim-s3.snapshot');
    expect((await run(['slim', source, '-o', output, '--sample', '7'], env)).code).toBe(0);
    expect((await run(['diff', source, output], env)).code).toBe(5);
    const base = await run(
      ['inspect', await put('p', await readFile(fixture('real_1.19_hn_shard_partial.snapshot'))), '--base', source],
      env,
    );
    expect(base.stdout).toMatch(/386 points/);
  });

  it('takes endpoint and region from the command line, and keys with a session from the environment', async () => {
    const { AWS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = '', ...keys } = env;
    expect((await run(['ls', source, '--s3-endpoint', endpoint, '--s3-region', region], keys)).code).toBe(0);
    expect((await run(['ls', source, '--s3-endpoint', endpoint], { ...keys, AWS_DEFAULT_REGION: region })).code).toBe(0);
    expect((await run(['ls', source], { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: endpoint })).code).toBe(0);
  });

  it.each([
    ['s3://bucket', /named s3:\/\/bucket\/key/],
    ['s3://AKIA:secret@bucket/key', /without credentials/],
  ])('%s is wrong usage', async (wrong, message) => {
    const { code, stderr } = await run(['inspect', wrong], env);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/AKIA/);
  });

  it.each([['ftp://x'], ['http://a:secret@x']])('%s is no endpoint', async (endpoint) => {
    const { code, stderr } = await run(['inspect', source, '--s3-endpoint', endpoint], env);
    expect(code).toBe(2);
    expect(stderr).toMatch(/endpoint of S3/);
    expect(stderr).not.toMatch(/secret@/);
  });

  it.each(['inspect', 'verify', 'ls', 'dump', 'slim'])('%s says why it may not read it', async (verb) => {
    const more = verb === 'slim' ? ['-o', join(directory, 'never')] : [];
    proxy.fail('HeadObject', { kind: 'answer', status: 403, code: 'AccessDenied' });
    const refused = await run([verb, source, ...more], env);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /HeadObject of s3:\/\/bucket-1\/.* answered 403.*; check the keys and what they may do: read the object\n$/,
    );
    expect(refused.stderr).not.toMatch(secret);

    const wrongKey = await run([verb, source, ...more], { ...env, AWS_SECRET_ACCESS_KEY: 'test-secret-key-wrong' });
    expect(wrongKey).toMatchObject({ code: 1, stderr: expect.stringMatching(/ 403/) as string });
    expect(wrongKey.stderr).not.toMatch(secret);

    const missing = await run([verb, `s3://${bucket}/none`, ...more], env);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/404 NoSuchKey: the object does not exist/) as string });
    const noBucket = await run([verb, 's3://no-such-bucket/x', ...more], env);
    expect(noBucket).toMatchObject({ code: 1, stderr: expect.stringMatching(/NoSuchBucket.*correct the bucket in the URL/) as string });
    const told = await lines([verb, `s3://${bucket}/none`, ...more], env);
    expect(told.lines).toEqual([expect.objectContaining({ type: 'error', message: expect.stringMatching(/NoSuchKey/) as string })]);
  });

  it.each(['inspect', 'verify', 'ls', 'dump'])('%s goes on where a connection was cut', async (verb) => {
    const expected = await run([verb, source], env);
    proxy.fail('GetObject', { kind: 'answer', status: 503, code: 'SlowDown' });
    proxy.fail('GetObject', { kind: 'cut_answer', afterBytes: 1000 }, 3);
    const cut = await run([verb, source], env);
    expect(cut).toEqual(expected);
    expect(proxy.requests.filter((each) => each === 'GetObject').length).toBeGreaterThan(3);
  });

  it('verify compares the digest that lies beside it', async () => {
    const bytes = await readFile(fixture(name));
    const right = createHash('sha256').update(bytes).digest('hex');
    const good = await put('good', bytes, right);
    expect((await run(['verify', good], env)).stdout).toMatch(new RegExp(`SHA-256 ${right}, compared`));
    expect((await run(['inspect', good], env)).stdout).toContain(`${right} as recorded`);
    const bad = await put('bad', bytes, 'f'.repeat(64));
    expect((await lines(['verify', bad], env)).lines[0]).toMatchObject({ type: 'finding', expected: 'f'.repeat(64), found: right });
    const line = await put('line', bytes, `${'F'.repeat(64)}  line\n`);
    expect((await lines(['verify', line], env)).lines[0]).toMatchObject({ type: 'finding', expected: 'f'.repeat(64), found: right });
    const cut = await put('cut', bytes.subarray(0, firstBytes));
    expect((await run(['verify', cut], env)).code).toBe(4);
    expect((await run(['ls', cut], env)).stderr).toMatch(/truncated/);
  });

  it('inspect and ls read of a large one what they tell, nothing else', async () => {
    const large = 48 << 20;
    const files = packTar(withLargeFile(await readFile(fixture(name)), large));
    const chunks: Uint8Array[] = [];
    for await (const chunk of files) chunks.push(chunk);
    const archive = Buffer.concat(chunks);
    const url = await put('large', archive);
    await using counter = await countingProxy(s3.endpoint);
    for (const verb of ['inspect', 'ls']) {
      const before = counter.receivedBytes();
      expect((await run([verb, url], { ...env, AWS_ENDPOINT_URL: counter.endpoint })).code).toBe(0);
      expect(counter.receivedBytes() - before).toBeLessThan(4 << 20);
    }
  });
});

/** The entries of an archive, and a large chunk of vectors before the last. */
async function* withLargeFile(archive: Uint8Array, sizeBytes: number): AsyncGenerator<PackEntry> {
  async function* bytes() {
    yield archive;
  }
  let folder = '';
  for await (const entry of readTar(bytes())) {
    if (entry.kind === 'directory') continue;
    const parts: Uint8Array[] = [];
    for await (const part of entry.read()) parts.push(part.slice());
    const content = Buffer.concat(parts);
    folder ||= /^segments\/[^/]+\//.exec(entry.path)?.[0] ?? '';
    yield { path: entry.path, sizeBytes: entry.sizeBytes, extents: entry.extents, read: () => one(content) };
  }
  yield { path: `${folder}chunk_77.mmap`, sizeBytes, read: () => one(Buffer.alloc(sizeBytes, 1)) };
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Passes bytes on and counts what comes back. */
async function countingProxy(target: string) {
  const { hostname, port } = new URL(target);
  let received = 0;
  const server = createServer((client) => {
    const onward = connect(Number(port), hostname);
    onward.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    client.pipe(onward).pipe(client);
    client.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    onward.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    receivedBytes: () => received,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
