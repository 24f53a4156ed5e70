export { type BlobSource, openBlobSource } from './blob-source.ts';
export {
  type CollectionReader,
  isStorage,
  listStoredCollections,
  openCollection,
  openSnapshot,
  openStorage,
  requireSnapshot,
  type SnapshotReader,
} from './collection-reader.ts';
export { type IdTrackerKind, type LoadedIds, loadIdTracker } from './id-tracker-files.ts';
export { type PendingOperation, readPendingWal } from './pending-wal.ts';
export { type GraphShape, type GraphTarget, readGraph, type StoredGraph } from './read-graph.ts';
export { runSliced } from './run-sliced.ts';
export { openSegment, type SegmentReader } from './segment-reader.ts';
export { type KeepId, openShard, type ShardReader } from './shard-reader.ts';
export type { LiveRow, RawPoint, StoredPoint, StoredVector } from './stored-point.ts';
export { type PendingSummary, summarizePending } from './unapplied.ts';
export { openDenseSource, openSparseSource, type VectorSource } from './vector-source.ts';
