import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from '@sextant/server';
import { describe, expect, it, onTestFinished } from 'vitest';

// What the guide says in prose and no other test shows; docs/snapshot-guide.md has the whole list.

const collection = '/collections/my_collection';

async function start(): Promise<Server> {
  const server = await createServer({ storage: 'memory' });
  onTestFinished(() => server.close());
  return server;
}

async function call(server: Server, method: string, path: string, body?: unknown): Promise<Response> {
  const isForm = body instanceof FormData;
  return fetch(server.url + path, {
    method,
    ...(isForm || body === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
}

async function ok<T>(server: Server, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await call(server, method, path, body);
  const json = await answer.json();
  expect(answer.status, JSON.stringify(json)).toBe(200);
  return json.result as T;
}

function upload(archive: BlobPart): FormData {
  const form = new FormData();
  form.append('snapshot', new Blob([archive]), 'backup.snapshot');
  return form;
}

async function download(server: Server): Promise<{ bytes: ArrayBuffer; checksum: string }> {
  const { name, checksum } = await ok<{ name: string; checksum: string }>(server, 'POST', `${collection}/snapshots`);
  return { bytes: await (await call(server, 'GET', `${collection}/snapshots/${name}`)).arrayBuffer(), checksum };
}

async function makeSmall(server: Server): Promise<void> {
  await ok(server, 'PUT', collection, { vectors: { size: 2, distance: 'Dot' } });
  await ok(server, 'PUT', `${collection}/points?wait=true`, { points: [{ id: 1, vector: [1, 2] }] });
}

describe('a collection snapshot', () => {
  it('holds the complete state: vectors, payloads, indexes, configuration', async () => {
    const [source, target] = [await start(), await start()];
    await ok(source, 'PUT', collection, {
      vectors: {
        text: { size: 3, distance: 'Cosine', datatype: 'float16' },
        rows: { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' } },
      },
      sparse_vectors: { words: { modifier: 'idf' } },
      shard_number: 2,
      hnsw_config: { m: 24, ef_construct: 77 },
      optimizers_config: { indexing_threshold: 12_345 },
      quantization_config: { scalar: { type: 'int8', quantile: 0.9 } },
      strict_mode_config: { enabled: true, max_query_limit: 50 },
      metadata: { owner: 'guide' },
    });
    for (const [field_name, field_schema] of [
      ['city', { type: 'keyword', is_tenant: true }],
      ['size', { type: 'integer', lookup: true, range: false }],
      ['text', { type: 'text', tokenizer: 'word', min_token_len: 2, lowercase: true }],
    ] as const)
      await ok(source, 'PUT', `${collection}/index?wait=true`, { field_name, field_schema });
    const points = Array.from({ length: 40 }, (_, id) => ({
      id,
      vector: {
        ...(id % 3 === 0 ? {} : { text: [id, 1, 0.5] }),
        rows: Array.from({ length: 1 + (id % 4) }, (_, row) => [id + 0.5, row]),
        ...(id % 2 === 0 ? {} : { words: { indices: [1, id + 2], values: [0.5, id] } }),
      },
      payload: { city: `c${id % 5}`, size: id, text: `word${id} more`, nested: { list: [null, true, { deep: id }] } },
    }));
    await ok(source, 'PUT', `${collection}/points?wait=true`, { points });
    const { bytes } = await download(source);
    await ok(target, 'POST', `${collection}/snapshots/upload`, upload(bytes));
    for (const [method, path, body] of [
      ['GET', collection, undefined],
      ['POST', `${collection}/points/scroll`, { with_vector: true, limit: 50 }],
      ['POST', `${collection}/facet`, { key: 'city' }],
    ] as const) {
      const [there, here] = [await ok<object>(source, method, path, body), await ok<object>(target, method, path, body)];
      // One shard more or fewer segments is the writer's business.
      expect({ ...here, segments_count: 0 }).toEqual({ ...there, segments_count: 0 });
    }
  });

  it('is there when the answer comes, unless nobody waits', async () => {
    const server = await start();
    await makeSmall(server);
    const { bytes, checksum } = await download(server);
    expect(createHash('sha256').update(new Uint8Array(bytes)).digest('hex')).toBe(checksum);
  });

  it('does not hold up searches or updates while it is made', async () => {
    const server = await start();
    await makeSmall(server);
    const vector = Array.from({ length: 2 }, () => 1);
    const points = Array.from({ length: 20_000 }, (_, id) => ({ id, vector, payload: { text: 'x'.repeat(200) } }));
    await ok(server, 'PUT', `${collection}/points?wait=true`, { points });
    // Nobody reads on, so the snapshot is under way for as long as this takes.
    const stream = await call(server, 'GET', `${collection}/shards/0/snapshot`);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await ok(server, 'PUT', `${collection}/points?wait=true`, { points: [{ id: 99_999, vector: [9, 9] }] });
    const found = await ok<{ points: { id: number }[] }>(server, 'POST', `${collection}/points/query`, { query: [1, 1], limit: 1 });
    expect(found.points).toMatchObject([{ id: 99_999 }]);
    await ok(server, 'POST', `${collection}/points/delete?wait=true`, { points: [0] });
    let received = 0;
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) received += chunk.value.length;
    expect(received).toBeGreaterThan(1_000_000);
  });

  it('of another collection is made at the same time', async () => {
    const server = await start();
    await makeSmall(server);
    await ok(server, 'PUT', '/collections/other', { vectors: { size: 2, distance: 'Dot' } });
    const made = await Promise.all([
      ok(server, 'POST', `${collection}/snapshots`),
      ok(server, 'POST', '/collections/other/snapshots'),
      ok(server, 'POST', '/snapshots'),
      ok(server, 'POST', `${collection}/shards/0/snapshots`),
    ]);
    expect(new Set(made.map((description) => (description as { name: string }).name)).size).toBe(4);
  });
});

describe('recoveries', () => {
  it('of one collection happen one after another', async () => {
    const server = await start();
    await makeSmall(server);
    const { bytes } = await download(server);
    const requested: string[] = [];
    const release = Promise.withResolvers<void>();
    const files = createHttpServer((request, response) => {
      requested.push(request.url ?? '');
      const send = () => response.writeHead(200, { 'content-length': bytes.byteLength }).end(new Uint8Array(bytes));
      if (request.url === '/slow') void release.promise.then(send);
      else send();
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void files.close());
    const from = (name: string) => `http://127.0.0.1:${(files.address() as AddressInfo).port}/${name}`;
    const slow = ok(server, 'PUT', `${collection}/snapshots/recover`, { location: from('slow') });
    await expect.poll(() => requested).toEqual(['/slow']);
    const second = ok(server, 'PUT', `${collection}/snapshots/recover`, { location: from('second') });
    // A collection of another name does not wait.
    expect(await ok(server, 'PUT', '/collections/other/snapshots/recover', { location: from('other') })).toBe(true);
    expect(requested).toEqual(['/slow', '/other']);
    release.resolve();
    expect(await Promise.all([slow, second])).toEqual([true, true]);
    expect(requested).toEqual(['/slow', '/other', '/second']);
  });

  it('with another checksum are refused in the words of the guide', async () => {
    const server = await start();
    await makeSmall(server);
    const { bytes, checksum } = await download(server);
    const expected = `b3a8${checksum.slice(4)}`;
    const answer = await call(server, 'POST', `${collection}/snapshots/upload?checksum=${expected}`, upload(bytes));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: `Checksum mismatch: expected ${expected}, got ${checksum}` });
  });
});
