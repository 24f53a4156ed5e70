export { asSnapshotError } from './checkpoint/as-snapshot-error.ts';
export type { CheckpointEntry, CollectionCheckpoint, RecoveryPlan, ShardCheckpoint } from './checkpoint/checkpoint.ts';
export { hashEntry } from './checkpoint/hash-entry.ts';
export { openRestore, type RestoreContent, type StorageRestore } from './checkpoint/open-restore.ts';
export type { KeptSetting, RecoveryPreview, RecoveryTarget, ShardPreview } from './checkpoint/recovery-preview.ts';
export { forgetRestore } from './checkpoint/restore-journal.ts';
export type { StagedContent, StagedShard } from './checkpoint/staged-content.ts';
export { checkCollectionName } from './collection/collection-name.ts';
export { asEngineError, openEngine } from './collection/open-engine.ts';
export type { Collection, CollectionDefaults, CollectionStats, Engine, EngineEvent, EngineOptions, ShardStats } from './engine.ts';
export { EngineError } from './error.ts';
export type { PointOperation, PointSelector, UpdateMode, WriteOptions, WriteResult } from './operation/operation.ts';
export type {
  DenseVector,
  MultiVector,
  NamedVectors,
  Payload,
  Point,
  PointId,
  PointVectors,
  SparseVector,
  Vector,
} from './operation/point.ts';
export { type VectorSpec, vectorSpecs } from './query/index.ts';
export type {
  CountRequest,
  FacetHit,
  FacetRequest,
  FacetValue,
  PayloadSelector,
  PointRecord,
  Query,
  QueryInput,
  QueryRequest,
  ReadOptions,
  ScoredPoint,
  ScrollPage,
  ScrollRequest,
  Selectors,
  VectorSelector,
} from './query/request.ts';
