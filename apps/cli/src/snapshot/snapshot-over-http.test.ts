import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient, type QdrantClient } from '@sextant/client';
import { createServer, type Server } from '@sextant/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directory, fixture, lines, run } from './run-snapshot.test.data.ts';

describe('with a server', () => {
  let server: Server;
  let client: QdrantClient;
  let snapshotUrl: string;
  const apiKey = 'the-key';

  beforeAll(async () => {
    server = await createServer({ storage: join(directory, 'storage'), snapshotsPath: join(directory, 'snapshots'), apiKey });
    client = createClient({ url: server.url, apiKey });
    await client.createCollection('live', {
      vectors: { a: { size: 4, distance: 'Cosine' }, m: { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' } } },
      sparse_vectors: { s: {} },
    });
    const points = Array.from({ length: 300 }, (_, id) => ({
      id: id % 2 === 0 ? id : `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
      vector: {
        a: [id, 1, 0.25, -3],
        m: [
          [id, 0.5],
          [1, 2],
          [3, 4],
        ],
        s: { indices: [id + 1, 3000], values: [0.5, 1] },
      },
      payload: {
        n: id,
        city: id % 3 === 0 ? 'Rome' : 'Lima',
        big: 2n ** 63n,
        email: `person${id}@example.org`,
        at: { street: `Road ${id}`, no: id },
      },
    }));
    await client.upsertMany('live', points as Parameters<QdrantClient['upsertMany']>[1]);
    const snapshot = await client.createSnapshot('live');
    snapshotUrl = `${server.url}/collections/live/snapshots/${snapshot?.name}`;
  });
  afterAll(async () => {
    await client.close();
    await server.close();
  });

  let env: Record<string, string>;
  beforeEach(() => {
    env = { QDRANT_API_KEY: apiKey };
  });

  it('reads a snapshot from its URL', async () => {
    expect((await run(['verify', snapshotUrl], env)).stdout).toMatch(/^whole: 300 points/);
    expect((await run(['inspect', snapshotUrl, '--api-key', apiKey])).code).toBe(0);
    const refused = await run(['inspect', snapshotUrl]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/answers 40[13]/) as string });
  });

  it('compares a snapshot with the collection it came from', async () => {
    const args = ['diff', snapshotUrl, '--url', server.url, '--collection', 'live'];
    expect(await run(args, env)).toMatchObject({ code: 0, stdout: 'equal: 300 points left, 300 right\n' });
    await client.setPayload('live', { points: [4], payload: { city: 'Oslo' }, wait: true });
    await client.delete('live', { points: [6], wait: true });
    await client.upsert('live', { points: [{ id: 9999, vector: {}, payload: {} }], wait: true });
    const { code, lines: told } = await lines(args, env);
    expect(code).toBe(5);
    expect(told).toEqual([
      { type: 'difference', change: 'changed', id: 4, parts: ['payload'] },
      { type: 'difference', change: 'added', id: 9999 },
      { type: 'difference', change: 'removed', id: 6 },
      { type: 'diff', equal: false, left: 300, right: 300, added: 1, removed: 1, changed: 1 },
    ]);
  });

  it.each([
    'collection_2shards.snapshot',
    'real_1.19_custom_sharding.snapshot',
    'real_1.19_mix_collection.snapshot',
    'full-snapshot-2026-01-02-03-04-05.snapshot',
  ])('our server recovers what slim makes of %s', async (name) => {
    const output = join(directory, `slim-${name}`);
    const part = name.startsWith('full') ? ['--collection', 'col2'] : [];
    expect((await run(['slim', fixture(name), '-o', output, ...part])).code).toBe(0);
    await client.uploadSnapshot('recovered', pathToFileURL(output), { priority: 'snapshot' });
    expect(await run(['diff', output, '--url', server.url, '--collection', 'recovered'], env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^equal/) as string,
    });
    expect((await run(['diff', fixture(name), output, ...part])).code).toBe(0);
    await client.deleteCollection('recovered');
  });

  it('reads the storage directory of a server, and compares it whole', async () => {
    const storage = join(directory, 'storage');
    expect((await run(['inspect', storage])).stdout).toMatch(/storage: storage directory\n[^]*collection live/);
    const output = join(directory, 'slim-storage.snapshot');
    expect((await run(['slim', storage, '-o', output])).code).toBe(0);
    expect((await lines(['inspect', output])).lines[0]).toMatchObject({ kind: 'full' });
    expect((await run(['diff', storage, output])).code).toBe(0);
  });

  it('what slim writes is recovered by our server, redacted and sampled', async () => {
    const output = join(directory, 'slim.snapshot');
    const args = [
      'slim',
      snapshotUrl,
      '-o',
      output,
      '--sample',
      '100',
      '--redact',
      'email',
      '--redact',
      'at.street',
      '--remove',
      'n',
      '--seed',
      's',
    ];
    const { code, lines: told } = await lines(args, env);
    expect(code).toBe(0);
    expect(told).toEqual([expect.objectContaining({ type: 'slim', kind: 'collection', points: 100, redactedPoints: 100 })]);
    expect((await run(['verify', output])).stdout).toMatch(/^whole: 100 points.*\nSHA-256 [0-9a-f]+, compared/);
    expect((await run(['slim', snapshotUrl, '-o', output], env)).stderr).toMatch(/exists; --force replaces it/);
    expect((await readFile(output)).includes('example.org')).toBe(false);
    await client.uploadSnapshot('slim', pathToFileURL(output), { priority: 'snapshot' });
    expect(await client.count('slim', { exact: true })).toEqual({ count: 100 });
    expect((await run(['diff', output, '--url', server.url, '--collection', 'slim'], env)).code).toBe(0);
    const { points } = (await client.scroll('slim', { limit: 1, with_payload: true })) ?? {};
    expect(points?.[0]?.payload).toMatchObject({ email: '[redacted]', at: { street: '[redacted]', no: expect.any(Number) as number } });
    expect(points?.[0]?.payload).not.toHaveProperty('n');
  });
});

describe('an unreliable sender', () => {
  let http: HttpServer;
  let url: string;
  beforeAll(async () => {
    const bytes = await readFile(fixture('hnsw.tar'));
    http = createHttpServer((request, response) => {
      if (request.url === '/redirect') response.writeHead(302, { location: '/whole' }).end();
      else if (request.url === '/whole') response.end(bytes);
      else if (request.url === '/hostile') response.writeHead(500).end('\u001B]0;title\u0007\nmore');
      else if (request.url?.startsWith('/text')) response.end('no archive at all');
      else if (request.url === '/cut')
        response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 100_000), () => response.destroy());
      else response.writeHead(404).end('nothing here');
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    http.closeAllConnections();
    http.close();
  });

  it('is followed, and named when it fails', async () => {
    expect((await run(['verify', `${url}/redirect`])).code).toBe(0);
    expect(await run(['verify', `${url}/none?token=secret`])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^sextant snapshot verify: http:\/\/127\.0\.0\.1:\d+\/none answers 404 Not Found: nothing here\n$/,
      ) as string,
    });
    expect((await run(['dump', `${url}/cut`])).code).toBe(1);
    expect((await run(['dump', `${url}/hostile`])).stderr).toMatch(/Internal Server Error: \\x1b\]0;title\\x07\\nmore\n$/);
    expect((await lines(['ls', `${url}/hostile`])).lines[0]).toMatchObject({ message: expect.stringContaining('\u001B]0;') as string });
  });

  it('hears no secret of the URL told, however it is damaged', async () => {
    for (const args of [[], ['--json']]) {
      const { code, stdout, stderr } = await run(['verify', `${url}/text?X-Amz-Signature=secret`, ...args]);
      expect(code).toBe(4);
      expect(stdout).toContain(`${url}/text`);
      expect(stdout + stderr).not.toMatch(/secret/);
    }
    const { code, stderr } = await run(['verify', 'http://user:secret@[no-host/x?token=secret']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sextant snapshot verify: http:\/\/\[no-host\/x is no URL\n/);
  });
});
