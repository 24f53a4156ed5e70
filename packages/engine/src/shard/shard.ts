import type { PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { ShardCheckpoint, ShardCheckpointOptions } from '../checkpoint/checkpoint.ts';
import type { PointOperation, WriteOptions, WriteResult } from '../operation/operation.ts';
import type { PointId } from '../operation/point.ts';
import type { SegmentView } from '../segment/segment-view.ts';

/** What a shard must know of its collection; the vectors and indexes it has on disk are brought in line with it when it is opened. */
export interface ShardConfig {
  readonly id: number;
  /** Dense and multivector names; `''` is the unnamed vector. */
  readonly vectors: ReadonlyMap<string, VectorParams>;
  readonly sparseVectors: ReadonlyMap<string, SparseVectorParams>;
  /** Fields with a declared index, by key path: kept in the segments' files and in checkpoints. */
  readonly payloadSchema: ReadonlyMap<string, PayloadFieldSchema>;
  /** `mmap` in segment.json when true, `in_ram_mmap` when false; the files are the same. Default true. */
  readonly onDiskPayload?: boolean;
  /** Bytes of one WAL segment file; default 32 MiB. */
  readonly walCapacityBytes?: number;
  /** Closed WAL segments kept after they are no longer needed; default 1. */
  readonly walRetainClosed?: number;
  /** Longest time an applied operation waits for its flush; default 5000. */
  readonly flushIntervalMs?: number;
  /** Written to `replica_state.json` of a new shard; default 1. */
  readonly peerId?: bigint;
}

export interface ShardOptions {
  /** `always`: fsync before an operation is acknowledged. Default `never`. */
  readonly walFsync?: 'never' | 'always';
  /** Whether a flush syncs its files, so that a power cut cannot tear them; default true. */
  readonly flushSync?: boolean;
  /** Told of background failures (a flush that will be tried again) and of what an opening had to repair. */
  readonly onEvent?: (event: ShardEvent) => void;
}

export interface ShardEvent {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

export type ShardWriteOptions = Pick<WriteOptions, 'wait' | 'timeoutMs' | 'signal'>;

/** Where the current version of a point is. Valid until the next await, or while a pin is held. */
export interface PointLocation {
  readonly segment: SegmentView;
  readonly row: number;
}

/** One shard of a collection: its WAL, its segments, and the queue that applies operations in order. */
export interface Shard {
  readonly id: number;
  /** An id is live in at most one of them. The array is new whenever the set changes. */
  segments(): readonly SegmentView[];
  locate(id: PointId): PointLocation | undefined;
  /** Until the answer is called, rows that die keep their id, payload and vectors. A read longer than one slice holds it. */
  pin(): () => void;
  /**
   * Logs the operation, then applies it after all before it. Fails with the operation's own error (`not_found`, `wrong_input` …) when `wait` is
   * set; without `wait` such an error is only an event. A failed append fails the call and leaves nothing behind.
   */
  write(operation: PointOperation, options?: ShardWriteOptions): Promise<WriteResult>;
  /** Resolves once everything logged before the call is applied. */
  settled(): Promise<void>;
  /** Freezes the state after every operation logged before the call; entries stream while writes go on. `release` it on every path. */
  checkpoint(options?: ShardCheckpointOptions): Promise<ShardCheckpoint>;
  /** Puts everything applied so far into the segments' files and lets the WAL go up to there. */
  flush(): Promise<void>;
  /** Applies and flushes what is logged, then closes all files. Idempotent. */
  close(): Promise<void>;
  /** Live points. */
  readonly pointCount: number;
  /** Points that have this vector. */
  vectorCount(name: string): number;
  /** Operations logged and not yet applied. */
  readonly queueLength: number;
  /** Number of the last operation logged. */
  readonly lastOperationId: number;
  readonly payloadSchema: ReadonlyMap<string, PayloadFieldSchema>;
  readonly vectors: ReadonlyMap<string, VectorParams>;
  readonly sparseVectors: ReadonlyMap<string, SparseVectorParams>;
}
