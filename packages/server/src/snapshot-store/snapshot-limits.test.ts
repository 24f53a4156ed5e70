import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { packTar } from '@sextant/snapshot';
import type { Vfs } from '@sextant/vfs';
import { memoryVfs } from '@sextant/vfs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedServer, openServer } from '../create-server.ts';

/*
 * Every limit of snapshot work, reached over the API: the status, what the error says, and that nothing is left.
 */

// A loaded machine takes its time.
const patience = { timeout: 30_000 };

type Limits = Readonly<Record<string, number>>;
let running: (OpenedServer & { readonly vfs: Vfs }) | undefined;
afterEach(async () => {
  await running?.server.close();
  running = undefined;
});

async function start(limits: Limits = {}, service: Record<string, string | boolean> = {}): Promise<void> {
  const vfs = memoryVfs();
  const config = { service, storage: { snapshots_config: { limits } } };
  running = { ...(await openServer({ listen: false, config: config as never }, vfs)), vfs };
}

function current(): NonNullable<typeof running> {
  if (running === undefined) throw new Error('no server runs');
  return running;
}

function call(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  return current().server.fetch(
    new Request(`http://server${path}`, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) } as RequestInit),
  );
}

async function answer(response: Response | Promise<Response>): Promise<{ status: number; error: string }> {
  const { status, body } = await (async () => {
    const found = await response;
    return { status: found.status, body: await found.text() };
  })();
  const json = body.startsWith('{') ? (JSON.parse(body) as { status: { error?: string } }) : undefined;
  return { status, error: json?.status.error ?? body };
}

const json = { 'content-type': 'application/json' };

async function makeCollection(name: string): Promise<void> {
  const body = JSON.stringify({ vectors: { size: 2, distance: 'Dot' }, wal_config: { wal_capacity_mb: 1 } });
  expect((await call('PUT', `/collections/${name}`, body, json)).status).toBe(200);
}

function form(archive: Uint8Array, fileName = 'up.snapshot'): FormData {
  const data = new FormData();
  data.set('snapshot', new Blob([Uint8Array.from(archive)]), fileName);
  return data;
}

/** A multipart body whose file goes on until it is told to end. */
function openUpload(start = 'x'): {
  body: ReadableStream<Uint8Array>;
  headers: Record<string, string>;
  send(text: string): void;
  end(): void;
} {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const opened = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes(`--b\r\ncontent-disposition: form-data; name="snapshot"; filename="up.snapshot"\r\n\r\n${start}`));
      opened.resolve(controller);
    },
  });
  const then = (use: (controller: ReadableStreamDefaultController<Uint8Array>) => void): void => {
    opened.promise.then(use).catch(() => undefined);
  };
  return {
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    send: (text) => then((controller) => controller.enqueue(bytes(text))),
    end: () =>
      then((controller) => {
        controller.enqueue(bytes('\r\n--b--\r\n'));
        controller.close();
      }),
  };
}

/** Nothing runs, nothing is staged, no snapshot is stored, no collection was made beside these. */
async function expectNothingLeft(collections: readonly string[] = []): Promise<void> {
  const { context, vfs } = current();
  await expect.poll(() => context.snapshots.tasks(), patience).toEqual([]);
  expect(context.engine.listCollections()).toEqual(collections);
  expect(await vfs.readdir('/storage/tmp').catch(() => [])).toEqual([]);
  const stored = await vfs.readdir('/snapshots').catch(() => []);
  for (const { name } of stored) expect(await vfs.readdir(`/snapshots/${name}`)).toEqual([]);
}

let archive: Uint8Array;
beforeAll(async () => {
  await start();
  await makeCollection('c');
  const made = (await (await call('POST', '/collections/c/snapshots')).json()) as { result: { name: string } };
  archive = new Uint8Array(await (await call('GET', `/collections/c/snapshots/${made.result.name}`)).arrayBuffer());
  await current().server.close();
  running = undefined;
});

const upload = (name: string, body: Uint8Array, headers: Record<string, string> = {}): Promise<Response> =>
  call('POST', `/collections/${name}/snapshots/upload`, form(body), headers);

describe('the size of an archive', () => {
  const small = { max_archive_mb: 0.01 };

  it('is limited for uploads, announced or not', async () => {
    await start(small);
    expect(await answer(upload('n', archive))).toEqual({
      status: 400,
      error: expect.stringMatching(/the client sent more than the 10485 bytes .*limits\.max_archive_mb/),
    });
    expect(await answer(upload('n', archive, { 'content-length': '1000000' }))).toEqual({
      status: 400,
      error: expect.stringMatching(/the body has 1000000 bytes, an archive may have 10485; .*limits\.max_archive_mb/),
    });
    await expectNothingLeft();
  });

  it.each([true, false])('is limited for what is fetched (announced: %s)', async (announced) => {
    await start(small);
    const remote = createHttpServer((_request, response) => {
      if (announced) response.setHeader('content-length', archive.length);
      Readable.from([archive]).pipe(response);
    });
    await new Promise<void>((resolve) => {
      remote.listen(0, '127.0.0.1', resolve);
    });
    const location = `http://127.0.0.1:${(remote.address() as AddressInfo).port}/x`;
    const { status, error } = await answer(call('PUT', '/collections/n/snapshots/recover', JSON.stringify({ location }), json));
    expect([status, error]).toEqual([400, expect.stringContaining('10485 bytes')]);
    await new Promise((resolve) => {
      remote.close(resolve);
      remote.closeAllConnections();
    });
    await expectNothingLeft();
  });
});

describe('what an archive unpacks to', () => {
  const hole = (path: string, sizeBytes: number) => ({ path, sizeBytes, extents: [], read: async function* () {} });
  const packed = async (...entries: Parameters<typeof packTar>[0][]): Promise<Uint8Array> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of packTar(entries.flat() as never)) chunks.push(Uint8Array.from(chunk));
    return Buffer.concat(chunks);
  };

  it.each<[string, Limits, () => Uint8Array | Promise<Uint8Array>, RegExp]>([
    ['its size', { max_unpacked_mb: 0.01 }, () => archive, /too large|unpacks to too much/],
    ['holes, once they are many', {}, () => packed([hole('0/wal/a', 2 ** 40), hole('0/wal/b', 2 ** 40)] as never), /nothing but holes/],
    ['one file of an absurd size', {}, () => packed([hole('0/wal/a', 2 ** 43)] as never), /too large/],
    ['its entries', { max_entries: 6 }, () => archive, /too many entries/],
  ])('is limited: %s', async (_name, limits, body, message) => {
    await start(limits);
    const { status, error } = await answer(upload('n', await body()));
    expect([status, error]).toEqual([400, expect.stringMatching(message)]);
    await expectNothingLeft();
  });
});

describe('an archive with what no snapshot has', () => {
  /** A header of an empty entry. */
  function header(name: string, type: string, link = '', size = 0): Uint8Array {
    const block = Buffer.alloc(512);
    block.write(name.slice(0, 100), 0);
    block.write('0000644\0', 100);
    block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
    block.write('00000000000\0', 136);
    block.write('        ', 148);
    block.write(type, 156);
    block.write(link, 157);
    block.write('ustar\x0000', 257);
    block.write(
      `${block
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    return block;
  }
  const data = (text: string): Uint8Array => Buffer.concat([Buffer.from(text)], Math.ceil(text.length / 512) * 512);
  const record = (key: string, value: string): string => {
    let length = key.length + value.length + 3;
    while (`${length}`.length + key.length + value.length + 3 !== length) length = `${length}`.length + key.length + value.length + 3;
    return `${length} ${key}=${value}\n`;
  };
  const pax = (type: 'x' | 'g', ...records: string[]): Uint8Array =>
    Buffer.concat([header('pax', type, '', records.join('').length), data(records.join(''))]);
  const tar = (...blocks: Uint8Array[]): Uint8Array => Buffer.concat([...blocks, Buffer.alloc(1024)]);
  /** The good archive with something before it. */
  const before = (...blocks: Uint8Array[]): Uint8Array => Buffer.concat([...blocks, archive]);

  it.each<[string, () => Uint8Array, RegExp]>([
    ['a symbolic link', () => before(header('config.json', '2', '/etc/passwd')), /symbolic link/],
    ['a hard link', () => before(header('0/x', '1', '../../storage/x')), /hard link/],
    ['a character device', () => before(header('0/x', '3')), /character device/],
    ['a block device', () => before(header('0/x', '4')), /block device/],
    ['a pipe', () => before(header('0/x', '6')), /pipe/],
    ['an entry of no known type', () => before(header('0/x', 'Z')), /forbidden entry/],
    ['a file twice', () => before(header('config.json', '0')), /twice/],
    ['a file inside of a file', () => before(header('0', '0')), /twice/],
    ['an absolute path that is another file again', () => before(header('/config.json', '0')), /twice/],
    ['a path of PAX with a NUL', () => before(pax('x', record('path', 'a\0b')), header('x', '0')), /NUL/],
    ['a path of PAX that is too long', () => before(pax('x', record('path', 'p'.repeat(5000))), header('x', '0')), /too long/],
    ['a size of PAX that is none', () => before(pax('x', record('size', '-1')), header('x', '0')), /size|malformed|PAX/],
    ['a size of PAX that is absurd', () => before(pax('x', record('size', '9'.repeat(30))), header('x', '0')), /size|absurd|PAX|large/],
    ['PAX records without an end', () => before(...Array.from({ length: 12 }, () => pax('x', record('a', 'b')))), /too many extra headers/],
    ['global PAX records without an end', () => before(...globals()), /too many (?:global PAX records|extra headers)/],
    ['a PAX record that is malformed', () => before(header('pax', 'x', '', 5), data('99 a='), header('x', '0')), /PAX record/],
    ['a long name without an entry', () => tar(header('././@LongLink', 'L', '', 4), data('abc\0')), /ends after a long name/],
    ['a size beyond the archive', () => tar(header('config.json', '0', '', 2 ** 32)), /truncated|too large/],
    ['no end', () => archive.subarray(0, archive.length - 1024), /truncated/],
    [
      'directories without an end',
      () => tar(header(Array.from({ length: 49 }, () => 'd').join('/'), '5'), header('x', '2')),
      /symbolic link/,
    ],
  ])('is refused for %s', async (_name, body, message) => {
    await start();
    const { status, error } = await answer(upload('n', body()));
    expect([status, error]).toEqual([400, expect.stringMatching(message)]);
    await expectNothingLeft();
  });

  it.each(['../../escaped', '0/../../escaped', '/../escaped', '../snapshots/escaped'])('writes nothing to %s', async (path) => {
    await start();
    expect((await upload('n', before(header(path, '0')))).status).toBe(200);
    const { vfs } = current();
    const names = await Promise.all(['/', '/storage', '/storage/collections', '/snapshots'].map((place) => vfs.readdir(place)));
    expect(names.flat().map(({ name }) => name)).not.toContain('escaped');
  });

  function globals(): Uint8Array[] {
    return Array.from({ length: 60 }, (_, at) => [
      ...Array.from({ length: 5 }, (_unused, more) => pax('g', record(`k${at}-${more}`, 'v'))),
      header(`skipped-${at}`, '0'),
    ]).flat();
  }
});

describe('work at once', () => {
  it('recoveries: one more than may wait is told to come again, and when', async () => {
    await start({ max_recoveries: 1, max_waiting: 0 });
    const first = openUpload();
    const stalled = call('POST', '/collections/a/snapshots/upload', first.body, first.headers);
    await expect.poll(() => current().context.snapshots.counters('a').recoveryRunning, patience).toBe(1);
    const second = await upload('b', archive);
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '10']);
    expect((await answer(second)).error).toMatch(/0 pieces of snapshot work wait .*limits\.max_waiting/);
    first.end();
    expect((await stalled).status).toBe(400);
    await expectNothingLeft();
    expect((await upload('b', archive)).status).toBe(200);
  });

  it('creations: one for each collection, the rest waits', async () => {
    await start({ max_waiting: 0 });
    await makeCollection('c');
    const first = openUpload();
    const stalled = call('POST', '/collections/c/snapshots/upload', first.body, first.headers);
    await expect.poll(() => current().context.snapshots.counters('c').recoveryRunning, patience).toBe(1);
    expect((await call('POST', '/collections/c/snapshots')).status).toBe(429);
    expect((await call('POST', '/collections/c/snapshots?wait=false')).status, 'nothing is accepted and dropped').toBe(429);
    first.end();
    expect((await stalled).status).toBe(400);
    expect((await call('POST', '/collections/c/snapshots')).status).toBe(200);
  });

  it('streams: one that nobody reads holds its place until its client goes', async () => {
    await start({ max_streams: 1, max_waiting: 0 });
    await makeCollection('c');
    // More than what lies between the server and a client that does not read.
    const points = Array.from({ length: 6 }, (_, id) => ({ id, vector: [1, 1], payload: { text: randomBytes(1 << 19).toString('hex') } }));
    expect((await call('PUT', '/collections/c/points?wait=true', JSON.stringify({ points }), json)).status).toBe(200);
    const path = '/collections/c/shards/0/snapshot';
    const first = await call('GET', path);
    expect(first.status).toBe(200);
    expect((await call('GET', path)).status).toBe(429);
    expect((await call('POST', '/collections/c/shards/0/snapshot/partial/create', '{}', json)).status).toBe(429);
    expect((await call('POST', '/collections/c/snapshots')).status, 'other work goes on').toBe(200);
    await first.body?.cancel();
    await expect.poll(() => current().context.snapshots.tasks(), patience).toEqual([]);
    const again = await call('GET', path);
    expect(again.status).toBe(200);
    await again.arrayBuffer();
  });
});

describe('time', () => {
  it('ends an upload whose client falls silent, and frees its place', async () => {
    // Long enough for an upload that comes as fast as it can.
    await start({ upload_idle_sec: 0.5, max_recoveries: 1, max_waiting: 0 });
    const loris = openUpload();
    expect(await answer(call('POST', '/collections/a/snapshots/upload', loris.body, loris.headers))).toEqual({
      status: 408,
      error: expect.stringMatching(/^Timeout: the client sent 1 bytes within 0\.5 s/),
    });
    await expectNothingLeft();
    expect((await upload('a', archive)).status).toBe(200);
  });

  it('ends a partial upload whose client falls silent', async () => {
    await start({ upload_idle_sec: 0.02 });
    await makeCollection('c');
    const loris = openUpload();
    expect((await answer(call('POST', '/collections/c/shards/0/snapshot/partial/recover', loris.body, loris.headers))).status).toBe(408);
    await expectNothingLeft(['c']);
  });

  it('ends a stream that nobody reads, and lets go of what it held', async () => {
    await start({ download_idle_sec: 0.02 });
    await makeCollection('c');
    const points = Array.from({ length: 6 }, (_, id) => ({ id, vector: [1, 1], payload: { text: randomBytes(1 << 19).toString('hex') } }));
    expect((await call('PUT', '/collections/c/points?wait=true', JSON.stringify({ points }), json)).status).toBe(200);
    const abandoned = await call('GET', '/collections/c/shards/0/snapshot');
    expect(abandoned.status).toBe(200);
    await expectNothingLeft(['c']);
    await expect(abandoned.arrayBuffer()).rejects.toThrow();
  });

  it('ends work that takes too long, also when bytes keep coming', async () => {
    await start({ max_duration_sec: 0.02 });
    const slow = openUpload();
    const feeding = setInterval(() => slow.send('y'), 1);
    const found = await answer(call('POST', '/collections/a/snapshots/upload', slow.body, slow.headers)).finally(() =>
      clearInterval(feeding),
    );
    expect(found).toEqual({ status: 408, error: expect.stringMatching(/took longer than 0\.02 s .*limits\.max_duration_sec/) });
    await expectNothingLeft();
  });

  it.each(['before its answer', 'within its answer'])('ends a recovery from a remote that falls silent %s', async (when) => {
    await start({ remote_idle_sec: 0.02 });
    const remote = createHttpServer((_request, response) => {
      if (when === 'within its answer') response.write('x');
    });
    await new Promise<void>((resolve) => {
      remote.listen(0, '127.0.0.1', resolve);
    });
    const location = `http://127.0.0.1:${(remote.address() as AddressInfo).port}/x`;
    const { status } = await answer(call('PUT', '/collections/n/snapshots/recover', JSON.stringify({ location }), json));
    expect(status).toBe(502);
    await new Promise((resolve) => {
      remote.close(resolve);
      remote.closeAllConnections();
    });
    await expectNothingLeft();
  });
});

describe('addresses', () => {
  const recover = (path: string, body: Record<string, string>): Promise<{ status: number; error: string }> =>
    answer(call(path.startsWith('POST ') ? 'POST' : 'PUT', path.replace('POST ', ''), JSON.stringify(body), json));
  const shard = '/collections/none/shards/0';
  const ways: [string, Record<string, string>][] = [
    ['/collections/none/snapshots/recover', { location: 'http://127.0.0.1:9/x' }],
    ['/collections/none/snapshots/recover', { location: 'https://localhost:9/x' }],
    [`${shard}/snapshots/recover`, { location: 'http://169.254.169.254/latest' }],
    [`POST ${shard}/snapshot/partial/recover_from`, { peer_url: 'http://[::1]:9' }],
  ];

  it.each(ways)('are denied before the collection is looked for: %s %j', async (path, body) => {
    await start({}, { snapshot_url_recovery_private_addresses: 'deny' });
    expect(await recover(path, body)).toEqual({ status: 403, error: expect.stringContaining('snapshot_url_recovery_private_addresses') });
    await expectNothingLeft();
  });

  it.each([...ways, ['/collections/none/snapshots/recover', { location: 's3://bucket/key', api_key: 'A:B' }] as (typeof ways)[number]])(
    'of every kind are off with URL recovery: %s %j',
    async (path, body) => {
      await start({}, { enable_snapshot_url_recovery: false });
      expect(await recover(path, body)).toEqual({ status: 403, error: expect.stringContaining('disabled in the configuration') });
    },
  );
});
