import type { RecoveryPlan } from '@sextant/contract';
import { type Engine, EngineError, type ShardCheckpoint } from '@sextant/engine';
import type { ShardManifest } from '@sextant/snapshot';
import type { Vfs } from '@sextant/vfs';
import { archiveStream } from './archive.ts';
import { fileHashes, partialEntries } from './partial-archive.ts';
import { type FileHash, heldManifest, type ReceiverManifest } from './receiver-manifest.ts';
import { type IncomingArchive, previewFrom, recoverFrom } from './recover-snapshot.ts';
import { recoveryPlan } from './recovery-plan.ts';
import { type PrivateAddresses, requirePublicHost } from './remote-addresses.ts';
import { openPeer, remoteLimits, shownUrl } from './remote-source.ts';
import type { SnapshotLimits } from './snapshot-limits.ts';
import { snapshotName } from './snapshot-names.ts';
import type { SnapshotScope, SnapshotStream, SnapshotTask, UploadRequest } from './snapshot-service.ts';
import type { RunningTask } from './snapshot-tasks.ts';
import { trackedStream } from './tracked-stream.ts';

export type ShardScope = Extract<SnapshotScope, { kind: 'shard' }>;

export interface PeerRequest {
  /** Root of the other node's REST interface. */
  readonly peerUrl: URL;
  /** Sent to that node and to no other. Never logged. */
  readonly apiKey?: string;
  readonly signal?: AbortSignal;
}

/** Partial snapshots of shards: what one shard has, what another lacks, and taking that over. */
export interface PartialSnapshots {
  /** Which operation last changed which file. */
  manifest(scope: ShardScope): Promise<ShardManifest>;
  /** The same by content. Reads every file. */
  fileManifest(scope: ShardScope): Promise<FileHash[]>;
  /** Streams what this receiver lacks; undefined when it has everything. */
  createPartial(scope: ShardScope, receiver: ReceiverManifest, options?: { signal?: AbortSignal }): Promise<SnapshotStream | undefined>;
  /** Merges an archive of `createPartial` into the shard, at once or not at all. One at a time for each shard: others fail with `already_in_progress`. */
  uploadPartial(scope: ShardScope, request: UploadRequest): Promise<void>;
  /** What `uploadPartial` would change; fails as it does, leaves nothing behind. */
  planPartialUpload(scope: ShardScope, request: UploadRequest): Promise<RecoveryPlan>;
  /** Fetches what changed on another node and merges it; `false` when nothing did. Fails with `bad_gateway` in the words of that node. */
  recoverPartialFrom(scope: ShardScope, request: PeerRequest): Promise<boolean>;
  /** What `recoverPartialFrom` would change, `false` when nothing; fails as it does, leaves nothing behind. */
  planPartialFrom(scope: ShardScope, request: PeerRequest): Promise<RecoveryPlan | false>;
}

export interface PartialParts {
  readonly engine: Engine;
  readonly vfs: Vfs;
  readonly now: () => Date;
  readonly urlRecovery: boolean;
  readonly privateAddresses: PrivateAddresses;
  readonly limits: SnapshotLimits;
  /** The scope under the real name of its collection; fails with `not_found` for what is not there. */
  resolve(scope: ShardScope): ShardScope;
  track<T>(
    kind: SnapshotTask['kind'],
    scope: SnapshotScope,
    signal: AbortSignal | undefined,
    work: (task: RunningTask) => Promise<T>,
  ): Promise<T>;
}

export function partialSnapshots(parts: PartialParts): PartialSnapshots {
  const recovering = new Set<string>();

  /** A second recovery of the shard would start from a state that the first is about to replace. */
  async function alone<T>(scope: ShardScope, work: () => Promise<T>): Promise<T> {
    const key = `${scope.shardId}/${scope.collection}`;
    if (recovering.has(key)) {
      throw new EngineError(
        'already_in_progress',
        `Partial snapshot recovery of shard ${scope.shardId} of collection ${scope.collection} is already in progress; try again when it has ended`,
        { details: { collection: scope.collection, shard: scope.shardId }, retryable: true },
      );
    }
    recovering.add(key);
    try {
      return await work();
    } finally {
      recovering.delete(key);
    }
  }

  async function fromPeer<T>(
    asked: ShardScope,
    request: PeerRequest,
    take: (scope: ShardScope, archive: IncomingArchive, task: RunningTask) => Promise<T>,
  ): Promise<T | false> {
    if (!parts.urlRecovery) throw new EngineError('forbidden', 'Snapshot recovery from remote URLs is disabled in the configuration');
    requirePublicHost(request.peerUrl, parts.privateAddresses);
    const scope = parts.resolve(asked);
    return alone(scope, () =>
      parts.track('recover', scope, request.signal, (task) =>
        takeFromPeer(parts, scope, request, task, (archive) => take(scope, archive, task)),
      ),
    );
  }

  return {
    manifest: (asked) => withCheckpoint(parts, parts.resolve(asked), async ({ manifest = {} }) => manifest),
    fileManifest: (asked) => withCheckpoint(parts, parts.resolve(asked), fileHashes),
    createPartial(asked, receiver, request) {
      const scope = parts.resolve(asked);
      const { track, limits } = parts;
      return trackedStream({
        scope,
        signal: request?.signal,
        idleMs: limits.downloadIdleMs,
        track,
        open: () => createPartial(parts, scope, receiver),
      });
    },
    uploadPartial(asked, request) {
      const scope = parts.resolve(asked);
      return alone(scope, () =>
        parts.track('upload', scope, request.signal, async (task) => {
          await recoverFrom(parts, scope, uploadedArchive(request), request, task);
        }),
      );
    },
    planPartialUpload(asked, request) {
      const scope = parts.resolve(asked);
      return alone(scope, () =>
        parts.track('upload', scope, request.signal, async (task) =>
          recoveryPlan(scope, request, await previewFrom(parts, scope, uploadedArchive(request), request, task)),
        ),
      );
    },
    recoverPartialFrom: (asked, request) =>
      fromPeer(asked, request, async (scope, archive, task) => {
        await recoverFrom(parts, scope, archive, {}, task);
        return true;
      }),
    planPartialFrom: (asked, request) =>
      fromPeer(asked, request, async (scope, archive, task) => recoveryPlan(scope, {}, await previewFrom(parts, scope, archive, {}, task))),
  };
}

function uploadedArchive({ body, sizeHintBytes }: UploadRequest): IncomingArchive {
  return { bytes: body, isPartial: true, mismatch: uploadMismatch, ...(sizeHintBytes === undefined ? {} : { sizeBytes: sizeHintBytes }) };
}

function uploadMismatch(expected: string, found: string): EngineError {
  return new EngineError('checksum_mismatch', `expected ${expected}, got ${found}`, {
    details: { expected, found },
  });
}

async function withCheckpoint<T>(
  { engine }: PartialParts,
  scope: ShardScope,
  use: (checkpoint: ShardCheckpoint) => Promise<T>,
): Promise<T> {
  const checkpoint = await engine.collection(scope.collection).checkpointShard(scope.shardId, { withManifest: true });
  try {
    return await use(checkpoint);
  } finally {
    await checkpoint.release();
  }
}

async function createPartial(parts: PartialParts, scope: ShardScope, receiver: ReceiverManifest): Promise<SnapshotStream | undefined> {
  const checkpoint = await parts.engine.collection(scope.collection).checkpointShard(scope.shardId, { withManifest: true });
  let entries: Awaited<ReturnType<typeof partialEntries>>;
  try {
    entries = await partialEntries(checkpoint, receiver);
  } catch (error) {
    await checkpoint.release();
    throw error;
  }
  if (entries === undefined) {
    await checkpoint.release();
    return undefined;
  }
  const fileName = snapshotName(scope, parts.engine.peerId, parts.now(), 0);
  return { fileName, ...archiveStream({ entries, release: () => checkpoint.release() }, parts.now()) };
}

/** Hands on what another node has and this shard lacks; `false` when that is nothing. */
async function takeFromPeer<T>(
  parts: PartialParts,
  scope: ShardScope,
  request: PeerRequest,
  task: RunningTask,
  take: (archive: IncomingArchive) => Promise<T>,
): Promise<T | false> {
  const held = await withCheckpoint(parts, scope, async ({ manifest = {} }) => heldManifest(manifest));
  try {
    return await fetchFromPeer(parts, scope, request, held, task, take);
  } catch (error) {
    if (!isStale(error)) throw error;
    // The shard changed meanwhile, or is ahead of the other: what fits no state of the other is replaced as a whole.
    return fetchFromPeer(parts, scope, request, {}, task, take);
  }
}

function isStale(error: unknown): boolean {
  return error instanceof EngineError && error.details['reason'] === 'stale_partial';
}

async function fetchFromPeer<T>(
  parts: PartialParts,
  scope: ShardScope,
  { peerUrl, apiKey }: PeerRequest,
  held: ShardManifest,
  task: RunningTask,
  take: (archive: IncomingArchive) => Promise<T>,
): Promise<T | false> {
  const path = `/collections/${encodeURIComponent(scope.collection)}/shards/${scope.shardId}/snapshot/partial/create`;
  const url = new URL(peerUrl.pathname.replace(/\/+$/, '') + path, peerUrl);
  task.phase('fetching');
  const source = await openPeer(url, {
    json: JSON.stringify(held),
    ...(apiKey === undefined ? {} : { apiKey }),
    signal: task.signal,
    ...remoteLimits(parts.limits),
    privateAddresses: parts.privateAddresses,
  });
  if (source === undefined) return false;
  try {
    const mismatch = uploadMismatch; // There is no checksum to compare with.
    return await take({ ...source, isPartial: true, isFetched: true, mismatch });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'bad_request' || isStale(error)) throw error;
    throw new EngineError('bad_gateway', `${shownUrl(url)} sent what is no partial snapshot of this shard: ${error.message}`, {
      cause: error,
      details: { ...error.details, url: shownUrl(url) },
    });
  } finally {
    await source.close();
  }
}
