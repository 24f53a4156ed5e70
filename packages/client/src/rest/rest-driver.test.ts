import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, QdrantError } from '../index.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers each request with the next handler; the last one stays. */
async function serve(
  ...handlers: ((request: IncomingMessage, response: ServerResponse, body: string) => void)[]
): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const handler = handlers[Math.min(seen.length, handlers.length - 1)];
      seen.push(`${request.method} ${request.url}`);
      handler?.(request, response, Buffer.concat(chunks).toString());
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const json =
  (status: number, value: unknown, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
const ok = (result: unknown) => json(200, { result, status: 'ok', time: 0 });
const refusal = (error: string) => ({ status: { error }, time: 0 });
const quick = { retry: { baseMs: 1 } };

describe('a REST call', () => {
  it('escapes the path, sends typed arrays and big ids as JSON numbers, keeps big ids in answers', async () => {
    let sent = '';
    const { url, seen } = await serve((_request, response, body) => {
      sent = body;
      response.end('{"result":[{"id":18446744073709551615,"payload":{"n":1.0}}],"status":"ok","time":0}');
    });
    await using client = createClient({ url });
    const points = await client.retrieve('a b/ü', { ids: [18446744073709551615n], with_vector: true });
    expect(seen).toEqual(['POST /collections/a%20b%2F%C3%BC/points']);
    expect(sent).toBe('{"ids":[18446744073709551615],"with_vector":true}');
    expect(String(points?.[0]?.id)).toBe('18446744073709551615');
    await client.upsert('c', { points: [{ id: 1, vector: Float32Array.of(0.5, 1) }], wait: true });
    expect(sent).toBe('{"points":[{"id":1,"vector":[0.5,1]}]}');
    expect(seen[1]).toBe('PUT /collections/c/points?wait=true');
  });

  it('writes a multivector of two rows so that Qdrant does not take it for a sparse vector, and leaves payloads alone', async () => {
    let sent = '';
    const { url } = await serve((request, response, body) => {
      sent = body;
      ok({ operation_id: 1, status: 'completed' })(request, response);
    });
    await using client = createClient({ url });
    const rows = [Float32Array.of(1, 2), [3, 4]] as number[][];
    await client.upsert('c', {
      points: [
        {
          id: 1,
          vector: { m: rows },
          payload: {
            rows: [
              [1, 2],
              [3, 4],
            ],
          },
        },
      ],
    });
    expect(sent).toBe('{"points":[{"id":1,"vector":{"m":[[1.0,2],[3,4]]},"payload":{"rows":[[1,2],[3,4]]}}]}');
    await client.query('c', {
      query: [
        [0.5, 2],
        [3, 4],
      ],
      using: 'm',
    });
    expect(sent).toBe('{"query":[[0.5,2],[3,4]],"using":"m"}');
  });

  it("rejects with status, code and the server's words", async () => {
    const { url } = await serve(json(404, refusal("Not found: Collection `c` doesn't exist!")));
    await using client = createClient({ url, apiKey: 'very-secret' });
    const error = (await client.getCollection('c').catch((e: unknown) => e)) as QdrantError;
    expect(error).toBeInstanceOf(QdrantError);
    expect(error).toMatchObject({
      status: 404,
      code: 'not_found',
      serverMessage: "Not found: Collection `c` doesn't exist!",
      retryable: false,
    });
    expect(error.message.startsWith('Not found: Collection')).toBe(true);
    expect(JSON.stringify(error) + error.stack).not.toContain('very-secret');
  });

  it('repeats what the server asks to repeat, after the time it asks for', async () => {
    const { url, seen } = await serve(
      json(429, refusal('slow down'), { 'retry-after': '0' }),
      json(503, refusal('busy')),
      ok({ exists: true }),
    );
    await using client = createClient({ url, ...quick });
    expect(await client.collectionExists('c')).toBe(true);
    expect(seen).toHaveLength(3);
  });

  it('reads Retry-After whole: 30 is thirty seconds', async () => {
    const { url } = await serve(json(429, refusal('slow down'), { 'retry-after': '30' }));
    await using client = createClient({ url, retry: false });
    await expect(client.getCollections()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 30_000, retryable: true });
  });

  it('does not repeat a snapshot creation whose connection broke, but repeats a read', async () => {
    const drop = (request: IncomingMessage) => request.socket.destroy();
    const { url, seen } = await serve(drop, drop, ok([]));
    await using client = createClient({ url, ...quick });
    await expect(client.createSnapshot('c')).rejects.toMatchObject({ code: 'connection', retryable: true });
    expect(seen).toHaveLength(1);
    expect(await client.listSnapshots('c')).toEqual([]);
    expect(seen).toHaveLength(3);
  });

  it('ends by time limit and by signal', async () => {
    const { url } = await serve(() => undefined);
    await using client = createClient({ url });
    await expect(client.getCollections({ timeoutMs: 20 })).rejects.toMatchObject({ code: 'timeout' });
    const controller = new AbortController();
    const call = client.getCollections({ signal: controller.signal });
    controller.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow('changed my mind');
  });

  it('names the address and the rule that chose the port when nobody listens', async () => {
    const { url } = await serve(ok([]));
    server?.close();
    await using client = createClient({ url, retry: false });
    await expect(client.getCollections()).rejects.toThrow(
      /cannot reach http:\/\/127\.0\.0\.1:\d+\/collections \(port \d+: written in the URL\): ECONNREFUSED/,
    );
  });

  it('works over any fetch', async () => {
    const { url } = await serve(ok({ collections: [{ name: 'c' }] }));
    await using client = createClient({ url, fetch: globalThis.fetch });
    expect(await client.getCollections()).toEqual({ collections: [{ name: 'c' }] });
  });
});

describe('upsertMany', () => {
  it('halves a refused batch until the bad point is alone, and writes the others', async () => {
    const written: number[] = [];
    const { url } = await serve((_request, response, body) => {
      const ids = (JSON.parse(body) as { points: { id: number }[] }).points.map((point) => point.id);
      if (ids.includes(7)) return json(400, refusal('Wrong input: Vector dimension error'))(_request, response);
      written.push(...ids);
      return ok({ operation_id: 1, status: 'completed' })(_request, response);
    });
    await using client = createClient({ url });
    const points = Array.from({ length: 20 }, (_, id) => ({ id, vector: [1] }));
    const report = await client.upsertMany('c', points, { batchSize: 8 });
    expect(report.writtenPoints).toBe(19);
    expect(report.failed.map((entry) => entry.id)).toEqual([7]);
    expect(written.sort((a, b) => a - b)).toEqual(points.map((point) => point.id).filter((id) => id !== 7));
  });
});

describe('a download', () => {
  it('fails at its end when the digest differs from the one announced', async () => {
    const { url } = await serve(
      (_request, response) => response.end('abc'),
      ok([{ name: 's.snapshot', size: 3, checksum: 'ab'.repeat(32) }]),
    );
    await using client = createClient({ url });
    const { stream, sha256 } = await client.downloadSnapshot('c', 's.snapshot');
    await expect(new Response(stream).text()).rejects.toMatchObject({ code: 'digest_mismatch' });
    await expect(sha256).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  it('hands over the bytes with progress and their digest', async () => {
    const { url } = await serve((_request, response) => response.writeHead(200, { 'content-length': '3' }).end('abc'));
    await using client = createClient({ url });
    const progress: number[] = [];
    const { stream, sha256, sizeBytes } = await client.downloadSnapshot('c', 's', {
      checksum: false,
      onProgress: (p) => progress.push(p.transferredBytes),
    });
    expect(sizeBytes).toBe(3);
    expect(await new Response(stream).text()).toBe('abc');
    expect(await sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(progress.at(-1)).toBe(3);
  });
});

describe('an upload', () => {
  it.each([
    ['a Blob', () => new Blob(['abc'])],
    ['a web stream', () => new Blob(['abc']).stream()],
    [
      'an iterable',
      async function* bytes() {
        yield new TextEncoder().encode('abc');
      },
    ],
  ])('sends %s as the multipart field snapshot', async (_name, make) => {
    let body = '';
    const { url, seen } = await serve((request, response, text) => {
      body = text;
      ok(true)(request, response);
    });
    await using client = createClient({ url });
    const source = make();
    expect(
      await client.uploadSnapshot('c', typeof source === 'function' ? (source as () => AsyncIterable<Uint8Array>)() : source, {
        priority: 'snapshot',
        checksum: 'ab',
      }),
    ).toBe(true);
    expect(seen).toEqual(['POST /collections/c/snapshots/upload?priority=snapshot&checksum=ab']);
    expect(body).toMatch(/name="snapshot"; filename="c\.snapshot"\r\n[^]*\r\n\r\nabc\r\n--sextant-/);
  });
});
