import { joinPath, type Vfs } from '@sextant/vfs';
import type { StoredCollectionConfig } from '../format/collection-config.ts';
import { isAppendable, type SegmentVectorConfig } from '../format/segment-state.ts';
import type { PayloadIndexSchema, StoredShardKey } from '../format/shard-files.ts';
import { type CollectionReader, isStorage, openSnapshot, openStorage, type SnapshotReader } from '../read/collection-reader.ts';
import type { IdTrackerKind } from '../read/id-tracker-files.ts';
import { isDirectory } from '../read/read-file.ts';
import type { SegmentReader } from '../read/segment-reader.ts';
import type { ShardReader } from '../read/shard-reader.ts';
import { summarizePending } from '../read/unapplied.ts';
import { listTree, type PartialSegmentInfo, readPartialSegments } from './partial-segments.ts';
import { graphFiles, quantizedFiles, type SegmentSizes, sizesOf } from './segment-files.ts';

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
      Pick<SegmentVectorConfig, 'size' | 'distance' | 'storage_type' | 'datatype'> & {
        index: string;
        /** True when the graph can be used as it is. */
        hasGraph: boolean;
        quantization: string | null;
        hasQuantizedData: boolean;
      }
    >
  >;
  readonly sparseVectors: readonly string[];
  readonly indexedFields: PayloadIndexSchema;
  /** Apparent size of all files. */
  readonly sizeBytes: number;
  readonly sizes: SegmentSizes;
}

export interface ShardInfo {
  readonly id: number | undefined;
  readonly shardKey: StoredShardKey | undefined;
  readonly segments: readonly SegmentInfo[];
  /** Sum over segments: a point in two segments counts twice. */
  readonly points: number;
  readonly pendingOperations: number;
  /** Those whose effect the segments do not show; `points` lacks it. */
  readonly unappliedOperations: number;
  /** Apparent size of the log. */
  readonly walBytes: number;
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
  | { readonly kind: 'partial'; readonly segments: readonly PartialSegmentInfo[] }
  | { readonly kind: 'collection'; readonly collection: CollectionInfo }
  | {
      readonly kind: 'full' | 'storage';
      readonly collections: readonly CollectionInfo[];
      readonly aliases: Readonly<Record<string, string>>;
    };

/** Describes an unpacked snapshot, or a shard or collection directory. Throws on the first thing that cannot be read; `verifySnapshot` goes on. */
export async function inspectSnapshot(vfs: Vfs, path: string): Promise<SnapshotInfo> {
  const storage = await isStorage(vfs, path);
  const partial = storage ? undefined : await readPartialSegments(vfs, path);
  if (partial) return { kind: 'partial', segments: partial };
  const snapshot: SnapshotReader = storage ? await openStorage(vfs, path) : await openSnapshot(vfs, path);
  try {
    if (snapshot.kind === 'shard') return { kind: 'shard', shard: await describeShard(vfs, snapshot.shard, undefined, undefined) };
    if (snapshot.kind === 'collection')
      return { kind: 'collection', collection: await describeCollection(vfs, snapshot.collection, undefined) };
    const collections: CollectionInfo[] = [];
    for (const [name, collection] of snapshot.collections) collections.push(await describeCollection(vfs, collection, name));
    return { kind: storage ? 'storage' : 'full', collections, aliases: Object.fromEntries(snapshot.aliases) };
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
  const pending = await summarizePending(shard);
  const wal = joinPath(shard.path, 'wal');
  const walFiles = (await isDirectory(vfs, wal)) ? await listTree(vfs, wal) : new Map<string, number>();
  return {
    id,
    shardKey,
    segments,
    points: segments.reduce((sum, segment) => sum + segment.points, 0),
    pendingOperations: pending.operations,
    unappliedOperations: pending.unapplied,
    walBytes: total(walFiles),
  };
}

async function describeSegment(vfs: Vfs, segment: SegmentReader): Promise<SegmentInfo> {
  const { config, version } = segment.state;
  const files = await listTree(vfs, segment.path);
  const vectors = Object.entries(config.vector_data).map(([name, vector]) => {
    const { size, distance, storage_type, datatype } = vector;
    const quantization = Object.keys(vector.quantization_config ?? {})[0] ?? null;
    const { hasGraph, hasLinks } = graphFiles(files, name);
    const state = {
      index: vector.index.type,
      hasGraph: hasGraph && hasLinks,
      quantization,
      hasQuantizedData: quantizedFiles(files, name).hasData,
    };
    return [name, { size, distance, storage_type, ...(datatype ? { datatype } : {}), ...state }] as const;
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
    sizeBytes: total(files),
    sizes: sizesOf(files),
  };
}

function total(files: ReadonlyMap<string, number>): number {
  let sizeBytes = 0;
  for (const size of files.values()) sizeBytes += size;
  return sizeBytes;
}
