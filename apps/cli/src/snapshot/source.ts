import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  applyPartialMerge,
  isStorage,
  openSnapshot,
  openStorage,
  packTar,
  planPartialMerge,
  readPartialSegments,
  type SnapshotReader,
  treeEntries,
  type UnpackedSnapshot,
  unpackSnapshot,
  unpackTar,
} from '@sextant/snapshot';
import { nodeVfs, type Vfs } from '@sextant/vfs';
import { createProgress, createStatusLine } from '../progress.ts';
import { formatBytes } from '../quantity.ts';
import { asUrl, fetchArchive } from './fetch-archive.ts';
import { hollowVfs } from './hollow-vfs.ts';
import { observedVfs } from './observed-vfs.ts';
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
}

/** A snapshot as a directory: the user's own, which is only read, or one unpacked into the workspace. */
export interface Source {
  /** As the user named it, without secrets. */
  readonly label: string;
  readonly path: string;
  readonly isTemporary: boolean;
  /** Of an archive. */
  readonly archive: UnpackedSnapshot | undefined;
}

export interface ArchiveStream {
  readonly label: string;
  readonly sizeBytes: number | undefined;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** The machine's files, until the user interrupts. */
export function filesOf({ signal }: SnapshotContext, onRead?: (bytes: number) => void): Vfs {
  return observedVfs(nodeVfs(), { signal, ...(onRead ? { onRead } : {}) });
}

/** The bytes of an archive in a file or at a URL; undefined when the source is a directory. */
export async function openArchive(context: SnapshotContext, source: string): Promise<ArchiveStream | undefined> {
  const url = asUrl(source);
  if (url) return { label: shownUrl(url), ...(await fetchArchive(url, context.apiKey, context.signal)) };
  const stats = await stat(source).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`${source} does not exist`);
    throw error;
  });
  if (stats.isDirectory()) return undefined;
  return { label: source, sizeBytes: stats.size, stream: readChunks(source, context.signal) };
}

// Opened when the first chunk is asked for: a stream nobody reads yet would fail where nobody listens.
async function* readChunks(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path, { signal, highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
}

export interface SourceOptions {
  /** What a partial snapshot was made against. */
  readonly base?: string | undefined;
  /** Bulk data is not needed: an archive is unpacked without it. */
  readonly isHollow?: boolean;
}

/** Opens a source of any kind as a directory; archives are unpacked in one streaming pass. */
export async function openSource(context: SnapshotContext, source: string, options: SourceOptions = {}): Promise<Source> {
  const opened = await openAlone(context, source, options.isHollow ?? false);
  if (options.base === undefined) return opened;
  const files = filesOf(context);
  if (!(await readPartialSegments(files, opened.path))) throw new UsageError(`--base is for partial snapshots; ${opened.label} is none`);
  const base = await makeTemporary(context, await openAlone(context, options.base, false));
  const partial = await makeTemporary(context, opened);
  await applyPartialMerge(files, base.path, partial.path, await planPartialMerge(files, base.path, partial.path));
  return { label: opened.label, path: base.path, isTemporary: true, archive: opened.archive };
}

async function openAlone(context: SnapshotContext, source: string, isHollow: boolean): Promise<Source> {
  const archive = await openArchive(context, source);
  if (!archive) return { label: source, path: resolve(source), isTemporary: false, archive: undefined };
  const path = await context.workspace.newDirectory();
  const files = filesOf(context);
  const unpacked = await unpackSnapshot(watched(context, archive), isHollow ? hollowVfs(files) : files, path, { isDurable: false });
  return { label: archive.label, path, isTemporary: true, archive: unpacked };
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
  const path = await context.workspace.newDirectory();
  // By way of a tar, so that holes stay holes.
  await unpackTar(packTar(await treeEntries(files, source.path)), files, path, { isDurable: false });
  return { ...source, path, isTemporary: true };
}

/** Opens a source for reading points. Close it on every path. */
export async function openReader(context: SnapshotContext, source: Source): Promise<SnapshotReader> {
  const files = filesOf(context);
  return (await isStorage(files, source.path)) ? openStorage(files, source.path) : openSnapshot(files, source.path);
}
