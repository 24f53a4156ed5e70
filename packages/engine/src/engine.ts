import type { AliasOperation, CollectionConfig, CollectionInfo, CreateCollection, UpdateCollection } from '@sextant/contract';
import type { Vfs } from '@sextant/vfs';
import type { CollectionCheckpoint, RecoveryPlan } from './checkpoint/checkpoint.ts';
import type { PointOperation, WriteOptions, WriteResult } from './operation/operation.ts';
import type { PointId } from './operation/point.ts';
import type { CountRequest, PointRecord, QueryRequest, ReadOptions, ScoredPoint, ScrollPage, ScrollRequest, Selectors } from './query/request.ts';

export interface EngineOptions {
  readonly vfs: Vfs;
  /** Absolute path; `collections/`, `aliases/` and `tmp/` live below it. */
  readonly storagePath: string;
  /** Where recoveries are staged when not below the storage path; must then be on the same device. */
  readonly tempPath?: string;
  /** `never`: survives a killed process. `always`: fsync before each acknowledgement, survives a power cut. */
  readonly walFsync?: 'never' | 'always';
  readonly maxCollections?: number;
  /** Told of background failures and recoveries; the server turns them into log records. */
  readonly onEvent?: (event: EngineEvent) => void;
}

export interface EngineEvent {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

/** The database without a transport. Every method fails with an `EngineError` (see error.ts) and nothing else. */
export interface Engine {
  /** Names, sorted. */
  listCollections(): string[];
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
   * then swapped in atomically. Serialised per collection. On failure the old collection answers as before and the staging is gone.
   */
  recoverCollection(name: string, plan: RecoveryPlan): Promise<void>;
  /** A new empty directory on the device of the storage, removed at the next start if it is still there. */
  createStagingDirectory(): Promise<string>;
  close(): Promise<void>;
}

export interface Collection {
  readonly name: string;
  /** Shard ids, ascending. */
  readonly shardIds: readonly number[];
  config(): CollectionConfig;
  info(): Promise<CollectionInfo>;
  write(operation: PointOperation, options?: WriteOptions): Promise<WriteResult>;
  /** In the order asked for, missing ones left out, duplicates merged. */
  retrieve(ids: readonly PointId[], options: Selectors & ReadOptions): Promise<PointRecord[]>;
  scroll(request: ScrollRequest): Promise<ScrollPage>;
  count(request: CountRequest): Promise<number>;
  query(request: QueryRequest): Promise<ScoredPoint[]>;
  /** Freezes a moment of the collection: what it holds stays readable as it was, while writes go on, until `release`. */
  checkpoint(): Promise<CollectionCheckpoint>;
}
