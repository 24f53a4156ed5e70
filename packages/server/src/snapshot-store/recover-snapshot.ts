import { asSnapshotError, type Engine, EngineError } from '@sextant/engine';
import type { Vfs } from '@sextant/vfs';
import { unpackArchive } from './archive.ts';
import { hashed } from './hashing-source.ts';
import type { RecoverableScope, RecoverOptions } from './snapshot-service.ts';
import type { ByteSource } from './snapshot-store.ts';
import { type RunningTask, stopped } from './snapshot-tasks.ts';

export interface RecoveryPlaces {
  readonly engine: Engine;
  readonly vfs: Vfs;
}

/** An archive on its way in. */
export interface IncomingArchive {
  readonly bytes: ByteSource;
  readonly sizeBytes?: number;
  /** A partial snapshot of a shard. */
  readonly isPartial?: boolean;
  /** Sees each chunk first: an upload is stored by it. */
  readonly keep?: (chunk: Uint8Array) => Promise<void>;
  /** How a checksum that differs is told: uploads and locations have their own words. */
  readonly mismatch: (expected: string, found: string) => EngineError;
}

/**
 * Unpacks an archive while it is hashed, compares its checksum, and has the engine verify it and swap it in. One pass, no copy. Until the
 * engine swaps, nothing but a staging directory is touched, and that is gone when anything fails. Answers the digest of the archive.
 */
export async function recoverFrom(
  places: RecoveryPlaces,
  scope: RecoverableScope,
  archive: IncomingArchive,
  options: RecoverOptions,
  task: RunningTask,
): Promise<string> {
  const { engine, vfs } = places;
  const staged = await engine.createStagingDirectory();
  try {
    await requireSpace(vfs, staged, archive.sizeBytes);
    const checksum = await unpackVerified(vfs, scope, staged, archive, options, task);
    if (task.signal.aborted) throw stopped();
    task.phase('loading');
    if (scope.kind === 'collection')
      await engine.recoverCollection(scope.collection, { stagedPath: staged, priority: options.priority ?? 'replica' });
    else if (archive.isPartial === true) await engine.recoverShardPartially(scope.collection, scope.shardId, staged);
    else await engine.recoverShard(scope.collection, scope.shardId, staged);
    return checksum;
  } catch (error) {
    await vfs.rm(staged, { recursive: true }).catch(() => undefined); // What cannot be removed now goes at the next start.
    throw error;
  }
}

async function unpackVerified(
  vfs: Vfs,
  scope: RecoverableScope,
  staged: string,
  archive: IncomingArchive,
  options: RecoverOptions,
  task: RunningTask,
): Promise<string> {
  task.phase('unpacking', archive.sizeBytes);
  const source = hashed(archive.bytes, async (chunk, doneBytes) => {
    task.progress(doneBytes);
    await archive.keep?.(chunk);
  });
  try {
    let refusal: unknown;
    try {
      await unpackArchive(archive.isPartial === true ? 'partial' : scope.kind, source.bytes, vfs, staged, task.signal);
    } catch (error) {
      refusal = error;
    }
    // To the end even of an archive that is refused: the digest says whether it is the one that was meant, and a client that is still sending hears why.
    const { checksum } = await source.finish();
    if (options.checksum !== undefined && options.checksum.toLowerCase() !== checksum) throw archive.mismatch(options.checksum, checksum);
    if (refusal !== undefined) throw task.signal.aborted ? stopped() : asSnapshotError(refusal, staged);
    return checksum;
  } finally {
    await source.close().catch(() => undefined);
  }
}

async function requireSpace(vfs: Vfs, directory: string, neededBytes: number | undefined): Promise<void> {
  if (neededBytes === undefined) return;
  const free = await vfs.freeBytes(directory);
  if (free >= neededBytes) return;
  throw new EngineError(
    'insufficient_storage',
    `the snapshot needs ${neededBytes} bytes and ${free} are free on the device of the storage; nothing was changed: free space and try again`,
    {
      details: { expected: neededBytes, found: free },
    },
  );
}
