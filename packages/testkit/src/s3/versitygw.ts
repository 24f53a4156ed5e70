import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** A real S3 server; `npm test` builds one and names it here. */
export const versitygw = process.env['SEXTANT_VERSITYGW'];

/** A running S3 server over a directory of its own. `await using` ends it and removes the directory. */
export interface S3Server extends AsyncDisposable {
  /** Path style, `http://127.0.0.1:49152`. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** For tests that look into a bucket, or put something there, past the code under test. */
  readonly client: S3Client;
  /** Makes a bucket, with a new name unless one is given. */
  newBucket(name?: string): Promise<string>;
  put(bucket: string, key: string, bytes: Uint8Array): Promise<void>;
  /** All keys of a bucket, sorted. */
  keys(bucket: string): Promise<string[]>;
  /** Keys of the multipart uploads under way. */
  uploads(bucket: string): Promise<string[]>;
}

export interface S3Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

const testKeys: S3Keys = { accessKey: 'test-access-key', secretKey: 'test-secret-key-0123456789' };

export async function startVersitygw(keys = testKeys, parent = tmpdir()): Promise<S3Server> {
  const { accessKey, secretKey } = keys;
  const directory = await mkdtemp(join(parent, 'sextant-s3-'));
  const data = join(directory, 'data');
  await mkdir(data);
  const { child, endpoint } = await startOnFreePort(data, keys).catch(async (error: unknown) => {
    await rm(directory, { recursive: true, force: true });
    throw error;
  });
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  let buckets = 0;
  return {
    endpoint,
    accessKey,
    secretKey,
    client,
    async newBucket(name) {
      if (name === undefined) buckets += 1;
      const Bucket = name ?? `bucket-${buckets}`;
      await client.send(new CreateBucketCommand({ Bucket }));
      return Bucket;
    },
    async put(Bucket, Key, Body) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async keys(Bucket) {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key = '' }) => Key).sort();
    },
    async uploads(Bucket) {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
      return Uploads.map(({ Key = '' }) => Key).sort();
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await stop(child);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Between finding a port free and taking it, another may take it: then the server ends, and another port is tried. */
async function startOnFreePort(data: string, keys: S3Keys): Promise<{ child: ChildProcess; endpoint: string }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = spawn(versitygw as string, ['--port', `127.0.0.1:${port}`, '--health', '/health', '--quiet', 'posix', data], {
      stdio: 'ignore',
      env: { ...process.env, ROOT_ACCESS_KEY: keys.accessKey, ROOT_SECRET_KEY: keys.secretKey },
    });
    const endpoint = `http://127.0.0.1:${port}`;
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.removeListener('exit', end));
    if (await isReady(child, endpoint)) return { child, endpoint };
    if (attempt === 3) throw new Error(`${versitygw} does not start`);
  }
}

async function isReady(child: ChildProcess, endpoint: string): Promise<boolean> {
  let hasEnded = false;
  child.once('exit', () => (hasEnded = true));
  child.once('error', () => (hasEnded = true));
  const deadlineMs = Date.now() + 30_000;
  while (!hasEnded && Date.now() < deadlineMs) {
    const answer = await fetch(`${endpoint}/health`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) return !hasEnded;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await stop(child);
  return false;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
