import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startVersitygw, versitygw } from '@sextant/testkit/s3';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type ServerProcess, startServerProcess } from '../crash/server-process.ts';

// The guide's configuration, as a file that the server is started with.

const collection = '/collections/my_collection';
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-guide-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
});

/** Starts a server in the test's directory with a configuration file. */
async function start(yaml: string, environment: Record<string, string> = {}): Promise<ServerProcess> {
  const file = join(directory, 'config.yaml');
  await writeFile(file, yaml);
  const server = await startServerProcess({ flags: ['--config-path', file], workingDirectory: directory, environment });
  onTestFinished(async () => void (await server.stop()));
  await call(server, 'PUT', collection, { vectors: { size: 2, distance: 'Dot' } });
  // Larger than what is taken in at once, so that half of its snapshot shows.
  const points = Array.from({ length: 300 }, (_, id) => ({ id, vector: [1, 2], payload: { text: randomBytes(9000).toString('base64') } }));
  await call(server, 'PUT', `${collection}/points?wait=true`, { points });
  return server;
}

async function call(server: ServerProcess, method: string, path: string, body?: unknown): Promise<{ name: string }> {
  const answer = await fetch(server.url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const json = await answer.json();
  expect(answer.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

describe('the configuration of the guide', () => {
  it.skipIf(versitygw === undefined)('keeps snapshots in S3', async () => {
    const keys = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
    const s3 = await startVersitygw(keys);
    onTestFinished(() => s3[Symbol.asyncDispose]());
    await s3.newBucket('my-qdrant-snapshots');
    const server = await start(
      `storage:
  snapshots_config:
    snapshots_storage: s3
    s3_config:
      bucket: "my-qdrant-snapshots"
      region: "us-east-1"
      access_key: "AKIAIOSFODNN7EXAMPLE"
      secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
`,
      { QDRANT__STORAGE__SNAPSHOTS_CONFIG__S3_CONFIG__ENDPOINT_URL: s3.endpoint },
    );
    const { name } = await call(server, 'POST', `${collection}/snapshots`);
    expect(await s3.keys('my-qdrant-snapshots')).toContain(`snapshots/my_collection/${name}`);
  });

  it.skipIf(versitygw === undefined)('takes the keys of S3 from the environment', async () => {
    const s3 = await startVersitygw();
    onTestFinished(() => s3[Symbol.asyncDispose]());
    const bucket = await s3.newBucket();
    const server = await start(`storage: { snapshots_config: { snapshots_storage: s3, s3_config: { bucket: ${bucket} } } }`, {
      QDRANT__STORAGE__SNAPSHOTS_CONFIG__S3_CONFIG__ENDPOINT_URL: s3.endpoint,
      AWS_ACCESS_KEY_ID: s3.accessKey,
      AWS_SECRET_ACCESS_KEY: s3.secretKey,
    });
    const { name } = await call(server, 'POST', `${collection}/snapshots`);
    expect(await s3.keys(bucket)).toContain(`snapshots/my_collection/${name}`);
  });

  it('keeps snapshots where it says, and half-received ones with the storage', async () => {
    const server = await start(
      `storage:
  snapshots_path: ./snapshots
  temp_path: null # Uses storage/snapshots_temp/ if null
  snapshots_config:
    snapshots_storage: local # or "s3"
`,
    );
    const { name } = await call(server, 'POST', `${collection}/snapshots`);
    expect(await readdir(join(directory, 'snapshots/my_collection'))).toContain(name);
    await halfReceived(server, join(directory, 'storage/tmp'));
  });

  it('keeps half-received ones where it says', async () => {
    await mkdir(join(directory, 'scratch'));
    const server = await start('storage: { snapshots_path: ./snapshots, temp_path: ./scratch }');
    await halfReceived(server, join(directory, 'scratch'));
  });
});

/** Recovers from a sender that stops in the middle, looks where what came is kept, and sees it go. */
async function halfReceived(server: ServerProcess, where: string): Promise<void> {
  const { name } = await call(server, 'POST', `${collection}/snapshots`);
  const archive = new Uint8Array(await (await fetch(`${server.url}${collection}/snapshots/${name}`)).arrayBuffer());
  const stall = Promise.withResolvers<void>();
  const sender = createServer((_request, response) => {
    response.writeHead(200, { 'content-length': archive.length }).write(archive.subarray(0, archive.length / 2));
    void stall.promise.then(() => response.destroy());
  });
  await new Promise<void>((resolve) => sender.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void sender.close());
  const location = `http://127.0.0.1:${(sender.address() as AddressInfo).port}/`;
  const answer = fetch(`${server.url}/collections/other/snapshots/recover`, { method: 'PUT', body: JSON.stringify({ location }) });
  await expect.poll(async () => (await readdir(where, { recursive: true })).some((path) => path.includes('segments/'))).toBe(true);
  stall.resolve();
  expect((await answer).status).toBe(502);
  await expect.poll(() => readdir(where)).toEqual([]);
}
