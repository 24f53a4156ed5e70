import { createClient } from '@connectrpc/connect';
import { createGrpcWebTransport } from '@connectrpc/connect-node';
import { QdrantClient } from '@qdrant/js-client-grpc';
import { Collections } from '@sextant/contract/grpc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '../create-server.ts';
import type { Server } from '../server-options.ts';

/** Qdrant's own client, generated from Qdrant's own contract, against the whole server in memory. */
let server: Server;
let client: QdrantClient;
beforeAll(async () => {
  server = await createServer();
  client = new QdrantClient({ host: '127.0.0.1', port: Number(new URL(server.grpcUrl).port), https: false, checkCompatibility: false });
});
afterAll(() => server.close());

const collectionName = 'words';
const dense = (...data: number[]) =>
  ({ vectorsOptions: { case: 'vector', value: { vector: { case: 'dense', value: { data } } } } }) as const;
const num = (value: bigint) => ({ pointIdOptions: { case: 'num', value } }) as const;
const uuid = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const text = (value: string) => ({ kind: { case: 'stringValue', value } }) as const;

function nouns() {
  return {
    must: [
      {
        conditionOneOf: {
          case: 'field' as const,
          value: { key: 'kind', match: { matchValue: { case: 'keyword' as const, value: 'noun' } } },
        },
      },
    ],
  };
}

describe('@qdrant/js-client-grpc', () => {
  it('creates, writes, searches, scrolls, changes and deletes', async () => {
    const collections = client.api('collections');
    const points = client.api('points');
    const created = await collections.create({
      collectionName,
      vectorsConfig: { config: { case: 'params', value: { size: 2n, distance: 1 } } },
      metadata: { owner: text('me') },
    });
    expect(created.result).toBe(true);
    const upserted = await points.upsert({
      collectionName,
      wait: true,
      points: [
        {
          id: num(1n),
          vectors: dense(1, 0),
          payload: { kind: text('noun'), n: { kind: { case: 'integerValue', value: 9_007_199_254_740_993n } } },
        },
        { id: num(2n ** 64n - 1n), vectors: dense(0, 1), payload: { kind: text('verb') } },
        { id: { pointIdOptions: { case: 'uuid', value: uuid.toUpperCase() } }, vectors: dense(1, 1), payload: { kind: text('noun') } },
      ],
    });
    expect(upserted.result?.status).toBe(2);

    const found = await points.query({
      collectionName,
      query: { variant: { case: 'nearest', value: { variant: { case: 'dense', value: { data: [1, 0.1] } } } } },
      filter: nouns(),
      withPayload: { selectorOptions: { case: 'enable', value: true } },
      limit: 2n,
    });
    expect(found.result.map((point) => point.id?.pointIdOptions.value)).toEqual([1n, uuid]);
    expect(found.result[0]?.payload['n']?.kind.value).toBe(9_007_199_254_740_993n);
    expect(found.result[0]?.score).toBeCloseTo(0.995, 3);

    const page = await points.scroll({ collectionName, limit: 2, withVectors: { selectorOptions: { case: 'enable', value: true } } });
    expect(page.result.map((point) => point.id?.pointIdOptions.value)).toEqual([1n, 2n ** 64n - 1n]);
    expect(page.nextPageOffset?.pointIdOptions.value).toBe(uuid);
    expect(page.result[0]?.vectors?.vectorsOptions.value).toMatchObject({ vector: { value: { data: [1, 0] } } });

    await points.setPayload({
      collectionName,
      wait: true,
      payload: { seen: { kind: { case: 'boolValue', value: true } } },
      pointsSelector: { pointsSelectorOneOf: { case: 'filter', value: nouns() } },
    });
    await points.createFieldIndex({ collectionName, wait: true, fieldName: 'kind', fieldType: 0 });
    const info = (await collections.get({ collectionName })).result;
    expect(info).toMatchObject({ status: 1, pointsCount: 3n, payloadSchema: { kind: { dataType: 1, points: 3n } } });
    expect(info?.config?.metadata['owner']?.kind.value).toBe('me');
    await points.delete({ collectionName, wait: true, points: { pointsSelectorOneOf: { case: 'filter', value: nouns() } } });
    expect((await points.count({ collectionName, exact: true })).result?.count).toBe(1n);
  });

  it('takes snapshots, which the other protocols list', async () => {
    const created = await client.api('snapshots').create({ collectionName });
    expect(created.snapshotDescription).toMatchObject({
      name: expect.stringMatching(/^words-.*\.snapshot$/),
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const list = await client.api('snapshots').list({ collectionName });
    expect(list.snapshotDescriptions).toHaveLength(1);
    await client.api('snapshots').delete({ collectionName, snapshotName: created.snapshotDescription?.name ?? '' });
    const web = createClient(Collections, createGrpcWebTransport({ baseUrl: server.grpcUrl, httpVersion: '1.1' }));
    expect((await web.list({})).collections).toMatchObject([{ name: collectionName }]);
    expect((await web.delete({ collectionName })).result).toBe(true);
    expect((await client.api('collections').list({})).collections).toEqual([]);
  });

  it('is told what is not built yet as what it is', async () => {
    await client
      .api('collections')
      .create({ collectionName: 'later', vectorsConfig: { config: { case: 'params', value: { size: 2n, distance: 3 } } } });
    await expect(client.api('points').searchMatrixPairs({ collectionName: 'later' })).rejects.toThrow(/not built yet/);
    await expect(client.api('points').count({ collectionName: 'missing' })).rejects.toThrow(
      "Not found: Collection `missing` doesn't exist!",
    );
  });
});
