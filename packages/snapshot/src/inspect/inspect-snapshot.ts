import { joinPath, type Vfs } from '@sextant/vfs';
import type { StoredCollectionConfig } from '../format/collection-config.ts';
import { isAppendable, type SegmentVectorConfig } from '../format/segment-state.ts';
import type { PayloadIndexSchema, StoredShardKey } from '../format/shard-files.ts';
import { type CollectionReader, openSnapshot } from '../read/collection-reader.ts';
import type { IdTrackerKind } from '../read/id-tracker-files.ts';
import type { SegmentReader } from '../read/segment-reader.ts';
import type { ShardReader } from '../read/shard-reader.ts';

export interface SegmentInfo {
  readonly id: string;
  readonly version: number | null;
  readonly points: number;
  readonly deletedRows: number;
  readonly isAppendable: boolean;
  readonly idTracker: IdTrackerKind;
  /** Index, storage and quantization of each vector. */
  readonly vectors: Readonly<
    Record<
      string,
      Pick<SegmentVectorConfig, 'size' | 'distance' | 'storage_type' | 'datatype'> & { index: string; quantization: string | null }
    >
  >;
  readonly sparseVectors: readonly string[];
  readonly indexedFields: PayloadIndexSchema;
  /** Apparent size of all files. */
  readonly sizeBytes: number;
}

export interface ShardInfo {
  readonly id: number | undefined;
  readonly shardKey: StoredShardKey | undefined;
  readonly segments: readonly SegmentInfo[];
  /** Sum over segments: a point in two segments counts twice. */
  readonly points: number;
  readonly pendingOperations: number;
}

export interface CollectionInfo {
  readonly name: string | undefined;
  readonly config: StoredCollectionConfig;
  readonly version: string | undefined;
  readonly payloadIndex: PayloadIndexSchema;
  readonly shards: readonly ShardInfo[];
}

/** What a snapshot holds, without its points. */
export type SnapshotInfo =
  | { readonly kind: 'shard'; readonly shard: ShardInfo }
  | { readonly kind: 'collection'; readonly collection: CollectionInfo }
  | { readonly kind: 'full'; readonly collections: readonly CollectionInfo[]; readonly aliases: Readonly<Record<string, string>> };

/** Describes an unpacked snapshot, or a shard or collection directory. Throws on the first thing that cannot be read; `verifySnapshot` goes on. */
export async function inspectSnapshot(vfs: Vfs, path: string): Promise<SnapshotInfo> {
  const snapshot = await openSnapshot(vfs, path);
  try {
    if (snapshot.kind === 'shard') return { kind: 'shard', shard: await describeShard(vfs, snapshot.shard, undefined, undefined) };
    if (snapshot.kind === 'collection')
      return { kind: 'collection', collection: await describeCollection(vfs, snapshot.collection, undefined) };
    const collections: CollectionInfo[] = [];
    for (const [name, collection] of snapshot.collections) collections.push(await describeCollection(vfs, collection, name));
    return { kind: 'full', collections, aliases: Object.fromEntries(snapshot.aliases) };
  } finally {
    await snapshot.close();
  }
}

async function describeCollection(vfs: Vfs, collection: CollectionReader, name: string | undefined): Promise<CollectionInfo> {
  const shards: ShardInfo[] = [];
  for (const [id, shard] of collection.shards) {
    const key = collection.shardKeys.find((entry) => entry.shardIds.includes(id))?.key;
    shards.push(await describeShard(vfs, shard, id, key));
  }
  const { config, version, payloadIndex } = collection;
  return { name, config, version, payloadIndex, shards };
}

async function describeShard(
  vfs: Vfs,
  shard: ShardReader,
  id: number | undefined,
  shardKey: StoredShardKey | undefined,
): Promise<ShardInfo> {
  const segments: SegmentInfo[] = [];
  for (const segment of shard.segments) segments.push(await describeSegment(vfs, segment));
  let pendingOperations = 0;
  for await (const _operation of shard.pendingOperations()) pendingOperations++;
  return { id, shardKey, segments, points: segments.reduce((sum, segment) => sum + segment.points, 0), pendingOperations };
}

async function describeSegment(vfs: Vfs, segment: SegmentReader): Promise<SegmentInfo> {
  const { config, version } = segment.state;
  const vectors = Object.entries(config.vector_data).map(([name, vector]) => {
    const { size, distance, storage_type, datatype } = vector;
    const quantization = Object.keys(vector.quantization_config ?? {})[0] ?? null;
    return [name, { size, distance, storage_type, ...(datatype ? { datatype } : {}), index: vector.index.type, quantization }] as const;
  });
  return {
    id: segment.id,
    version,
    points: segment.ids.liveCount,
    deletedRows: segment.ids.idOfRow.length - segment.ids.liveCount,
    isAppendable: isAppendable(config),
    idTracker: segment.ids.kind,
    vectors: Object.fromEntries(vectors),
    sparseVectors: Object.keys(config.sparse_vector_data),
    indexedFields: segment.indexedFields,
    sizeBytes: await treeBytes(vfs, segment.path),
  };
}

async function treeBytes(vfs: Vfs, path: string): Promise<number> {
  let sizeBytes = 0;
  for (const { name, kind } of await vfs.readdir(path)) {
    const child = joinPath(path, name);
    sizeBytes += kind === 'directory' ? await treeBytes(vfs, child) : (await vfs.stat(child)).sizeBytes;
  }
  return sizeBytes;
}
