import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';

let server: Server;
let archive: Uint8Array;
let name: string;
let checksum: string;

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const content = body === undefined || body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body);
  return server.fetch(
    new Request(`http://server${path}`, { method, headers, ...(content === undefined ? {} : { body: content as BodyInit }) }),
  );
}

async function result(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await call(method, path, body);
  const json = (await response.json()) as { result: unknown };
  expect(response.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

function form(bytes: Uint8Array, field = 'snapshot', fileName = 'up.snapshot'): FormData {
  const data = new FormData();
  data.set(field, new Blob([Uint8Array.from(bytes)]), fileName);
  return data;
}

beforeAll(async () => {
  server = await createServer({ listen: false });
  await result('PUT', '/collections/c', { vectors: { size: 2, distance: 'Dot' } });
  await result('PUT', '/collections/c/points?wait=true', { points: [{ id: 1, vector: [1, 2], payload: { n: 1 } }] });
  const made = (await result('POST', '/collections/c/snapshots')) as { name: string; checksum: string };
  ({ name, checksum } = made);
  archive = new Uint8Array(await (await call('GET', `/collections/c/snapshots/${name}`)).arrayBuffer());
});

afterAll(() => server.close());

describe('download', () => {
  it('has the digest, the length and what caches and ranges need', async () => {
    const response = await call('GET', `/collections/c/snapshots/${name}`);
    expect(createHash('sha256').update(archive).digest('hex')).toBe(checksum);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(archive.length),
      'content-disposition': `attachment; filename="${name}"`,
      'accept-ranges': 'bytes',
      etag: `"${checksum}"`,
      'repr-digest': `sha-256=:${Buffer.from(checksum, 'hex').toString('base64')}:`,
    });
    expect(Date.parse(response.headers.get('last-modified') ?? '')).toBeGreaterThan(0);
    await response.body?.cancel();
    expect((await call('GET', `/collections/c/snapshots/${name}`, undefined, { 'if-none-match': `"${checksum}"` })).status).toBe(304);
  });

  it.each([
    ['bytes=0-9', 0, 10],
    ['bytes=512-', 512, undefined],
    ['bytes=-100', -100, undefined],
  ])('answers the range %s', async (range, start, end) => {
    const response = await call('GET', `/collections/c/snapshots/${name}`, undefined, { range });
    expect(response.status).toBe(206);
    const expected = archive.slice(start, end);
    const from = start < 0 ? archive.length + start : start;
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${from + expected.length - 1}/${archive.length}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(expected)).toBe(true);
  });

  it('is refused or left out when a condition says so', async () => {
    const asked = (headers: Record<string, string>): Promise<Response> =>
      call('GET', `/collections/c/snapshots/${name}`, undefined, { range: 'bytes=0-9', ...headers });
    const modified = (await call('GET', `/collections/c/snapshots/${name}`, undefined, { 'if-none-match': '*' })).headers.get(
      'last-modified',
    );
    const same: Record<string, string>[] = [{ 'if-none-match': `"older", W/"${checksum}"` }, { 'if-modified-since': String(modified) }];
    for (const headers of same) {
      const unchanged = await asked(headers);
      expect([unchanged.status, unchanged.headers.get('etag'), await unchanged.text()]).toEqual([304, `"${checksum}"`, '']);
    }
    const changed = await asked({ 'if-match': '"older"' });
    expect([changed.status, changed.headers.get('etag'), await changed.text()]).toEqual([
      412,
      `"${checksum}"`,
      `The snapshot is another one than the request is for: its ETag is "${checksum}", it was last modified ${modified}`,
    ]);
    const part = await asked({ 'if-match': `"${checksum}"`, 'if-range': String(modified) });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
  });

  it('refuses a range beyond the end, and ignores one of an older file', async () => {
    const beyond = await call('GET', `/collections/c/snapshots/${name}`, undefined, { range: `bytes=${archive.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${archive.length}`]);
    const stale = await call('GET', `/collections/c/snapshots/${name}`, undefined, { range: 'bytes=0-9', 'if-range': '"older"' });
    expect(stale.status).toBe(200);
    await stale.body?.cancel();
  });
});

describe('upload', () => {
  it('makes a collection, keeps the file among its snapshots, and takes the checksum', async () => {
    expect(
      await result('POST', `/collections/copy/snapshots/upload?checksum=${checksum.toUpperCase()}&priority=snapshot`, form(archive)),
    ).toBe(true);
    expect(await result('POST', '/collections/copy/points/count', {})).toEqual({ count: 1 });
    expect(await result('GET', '/collections/copy/snapshots')).toEqual([
      { name: 'up.snapshot', creation_time: expect.stringMatching(/^[\d-]+T[\d:]+$/), size: archive.length },
    ]);
    await result('DELETE', '/collections/copy');
  });

  it('under a reserved name is listed under another one, and replaces no digest', async () => {
    const before = (await result('GET', '/collections/c/snapshots')) as object[];
    const path = '/collections/c/snapshots/upload';
    for (const fileName of [`${name}.checksum`, 'shards'])
      expect(await result('POST', path, form(archive, 'snapshot', fileName))).toBe(true);
    const after = (await result('GET', '/collections/c/snapshots')) as object[];
    expect(after).toHaveLength(before.length + 2);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('leaves the memory of a body that comes from the same process to its owner', async () => {
    const edge = '--edge\r\ncontent-disposition: form-data; name="snapshot"; filename="own.snapshot"\r\n\r\n';
    const chunks = [new TextEncoder().encode(edge), Uint8Array.from(archive), new TextEncoder().encode('\r\n--edge--\r\n')];
    const response = await server.fetch(
      new Request('http://server/collections/own/snapshots/upload?priority=snapshot', {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=edge' },
        body: Readable.toWeb(Readable.from(chunks)),
        duplex: 'half',
      } as unknown as RequestInit),
    );
    expect(response.status, await response.text()).toBe(200);
    expect(chunks[1]).toEqual(archive);
    await result('DELETE', '/collections/own');
  });

  it('says what a text in the place of the file lacks', async () => {
    const data = new FormData();
    data.set('snapshot', 'no file');
    const response = await call('POST', '/collections/up/snapshots/upload', data);
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(/snapshot is no file: give it a file name/)]);
  });

  it('answers 202 once the file has arrived with wait=false', async () => {
    expect((await call('POST', '/collections/later/snapshots/upload?wait=false', form(archive))).status).toBe(202);
    expect((await call('POST', '/collections/never/snapshots/upload?wait=false', form(archive.subarray(0, 700)))).status).toBe(202);
    await expect.poll(async () => (await result('GET', '/collections/later/exists')) as { exists: boolean }).toEqual({ exists: true });
    expect(await result('GET', '/collections/never/exists')).toEqual({ exists: false });
  });

  it.each([
    ['another field', () => form(archive, 'file'), {}, 400, 'Required field is missing: snapshot'],
    [
      'no multipart',
      () => 'x',
      { 'content-type': 'application/json' },
      415,
      "Parsed Content-Type did not have 'multipart' top-level media type",
    ],
    ['no boundary', () => 'x', { 'content-type': 'multipart/form-data' }, 400, 'Multipart boundary is not found'],
  ])('refuses %s in plain text', async (_name, body, headers, status, text) => {
    const response = await call('POST', '/collections/x/snapshots/upload', body(), headers);
    expect([response.status, await response.text()]).toEqual([status, text]);
  });

  it('refuses a wrong checksum, and one that is none before it reads the body', async () => {
    const wrong = await call('POST', `/collections/x/snapshots/upload?checksum=${'0'.repeat(64)}`, form(archive));
    expect([wrong.status, ((await wrong.json()) as { error: string }).error]).toEqual([400, expect.stringContaining(checksum)]);
    expect((await call('POST', '/collections/x/snapshots/upload?checksum=abc', form(archive))).status).toBe(422);
    expect((await call('POST', '/collections/x/snapshots/upload?priority=newest', form(archive))).status).toBe(400);
    expect(await result('GET', '/collections/x/exists')).toEqual({ exists: false });
  });
});

describe('recovery from a location', () => {
  it('fetches over http with a key, and from a file below the snapshots', async () => {
    const remote = createHttpServer((request, response) => {
      if (request.headers['api-key'] === 'sesame') response.end(archive);
      else response.writeHead(401).end();
    });
    await new Promise<void>((resolve) => {
      remote.listen(0, '127.0.0.1', resolve);
    });
    const location = `http://127.0.0.1:${(remote.address() as AddressInfo).port}/x.snapshot`;
    expect((await call('PUT', '/collections/r/snapshots/recover', { location })).status).toBe(400);
    expect(await result('PUT', '/collections/r/snapshots/recover', { location, api_key: 'sesame', checksum })).toBe(true);
    await new Promise((resolve) => {
      remote.close(resolve);
    });
    expect(await result('PUT', '/collections/r2/snapshots/recover', { location: `file:///snapshots/c/${name}` })).toBe(true);
    expect(await result('POST', '/collections/r2/points/count', {})).toEqual({ count: 1 });
  });

  it('says which field differs from the collection that is there', async () => {
    await result('PUT', '/collections/other', { vectors: { size: 9, distance: 'Dot' } });
    const response = await call('PUT', '/collections/other/snapshots/recover', { location: `file:///snapshots/c/${name}` });
    const { error } = (await response.json()) as { error: string };
    expect([response.status, error]).toEqual([
      400,
      expect.stringContaining('not compatible with existing collection: Collection vectors.size: 9 Snapshot vectors.size: 2'),
    ]);
  });
});

it('full snapshots hold every collection and the aliases', async () => {
  await result('POST', '/collections/aliases', { actions: [{ create_alias: { alias_name: 'al', collection_name: 'c' } }] });
  const made = (await result('POST', '/snapshots')) as { name: string; size: number };
  const bytes = Buffer.from(await (await call('GET', `/snapshots/${made.name}`)).arrayBuffer());
  expect(bytes.length).toBe(made.size);
  const config = JSON.parse(bytes.subarray(512, bytes.indexOf(0, 512)).toString()) as {
    collections_mapping: Record<string, string>;
    collections_aliases: unknown;
  };
  expect(config.collections_mapping['c']).toMatch(/^c-\d+-[\d-]+\.snapshot$/);
  expect(config.collections_aliases).toEqual({ al: 'c' });
  expect(await result('DELETE', `/snapshots/${made.name}`)).toBe(true);
  expect(await result('GET', '/snapshots')).toEqual([]);
});
