import { setImmediate } from 'node:timers/promises';
import { FormatError } from '../format/format-error.ts';
import { encodeTarHeader, type FileExtent, tarBlockBytes } from './tar-header.ts';

/** A file that goes into an archive, or a directory when `path` ends in `/`. */
export interface PackEntry {
  /** Relative, `/`-separated. */
  readonly path: string;
  /** Apparent size. */
  readonly sizeBytes: number;
  /** Stored ranges, ascending and disjoint; the rest is zeros. Absent: all of the file. */
  readonly extents?: readonly FileExtent[];
  /** The data of the extents, one after the other; exactly as many bytes as they have together. */
  read(): AsyncIterable<Uint8Array>;
}

export interface PackOptions {
  /** Of every entry, in seconds since 1970; 0 by default, so that equal content gives equal archives. */
  readonly modifiedSeconds?: number;
}

/** A range as it goes into the archive: data and zeros in turn, in whole blocks. */
interface StoredRange {
  readonly offset: number;
  readonly length: number;
}

interface EntryPlan {
  readonly head: Uint8Array;
  readonly storedBytes: number;
  readonly ranges: readonly StoredRange[];
}

const outputChunkBytes = 65_536;
/** Entries that never wait (memory, a cache) would keep everything else of the process from running. */
const breathBytes = 4 << 20;

/** The size of the archive that `packTar` makes of these entries, without reading any of them. */
export function packedTarBytes(entries: readonly Pick<PackEntry, 'path' | 'sizeBytes' | 'extents'>[]): number {
  let size = tarBlockBytes * 2;
  for (const entry of entries) {
    const { head, storedBytes } = planEntry(entry, 0);
    size += head.length + roundUp(storedBytes);
  }
  return size;
}

/**
 * Streams a tar archive in GNU format. Files with holes become sparse entries, long paths get a long-name record; owner, times and
 * order add nothing of their own, so equal entries give equal bytes. Throws when an entry yields other than the announced bytes.
 */
export async function* packTar(
  entries: Iterable<PackEntry> | AsyncIterable<PackEntry>,
  options: PackOptions = {},
): AsyncGenerator<Uint8Array, void, void> {
  const writer = createChunkWriter();
  let sinceBreath = 0;
  for await (const entry of entries) {
    const plan = planEntry(entry, options.modifiedSeconds ?? 0);
    yield* writer.add(plan.head);
    for await (const part of storedData(entry, plan)) {
      yield* writer.add(part);
      sinceBreath += part.length;
      if (sinceBreath < breathBytes) continue;
      sinceBreath = 0;
      await setImmediate();
    }
    yield* writer.add(new Uint8Array(roundUp(plan.storedBytes) - plan.storedBytes));
  }
  yield* writer.add(new Uint8Array(tarBlockBytes * 2));
  yield* writer.flush();
}

function roundUp(length: number): number {
  return Math.ceil(length / tarBlockBytes) * tarBlockBytes;
}

function planEntry(entry: Pick<PackEntry, 'path' | 'sizeBytes' | 'extents'>, modifiedSeconds: number): EntryPlan {
  checkExtentsOf(entry);
  const ranges = planRanges(entry);
  const storedBytes = ranges.reduce((sum, range) => sum + range.length, 0);
  const last = ranges.at(-1);
  const reachesEnd = last !== undefined && last.offset + last.length === entry.sizeBytes;
  const isSparse = storedBytes < entry.sizeBytes;
  const map = reachesEnd ? ranges : [...ranges, { offset: entry.sizeBytes, length: 0 }];
  const nameBytes = new TextEncoder().encode(entry.path);
  const header = encodeTarHeader({
    name: entry.path,
    type: entry.path.endsWith('/') ? '5' : isSparse ? 'S' : '0',
    storedBytes,
    modifiedSeconds,
    ...(isSparse ? { sparse: { realBytes: entry.sizeBytes, map } } : {}),
  });
  if (nameBytes.length <= 100) return { head: header, storedBytes, ranges };
  const longHeader = encodeTarHeader({ name: '././@LongLink', type: 'L', storedBytes: nameBytes.length + 1, modifiedSeconds: 0 });
  const nameArea = roundUp(nameBytes.length + 1);
  const head = new Uint8Array(longHeader.length + nameArea + header.length);
  head.set(longHeader);
  head.set(nameBytes, longHeader.length);
  head.set(header, longHeader.length + nameArea);
  return { head, storedBytes, ranges };
}

function checkExtentsOf({ path, sizeBytes, extents }: Pick<PackEntry, 'path' | 'sizeBytes' | 'extents'>): void {
  let end = 0;
  for (const { offset, length } of extents ?? []) {
    if (offset < end || length < 0 || offset + length > sizeBytes)
      throw new FormatError('corrupt', `the extents of ${path} are out of order or beyond its end`, { found: `${offset} + ${length}` });
    end = offset + length;
  }
}

// A stored range must have whole blocks, except at the end of the file: readers (Qdrant's own too) start every range on a block.
function planRanges({ sizeBytes, extents }: Pick<PackEntry, 'sizeBytes' | 'extents'>): StoredRange[] {
  if (!extents) return sizeBytes === 0 ? [] : [{ offset: 0, length: sizeBytes }];
  const ranges: { offset: number; length: number }[] = [];
  for (const extent of extents) {
    if (extent.length === 0) continue;
    const previous = ranges.at(-1);
    const previousEnd = previous === undefined ? Number.NEGATIVE_INFINITY : previous.offset + previous.length;
    // A hole smaller than a block costs more as an entry of the map than as zeros.
    if (previous && extent.offset - previousEnd < tarBlockBytes)
      previous.length = Math.max(previous.length, wholeBlocks(previous.offset, extent, sizeBytes));
    else ranges.push({ offset: extent.offset, length: wholeBlocks(extent.offset, extent, sizeBytes) });
  }
  return ranges;
}

function wholeBlocks(start: number, extent: FileExtent, sizeBytes: number): number {
  return Math.min(start + roundUp(extent.offset + extent.length - start), sizeBytes) - start;
}

/** The bytes of the ranges: what the entry yields, and zeros where a range is larger than the extents in it. */
async function* storedData(entry: PackEntry, plan: EntryPlan): AsyncGenerator<Uint8Array, void, void> {
  const extents = entry.extents ?? [{ offset: 0, length: entry.sizeBytes }];
  const expected = extents.reduce((sum, extent) => sum + extent.length, 0);
  const wrongLength = (found: string): FormatError =>
    new FormatError('corrupt', `${entry.path} changed while it was packed`, { expected: `${expected} bytes`, found });
  let seen = 0;
  const pieces = layPieces(plan.ranges, extents);
  let piece = pieces.shift();
  if (expected > 0) {
    for await (const chunk of entry.read()) {
      seen += chunk.length;
      if (seen > expected) throw wrongLength(`${seen} or more`);
      for (let at = 0; at < chunk.length; ) {
        while (piece && (piece.isZeros || piece.length === 0)) {
          yield* zeros(piece.length);
          piece = pieces.shift();
        }
        if (!piece) throw wrongLength(`${seen}`);
        const take = Math.min(piece.length, chunk.length - at);
        yield chunk.subarray(at, at + take);
        piece.length -= take;
        at += take;
      }
    }
  }
  if (seen !== expected) throw wrongLength(`${seen}`);
  for (; piece; piece = pieces.shift()) if (piece.isZeros) yield* zeros(piece.length);
}

function layPieces(ranges: readonly StoredRange[], extents: readonly FileExtent[]): { length: number; isZeros: boolean }[] {
  const pieces: { length: number; isZeros: boolean }[] = [];
  let next = 0;
  for (const range of ranges) {
    let at = range.offset;
    const end = range.offset + range.length;
    for (let extent = extents[next]; extent && extent.offset < end; extent = extents[++next]) {
      if (extent.length === 0) continue;
      if (extent.offset > at) pieces.push({ length: extent.offset - at, isZeros: true });
      pieces.push({ length: extent.length, isZeros: false });
      at = extent.offset + extent.length;
    }
    if (at < end) pieces.push({ length: end - at, isZeros: true });
  }
  return pieces;
}

const zeroChunk = new Uint8Array(outputChunkBytes);

function* zeros(length: number): Generator<Uint8Array, void, void> {
  for (let rest = length; rest > 0; rest -= outputChunkBytes) yield zeroChunk.subarray(0, Math.min(rest, outputChunkBytes));
}

/** Gathers headers and small files into chunks worth sending; large chunks pass through uncopied. */
function createChunkWriter(): { add(part: Uint8Array): Generator<Uint8Array, void, void>; flush(): Generator<Uint8Array, void, void> } {
  let buffer = new Uint8Array(outputChunkBytes);
  let filled = 0;
  function* flush(): Generator<Uint8Array, void, void> {
    if (filled === 0) return;
    yield buffer.subarray(0, filled);
    // The receiver may keep what it was given.
    buffer = new Uint8Array(outputChunkBytes);
    filled = 0;
  }
  function* add(part: Uint8Array): Generator<Uint8Array, void, void> {
    if (filled + part.length > outputChunkBytes) yield* flush();
    if (part.length >= outputChunkBytes / 2) {
      yield* flush();
      yield part;
      return;
    }
    buffer.set(part, filled);
    filled += part.length;
  }
  return { add, flush };
}

/** A tar inside a tar: the entry that holds the archive of `entries`. */
export function nestedTarEntry(path: string, entries: readonly PackEntry[], options: PackOptions = {}): PackEntry {
  return { path, sizeBytes: packedTarBytes(entries), read: () => packTar(entries, options) };
}
