import { createHash, randomBytes } from 'node:crypto';
import { type HttpFaultProxy, startHttpFaultProxy } from '@sextant/testkit';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { createServer, openServer } from '../../create-server.ts';
import { ask, call } from './call.testing.ts';
import { collectionDefinition, contents } from './points.testing.ts';

/** The other node of the matrix: what recoveries fetch from. It holds the content `after`. */
export interface Origin extends AsyncDisposable {
  /** Stands between it and the server under test. */
  readonly proxy: HttpFaultProxy;
  /** A snapshot of its collection before. */
  readonly earlier: Buffer<ArrayBuffer>;
  /** A storage with the content `before`, from which the origin went on. */
  readonly image: Vfs;
  /** A snapshot of its collection, to upload, and where it is to be had. */
  readonly archive: Buffer<ArrayBuffer>;
  readonly checksum: string;
  readonly archivePath: string;
}

const upsert = (url: string, collection: string, points: object) =>
  ask(url, 'PUT', `/collections/${collection}/points?wait=true`, { points });

/** With `bulkBytes` the image has a third collection of about that size, which makes a snapshot of the whole storage large. */
export async function startOrigin(bulkBytes = 0): Promise<Origin> {
  const server = await createServer({ grpcPort: null });
  const { url } = server;
  await ask(url, 'PUT', '/collections/c', collectionDefinition);
  await upsert(url, 'c', contents.before);
  const earlier = await download(url, await snapshotPath(url));
  const image = await imageOf(earlier, bulkBytes);
  await ask(url, 'POST', '/collections/c/points/delete?wait=true', { points: [1, 2, 3] });
  await upsert(
    url,
    'c',
    contents.after.filter(({ payload }) => payload['version'] === 2),
  );
  const archivePath = await snapshotPath(url);
  const archive = await download(url, archivePath);
  const proxy = await startHttpFaultProxy(url);
  return {
    proxy,
    earlier,
    image,
    archive,
    archivePath,
    checksum: createHash('sha256').update(archive).digest('hex'),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

async function snapshotPath(url: string): Promise<string> {
  const { name } = await ask<{ name: string }>(url, 'POST', '/collections/c/snapshots');
  return `/collections/c/snapshots/${name}`;
}

async function download(url: string, path: string): Promise<Buffer<ArrayBuffer>> {
  const outcome = await call(url, 'GET', path);
  if (outcome.kind !== 'done') throw new Error(`GET ${path}: ${JSON.stringify(outcome)}`);
  return outcome.bytes as Buffer<ArrayBuffer>;
}

/** The files of a server that recovered this archive, with a second collection that nothing of the matrix concerns. */
async function imageOf(archive: Buffer<ArrayBuffer>, bulkBytes: number): Promise<Vfs> {
  const vfs = memoryVfs();
  const { server } = await openServer({ grpcPort: null }, vfs);
  const form = new FormData();
  form.set('snapshot', new Blob([archive]), 'first.snapshot');
  await ask(server.url, 'POST', '/collections/c/snapshots/upload', form);
  await ask(server.url, 'DELETE', '/collections/c/snapshots/first.snapshot');
  await ask(server.url, 'PUT', '/collections/other', collectionDefinition);
  await upsert(server.url, 'other', contents.before);
  if (bulkBytes > 0) await writeBulk(server.url, bulkBytes);
  await server.close();
  return vfs;
}

const payloadBytes = 262_144;

async function writeBulk(url: string, bulkBytes: number): Promise<void> {
  await ask(url, 'PUT', '/collections/bulk', { vectors: {}, wal_config: { wal_capacity_mb: 1 } });
  for (let id = 0; id * payloadBytes < bulkBytes; id++) {
    // Base64 of noise is not made smaller by the compression of payloads.
    const noise = randomBytes((payloadBytes / 4) * 3).toString('base64');
    await upsert(url, 'bulk', [{ id, vector: {}, payload: { noise } }]);
  }
}
