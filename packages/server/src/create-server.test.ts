import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from './create-server.ts';
import type { Server } from './server-options.ts';

/** Any answer, looked into without ceremony. */
type Json = { readonly [key: string]: Json };

const vectors = { vectors: { size: 2, distance: 'Dot' } };

async function call(
  server: Server,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Json }> {
  const answer = await fetch(server.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json };
}

describe('createServer', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'sextant-server-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it.skipIf(process.platform !== 'linux')('is the only one on its storage, and says who is there', async () => {
    const storage = join(directory, 'storage');
    const first = await createServer({ storage });
    await expect(createServer({ storage: `${directory}/./storage` })).rejects.toThrow(
      `The storage ${storage} is in use by another server of this process: stop that server first, or give this one another directory`,
    );
    await first.close();
    await (await createServer({ storage })).close();
  });

  it('runs side by side with others, each with its own data and ports', async () => {
    await using one = await createServer();
    await using two = await createServer();
    expect(one.url).not.toBe(two.url);
    await call(one, 'PUT', '/collections/mine', vectors);
    expect((await call(one, 'GET', '/collections')).body['result']).toEqual({ collections: [{ name: 'mine' }] });
    expect((await call(two, 'GET', '/collections')).body['result']).toEqual({ collections: [] });
  });

  it('keeps what is on disk, and only that, when it is closed and started again', async () => {
    const storage = join(directory, 'storage');
    {
      await using server = await createServer({ storage });
      await call(server, 'PUT', '/collections/kept', vectors);
      await call(server, 'PUT', '/collections/kept/points', { points: [{ id: 7, vector: [1, 2], payload: { big: 1 } }] });
    }
    await using server = await createServer({ storage });
    expect((await call(server, 'GET', '/collections/kept/points/7')).body.result).toEqual({ id: 7, payload: { big: 1 }, vector: [1, 2] });
    expect(await readdir(directory)).toEqual(['storage']);
  });

  it('closes once, however often it is told to, and then answers nobody', async () => {
    const server = await createServer();
    await Promise.all([server.close(), server.close()]);
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('lets a request in flight finish before it stops', async () => {
    const server = await createServer();
    await call(server, 'PUT', '/collections/c', vectors);
    const body = JSON.stringify({ points: [{ id: 1, vector: [1, 2] }] });
    let send: (chunk: string) => void = () => undefined;
    const stream = new ReadableStream<string>({
      start(controller) {
        controller.enqueue(body.slice(0, 10));
        send = (chunk) => {
          controller.enqueue(chunk);
          controller.close();
        };
      },
    }).pipeThrough(new TextEncoderStream());
    const upsert = fetch(`${server.url}/collections/c/points?wait=true`, { method: 'PUT', body: stream, duplex: 'half' } as RequestInit);
    // The head of the request has arrived when another one, sent after it, is answered.
    await call(server, 'GET', '/');
    const closed = server.close();
    send(body.slice(10));
    expect((await upsert).status).toBe(200);
    await closed;
  });

  it('cuts what outlives the grace period', async () => {
    const server = await createServer({ gracePeriodMs: 1 });
    const endless = new ReadableStream({ pull: () => new Promise<void>(() => undefined) });
    const request = fetch(`${server.url}/collections/c/points`, { method: 'PUT', body: endless, duplex: 'half' } as RequestInit);
    const cut = expect(request).rejects.toThrow();
    await call(server, 'GET', '/');
    await server.close();
    await cut;
  });

  it('answers in the process, without a socket', async () => {
    await using server = await createServer({ listen: false });
    expect(server.url).toBe('');
    const put = await server.fetch(new Request('http://any/collections/c', { method: 'PUT', body: JSON.stringify(vectors) }));
    expect(await put.json()).toMatchObject({ result: true, status: 'ok' });
    const list = await server.fetch(new Request('http://any/collections', { headers: { 'accept-encoding': 'gzip' } }));
    expect(list.headers.get('content-encoding')).toBe('gzip');
    expect((await server.fetch(new Request('http://any/nothing'))).status).toBe(404);
  });

  it('opens neither port when one of them is taken', async () => {
    await using first = await createServer();
    const taken = Number(new URL(first.grpcUrl).port);
    await expect(createServer({ grpcPort: taken })).rejects.toThrow(/EADDRINUSE/);
  });

  it('takes options before the configuration object, and warns of unknown keys', async () => {
    const lines: string[] = [];
    const config = { service: { api_key: 'from-config', read_only_api_key: 'reader' }, typo: 1 } as never;
    await using server = await createServer({ apiKey: 'from-option', config, log: { write: (line) => lines.push(line) } });
    expect((await call(server, 'GET', '/collections', undefined, { 'api-key': 'from-config' })).status).toBe(401);
    expect((await call(server, 'GET', '/collections', undefined, { 'api-key': 'from-option' })).status).toBe(200);
    expect((await call(server, 'GET', '/collections', undefined, { 'api-key': 'reader' })).status).toBe(200);
    expect(lines.join('')).toContain('the key typo is unknown');
    expect(lines.join('')).not.toContain('from-option');
  });
});
