import { joinPath, parentPath, type SettleFile, settleFiles, type Vfs, type VfsFile } from '@sextant/vfs';
import { FormatError } from '../format/format-error.ts';
import { denseData } from './dense-data.ts';
import { type ReadTarOptions, readTar, type TarEntry } from './read-tar.ts';
import { tarBlockBytes } from './tar-header.ts';
import { defaultTarLimits, ratioFreeBytes, type TarLimits } from './tar-limits.ts';

/** Where an entry goes: to a path below the target, into a directory as the tar it is, or nowhere. */
export type EntryPlace =
  | { readonly kind: 'here'; readonly path: string }
  | { readonly kind: 'nested'; readonly directory: string; readonly place: PlaceEntry }
  | { readonly kind: 'skip' };

/** Decides by the path of an entry; throws to refuse the archive. */
export type PlaceEntry = (entry: Pick<TarEntry, 'path' | 'kind' | 'sizeBytes' | 'archiveOffset'>) => EntryPlace;

export interface UnpackOptions extends ReadTarOptions {
  /** Default: every entry under its own path. */
  readonly place?: PlaceEntry;
  /** How much of a file is wanted, by its path below the target: the rest stays a hole, and is not read where the source need not be. */
  readonly keepBytes?: (path: string) => number;
  /** Syncs every file and directory before it returns; default true. Without, a power cut may leave files of zeros. */
  readonly isDurable?: boolean;
  /** Stops the work, also inside of a file: fails with its reason. The zeros of a hole are made here, no source is asked that could stop them. */
  readonly signal?: AbortSignal;
}

export interface UnpackResult {
  readonly files: number;
  /** Apparent bytes of all files. */
  readonly sizeBytes: number;
}

interface Unpacking {
  readonly vfs: Vfs;
  readonly target: string;
  readonly options: UnpackOptions;
  readonly directories: Set<string>;
  readonly limits: TarLimits;
  /** What was seen so far. */
  readonly total: { entries: number; files: number; sizeBytes: number; storedBytes: number };
  /** Files become durable while the next are written. */
  readonly settle: SettleFile;
}

/**
 * Unpacks an archive below an existing directory, streaming: memory does not grow with the archive. Holes stay holes, and runs of zeros
 * become holes. Never overwrites. On failure the files unpacked so far remain: unpack into a directory of its own and remove that.
 */
export async function unpackTar(
  source: AsyncIterable<Uint8Array>,
  vfs: Vfs,
  targetDir: string,
  options: UnpackOptions = {},
): Promise<UnpackResult> {
  const { isDurable = true } = options;
  const directories = new Set([targetDir]);
  const total = { entries: 0, files: 0, sizeBytes: 0, storedBytes: 0 };
  const limits = { ...defaultTarLimits, ...options.limits };
  await settleFiles(
    (settle) =>
      unpackInto(
        { vfs, target: targetDir, options, directories, limits, total, settle },
        readTar(source, options),
        '',
        options.place ?? keepPath,
      ),
    { isDurable },
  );
  // Children before parents, so that no name is durable before what it names.
  if (isDurable) for (const directory of [...directories].toReversed()) await vfs.syncDir(directory);
  return { files: total.files, sizeBytes: total.sizeBytes };
}

const keepPath: PlaceEntry = ({ path }) => ({ kind: 'here', path });

/** `mostStored`: what may count as stored at the end of these entries. What a nested archive takes for data may be a hole of the outer one. */
async function unpackInto(
  unpacking: Unpacking,
  entries: AsyncIterable<TarEntry>,
  base: string,
  place: PlaceEntry,
  mostStored = Number.POSITIVE_INFINITY,
): Promise<void> {
  for await (const entry of entries) {
    countEntry(unpacking, entry);
    const target = place(entry);
    if (target.kind === 'skip') continue;
    if (target.kind === 'nested') {
      const directory = joinPath(base, target.directory);
      await makeDirectory(unpacking, directory);
      const nested = readTar(denseData(entry), { ...unpacking.options, endMarker: 'optional' });
      const mostNested = Math.min(mostStored, unpacking.total.storedBytes + storedBytes(entry));
      await unpackInto(unpacking, nested, directory, target.place, mostNested);
      continue;
    }
    const path = joinPath(base, target.path);
    if (entry.kind === 'directory') await makeDirectory(unpacking, path);
    else await unpackFile(unpacking, path, entry, mostStored);
  }
}

/** What the limits say about all archives together, those inside of the first included. */
function countEntry({ total, limits }: Unpacking, { archiveOffset }: TarEntry): void {
  total.entries += 1;
  if (total.entries > limits.maxEntries) throw tooMuch('the archive has too many entries', archiveOffset, `at most ${limits.maxEntries}`);
}

function storedBytes({ extents }: TarEntry): number {
  return extents.reduce((sum, { length }) => sum + length, tarBlockBytes);
}

function countFile({ total, limits }: Unpacking, entry: TarEntry, mostStored: number): void {
  const { maxUnpackedBytes, maxUnpackRatio } = limits;
  total.files += 1;
  total.sizeBytes += entry.sizeBytes;
  total.storedBytes = Math.min(total.storedBytes + storedBytes(entry), mostStored);
  if (total.sizeBytes > maxUnpackedBytes)
    throw tooMuch('the archive unpacks to too much', entry.archiveOffset, `at most ${maxUnpackedBytes} bytes`);
  if (total.sizeBytes > ratioFreeBytes && total.sizeBytes > maxUnpackRatio * total.storedBytes)
    throw tooMuch('the archive is almost nothing but holes', entry.archiveOffset, `at most ${maxUnpackRatio} times what it stores`);
}

function tooMuch(finding: string, offset: number, expected: string): FormatError {
  return new FormatError('limit', finding, { offset, expected });
}

async function makeDirectory(unpacking: Unpacking, path: string): Promise<void> {
  const full = joinPath(unpacking.target, path);
  if (unpacking.directories.has(full)) return;
  if (full !== unpacking.target && parentPath(full).startsWith(unpacking.target))
    await makeDirectory(unpacking, parentPath(full).slice(unpacking.target.length));
  await unpacking.vfs.mkdir(full, { recursive: true });
  unpacking.directories.add(full);
}

async function unpackFile(unpacking: Unpacking, path: string, entry: TarEntry, mostStored: number): Promise<void> {
  const { vfs, target, options } = unpacking;
  countFile(unpacking, entry, mostStored);
  if (path.includes('/')) await makeDirectory(unpacking, parentPath(path));
  const file = await createFile(vfs, joinPath(target, path), entry);
  try {
    await file.truncate(entry.sizeBytes);
    await writeExtents(file, entry, options.keepBytes?.(path) ?? Number.POSITIVE_INFINITY, options.signal);
  } catch (error) {
    await file.close();
    throw error;
  }
  await unpacking.settle(file);
}

async function createFile(vfs: Vfs, path: string, entry: TarEntry): Promise<VfsFile> {
  try {
    return await vfs.open(path, 'wx+');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'EISDIR' && code !== 'ENOTDIR' && code !== 'ENAMETOOLONG') throw error;
    throw new FormatError('forbidden', `cannot unpack ${entry.path}: ${(error as Error).message}`, { offset: entry.archiveOffset }, error);
  }
}

const zeroes = Buffer.alloc(65_536);

async function writeExtents(file: VfsFile, entry: TarEntry, keptBytes: number, signal: AbortSignal | undefined): Promise<void> {
  let index = 0;
  let inExtent = 0;
  for await (const chunk of entry.read()) {
    signal?.throwIfAborted();
    for (let at = 0; at < chunk.length; ) {
      const extent = entry.extents[index];
      if (!extent || extent.offset + inExtent >= keptBytes) return;
      const most = Math.min(chunk.length - at, extent.length - inExtent, keptBytes - extent.offset - inExtent);
      const part = chunk.subarray(at, at + most);
      const { length, isZeros } = firstRun(part);
      // The file is one hole to begin with: zeros need no writing.
      if (!isZeros) await file.write(part.subarray(0, length), extent.offset + inExtent);
      at += length;
      inExtent += length;
      if (inExtent === extent.length) {
        index++;
        inExtent = 0;
      }
    }
  }
}

/** How much of the beginning is all zeros, or all not, by pieces of 64 KiB: a write costs more than its bytes. */
function firstRun(bytes: Uint8Array): { length: number; isZeros: boolean } {
  const isZerosAt = (at: number): boolean => {
    const length = Math.min(zeroes.length, bytes.length - at);
    return zeroes.compare(bytes, at, at + length, 0, length) === 0;
  };
  const isZeros = isZerosAt(0);
  let end = Math.min(zeroes.length, bytes.length);
  while (end < bytes.length && isZerosAt(end) === isZeros) end = Math.min(end + zeroes.length, bytes.length);
  return { length: end, isZeros };
}
