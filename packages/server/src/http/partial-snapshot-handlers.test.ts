import { createHash } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server, ServerOptions } from '../server-options.ts';

const shard = '/collections/c/shards/0/snapshot/partial';
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function call(server: Server, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const isJson = body !== undefined && !(body instanceof FormData) && typeof body !== 'string';
  const content = isJson ? JSON.stringify(body) : (body as BodyInit | undefined);
  return server.fetch(
    new Request(`http://server${path}`, {
      method,
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(content === undefined ? {} : { body: content }),
    }),
  );
}

async function result(server: Server, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<never> {
  const response = await call(server, method, path, body, headers);
  const json = (await response.json()) as { result: never };
  expect(response.status, JSON.stringify(json)).toBe(200);
  return json.result;
}

async function start(options: ServerOptions = {}, headers: Record<string, string> = {}): Promise<Server> {
  const server = await createServer({ grpcPort: null, ...options });
  closing.push(() => server.close());
  await result(server, 'PUT', '/collections/c', { vectors: { size: 2, distance: 'Dot' } }, headers);
  return server;
}

async function upsert(server: Server, id: number, headers: Record<string, string> = {}): Promise<void> {
  await result(server, 'PUT', '/collections/c/points?wait=true', { points: [{ id, vector: [id, 1] }] }, headers);
}

async function ids(server: Server): Promise<number[]> {
  const page = await result(server, 'POST', '/collections/c/points/scroll', { limit: 100 });
  return (page as { points: { id: number }[] }).points.map(({ id }) => id);
}

/** A server that is no Qdrant; answers its address. */
async function peer(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('recover_from', () => {
  it('follows another server, and answers false when nothing changed there', async () => {
    const source = await start();
    const replica = await start({ listen: false });
    await upsert(source, 1);
    const from = (): Promise<boolean> => result(replica, 'POST', `${shard}/recover_from`, { peer_url: `${source.url}/` });
    expect(await from()).toBe(true);
    expect(await from()).toBe(false);
    await upsert(source, 2);
    expect(await from()).toBe(true);
    expect(await ids(replica)).toEqual([1, 2]);
    await upsert(replica, 3);
    expect(await from()).toBe(true);
    expect(await ids(replica)).toEqual([1, 2]);
  });

  it('counts as a snapshot of the other server only when something was sent', async () => {
    const source = await start();
    const replica = await start({ listen: false });
    await upsert(source, 1);
    const created = async (): Promise<string | undefined> => {
      const metrics = await (await call(source, 'GET', '/metrics')).text();
      return /^snapshot_created_total\{id="c"\} (\d+)$/m.exec(metrics)?.[1];
    };
    const body = { peer_url: source.url };
    expect(await result(replica, 'POST', `${shard}/recover_from`, body)).toBe(true);
    await expect.poll(created).toBe('1');
    expect(await result(replica, 'POST', `${shard}/recover_from`, body)).toBe(false);
    expect(await created()).toBe('1');
  });

  it('sends its key to the peer, and the peer needs it', async () => {
    const key = { 'api-key': 'secret' };
    const source = await start({ apiKey: 'secret' }, key);
    const replica = await start({ listen: false });
    await upsert(source, 1, key);
    const refused = await call(replica, 'POST', `${shard}/recover_from`, { peer_url: source.url, api_key: 'wrong' });
    expect(refused.status).toBe(502);
    expect(await refused.text()).toMatch(/answered 401 Unauthorized/);
    expect(await result(replica, 'POST', `${shard}/recover_from`, { peer_url: source.url, api_key: 'secret' })).toBe(true);
    expect(await ids(replica)).toEqual([1]);
  });

  it('never follows a redirect: the key is for the peer alone', async () => {
    const replica = await start({ listen: false });
    const seen: unknown[] = [];
    const elsewhere = await peer((request, response) => {
      seen.push(request.headers['api-key']);
      response.end();
    });
    const url = await peer((request, response) => {
      seen.push(request.headers['api-key']);
      response.writeHead(307, { location: `${elsewhere}${request.url}` }).end();
    });
    const answer = await call(replica, 'POST', `${shard}/recover_from`, { peer_url: url, api_key: 'secret' });
    expect(answer.status).toBe(502);
    expect(await answer.text()).toMatch(/answered 307/);
    expect(seen).toEqual(['secret']);
  });

  it('tells a failing peer in its own words, and changes nothing', async () => {
    const replica = await start({ listen: false });
    await upsert(replica, 9);
    const answers: RequestListener[] = [
      (_, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('out of\nluck'),
      (_, response) => response.writeHead(200).end('no archive'.repeat(200)),
      (_, response) => response.writeHead(200, { 'content-length': '5000' }).write('cut', () => response.destroy()),
      (_, response) => response.destroy(),
    ];
    const words = [/answered 500 Internal Server Error: out of luck/, /sent what is no partial snapshot/, /./, /Http request error/];
    for (const [i, listener] of answers.entries()) {
      const answer = await call(replica, 'POST', `${shard}/recover_from`, { peer_url: await peer(listener) });
      expect(answer.status).toBe(502);
      expect(await answer.text()).toMatch(words[i] as RegExp);
    }
    expect(await ids(replica)).toEqual([9]);
  });

  it('is one at a time', async () => {
    const replica = await start({ listen: false });
    const asked = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const url = await peer((request, response) => {
      request.resume();
      asked.resolve();
      void finish.promise.then(() => response.writeHead(304).end());
    });
    const first = result(replica, 'POST', `${shard}/recover_from`, { peer_url: url });
    await asked.promise;
    const second = await call(replica, 'POST', `${shard}/recover_from`, { peer_url: url });
    expect(second.status).toBe(503);
    expect(await second.text()).toMatch(/already in progress/);
    finish.resolve();
    expect(await first).toBe(false);
  });

  it('is refused where recovery by URL is switched off, and for what is no HTTP', async () => {
    const off = await start({ listen: false, config: { service: { enable_snapshot_url_recovery: false } } });
    expect((await call(off, 'POST', '/collections/zz/shards/0/snapshot/partial/recover_from', { peer_url: 'http://x' })).status).toBe(403);
    const on = await start({ listen: false });
    expect((await call(on, 'POST', `${shard}/recover_from`, { peer_url: 'file:///tmp' })).status).toBe(400);
  });
});

describe('the manifest by files', () => {
  it('names files below the shard with their SHA-256, and create takes it', async () => {
    const server = await start({ listen: false });
    await upsert(server, 1);
    const held = (await result(server, 'GET', `${shard}/manifest?format=files`)) as { files: { path: string; hash: string }[] };
    const version = held.files.find(({ path }) => path.endsWith('/version.info'));
    expect(version?.path).toMatch(/^segments\/[0-9a-f-]{36}\/version\.info$/);
    expect(version?.hash).toBe(createHash('sha256').update('0.6.0').digest('hex'));
    expect((await call(server, 'POST', `${shard}/create`, held)).status).toBe(304);
    await upsert(server, 2);
    const changed = await call(server, 'POST', `${shard}/create`, held);
    expect(changed.status).toBe(200);
    expect((await changed.arrayBuffer()).byteLength).toBeGreaterThan(1024);
    // A hash that is none is that of no file: everything is sent.
    expect((await call(server, 'POST', `${shard}/create`, { files: [{ path: 'x', hash: 'y' }] })).status).toBe(200);
    const bad = await call(server, 'POST', `${shard}/create`, { files: [{ path: 'x', hash: 1 }] });
    expect([bad.status, await bad.text()]).toEqual([400, expect.stringMatching(/^Json deserialize error: .*expected a string/)]);
    expect((await call(server, 'GET', `${shard}/manifest?format=x`)).status).toBe(400);
  });

  it('of segments refuses what contradicts itself', async () => {
    const server = await start({ listen: false });
    for (const [segment, words] of [
      [{ segment_id: 'b', segment_version: 1, file_versions: {} }, /another segment/],
      [{ segment_id: 'a', segment_version: 1, file_versions: { f: 2 } }, /newer than its segment/],
      [{ segment_id: 'a', segment_version: 1, file_versions: { '../f': 1 } }, /outside/],
      [{ segment_id: 'a', segment_version: -1, file_versions: {} }, /invalid value: integer `-1`, expected u64/],
    ] as const) {
      const answer = await call(server, 'POST', `${shard}/create`, { a: segment });
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(words)]);
    }
  });
});
