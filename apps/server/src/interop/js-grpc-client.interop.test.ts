import { QdrantClient } from '@qdrant/js-client-grpc';
import { createServer } from '@sextant/server';
import { afterAll, beforeAll, expect, it } from 'vitest';

// The official gRPC client, unchanged; recovery is REST's in Qdrant too.

let server: Awaited<ReturnType<typeof createServer>>;
let client: QdrantClient;

beforeAll(async () => {
  server = await createServer({ storage: 'memory' });
  client = new QdrantClient({ url: server.grpcUrl, checkCompatibility: false });
});
afterAll(() => server.close());

const num = (value: number | bigint) => ({ pointIdOptions: { case: 'num' as const, value: BigInt(value) } });
const dense = (data: number[]) => ({
  vectorsOptions: { case: 'vector' as const, value: { vector: { case: 'dense' as const, value: { data } } } },
});

it('creates, upserts, queries, scrolls, snapshots and recovers', async () => {
  const collectionName = 'js-grpc';
  const config = { config: { case: 'params' as const, value: { size: 3n, distance: 3 } } };
  expect((await client.api('collections').create({ collectionName, vectorsConfig: config })).result).toBe(true);
  const points = Array.from({ length: 20 }, (_, id) => ({
    id: num(id),
    vectors: dense([id, 1, 0]),
    payload: { n: { kind: { case: 'integerValue' as const, value: BigInt(id) } } },
  }));
  points.push({ ...points[0], id: num(2n ** 64n - 1n) } as (typeof points)[0]);
  const upserted = await client.api('points').upsert({ collectionName, wait: true, points });
  expect(upserted.result?.status).toBe(2);

  const found = await client.api('points').query({
    collectionName,
    query: { variant: { case: 'nearest', value: { variant: { case: 'dense', value: { data: [1, 0, 0] } } } } },
    limit: 2n,
    withPayload: { selectorOptions: { case: 'enable', value: true } },
  });
  expect(found.result.map((point) => [point.id?.pointIdOptions.value, point.score])).toEqual([
    [19n, 19],
    [18n, 18],
  ]);
  expect(found.result[0]?.payload.n?.kind).toEqual({ case: 'integerValue', value: 19n });

  const page = await client.api('points').scroll({ collectionName, limit: 30 });
  expect(page.result.at(-1)?.id?.pointIdOptions).toEqual({ case: 'num', value: 18_446_744_073_709_551_615n });

  const { snapshotDescription: snapshot } = await client.api('snapshots').create({ collectionName });
  expect(snapshot?.size).toBeGreaterThan(0n);
  expect((await client.api('snapshots').list({ collectionName })).snapshotDescriptions).toHaveLength(1);

  const file = await fetch(`${server.url}/collections/${collectionName}/snapshots/${snapshot?.name}`).then((answer) => answer.blob());
  await client.api('collections').delete({ collectionName });
  const form = new FormData();
  form.append('snapshot', file, 'back.snapshot');
  const recovered = await fetch(`${server.url}/collections/${collectionName}/snapshots/upload`, { method: 'POST', body: form });
  expect(await recovered.json()).toMatchObject({ result: true });
  expect((await client.api('points').count({ collectionName, exact: true })).result?.count).toBe(21n);
});

it('answers the health check with a version', async () => {
  expect((await client.api('service').healthCheck({})).version).toMatch(/^1\.19\./);
});
