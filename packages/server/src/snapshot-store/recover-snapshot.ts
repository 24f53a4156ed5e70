import { asSnapshotError, type Engine, EngineError, type RecoveryPreview, type RecoveryTarget } from '@sextant/engine';
import { FormatError, isFormatError } from '@sextant/snapshot';
import { givingBack, givingWay, joinPath, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { unpackArchive } from './archive.ts';
import { type ArchiveShape, archiveShape, requireKind } from './archive-shape.ts';
import { diskFull, freeBytesAt, isSameDevice, tooLittleSpace } from './disk-space.ts';
import { gathered } from './gathered-source.ts';
import { type HashedSource, hashed } from './hashing-source.ts';
import { paced, requireArchiveSize, uploadPace } from './paced-source.ts';
import { archiveLimits, type SnapshotLimits } from './snapshot-limits.ts';
import type { RecoverableScope, RecoverOptions } from './snapshot-service.ts';
import type { ByteSource } from './snapshot-store.ts';
import type { RunningTask } from './snapshot-tasks.ts';
import { stopped } from './stopped.ts';

export interface RecoveryPlaces {
  readonly engine: Engine;
  readonly vfs: Vfs;
  readonly limits: SnapshotLimits;
}

/** An archive on its way in. */
export interface IncomingArchive {
  readonly bytes: ByteSource;
  /** About its size, when it is known before. */
  readonly sizeBytes?: number;
  /** A partial snapshot of a shard. */
  readonly isPartial?: boolean;
  /** Fetched by this server: nobody waits for the rest of a refused one to be read. */
  readonly isFetched?: boolean;
  /** Sees each chunk first: an upload is stored by it. */
  readonly keep?: (chunk: Uint8Array) => Promise<void>;
  /** Called when `keep` has seen all and the archive is accepted, before anything is replaced: a disk that is full tells it here. */
  readonly seal?: () => Promise<void>;
  /** Directory that `keep` writes the archive to, or would in earnest: it may take space on the same device. */
  readonly keptIn?: string;
  /** How a checksum that differs is told: uploads and locations have their own words. */
  readonly mismatch: (expected: string, found: string) => EngineError;
}

/** What is known of an archive that was taken in whole. */
export interface ReceivedArchive {
  /** SHA-256, lower-case hex. */
  readonly checksum: string;
  readonly sizeBytes: number;
  /** Bytes that it needs on the device of the storage, and that were free there before. */
  readonly neededBytes: number;
  readonly freeBytes: number;
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
  const { engine } = places;
  return withUnpacked(places, scope, archive, options, task, async (staged, { checksum }) => {
    if (scope.kind === 'collection')
      await engine.recoverCollection(scope.collection, { stagedPath: staged, priority: options.priority ?? 'replica' });
    else if (archive.isPartial === true) await engine.recoverShardPartially(scope.collection, scope.shardId, staged);
    else await engine.recoverShard(scope.collection, scope.shardId, staged);
    return checksum;
  });
}

/** Does everything of `recoverFrom` but the swap, fails as it does, and answers what it would change. Nothing is left behind. */
export async function previewFrom(
  places: RecoveryPlaces,
  scope: RecoverableScope,
  archive: IncomingArchive,
  options: RecoverOptions,
  task: RunningTask,
): Promise<{ received: ReceivedArchive; preview: RecoveryPreview }> {
  return withUnpacked(places, scope, archive, options, task, async (staged, received) => ({
    received,
    preview: await places.engine.previewRecovery(targetOf(scope, archive), staged),
  }));
}

function targetOf(scope: RecoverableScope, archive: IncomingArchive): RecoveryTarget {
  if (scope.kind === 'collection') return scope;
  return { kind: archive.isPartial === true ? 'partial' : 'shard', collection: scope.collection, shardId: scope.shardId };
}

async function withUnpacked<T>(
  places: RecoveryPlaces,
  scope: RecoverableScope,
  archive: IncomingArchive,
  options: RecoverOptions,
  task: RunningTask,
  use: (staged: string, received: ReceivedArchive) => Promise<T>,
): Promise<T> {
  const { engine, vfs, limits } = places;
  if (archive.isFetched !== true) requireArchiveSize(archive.sizeBytes, limits);
  const staged = await engine.createStagingDirectory();
  try {
    const intake: Intake = {
      vfs,
      limits,
      scope,
      staged,
      archive,
      copies: await copiesOn(vfs, staged, archive),
      doneBytes: 0,
      nextLookBytes: lookEveryBytes,
      head: new Uint8Array(0),
      isStoreFull: false,
    };
    const freeBytes = await freeBytesAt(vfs, staged);
    await requireSpace(intake, freeBytes);
    const { checksum, sizeBytes } = await unpackVerified(intake, options, task);
    await archive.seal?.();
    if (task.signal.aborted) throw stopped();
    task.phase('loading');
    return await use(staged, { checksum, sizeBytes, neededBytes: sizeBytes * intake.copies, freeBytes });
  } catch (error) {
    // Before the space is given back.
    const told = await withFreeSpace(vfs, staged, error);
    await vfs.rm(staged, { recursive: true }).catch(() => undefined); // What cannot be removed now goes at the next start.
    throw told;
  }
}

type Digest = Awaited<ReturnType<HashedSource['finish']>>;

/** One archive being taken in. */
interface Intake {
  readonly vfs: Vfs;
  readonly limits: SnapshotLimits;
  readonly scope: RecoverableScope;
  readonly staged: string;
  readonly archive: IncomingArchive;
  /** How often its bytes are written to the device of the storage. */
  readonly copies: number;
  doneBytes: number;
  /** When the space that is left is looked at again. */
  nextLookBytes: number;
  /** The beginning, to tell what it is when it is no archive. */
  head: Uint8Array;
  /** Set when what keeps the archive, not what unpacks it, has no more space. */
  isStoreFull: boolean;
}

async function copiesOn(vfs: Vfs, staged: string, { keptIn }: IncomingArchive): Promise<number> {
  return keptIn !== undefined && (await isSameDevice(vfs, staged, keptIn)) ? 2 : 1;
}

async function unpackVerified(intake: Intake, options: RecoverOptions, task: RunningTask): Promise<Digest> {
  const { vfs, limits, scope, staged, archive } = intake;
  task.phase('unpacking', archive.sizeBytes);
  let refusal: { readonly error: unknown } | undefined;
  const bytes = archive.isFetched === true ? archive.bytes : paced(archive.bytes, uploadPace(limits, task.signal));
  const source = hashed(givingBack(gathered(givingWay(bytes))), async (chunk, doneBytes) => {
    task.progress(doneBytes);
    // What is only read to its end is neither kept nor measured.
    if (refusal === undefined) await takeChunk(intake, chunk, doneBytes);
  });
  try {
    const shape = archiveShape();
    const kind = archive.isPartial === true ? 'partial' : scope.kind;
    try {
      await unpackArchive(kind, source.bytes, vfs, staged, task.signal, shape, archiveLimits(limits));
      requireKind(kind, shape, await isFull(vfs, staged, shape));
    } catch (error) {
      refusal = { error };
    }
    const digest = await finish(intake, source, options, refusal !== undefined);
    const isWhole = digest !== undefined && (refusal === undefined || isFormatError(refusal.error));
    if (isWhole && options.checksum !== undefined && options.checksum.toLowerCase() !== digest.checksum)
      throw archive.mismatch(options.checksum, digest.checksum);
    if (refusal !== undefined || digest === undefined) throw task.signal.aborted ? stopped() : await refusalOf(intake, refusal?.error);
    return digest;
  } finally {
    await source.close().catch(() => undefined);
  }
}

/**
 * To the end even of an archive that is refused, where that tells more: the digest says whether it is the one that was meant, and a client that is
 * still sending hears why. Undefined when the end was not reached: then the refusal is all there is to tell.
 */
async function finish({ archive }: Intake, source: HashedSource, options: RecoverOptions, isRefused: boolean): Promise<Digest | undefined> {
  if (isRefused && archive.isFetched === true && options.checksum === undefined) return undefined;
  if (!isRefused) return source.finish();
  // What keeps the archive may have failed too, with the chunk that is not to be kept any more: the rest is still to be read.
  return source
    .finish()
    .catch(() => source.finish())
    .catch(() => undefined);
}

/** An empty storage has a full snapshot without archives, which has only a config.json. */
async function isFull(vfs: Vfs, staged: string, shape: ArchiveShape): Promise<boolean> {
  if (shape.kind() !== 'collection' || shape.roots().length > 1) return false;
  return /"collections_mapping"\s*:/.test((await readTextIfPresent(vfs, joinPath(staged, 'config.json'))) ?? '');
}

/** Before anything is written, as far as the size is known. */
async function requireSpace({ vfs, archive: { sizeBytes, keptIn }, copies }: Intake, freeBytes: number): Promise<void> {
  if (sizeBytes === undefined) return;
  if (freeBytes < sizeBytes * copies)
    throw tooLittleSpace(
      copies === 1 ? 'the snapshot' : 'the snapshot and the collection made of it',
      sizeBytes * copies,
      freeBytes,
      'storage',
    );
  if (copies > 1 || keptIn === undefined) return;
  const beside = await freeBytesAt(vfs, keptIn);
  if (beside < sizeBytes) throw tooLittleSpace('the file of the snapshot', sizeBytes, beside, 'snapshots');
}

const lookEveryBytes = 64 << 20;
const headBytes = 16;

/** Stores a chunk, and looks now and then whether there will be space for the rest: others write to the same disk. */
async function takeChunk(intake: Intake, chunk: Uint8Array, doneBytes: number): Promise<void> {
  const { vfs, staged, archive, copies } = intake;
  intake.doneBytes = doneBytes;
  if (intake.head.length < headBytes) intake.head = Buffer.concat([intake.head, chunk.subarray(0, headBytes)]).subarray(0, headBytes);
  if (archive.sizeBytes !== undefined && doneBytes >= intake.nextLookBytes) {
    intake.nextLookBytes = doneBytes + lookEveryBytes;
    const needed = Math.max(0, archive.sizeBytes - doneBytes) * copies;
    const free = await freeBytesAt(vfs, staged);
    if (free < needed) throw tooLittleSpace(`the rest of the snapshot, after ${doneBytes} bytes`, needed, free, 'storage');
  }
  try {
    await archive.keep?.(chunk);
  } catch (error) {
    intake.isStoreFull = isNoSpace(error);
    throw error;
  }
}

/** A disk that fills up while the collection is opened says only that it is full. */
async function withFreeSpace(vfs: Vfs, staged: string, error: unknown): Promise<unknown> {
  if (!(error instanceof EngineError) || error.code !== 'insufficient_storage' || error.details['found'] !== undefined) return error;
  const freeBytes = await freeBytesAt(vfs, staged);
  return new EngineError('insufficient_storage', `${error.message}; ${freeBytes} bytes are free on the device of the storage`, {
    cause: error,
    details: { found: freeBytes, remedy: 'free space and try again' },
  });
}

async function refusalOf(intake: Intake, error: unknown): Promise<unknown> {
  const { vfs, staged, archive, isStoreFull } = intake;
  if (isNoSpace(error)) {
    const place = isStoreFull && archive.keptIn !== undefined ? archive.keptIn : staged;
    return diskFull(error, intake.doneBytes, archive.sizeBytes, await freeBytesAt(vfs, place), isStoreFull ? 'snapshots' : 'storage');
  }
  // Not even one header of a tar.
  const isNoArchive =
    isFormatError(error) && error.code === 'corrupt' && error.details.file === undefined && (error.details.offset ?? 512) < 512;
  return asSnapshotError(isNoArchive ? noArchive(error, intake.head) : error, staged);
}

function isNoSpace(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Whose first block is no header of a tar: an error page, JSON, another kind of archive, nothing at all. */
function noArchive(error: FormatError, head: Uint8Array): FormatError {
  const text = new TextDecoder('latin1').decode(head);
  const isText = /^[\t\n\r\x20-\x7e]+$/.test(text);
  return new FormatError('corrupt', head.length === 0 ? 'the archive is empty' : `this is no tar archive: ${error.finding}`, {
    offset: error.details.offset ?? 0,
    expected: 'a plain tar as Qdrant makes it',
    found: head.length === 0 ? 'no bytes' : isText ? JSON.stringify(text) : `bytes ${Buffer.from(head).toString('hex')}`,
    remedy: 'check that the file itself was sent, not an error page or a link to it, and compare its size and checksum with the original',
  });
}
