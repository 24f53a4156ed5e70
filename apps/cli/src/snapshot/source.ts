import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  applyPartialMerge,
  awaitAtFile,
  isStorage,
  openSnapshot,
  openStorage,
  packTar,
  placeSnapshotEntry,
  planPartialMerge,
  type Ranged,
  rangedBytes,
  readPartialSegments,
  type SnapshotReader,
  treeEntries,
  unpackSnapshot,
  unpackTar,
} from '@sextant/snapshot';
import { nodeVfs, type Vfs } from '@sextant/vfs';
import { createProgress, createStatusLine } from '../progress.ts';
import { formatBytes } from '../quantity.ts';
import { asUrl, fetchArchive } from './fetch-archive.ts';
import { headBytes } from './head-bytes.ts';
import { observedVfs } from './observed-vfs.ts';
import { isS3, openS3Archive, type S3Place } from './s3-archive.ts';
import { shownUrl } from './shown-url.ts';
import type { SnapshotIo } from './snapshot-io.ts';
import { UsageError } from './usage-error.ts';
import type { Workspace } from './workspace.ts';

/** What every verb works with. */
export interface SnapshotContext {
  readonly io: SnapshotIo;
  readonly signal: AbortSignal;
  readonly workspace: Workspace;
  readonly apiKey: string | undefined;
  readonly s3: S3Place;
}

/** What is known of an archive that was unpacked. */
export interface ArchiveFacts {
  readonly files: number;
  /** Apparent bytes of all files. */
  readonly sizeBytes: number;
  readonly archiveBytes: number;
  /** SHA-256 in hex; undefined when the archive was read in parts only. */
  readonly sha256: string | undefined;
  /** The SHA-256 that is kept beside the archive, where that is known. */
  readonly recordedSha256: string | undefined;
}

/** A snapshot as a directory: the user's own, which is only read, or one unpacked into the workspace. */
export interface Source {
  /** As the user named it, without secrets. */
  readonly label: string;
  readonly path: string;
  readonly isTemporary: boolean;
  readonly archive: ArchiveFacts | undefined;
}

export interface ArchiveStream {
  readonly label: string;
  readonly sizeBytes: number | undefined;
  readonly recordedSha256?: string | undefined;
  /** All of it, in order. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** The same from any place, where that saves reading it all. */
  readonly ranged?: Ranged;
  /** Ends what was not read. */
  readonly close?: () => Promise<void>;
}

/** The machine's files, until the user interrupts. */
export function filesOf({ signal }: SnapshotContext, onRead?: (bytes: number) => void): Vfs {
  return observedVfs(nodeVfs(), { signal, ...(onRead ? { onRead } : {}) });
}

/** The bytes of an archive in a file, at a URL or in S3; undefined when the source is a directory. */
export async function openArchive(context: SnapshotContext, source: string): Promise<ArchiveStream | undefined> {
  if (isS3(source)) return openS3Archive(source, context.s3, context.signal);
  const url = asUrl(source);
  if (url) return { label: shownUrl(url), ...(await fetchArchive(url, context.apiKey, context.signal)) };
  const stats = await stat(source).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`${source} does not exist`);
    throw error;
  });
  if (stats.isDirectory()) return undefined;
  const read = (start: number, end: number): AsyncIterable<Uint8Array> => readChunks(source, context.signal, start, end);
  // A pipe has no size, and cannot be read twice.
  const ranged = stats.isFile() ? { ranged: { sizeBytes: stats.size, read } } : {};
  return { label: source, sizeBytes: stats.isFile() ? stats.size : undefined, stream: read(0, Number.POSITIVE_INFINITY), ...ranged };
}

// Opened when the first chunk is asked for: a stream nobody reads yet would fail where nobody listens.
async function* readChunks(path: string, signal: AbortSignal, start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
  const part = start === 0 && end === Number.POSITIVE_INFINITY ? {} : { start, end: end - 1 };
  yield* createReadStream(path, { signal, highWaterMark: 1 << 18, ...part }) as AsyncIterable<Uint8Array>;
}

export interface SourceOptions {
  /** What a partial snapshot was made against. */
  readonly base?: string | undefined;
  /** The base is for another source when this one is not partial. */
  readonly isBaseOptional?: boolean;
  /** Bulk data is not needed: an archive is unpacked without it. */
  readonly isHollow?: boolean;
}

/** Opens a source of any kind as a directory; archives are unpacked in one streaming pass. */
export async function openSource(context: SnapshotContext, source: string, options: SourceOptions = {}): Promise<Source> {
  const opened = await openAlone(context, source, options.isHollow ?? false);
  if (options.base === undefined) return opened;
  const files = filesOf(context);
  if (!(await readPartialSegments(files, opened.path))) {
    if (options.isBaseOptional) return opened;
    throw new UsageError(`--base is for partial snapshots; ${opened.label} is none`);
  }
  const base = await makeTemporary(context, await openAlone(context, options.base, false));
  const partial = await makeTemporary(context, opened);
  await applyPartialMerge(files, base.path, partial.path, await planPartialMerge(files, base.path, partial.path));
  return { label: opened.label, path: base.path, isTemporary: true, archive: opened.archive };
}

async function openAlone(context: SnapshotContext, source: string, isHollow: boolean): Promise<Source> {
  const archive = await openArchive(context, source);
  if (!archive) return { label: source, path: resolve(source), isTemporary: false, archive: undefined };
  try {
    const path = await context.workspace.newDirectory(archive.label);
    const facts = await awaitAtFile(archive.label, () => unpack(context, archive, path, isHollow));
    return { label: archive.label, path, isTemporary: true, archive: facts };
  } finally {
    await archive.close?.();
  }
}

async function unpack(context: SnapshotContext, archive: ArchiveStream, path: string, isHollow: boolean): Promise<ArchiveFacts> {
  const files = filesOf(context);
  const { sizeBytes: archiveBytes = 0, recordedSha256 } = archive;
  const options = { isDurable: false, ...(isHollow ? { keepBytes: headBytes } : {}) };
  // A remote archive that is not read as a whole has no digest of ours; one on this machine is as quickly hashed as read.
  if (isHollow && archive.ranged && archive.close) {
    const unpacked = await unpackTar(watchedParts(context, archive), files, path, { ...options, place: placeSnapshotEntry });
    return { ...unpacked, archiveBytes, sha256: undefined, recordedSha256 };
  }
  return { ...(await unpackSnapshot(watched(context, archive), files, path, options)), recordedSha256 };
}

/** The archive with a progress bar, read in parts where that is possible: what is skipped of it is not read. */
export function watchedParts(context: SnapshotContext, archive: ArchiveStream): AsyncIterable<Uint8Array> {
  const { ranged } = archive;
  if (!ranged) return watched(context, archive);
  const status = createStatusLine('reading  ', context.io.stderr);
  let readBytes = 0;
  async function* read(start: number, end: number): AsyncGenerator<Uint8Array, void, void> {
    try {
      for await (const chunk of ranged?.read(start, end) ?? []) {
        context.signal.throwIfAborted();
        readBytes += chunk.length;
        status.update(() => `${formatBytes(readBytes)} of ${formatBytes(ranged?.sizeBytes ?? 0)}`);
        yield chunk;
      }
    } finally {
      status.end();
    }
  }
  return rangedBytes({ sizeBytes: ranged.sizeBytes, read });
}

/** The stream of an archive, with a progress bar on a terminal; ends when the user interrupts. */
export async function* watched(
  { io, signal }: SnapshotContext,
  { stream, sizeBytes }: ArchiveStream,
): AsyncGenerator<Uint8Array, void, void> {
  const bar = createProgress('reading  ', io.stderr as NodeJS.WriteStream);
  const status = createStatusLine('reading  ', io.stderr);
  let done = 0;
  try {
    for await (const chunk of stream) {
      signal.throwIfAborted();
      done += chunk.length;
      if (sizeBytes === undefined) status.update(() => formatBytes(done));
      else bar.update(done, sizeBytes);
      yield chunk;
    }
  } finally {
    bar.end();
    status.end();
  }
}

/** The same source in the workspace, where it may be changed. */
export async function makeTemporary(context: SnapshotContext, source: Source): Promise<Source> {
  if (source.isTemporary) return source;
  const files = filesOf(context);
  const path = await context.workspace.newDirectory(source.label);
  // By way of a tar, so that holes stay holes.
  await unpackTar(packTar(await treeEntries(files, source.path)), files, path, { isDurable: false });
  return { ...source, path, isTemporary: true };
}

/** Opens a source for reading points. Close it on every path. */
export async function openReader(context: SnapshotContext, source: Source): Promise<SnapshotReader> {
  const files = filesOf(context);
  return (await isStorage(files, source.path)) ? openStorage(files, source.path) : openSnapshot(files, source.path);
}
