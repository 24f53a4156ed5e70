import { QdrantClient } from '@qdrant/js-client-rest';
import { createServer } from '@sextant/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFileServer } from './file-server.ts';

// The official REST client, unchanged, does its everyday work against our server.

let server: Awaited<ReturnType<typeof createServer>>;
let client: QdrantClient;

beforeAll(async () => {
  server = await createServer({ storage: 'memory' });
  client = new QdrantClient({ url: server.url });
});
afterAll(() => server.close());

it('creates, upserts, queries, scrolls, snapshots and recovers', async () => {
  expect(await client.createCollection('js', { vectors: { size: 4, distance: 'Cosine' } })).toBe(true);
  const points = Array.from({ length: 50 }, (_, id) => ({
    id,
    vector: [id, 1, 2, 3],
    payload: { n: id, tag: id % 2 === 0 ? 'even' : 'odd' },
  }));
  expect(await client.upsert('js', { wait: true, points })).toMatchObject({ status: 'completed' });

  const filter = { must: [{ key: 'tag', match: { value: 'odd' } }] };
  const { points: found } = await client.query('js', { query: [49, 1, 2, 3], filter, limit: 3, with_payload: true });
  expect(found.map((point) => point.id)).toEqual([49, 47, 45]);
  expect(found[0]?.score).toBeCloseTo(1, 5);

  const first = await client.scroll('js', { limit: 30 });
  const second = await client.scroll('js', { limit: 30, offset: first.next_page_offset as number });
  expect([...first.points, ...second.points].map((point) => point.id)).toEqual(points.map((point) => point.id));
  expect(second.next_page_offset).toBeNull();
  expect(await client.count('js', { filter })).toEqual({ count: 25 });

  const snapshot = await client.createSnapshot('js');
  expect(snapshot?.checksum).toMatch(/^[0-9a-f]{64}$/);
  expect((await client.listSnapshots('js')).map((entry) => entry.name)).toEqual([snapshot?.name]);

  await using files = await startFileServer(
    await fetch(`${server.url}/collections/js/snapshots/${snapshot?.name}`).then((answer) => answer.bytes()),
  );
  await client.deleteCollection('js');
  expect((await client.collectionExists('js')).exists).toBe(false);
  expect(await client.recoverSnapshot('js', { location: files.url, checksum: snapshot?.checksum ?? null, priority: 'snapshot' })).toBe(
    true,
  );
  expect(await client.count('js', {})).toEqual({ count: 50 });
  const [point] = await client.retrieve('js', { ids: [7], with_payload: true });
  expect(point?.payload).toEqual({ n: 7, tag: 'odd' });
});

it('tells the official client why a request was refused', async () => {
  await expect(client.getCollection('missing')).rejects.toMatchObject({ status: 404 });
  await expect(client.upsert('js', { points: [{ id: 1, vector: [1, 2] }] })).rejects.toMatchObject({
    data: { status: { error: expect.stringContaining('expected dim: 4, got 2') as string } },
  });
});
