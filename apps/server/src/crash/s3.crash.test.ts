import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@sextant/client';
import { type S3FaultProxy, type S3Server, startS3FaultProxy, startVersitygw, versitygw } from '@sextant/testkit/s3';
import { expect, it } from 'vitest';
import { startServerProcess } from './server-process.ts';

// More than two parts of 8 MiB.
const vectors = { count: 5000, size: 1024 };

it.skipIf(versitygw === undefined)(
  'a server that is killed while it uploads to S3 ends its upload at the next start',
  { timeout: 180_000 },
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sextant-s3-kill-'));
    await using cleanUp = new AsyncDisposableStack();
    cleanUp.defer(() => rm(directory, { recursive: true, force: true }));
    const s3: S3Server = cleanUp.use(await startVersitygw());
    const proxy: S3FaultProxy = cleanUp.use(await startS3FaultProxy(s3.endpoint));
    const bucket = await s3.newBucket();
    const place = 'QDRANT__STORAGE__SNAPSHOTS_CONFIG__';
    const start = () =>
      startServerProcess({
        storagePath: join(directory, 'storage'),
        snapshotsPath: join(directory, 'snapshots'),
        environment: {
          [`${place}SNAPSHOTS_STORAGE`]: 's3',
          [`${place}S3_CONFIG__BUCKET`]: bucket,
          [`${place}S3_CONFIG__ACCESS_KEY`]: s3.accessKey,
          [`${place}S3_CONFIG__SECRET_KEY`]: s3.secretKey,
          [`${place}S3_CONFIG__ENDPOINT_URL`]: proxy.endpoint,
        },
      });

    let server = await start();
    cleanUp.defer(() => server.kill());
    let client = createClient({ url: server.url, retry: false });
    await client.createCollection('c', { vectors: { size: vectors.size, distance: 'Dot' } });
    for (let from = 0; from < vectors.count; from += 250) {
      const points = Array.from({ length: 250 }, (_, at) => ({
        id: from + at,
        vector: Array.from({ length: vectors.size }, () => from % 7),
      }));
      await client.upsert('c', { points });
    }

    const never = Promise.withResolvers<void>();
    cleanUp.defer(() => never.resolve());
    proxy.fail('UploadPart', { kind: 'hold', until: never.promise }, 100);
    const creating = fetch(`${server.url}/collections/c/snapshots`, { method: 'POST' }).catch(() => undefined);
    await expect.poll(() => proxy.requests.includes('UploadPart'), { timeout: 30_000 }).toBe(true);
    await server.kill();
    await creating;
    await client.close();
    expect(await s3.uploads(bucket)).toHaveLength(1);
    proxy.reset();

    server = await start();
    client = createClient({ url: server.url, retry: false });
    cleanUp.defer(() => client.close());
    await expect.poll(() => s3.uploads(bucket), { timeout: 30_000 }).toEqual([]);
    expect(await s3.keys(bucket)).toEqual([]);
    const answer = await fetch(`${server.url}/collections/c/snapshots`, { method: 'POST' });
    expect(await answer.json()).toMatchObject({ status: 'ok', result: { checksum: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(await s3.keys(bucket)).toHaveLength(2);
    expect(await server.stop()).toBe(0);
  },
);
