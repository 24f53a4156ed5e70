import { type Collection, type Engine, openEngine } from '@sextant/engine';
import {
  encodeReplicaState,
  encodeShardConfig,
  encodeWalHeader,
  openSegment,
  openSnapshotArchive,
  type PackEntry,
  packTar,
  type SegmentVectorConfig,
  type ShardReader,
  type StoredPoint,
  treeEntries,
  unpackSnapshot,
} from '@sextant/snapshot';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectedPoints, fixtureStream, pointDifferences } from '../../../snapshot/src/read/fixtures.test.data.ts';
import { engineSnapshots } from './engine-snapshots.testing.ts';
import type { SnapshotService } from './snapshot-service.ts';

// Archives that Qdrant's own engine wrote, each as a shard snapshot into a collection of its configuration.

const shard = { kind: 'shard', collection: 'c', shardId: 0 } as const;
type Vectors = Record<string, SegmentVectorConfig>;

interface Opened {
  readonly engine: Engine;
  readonly snapshots: SnapshotService;
}

/** A service whose collection `c` has these vectors. */
async function open(vectors: Vectors, sparse: Record<string, { modifier?: 'none' | 'idf' }> = {}): Promise<Opened> {
  const vfs = memoryVfs();
  const engine = await openEngine({ vfs, storagePath: '/s' });
  const snapshots = await engineSnapshots(engine, vfs);
  onTestFinished(async () => {
    await snapshots.close();
    await engine.close();
  });
  const params = Object.entries(vectors).map(([name, { size, distance, datatype, multivector_config }]) => [
    name,
    {
      size,
      distance,
      ...(datatype === undefined ? {} : { datatype }),
      ...(multivector_config === undefined ? {} : { multivector_config }),
    },
  ]);
  const named = Object.fromEntries(params);
  const sparse_vectors = Object.fromEntries(Object.entries(sparse).map(([name, { modifier }]) => [name, modifier ? { modifier } : {}]));
  await engine.createCollection('c', { vectors: '' in named && params.length === 1 ? named[''] : named, sparse_vectors } as never);
  return { engine, snapshots };
}

async function pointsOf(collection: Collection): Promise<StoredPoint[]> {
  const { points } = await collection.scroll({ limit: 10_000, withPayload: true, withVector: true });
  return points.map(({ id, vectors, payload }) => ({ id, version: null, vectors: vectors ?? new Map(), payload: payload ?? {} })) as never;
}

/** The vectors of all segments of a shard together. */
function vectorsOf(reader: ShardReader): { vectors: Vectors; sparse: Record<string, { modifier?: 'none' | 'idf' }> } {
  const configs = reader.segments.map(({ state }) => state.config);
  return {
    vectors: Object.assign({}, ...configs.map(({ vector_data }) => vector_data)),
    sparse: Object.assign({}, ...configs.map(({ sparse_vector_data }) => sparse_vector_data)),
  };
}

/** Restores an archive, compares, and does the same with the snapshot that we make of the result. */
async function restoreTwice(
  archive: () => AsyncIterable<Uint8Array>,
  target: () => Promise<Opened>,
  differences: (points: StoredPoint[]) => string[],
) {
  const first = await target();
  await first.snapshots.upload(shard, { body: archive() });
  expect(differences(await pointsOf(first.engine.collection('c')))).toEqual([]);
  const { name, checksum } = await first.snapshots.create(shard);
  const file = await first.snapshots.download(shard, name);
  const second = await target();
  await second.snapshots.upload(shard, { body: file.read(), checksum: checksum as string });
  await file.close();
  expect(differences(await pointsOf(second.engine.collection('c')))).toEqual([]);
  return first.engine.collection('c');
}

describe('shard snapshots of every kind of storage', () => {
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
    'wal_pending.tar',
    'real_1.19_hn_shard_stream.snapshot',
  ])('%s is restored point by point, and so is our own snapshot of it', async (name) => {
    const opened = await openSnapshotArchive(fixtureStream(name), memoryVfs(), '/tmp');
    if (opened.snapshot.kind !== 'shard') throw new Error(`${name} is no shard`);
    const { vectors, sparse } = vectorsOf(opened.snapshot.shard);
    await opened.close();
    const expected = (await expectedPoints(name.replace(/\.(tar|snapshot)$/, '.json'))).map((point) => ({ ...point, version: null }));
    const collection = await restoreTwice(
      () => fixtureStream(name),
      () => open(vectors, sparse),
      (points) => pointDifferences(points, expected),
    );
    expect(await collection.count({ exact: true })).toBe(expected.length);
  });

  it.each([
    'hnsw/cos-m8-bq2-scalar8.tar',
    'hnsw/cos-m8-payload.tar',
    'hnsw/dot-m4-inline-sq.tar',
    'hnsw/l1-m8-pq16.tar',
    'hnsw/l2-m16-sq-deleted.tar',
  ])('%s, a graph and quantized vectors, is restored point by point, and so is our own snapshot of it', async (name) => {
    const vfs = memoryVfs();
    const segmentPath = '/shard/segments/6d1f4f0a-0000-4000-8000-000000000000';
    await vfs.mkdir(segmentPath, { recursive: true });
    await unpackSnapshot(fixtureStream(name), vfs, segmentPath);
    const segment = await openSegment(vfs, segmentPath);
    const { vector_data } = segment.state.config;
    const expected = new Map((await segment.readPoints([...segment.liveRows()])).map((point) => [String(point.id), point]));
    await segment.close();
    const archive = await shardArchive(vfs, segment.state.version ?? 0);
    const collection = await restoreTwice(
      () => packTar(archive),
      () => open(vector_data),
      (points) => [
        ...(points.length === expected.size ? [] : [`${points.length} points, expected ${expected.size}`]),
        ...points.flatMap(({ id, vectors, payload }) => {
          const want = expected.get(String(id));
          const isEqual = JSON.stringify([...vectors, payload]) === JSON.stringify([...(want?.vectors ?? []), want?.payload ?? {}]);
          return isEqual ? [] : [`${id} differs`];
        }),
      ],
    );
    expect(expected.size).toBeGreaterThan(50);
    expect(await collection.count({ exact: true })).toBe(expected.size);
  });
});

it('own-cos-m4-plain.snapshot, a collection with a graph, is restored point by point', async () => {
  const opened = await openSnapshotArchive(fixtureStream('hnsw/own-cos-m4-plain.snapshot'), memoryVfs(), '/tmp');
  if (opened.snapshot.kind !== 'collection') throw new Error(opened.snapshot.kind);
  const expected: StoredPoint[] = [];
  for await (const point of opened.snapshot.collection.points()) expected.push(point);
  await opened.close();
  const { engine, snapshots } = await open({});
  const own = { kind: 'collection', collection: 'own' } as const;
  await snapshots.upload(own, { body: fixtureStream('hnsw/own-cos-m4-plain.snapshot') });
  const restored = new Map((await pointsOf(engine.collection('own'))).map((point) => [String(point.id), point]));
  expect(restored.size).toBe(expected.length);
  for (const { id, vectors, payload } of expected) expect(restored.get(String(id))).toMatchObject({ vectors, payload });
  expect(expected.length).toBeGreaterThan(50);
});

/** A segment alone as a whole shard: what stands around it, and a log that begins after its last operation. */
async function shardArchive(vfs: Vfs, version: number): Promise<PackEntry[]> {
  await vfs.mkdir('/shard/wal');
  const write = async (path: string, content: string | Uint8Array) => {
    const file = await vfs.open(path, 'wx+');
    await file.write(typeof content === 'string' ? new TextEncoder().encode(content) : content, 0);
    await file.close();
  };
  await write('/shard/shard_config.json', encodeShardConfig());
  await write('/shard/replica_state.json', encodeReplicaState({ isLocal: true, thisPeerId: 1, peers: new Map([['1', 'Active']]) }));
  await write(`/shard/wal/closed-${version + 1}`, encodeWalHeader(0));
  return treeEntries(vfs, '/shard');
}
