import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';
import { routes } from './routes.ts';

let server: Server;
beforeAll(async () => {
  server = await createServer({ maxRequestSizeMb: 1 });
});
afterAll(() => server.close());

/** Any answer, looked into without ceremony. */
type Json = { readonly [key: string]: Json };

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly result: Json;
  readonly error: string;
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const init = { method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) };
  const answer = await fetch(server.url + path, init);
  const text = await answer.text();
  const json = text.startsWith('{') ? (JSON.parse(text) as Json) : ({} as Json);
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    result: json['result'] as Json,
    error: String(json['status']?.['error'] ?? ''),
  };
}

/** Sends text as it is and answers all that comes back. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(request));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

describe('the envelope', () => {
  it('holds result, status and time', async () => {
    const { text, headers } = await call('GET', '/collections');
    expect(text).toMatch(/^\{"result":\{"collections":\[\]\},"status":"ok","time":[\d.e-]+\}$/);
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('says what is not built, for people and for machines, once the request itself is in order', async () => {
    await call('PUT', '/collections/envelope', { vectors: { size: 2, distance: 'Dot' } });
    const { status, text } = await call('POST', '/collections/envelope/points/search/matrix/pairs', { sample: 10 });
    expect(status).toBe(501);
    expect(JSON.parse(text)).toMatchObject({
      status: { error: 'Not implemented: the operation search_matrix_pairs is not built yet' },
      error: 'Not implemented: the operation search_matrix_pairs is not built yet',
      reason: { code: 'not_implemented', operation: 'search_matrix_pairs', see: 'docs/compatibility.md' },
    });
    expect((await call('POST', '/collections/envelope/points/search/matrix/pairs', { sample: 1 })).status).toBe(422);
    expect((await call('POST', '/collections/envelope/points/search/matrix/pairs', { sample: 'x' })).status).toBe(400);
    expect((await call('POST', '/collections/none/points/search/matrix/pairs', { sample: 10 })).status).toBe(404);
    await call('DELETE', '/collections/envelope');
  });

  it('has an answer for every route: never an empty 200, never a 404 without a body', async () => {
    for (const { method, path, operation } of routes) {
      const answer = await call(method, path.replaceAll(/\{[^}]+\}/g, '0'), method === 'GET' || method === 'DELETE' ? undefined : '{}');
      expect(answer.text, `${operation}: ${answer.status}`).not.toBe('');
    }
    await call('DELETE', '/collections/0');
  });
});

describe('bodies', () => {
  it('are refused with the place of the fault', async () => {
    expect(await call('PUT', '/collections/c', '{"vectors": {"size": 4')).toMatchObject({
      status: 400,
      error: 'Format error in JSON body: EOF while parsing an object at line 1 column 22',
    });
    expect(await call('POST', '/collections/c/points/scroll', '{"limit": 1e2}')).toMatchObject({
      status: 400,
      error: 'Format error in JSON body: invalid type: floating point `100.0`, expected usize at line 1 column 13',
    });
    expect(await call('POST', '/collections/c/points/scroll', { limit: 0 })).toMatchObject({
      status: 422,
      error: 'Validation error in JSON body: [scroll_request.limit: value 0 invalid, must be 1 or larger]',
    });
  });

  it('may not be larger than configured, announced or not', async () => {
    const large = `{"x":"${'y'.repeat(1_100_000)}"}`;
    const error = /^JSON payload \(\d+ bytes\) is larger than allowed \(limit: 1048576 bytes\)\.$/;
    expect(await call('POST', '/collections/c/points/count', large)).toMatchObject({ status: 400, error: expect.stringMatching(error) });
    const stream = new Response(large).body;
    const answer = await fetch(`${server.url}/collections/c/points/count`, { method: 'POST', body: stream, duplex: 'half' } as RequestInit);
    expect(answer.status).toBe(400);
  });

  it('nest no deeper than can be answered', async () => {
    const deep = `{"filter":${'{"must":['.repeat(20_000)}${']}'.repeat(20_000)}}`;
    expect((await call('POST', '/collections/c/points/scroll', deep)).status).toBe(400);
  });
});

describe('paths and methods', () => {
  it('answer 404 without a body where there is no route', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['POST', '/healthz'],
      ['HEAD', '/healthz'],
      ['OPTIONS', '/collections'],
    ] as const) {
      const answer = await call(method, path);
      expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([404, '', null]);
    }
  });

  it('answer 404 also for methods nobody has heard of', async () => {
    expect(await raw('FOO /collections HTTP/1.1\r\nhost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('check names and numbers in paths', async () => {
    expect(await call('GET', '/collections/c/shards/x/snapshots')).toMatchObject({
      status: 400,
      error: 'Deserialize error in path parameters: can not parse "x" to a u32',
    });
    expect(await call('GET', '/collections/a%2Fb')).toMatchObject({
      status: 422,
      error: expect.stringContaining('collection name cannot contain "/" char'),
    });
    expect((await call('PUT', '/collections/a%3Fb', { vectors: { size: 1, distance: 'Dot' } })).status).toBe(422);
    // Not with fetch: it would take the dots for a way up.
    const answer = await raw(
      `PUT /collections/%2e%2e HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 42\r\n\r\n{"vectors": {"size": 1, "distance":"Dot"}}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 422 /);
  });
});

describe('negotiation', () => {
  it('compresses when asked', async () => {
    const answer = await fetch(`${server.url}/collections`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(await answer.json()).toMatchObject({ status: 'ok' });
    const { status, headers } = await call('GET', '/collections', undefined, { 'accept-encoding': 'identity' });
    expect([status, headers.get('content-encoding')]).toEqual([200, null]);
  });

  it('answers browsers of any origin', async () => {
    const preflight = await call('OPTIONS', '/collections/x', undefined, {
      origin: 'http://a.example',
      'access-control-request-method': 'PUT',
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, 'http://a.example']);
    const answer = await call('GET', '/nothing', undefined, { origin: 'http://a.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://a.example');
  });
});

describe('points', () => {
  beforeEach(async () => {
    await call('DELETE', '/collections/p');
    await call('PUT', '/collections/p', {
      vectors: { d: { size: 2, distance: 'Dot' }, m: { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' } } },
      sparse_vectors: { s: {} },
    });
  });

  it('keep ids of any size and kind, integers and floats of payloads, and every kind of vector', async () => {
    const body = `{"points":[
      {"id":18446744073709551615,"vector":{"d":[1,2]},"payload":{"f":1.0,"i":9007199254740993,"n":null,"__proto__":{"x":1}}},
      {"id":"urn:uuid:00000000-0000-4000-8000-00000000000C","vector":{"m":[[1.0,2],[3,4]],"s":{"indices":[5,1],"values":[0.5,1.5]}}}
    ]}`;
    expect((await call('PUT', '/collections/p/points?wait=true', body)).status).toBe(200);
    const { text } = await call('POST', '/collections/p/points/scroll', { with_vector: true });
    expect(text).toContain(
      '"points":[{"id":18446744073709551615,"payload":{"f":1.0,"i":9007199254740993,"n":null,"__proto__":{"x":1}},"vector":{"d":[1.0,2.0]}},{"id":"00000000-0000-4000-8000-00000000000c","payload":{},"vector":{',
    );
    expect(JSON.parse(text).result['points']?.['1']?.['vector']).toEqual({
      m: [
        [1, 2],
        [3, 4],
      ],
      s: { indices: [1, 5], values: [1.5, 0.5] },
    });
    expect(JSON.parse(text).result.next_page_offset).toBeNull();
  });

  it('take two rows of whole numbers for a sparse vector, as the real server does', async () => {
    const upsert = (vector: object) => call('PUT', '/collections/p/points?wait=true', { points: [{ id: 1, vector }] });
    const rows = [
      [1, 2],
      [3, 4],
    ];
    expect(await upsert({ m: rows })).toMatchObject({ status: 400 });
    expect(await upsert({ s: rows })).toMatchObject({ status: 200 });
    const { result } = await call('GET', '/collections/p/points/1');
    expect(result).toMatchObject({ vector: { s: { indices: [1, 2], values: [3, 4] } } });
  });

  it('come as a list or as columns', async () => {
    const batch = {
      ids: [1, 2],
      vectors: {
        d: [
          [1, 2],
          [3, 4],
        ],
        s: [
          { indices: [1], values: [1] },
          { indices: [2], values: [2] },
        ],
      },
      payloads: [{ a: 1 }, null],
    };
    expect((await call('PUT', '/collections/p/points?wait=true', { batch })).result).toEqual({ operation_id: 1, status: 'completed' });
    const { result } = await call('POST', '/collections/p/points', { ids: [2, 9, 1, 2], with_payload: true, with_vector: ['d'] });
    expect(result).toEqual([
      { id: 2, payload: {}, vector: { d: [3, 4] } },
      { id: 1, payload: { a: 1 }, vector: { d: [1, 2] } },
    ]);
  });

  it('are found, counted and changed', async () => {
    await call('PUT', '/collections/p/points?wait=true', {
      points: [1, 2, 3].map((id) => ({ id, vector: { d: [id, 1] }, payload: { n: id } })),
    });
    const query = { query: [1, 0], using: 'd', limit: 2, with_payload: ['n'], filter: { must: [{ key: 'n', range: { gte: 2 } }] } };
    expect((await call('POST', '/collections/p/points/query', query)).result.points).toEqual([
      { id: 3, version: 1, score: 3, payload: { n: 3 } },
      { id: 2, version: 1, score: 2, payload: { n: 2 } },
    ]);
    expect((await call('POST', '/collections/p/points/search', { vector: { name: 'd', vector: [0, 1] }, limit: 1 })).result).toHaveLength(
      1,
    );
    const operations = [{ set_payload: { payload: { s: true }, points: [1] } }, { delete: { filter: { must: [{ has_id: [2] }] } } }];
    expect((await call('POST', '/collections/p/points/batch?wait=true', { operations })).result).toEqual([
      { operation_id: 2, status: 'completed' },
      { operation_id: 3, status: 'completed' },
    ]);
    expect((await call('POST', '/collections/p/points/count', {})).result).toEqual({ count: 2 });
    expect((await call('GET', '/collections/p/points/1')).result.payload).toEqual({ n: 1, s: true });
  });

  it('are ordered, drawn by chance, and counted by the values of a field', async () => {
    const c = '/collections/facets';
    await call('PUT', c, { vectors: { size: 1, distance: 'Dot' } });
    for (const [field_name, field_schema] of Object.entries({ k: 'keyword', n: 'integer', b: 'bool' }))
      await call('PUT', `${c}/index?wait=true`, { field_name, field_schema });
    await call(
      'PUT',
      `${c}/points?wait=true`,
      '{"points":[{"id":1,"vector":[1],"payload":{"k":["y","x","x"],"n":9007199254740993,"b":true}},{"id":2,"vector":[1],"payload":{"k":"y","n":-1}}]}',
    );
    const hits = async (body: object) => (await call('POST', `${c}/facet`, body)).text.replace(/,"status".*/, '');
    expect(await hits({ key: 'k' })).toBe('{"result":{"hits":[{"value":"y","count":2},{"value":"x","count":1}]}');
    expect(await hits({ key: 'n', limit: 1 })).toBe('{"result":{"hits":[{"value":-1,"count":1}]}');
    expect(await hits({ key: 'n', filter: { must: [{ has_id: [1] }] } })).toBe('{"result":{"hits":[{"value":9007199254740993,"count":1}]}');
    expect(await hits({ key: 'b', exact: true })).toBe('{"result":{"hits":[{"value":true,"count":1}]}');
    const query = async (body: object) => (await call('POST', `${c}/points/query`, body)).text.replace(/,"status".*/, '');
    expect(await query({ query: { order_by: { key: 'n', direction: 'desc' } } })).toBe(
      '{"result":{"points":[{"id":1,"version":0,"score":1.0,"order_value":9007199254740993},{"id":2,"version":0,"score":1.0,"order_value":-1}]}',
    );
    expect(await query({ query: { sample: 'random' }, filter: { must: [{ has_id: [2] }] } })).toBe(
      '{"result":{"points":[{"id":2,"version":0,"score":1.0}]}',
    );
    await call('DELETE', c);
  });

  it('are refused with reasons', async () => {
    const put = (body: unknown) => call('PUT', '/collections/p/points', body);
    expect(await put({ points: [] })).toMatchObject({ status: 400, error: 'Bad request: Empty update request' });
    expect(await put({ points: [{ id: -1, vector: {} }] })).toMatchObject({
      status: 400,
      error: expect.stringContaining('value -1 is not a valid point ID'),
    });
    expect(await put({ points: [{ id: 1, vector: { d: [1] } }] })).toMatchObject({
      status: 400,
      error: 'Wrong input: Vector dimension error: expected dim: 2, got 1',
    });
    expect(await put({ points: [{ id: 1, vector: { d: [] } }] })).toMatchObject({
      status: 422,
      error: 'Validation error in JSON body: [points[0].vector.?.vector: dense vector must not be empty]',
    });
    expect(await put({ points: [{ id: 1, vector: { s: { indices: [1, 1], values: [1, 2] } } }] })).toMatchObject({ status: 422 });
    expect(await put({ points: [{ id: 1, vector: { d: { text: 'x', model: 'm' } } }] })).toMatchObject({
      status: 500,
      error: expect.stringContaining('InferenceService URL not configured'),
    });
    expect(await call('GET', '/collections/p/points/none')).toMatchObject({
      status: 400,
      error: 'Wrong input: Can not recognize "none" as point id',
    });
    expect(await call('PUT', '/collections/p/points?wait=maybe', { points: [] })).toMatchObject({
      status: 400,
      error: 'Deserialize error in query parameters: provided string was not `true` or `false`',
    });
  });
});

describe('the service', () => {
  it('is alive and says what it is', async () => {
    expect((await call('GET', '/healthz')).text).toBe('healthz check passed');
    expect((await call('GET', '/readyz')).text).toBe('all shards are ready');
    expect(JSON.parse((await call('GET', '/')).text)).toMatchObject({
      title: 'qdrant - vector search engine',
      version: expect.stringMatching(/^1\./),
    });
  });

  it('counts its answers', async () => {
    await call('GET', '/collections');
    const { text, headers } = await call('GET', '/metrics');
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text).toMatch(/^rest_responses_total\{method="GET",endpoint="\/collections",status="200"\} \d+$/m);
    expect(text).toMatch(/^# TYPE rest_responses_duration_seconds histogram$/m);
    const { result } = await call('GET', '/telemetry?details_level=2');
    const count: unknown = expect.any(Number);
    expect(result).toMatchObject({ requests: { rest: { responses: { 'GET /collections': { 200: { count } } } } } });
  });

  it('refuses what only a cluster can do', async () => {
    expect(await call('POST', '/cluster/recover')).toMatchObject({ status: 405, error: 'Qdrant is running in standalone mode' });
    expect((await call('GET', '/cluster')).result).toEqual({ status: 'disabled' });
  });
});
