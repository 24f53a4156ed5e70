import { memoryVfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import { type OpenedArchive, openSnapshotArchive } from '../archive/unpack-snapshot.ts';
import { createShardRing } from '../format/shard-ring.ts';
import type { CollectionReader } from './collection-reader.ts';
import { type ExpectedPoint, expectedPoints, fixtureJson, fixtureStream, pointDifferences } from './fixtures.test.data.ts';
import type { ShardReader } from './shard-reader.ts';

async function withArchive(name: string, use: (archive: OpenedArchive) => Promise<void>): Promise<void> {
  const vfs = memoryVfs();
  const archive = await openSnapshotArchive(fixtureStream(name), vfs, '/tmp');
  try {
    await use(archive);
  } finally {
    await archive.close();
  }
  expect(await vfs.readdir('/tmp')).toEqual([]);
}

function shardOf({ snapshot }: OpenedArchive): ShardReader {
  if (snapshot.kind !== 'shard') throw new Error(`this is a ${snapshot.kind} snapshot`);
  return snapshot.shard;
}

function collectionOf({ snapshot }: OpenedArchive): CollectionReader {
  if (snapshot.kind !== 'collection') throw new Error(`this is a ${snapshot.kind} snapshot`);
  return snapshot.collection;
}

async function gather<T>(items: AsyncIterable<T> | undefined): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items ?? []) all.push(item);
  return all;
}

describe('shard snapshots', () => {
  it.each([
    'added_vector.tar',
    'dense_cosine.tar',
    'dense_dot_direct.tar',
    'dense_euclid_regular.tar',
    'handmade_minimal.tar',
    'handmade_tiny_pages.tar',
    'hnsw.tar',
    'hnsw_disk_id.tar',
    'named_mixed.tar',
    'partial_base.tar',
    'quant_bq_appendable.tar',
    'quant_sq.tar',
    'turbo4.tar',
    'real_1.19_hn_shard_stream.snapshot',
  ])('%s yields exactly its points', async (name) => {
    const expected = await expectedPoints(name.replace(/\.(tar|snapshot)$/, '.json'));
    await withArchive(name, async (archive) => {
      const shard = shardOf(archive);
      expect(shard.ignored).toEqual([]);
      expect(pointDifferences(await gather(shard.points()), expected)).toEqual([]);
    });
  });

  it('wal_pending.tar yields the points before its log is replayed, and the operations to replay', async () => {
    const expected = await expectedPoints('wal_pending.before.json', 'points_without_replay');
    await withArchive('wal_pending.tar', async (archive) => {
      const shard = shardOf(archive);
      expect(pointDifferences(await gather(shard.points()), expected)).toEqual([]);
      const pending = await gather(shard.pendingOperations());
      expect(pending.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect(pending.every(({ operation }) => operation.kind !== 'unknown')).toBe(true);
    });
  });

  it('handmade logs are empty', async () => {
    await withArchive('handmade_minimal.tar', async (archive) => {
      expect(await gather(shardOf(archive).pendingOperations())).toEqual([]);
    });
  });
});

describe('collection snapshots', () => {
  it('real_1.19_mix_collection.snapshot yields its points, and its known checksum', async () => {
    const expected = await expectedPoints('real_1.19_mix_collection.json');
    await withArchive('real_1.19_mix_collection.snapshot', async (archive) => {
      const collection = collectionOf(archive);
      expect(pointDifferences(await gather(collection.points()), expected)).toEqual([]);
      expect(collection.version).toBe('0.4.2');
      expect(Object.keys(collection.payloadIndex)).toEqual(['i', 'city']);
      expect(archive.unpacked.sha256).toBe('a7c5aa76bf92cbc6383f4e4454a60bbace4bca965eed3e0888d7217238b51634');
      expect(archive.unpacked.archiveBytes).toBe(404_480);
    });
  });

  it('collection_2shards.snapshot yields the points of each shard, routed as its ring says', async () => {
    const { shards } = await fixtureJson('collection_2shards.json');
    await withArchive('collection_2shards.snapshot', async (archive) => {
      const collection = collectionOf(archive);
      const ring = createShardRing([...collection.shards.keys()]);
      for (const [id, shard] of collection.shards) {
        const points = await gather(shard.points());
        expect(pointDifferences(points, (shards as unknown as Record<string, ExpectedPoint[]>)[id] ?? [])).toEqual([]);
        expect(points.every((point) => ring.shardOf(point.id) === id)).toBe(true);
      }
    });
  });

  it('real_1.19_custom_sharding.snapshot yields its points under their shard keys', async () => {
    const expected = await expectedPoints('real_1.19_custom_sharding.json');
    await withArchive('real_1.19_custom_sharding.snapshot', async (archive) => {
      const collection = collectionOf(archive);
      expect([...collection.shards.keys()]).toEqual([1, 2, 3]);
      for (const { key, shardIds } of collection.shardKeys) {
        const points = await gather(collection.shards.get(shardIds[0] ?? -1)?.points());
        expect(
          pointDifferences(
            points,
            expected.filter((point) => point.shard_key === key),
          ),
        ).toEqual([]);
      }
    });
  });
});

describe('full snapshots', () => {
  it('yield every collection and the aliases', async () => {
    const { shards } = await fixtureJson('collection_2shards.json');
    await withArchive('full-snapshot-2026-01-02-03-04-05.snapshot', async ({ snapshot }) => {
      if (snapshot.kind !== 'full') throw new Error(snapshot.kind);
      expect([...snapshot.aliases]).toEqual([['c2alias', 'col2']]);
      const collection = snapshot.collections.get('col2');
      const points = await gather(collection?.points());
      expect(pointDifferences(points, Object.values(shards as unknown as Record<string, ExpectedPoint[]>).flat())).toEqual([]);
    });
  });
});
