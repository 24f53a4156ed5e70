import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, createClient, type QdrantClient, type SnapshotDownload, type TransferProgress } from '../index.ts';

const archive = Buffer.alloc(300_000, 'snapshot');
const digest = createHash('sha256').update(archive).digest('hex');
const wrong = 'f'.repeat(64);
const once = { retry: false } as const;

let directory: string;
let server: Server | undefined;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sextant-transfer-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  for (const name of await readdir(directory)) await rm(join(directory, name));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(handler);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As a disk would: other work gets its turn. */
const chunk = () => new Promise<Buffer>((resolve) => void setImmediate(resolve, archive));

const listed = (checksum: string | undefined) =>
  JSON.stringify({ result: [{ name: 's', size: archive.length, ...(checksum === undefined ? {} : { checksum }) }], status: 'ok', time: 0 });

/** Answers a list with one digest, and any download with the bytes of the archive. */
function sender({ checksum, header, announced = archive.length }: { checksum?: string; header?: string; announced?: number }) {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith('/snapshots') === true) {
      response.end(listed(checksum));
      return;
    }
    const reprDigest = header === undefined ? {} : { 'repr-digest': `sha-256=:${Buffer.from(header, 'hex').toString('base64')}:` };
    response.writeHead(200, { 'content-length': announced, ...reprDigest });
    response.write(archive);
    if (announced === archive.length) response.end();
    else setImmediate(() => response.destroy());
  };
}

/** The transports: node's own, and `fetch`, which browsers have. */
const transports: readonly (readonly [string, Partial<ClientOptions>])[] = [
  ['node:http', {}],
  ['fetch', { fetch: (input, init) => fetch(input, init) }],
];

const downloads: readonly (readonly [string, (client: QdrantClient, path?: string) => Promise<SnapshotDownload | string | null>])[] = [
  [
    'of a collection',
    (c, path) => (path === undefined ? c.downloadSnapshot('words', 's', once) : c.downloadSnapshotTo('words', 's', path, once)),
  ],
  [
    'of a shard',
    (c, path) =>
      path === undefined ? c.shardSnapshots('words', 0).download('s', once) : c.shardSnapshots('words', 0).downloadTo('s', path, once),
  ],
  ['of the storage', (c, path) => (path === undefined ? c.fullSnapshots.download('s', once) : c.fullSnapshots.downloadTo('s', path, once))],
];
const made: typeof downloads = [
  [
    'streamed',
    (c, path) => (path === undefined ? c.shardSnapshots('words', 0).stream(once) : c.shardSnapshots('words', 0).streamTo(path, once)),
  ],
  [
    'of what changed',
    (c, path) =>
      path === undefined
        ? c.shardSnapshots('words', 0).partial.create({}, once)
        : c.shardSnapshots('words', 0).partial.createTo({}, path, once),
  ],
];

async function drain(found: SnapshotDownload | string | null): Promise<number> {
  let bytes = 0;
  for await (const chunk of (found as SnapshotDownload).stream) bytes += chunk.byteLength;
  return bytes;
}

describe.each(transports)('downloads over %s', (_name, options) => {
  it.each(downloads)('%s is checked against the digest that comes with it, or that of the list', async (_what, start) => {
    for (const checks of [{ header: digest, checksum: wrong }, { checksum: digest }, {}]) {
      await using client = createClient({ ...options, url: await serve(sender(checks)) });
      const found = (await start(client)) as SnapshotDownload;
      expect(found.sizeBytes).toBe(archive.length);
      expect(await drain(found)).toBe(archive.length);
      expect(await found.sha256).toBe(digest);
      server?.closeAllConnections();
      server?.close();
    }
  });

  it.each(downloads)('%s with another digest fails at its end and leaves no file', async (_what, start) => {
    for (const checks of [{ header: wrong, checksum: digest }, { checksum: wrong }]) {
      await using client = createClient({ ...options, url: await serve(sender(checks)) });
      const found = (await start(client)) as SnapshotDownload;
      await expect(drain(found)).rejects.toMatchObject({ code: 'digest_mismatch', message: expect.stringContaining(digest) as string });
      await expect(found.sha256).rejects.toMatchObject({ code: 'digest_mismatch' });
      await writeFile(join(directory, 'kept'), 'as it was');
      await expect(start(client, join(directory, 'kept'))).rejects.toMatchObject({ code: 'digest_mismatch' });
      expect(await readdir(directory)).toEqual(['kept']);
      expect(await readFile(join(directory, 'kept'), 'utf8')).toBe('as it was');
      server?.closeAllConnections();
      server?.close();
    }
  });

  it.each([...downloads, ...made])('%s that is cut fails as a connection, and leaves no file', async (_what, start) => {
    const cut = (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.endsWith('/snapshots') === true) response.end(listed(digest));
      // Half in chunks without a length, half with one: both must be noticed.
      else if (request.headers['x-request-id'] === 'chunked') response.write(archive, () => response.destroy());
      else sender({ announced: archive.length + 1 })(request, response);
    };
    const url = await serve(cut);
    for (const headers of [{}, { 'x-request-id': 'chunked' }] as Record<string, string>[]) {
      await using client = createClient({ ...options, url, headers });
      const failure = { code: 'connection', retryable: true, message: expect.stringMatching(/words|storage/) as string };
      await expect(start(client).then(drain)).rejects.toMatchObject(failure);
      await expect(start(client, join(directory, 'never'))).rejects.toMatchObject(failure);
      expect(await readdir(directory)).toEqual([]);
    }
  });

  it.each([...downloads, ...made])('%s is refused in the words of the server', async (_what, start) => {
    let status = 404;
    const answers: Record<number, string> = { 404: 'Snapshot s is not there', 507: 'No space left', 403: 'Forbidden' };
    const url = await serve((_request, response) => response.writeHead(status).end(answers[status]));
    await using client = createClient({ ...options, url });
    for (const [each, code] of [
      [404, 'not_found'],
      [507, 'insufficient_storage'],
      [403, 'forbidden'],
    ] as const) {
      status = each;
      await expect(start(client)).rejects.toMatchObject({ status, code, serverMessage: answers[status] });
      await expect(start(client, join(directory, 'never'))).rejects.toMatchObject({ status, code });
    }
    expect(await readdir(directory)).toEqual([]);
  });

  it('304 to a manifest is nothing to send', async () => {
    const url = await serve((_request, response) => response.writeHead(304).end());
    await using client = createClient({ ...options, url });
    const { partial } = client.shardSnapshots('words', 0);
    expect(await partial.create({ files: [] })).toBeNull();
    expect(await partial.createTo({}, join(directory, 'never'))).toBeNull();
    expect(await readdir(directory)).toEqual([]);
  });

  it.each([...downloads, ...made])('%s stops when the caller says so, with the reason the caller gave', async (_what, start) => {
    const url = await serve((request, response) => {
      if (request.url?.endsWith('/snapshots') === true) response.end(listed(digest));
      else response.writeHead(200).write(archive);
    });
    const controller = new AbortController();
    const reason = new Error('enough');
    await using client = createClient({ ...options, url });
    const withSignal = { ...client, ...aborting(client, controller.signal) };
    const found = (await start(withSignal)) as SnapshotDownload;
    const reader = found.stream.getReader();
    await reader.read();
    controller.abort(reason);
    await expect(drainReader(reader)).rejects.toBe(reason);
    await expect(found.sha256).rejects.toBe(reason);
  });

  it('a failing observer ends the transfer', async () => {
    await using client = createClient({ ...options, url: await serve(sender({ header: digest })) });
    const onProgress = () => {
      throw new Error('broken bar');
    };
    await expect(client.fullSnapshots.downloadTo('s', join(directory, 'never'), { onProgress })).rejects.toThrow('broken bar');
    expect(await readdir(directory)).toEqual([]);
  });

  it('reads no further than its reader', async () => {
    let written = 0;
    const url = await serve((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(archive)) written += archive.length;
        written += archive.length;
        if (written < 1e9) response.once('drain', more);
      };
      more();
    });
    await using client = createClient({ ...options, url });
    const { stream } = await client.shardSnapshots('words', 0).stream();
    const reader = stream.getReader();
    await reader.read();
    // What the sockets take; then nothing moves.
    let before = -1;
    await expect.poll(() => [before, (before = written)].reduce((last, now) => now - last), { interval: 100 }).toBe(0);
    expect(written).toBeLessThan(64 << 20);
    await reader.cancel();
  });
});

/** The same calls with a signal: the list of calls above has none to pass. */
function aborting(client: QdrantClient, signal: AbortSignal): Partial<QdrantClient> {
  const shard = (collection: string, id: number) => client.shardSnapshots(collection, id);
  return {
    downloadSnapshot: (collection, name, how) => client.downloadSnapshot(collection, name, { ...how, signal }),
    fullSnapshots: { ...client.fullSnapshots, download: (name, how) => client.fullSnapshots.download(name, { ...how, signal }) },
    shardSnapshots: (collection, id) => ({
      ...shard(collection, id),
      download: (name, how) => shard(collection, id).download(name, { ...how, signal }),
      stream: (how) => shard(collection, id).stream({ ...how, signal }),
      partial: {
        ...shard(collection, id).partial,
        create: (manifest, how) => shard(collection, id).partial.create(manifest, { ...how, signal }),
      },
    }),
  };
}

async function drainReader(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  while (!(await reader.read()).done);
}

const uploads: readonly (readonly [
  string,
  string,
  (client: QdrantClient, ...args: Parameters<ReturnType<QdrantClient['shardSnapshots']>['upload']>) => Promise<boolean>,
])[] = [
  ['a collection', '/collections/words/snapshots/upload', (c, ...args) => c.uploadSnapshot('words', ...args)],
  ['a shard', '/collections/words/shards/0/snapshots/upload', (c, ...args) => c.shardSnapshots('words', 0).upload(...args)],
  [
    'changes',
    '/collections/words/shards/0/snapshot/partial/recover',
    (c, ...args) => c.shardSnapshots('words', 0).partial.recover(...args),
  ],
];

describe.each(transports)('uploads over %s', (_name, options) => {
  it.each(uploads)('%s from a file, a Blob and a stream, with its size when that is known', async (_what, path, upload) => {
    const seen: { url: string | undefined; length: string | undefined; bytes: Buffer }[] = [];
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ url: request.url, length: request.headers['content-length'], bytes: Buffer.concat(chunks) });
        response
          .writeHead(seen.length === 1 ? 202 : 200)
          .end(seen.length === 1 ? '{"status":"accepted","time":0}' : '{"result":null,"status":"ok","time":0}');
      });
    });
    await using client = createClient({ ...options, url });
    const file = join(directory, 'from.snapshot');
    await writeFile(file, archive);
    const steps: TransferProgress[] = [];
    const onProgress = (step: TransferProgress) => void steps.push(step);
    expect(await upload(client, file, { wait: false, priority: 'no_sync', checksum: digest, onProgress })).toBe(true);
    expect(await upload(client, new Blob([archive]))).toBe(true);
    expect(await upload(client, new Blob([archive]), { onProgress, fileName: 'mine' })).toBe(true);
    expect(await upload(client, new Blob([archive]).stream())).toBe(true);
    expect(seen[0]?.url).toBe(`${path}?wait=false&priority=no_sync&checksum=${digest}`);
    expect(steps.at(-1)).toEqual({ transferredBytes: archive.length, totalBytes: archive.length });
    for (const [at, { length, bytes }] of seen.entries()) {
      // `fetch` of Node sends streams in chunks whatever it is told.
      if (at === 1 || (_name === 'node:http' && at < 3)) expect(length).toBe(String(bytes.length));
      expect(bytes.includes(archive)).toBe(true);
      expect(bytes.toString('latin1', 0, 200)).toMatch(/name="snapshot"; filename="(from|mine|words)/);
    }
  });

  it.each(uploads)('%s is refused before all was sent, in the words of the server', async (_what, _path, upload) => {
    const url = await serve((request, response) => {
      request.once('data', () => response.writeHead(507).end(JSON.stringify({ status: { error: 'No space left' }, time: 0 })));
      request.on('error', () => undefined);
    });
    await using client = createClient({ ...options, url });
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield await chunk();
      } finally {
        ended = true;
      }
    }
    await expect(upload(client, endless())).rejects.toMatchObject({ code: 'insufficient_storage', serverMessage: 'No space left' });
    await expect.poll(() => ended).toBe(true);
  });

  it.each(uploads)('%s ends with the source: failed, or stopped by the caller', async (_what, _path, upload) => {
    const url = await serve((request) => request.on('error', () => undefined).resume());
    await using client = createClient({ ...options, url });
    async function* failing() {
      yield archive;
      throw new Error('the disk broke');
    }
    await expect(upload(client, failing())).rejects.toThrow('the disk broke');
    const controller = new AbortController();
    const reason = new Error('enough');
    let ended = false;
    async function* slow() {
      try {
        yield archive;
        controller.abort(reason);
        for (;;) yield await chunk();
      } finally {
        ended = true;
      }
    }
    await expect(upload(client, slow(), { signal: controller.signal })).rejects.toBe(reason);
    await expect.poll(() => ended).toBe(true);
    await expect(upload(client, slow(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(upload(client, join(directory, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a dry run', () => {
  it('sends nothing to a server that does not know it', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['content-length'] ?? '0'}`);
      request.resume().on('end', () => response.writeHead(400).end('Could not find Content-Type header'));
    });
    await using client = createClient({ url });
    const refusal = { code: 'not_implemented' };
    await expect(client.uploadSnapshot('words', new Blob([archive]), { dryRun: true })).rejects.toMatchObject(refusal);
    await expect(client.shardSnapshots('words', 0).recover({ location: 'http://x', dry_run: true })).rejects.toMatchObject(refusal);
    expect(seen).toEqual(Array(2).fill('POST /collections/words/snapshots/upload?dry_run=true&wait=false 0'));
  });
});
