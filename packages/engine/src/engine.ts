import type { AliasOperation, CollectionConfig, CollectionInfo, CreateCollection, UpdateCollection } from '@sextant/contract';
import type { Vfs } from '@sextant/vfs';
import type { CollectionCheckpoint, RecoveryPlan, ShardCheckpoint, ShardCheckpointOptions } from './checkpoint/checkpoint.ts';
import type { RecoveryPreview, RecoveryTarget } from './checkpoint/recovery-preview.ts';
import type { EngineError } from './error.ts';
import type { PointOperation, WriteOptions, WriteResult } from './operation/operation.ts';
import type { PointId } from './operation/point.ts';
import type {
  CountRequest,
  FacetHit,
  FacetRequest,
  PointRecord,
  QueryRequest,
  ReadOptions,
  ScoredPoint,
  ScrollPage,
  ScrollRequest,
  Selectors,
} from './query/request.ts';

export interface EngineOptions {
  readonly vfs: Vfs;
  /** Absolute path; `collections/`, `aliases/` and `tmp/` live below it. */
  readonly storagePath: string;
  /** Where recoveries are staged when not below the storage path; must then be on the same device. */
  readonly tempPath?: string;
  /** `never`: survives a killed process. `always`: fsync before each acknowledgement, survives a power cut. */
  readonly walFsync?: 'never' | 'always';
  readonly maxCollections?: number;
  /** What new collections get where their creation says nothing; Qdrant's own defaults for what is absent here. */
  readonly collectionDefaults?: CollectionDefaults;
  /** Told of background failures and recoveries; the server turns them into log records. */
  readonly onEvent?: (event: EngineEvent) => void;
}

/** Defaults of a server's configuration, in wire names. */
export interface CollectionDefaults {
  readonly on_disk_payload?: boolean;
  readonly hnsw_config?: Partial<CollectionConfig['hnsw_config']>;
  readonly optimizer_config?: Partial<CollectionConfig['optimizer_config']>;
  readonly wal_config?: Partial<NonNullable<CollectionConfig['wal_config']>>;
}

export interface EngineEvent {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

/** The database without a transport. Every method fails with an `EngineError` (see error.ts) and nothing else. */
export interface Engine {
  /** Identity of the storage directory, the same at every start; part of snapshot names. */
  readonly peerId: number | bigint;
  /** Names, sorted; those that could not be opened included. */
  listCollections(): string[];
  /** Collections whose files could not be opened, with the reason. Reads and writes of them fail with it; they can be deleted, or recovered. */
  failedCollections(): { name: string; error: EngineError }[];
  createCollection(name: string, request: CreateCollection): Promise<boolean>;
  updateCollection(name: string, request: UpdateCollection): Promise<boolean>;
  /** `false` when there was none. An alias is not followed. */
  deleteCollection(name: string): Promise<boolean>;
  /** True for a collection or an alias. */
  collectionExists(name: string): boolean;
  /** Follows aliases; fails with `not_found`. */
  collection(nameOrAlias: string): Collection;
  updateAliases(actions: readonly AliasOperation[]): Promise<boolean>;
  /** All aliases, or those of one collection. */
  listAliases(collection?: string): { alias: string; collection: string }[];
  /**
   * Puts a verified, unpacked collection directory in place of (or beside) what is there: opened and checked in `stagedPath`,
   * then swapped in atomically. Serialised per collection. An alias is not followed: it may change meanwhile. On failure the old collection answers as before and the staging is gone.
   */
  recoverCollection(name: string, plan: RecoveryPlan): Promise<void>;
  /** Like `recoverCollection` for one shard of an existing collection; `stagedPath` holds the content of the shard directory. */
  recoverShard(collection: string, shardId: number, stagedPath: string): Promise<void>;
  /**
   * As `recoverShard`, of a partial snapshot (format, section 3.4): the files it does not bring are those the shard has now. Fails with
   * `bad_request` when it was made against another state of the shard.
   */
  recoverShardPartially(collection: string, shardId: number, partialPath: string): Promise<void>;
  /**
   * Everything that the recovery of `target` from `stagedPath` does except putting it in place: checks, opens, replays, reads every point, and fails
   * as it would. Answers what it would change; the staging is gone afterwards.
   */
  previewRecovery(target: RecoveryTarget, stagedPath: string): Promise<RecoveryPreview>;
  /** A new empty directory on the device of the storage, removed at the next start if it is still there. */
  createStagingDirectory(): Promise<string>;
  close(): Promise<void>;
}

export interface Collection {
  readonly name: string;
  /** Shard ids, ascending. */
  readonly shardIds: readonly number[];
  config(): CollectionConfig;
  /** Counts that cost nothing. */
  stats(): CollectionStats;
  info(): Promise<CollectionInfo>;
  write(operation: PointOperation, options?: WriteOptions): Promise<WriteResult>;
  /** In the order asked for, missing ones left out, duplicates merged. */
  retrieve(ids: readonly PointId[], options: Selectors & ReadOptions): Promise<PointRecord[]>;
  scroll(request: ScrollRequest): Promise<ScrollPage>;
  count(request: CountRequest): Promise<number>;
  /** Values of an indexed field with how many points have each, most frequent first. */
  facet(request: FacetRequest): Promise<FacetHit[]>;
  query(request: QueryRequest): Promise<ScoredPoint[]>;
  /** Freezes a moment of the collection: what it holds stays readable as it was, while writes go on, until `release`. */
  checkpoint(): Promise<CollectionCheckpoint>;
  /** The same for one shard, paths relative to the shard directory. Fails with `not_found` for a shard that is not there. */
  checkpointShard(shardId: number, options?: ShardCheckpointOptions): Promise<ShardCheckpoint>;
}

export interface CollectionStats {
  readonly pointCount: number;
  /** Operations logged and not yet applied. */
  readonly queueLength: number;
  /** Vectors by name; `''` is the unnamed one. */
  readonly vectorCounts: Readonly<Record<string, number>>;
  readonly shards: readonly ShardStats[];
}

export interface ShardStats {
  readonly shardId: number;
  readonly shardKey?: string | number | bigint;
  readonly pointCount: number;
}
