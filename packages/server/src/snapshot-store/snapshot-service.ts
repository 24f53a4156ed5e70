import type { RecoveryPlan } from '@sextant/contract';
import type { PartialSnapshots } from './partial-snapshots.ts';
import type { ByteRange, ByteSource } from './snapshot-store.ts';

/** What a snapshot is of. `full` is the whole storage; it is created, listed and served, but restored only when a server starts. */
export type SnapshotScope =
  | { readonly kind: 'collection'; readonly collection: string }
  | { readonly kind: 'shard'; readonly collection: string; readonly shardId: number }
  | { readonly kind: 'full' };

/** Scopes that can be recovered while the server runs. */
export type RecoverableScope = Extract<SnapshotScope, { kind: 'collection' | 'shard' }>;

/** One stored snapshot. `checksum` is the lower-case hex SHA-256 of the file; absent when nobody computed it (an uploaded file, a deleted sidecar). */
export interface SnapshotDescription {
  readonly name: string;
  /** When the file was stored, milliseconds since the epoch, whole seconds. */
  readonly createdMs: number;
  readonly sizeBytes: number;
  readonly checksum?: string;
}

/** A stored file opened for download. Call `close` on every path; `read` may be called once. */
export interface SnapshotDownload {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Quoted, strong, changes with the content. */
  readonly etag: string;
  readonly checksum?: string;
  read(range?: ByteRange): ByteSource;
  close(): Promise<void>;
}

/** A snapshot that is made while it is sent; nothing is stored. Call `close` on every path. */
export interface SnapshotStream {
  readonly fileName: string;
  readonly body: ByteSource;
  close(): Promise<void>;
}

export const snapshotPriorities = ['no_sync', 'snapshot', 'replica'] as const;
export type SnapshotPriority = (typeof snapshotPriorities)[number];

export interface RecoverOptions {
  /** 64 hex digits, any case; compared with the SHA-256 of the whole archive before anything is unpacked. */
  readonly checksum?: string;
  /** `replica` when absent. */
  readonly priority?: SnapshotPriority;
  readonly signal?: AbortSignal;
}

export interface RecoverRequest extends RecoverOptions {
  /** `http(s)://…`, `file://…` below the snapshots directory; a bare snapshot name for shards. */
  readonly location: string;
  /** Sent to a remote as the `api-key` header. Never logged. */
  readonly apiKey?: string;
}

export interface UploadRequest extends RecoverOptions {
  /** As the client named it; only its last path segment is used. Absent, `''`, `.` and `..` get a random name. */
  readonly fileName?: string;
  readonly body: ByteSource;
  /** Length of the request, when it was announced: refuses at once what there is no space for. */
  readonly sizeHintBytes?: number;
}

/** One piece of snapshot work under way, for telemetry and the log. */
export interface SnapshotTask {
  readonly id: number;
  readonly kind: 'create' | 'stream' | 'upload' | 'recover';
  readonly scope: SnapshotScope;
  readonly phase: 'waiting' | 'freezing' | 'packing' | 'receiving' | 'fetching' | 'verifying' | 'unpacking' | 'loading' | 'swapping';
  readonly startedMs: number;
  /** When the phase began, which the bytes are counted in. */
  readonly phaseStartedMs: number;
  readonly doneBytes: number;
  /** Absent while unknown. */
  readonly totalBytes?: number;
}

/** Gauges and counter per collection, as `/metrics` names them. */
export interface SnapshotCounters {
  readonly creationRunning: number;
  readonly recoveryRunning: number;
  readonly createdTotal: number;
}

/**
 * Snapshots of a running engine, the same for REST and gRPC. Collections are named by name or alias. Every method fails with an
 * `EngineError`: `not_found` for a missing collection, shard or snapshot, `bad_request` for an archive, location or checksum that
 * is refused, `forbidden` for a location that is switched off.
 */
export interface SnapshotService extends PartialSnapshots {
  /** Freezes the scope, packs it, hashes it and stores it. Different collections at once; one after another for the same collection. */
  create(scope: SnapshotScope, options?: { signal?: AbortSignal }): Promise<SnapshotDescription>;
  list(scope: SnapshotScope): Promise<SnapshotDescription[]>;
  /** Fails with `not_found` when there is no such snapshot. */
  remove(scope: SnapshotScope, name: string): Promise<void>;
  download(scope: SnapshotScope, name: string): Promise<SnapshotDownload>;
  /** Streams a snapshot of a shard as it is packed. */
  stream(scope: Extract<SnapshotScope, { kind: 'shard' }>, options?: { signal?: AbortSignal }): Promise<SnapshotStream>;
  /** Puts the content of an archive in place of (or creates) the collection or shard; the old one answers until the new one is verified. */
  recover(scope: RecoverableScope, request: RecoverRequest): Promise<void>;
  /** Stores `body` among the snapshots of the collection, then recovers from it. */
  upload(scope: RecoverableScope, request: UploadRequest): Promise<void>;
  /** What `recover` would change. Does everything of it but the swap, fails as it does, leaves nothing behind. */
  planRecover(scope: RecoverableScope, request: RecoverRequest): Promise<RecoveryPlan>;
  /** The same for `upload`; the archive is not stored. */
  planUpload(scope: RecoverableScope, request: UploadRequest): Promise<RecoveryPlan>;
  /** Runs work whose outcome nobody waits for (`wait=false`): failures become events, `close` waits for it. */
  detach(work: () => Promise<unknown>): void;
  tasks(): readonly SnapshotTask[];
  counters(collection: string): SnapshotCounters;
  /** Aborts what runs, waits for its clean-up. */
  close(): Promise<void>;
}
