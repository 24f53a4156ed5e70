import { expect, it } from 'vitest';
import { createServer } from '../create-server.ts';

it('tells what a collection takes, by what its files hold', async () => {
  await using server = await createServer({ listen: false });
  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; result: never }> => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await server.fetch(new Request(`http://server${path}`, init));
    return { status: response.status, result: ((await response.json()) as { result: never }).result };
  };
  const vectors = { a: { size: 4, distance: 'Dot' }, b: { size: 2, distance: 'Dot', datatype: 'uint8' } };
  await call('PUT', '/collections/c', { vectors, sparse_vectors: { s: {} }, shard_number: 2 });
  const points = [1, 2, 3].map((id) => ({ id, vector: { a: [1, 2, 3, 4], b: [1, 2] }, payload: { k: 'v' } }));
  await call('PUT', '/collections/c/points?wait=true', { points });
  await call('PUT', '/collections/c/index?wait=true', { field_name: 'k', field_schema: 'keyword' });
  const some = { disk_bytes: expect.any(Number), ram_bytes: 0, cached_bytes: 0, expected_cache_bytes: 0 };
  const { status, result } = await call('GET', '/collections/c/memory');
  expect(status).toBe(200);
  expect(result).toEqual({
    total: { ...some, ram_bytes: 3 * 16 + 3 * 2 },
    vectors: [
      { name: 'a', storage: { ...some, ram_bytes: 48 }, index: some },
      { name: 'b', storage: { ...some, ram_bytes: 6 }, index: some },
    ],
    sparse_vectors: [{ name: 's', storage: some, index: some }],
    payload: some,
    payload_index: [{ name: 'k', usage: some }],
    other: { id_tracker: some },
  });
  const sizes = result as {
    total: { disk_bytes: number };
    payload: { disk_bytes: number };
    vectors: { storage: { disk_bytes: number } }[];
  };
  expect(sizes.vectors[0]?.storage.disk_bytes).toBeGreaterThan(0);
  expect(sizes.payload.disk_bytes).toBeGreaterThan(0);
  expect(sizes.total.disk_bytes).toBeGreaterThan(sizes.payload.disk_bytes);
  expect((await call('GET', '/collections/none/memory')).status).toBe(404);
});
