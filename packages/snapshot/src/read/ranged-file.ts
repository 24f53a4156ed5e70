import { chunkBytes, giveBackChunk, giveWay, lendChunk, type Vfs, type VfsFile } from '@sextant/vfs';
import { FormatError } from '../format/format-error.ts';

/** A range of bytes of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** An open file that answers many small ranges with few reads. */
export interface RangedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** The bytes of each range, in order. A range beyond the end is a format error. */
  read(ranges: readonly ByteRange[]): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

/** Ranges this near to each other are read together. */
const gapBytes = 4096;
const largestReadBytes = 1 << 20;

/** Opens a file for ranged reading; a missing file is a format error. */
export async function openRangedFile(vfs: Vfs, path: string): Promise<RangedFile> {
  const file = await openFile(vfs, path);
  try {
    const { sizeBytes } = await file.stat();
    return { path, sizeBytes, read: (ranges) => readRanges(file, path, sizeBytes, ranges), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(vfs: Vfs, path: string): Promise<VfsFile> {
  try {
    return await vfs.open(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new FormatError('corrupt', 'there is a directory where a file belongs', { file: path }, error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    throw new FormatError('missing', 'the file does not exist', { file: path }, error);
  }
}

const zeroes = Buffer.alloc(chunkBytes);

/** Whether there is nothing but zeros from `offset` on; a missing file is a format error. */
export async function isZeroFrom(vfs: Vfs, path: string, offset: number): Promise<boolean> {
  const file = await openFile(vfs, path);
  const window = lendChunk(chunkBytes);
  try {
    for (let start = offset; ; start += window.length) {
      const read = await file.read(window, start);
      if (zeroes.compare(window, 0, read, 0, read) !== 0) return false;
      if (read < window.length) return true;
      await giveWay();
    }
  } finally {
    giveBackChunk(window);
    await file.close();
  }
}

async function readRanges(file: VfsFile, path: string, sizeBytes: number, ranges: readonly ByteRange[]): Promise<Uint8Array[]> {
  const order = ranges.map((range, index) => ({ ...range, index })).sort((left, right) => left.offset - right.offset);
  const results: Uint8Array[] = Array.from({ length: ranges.length });
  for (let first = 0; first < order.length; ) {
    const start = order[first]?.offset ?? 0;
    let end = start;
    let last = first;
    for (let range = order[last]; range && range.offset <= end + gapBytes; range = order[++last]) {
      const rangeEnd = range.offset + range.length;
      if (last > first && rangeEnd - start > largestReadBytes) break;
      if (rangeEnd > sizeBytes) {
        throw new FormatError('corrupt', 'the file is too short', {
          file: path,
          offset: range.offset,
          expected: `at least ${rangeEnd} bytes`,
          found: sizeBytes,
        });
      }
      end = Math.max(end, rangeEnd);
    }
    const buffer = new Uint8Array(end - start);
    const read = await file.read(buffer, start);
    if (read < buffer.length)
      throw new FormatError('corrupt', 'the file became shorter while it was read', { file: path, offset: start + read });
    for (const range of order.slice(first, last))
      results[range.index] = buffer.subarray(range.offset - start, range.offset - start + range.length);
    first = last;
  }
  return results;
}

/** Numbered files (`chunk_0.mmap`, `page_3.dat`), opened when first needed. */
export interface RangedFiles {
  /** Bytes of ranges in the numbered files, in order. */
  read(ranges: readonly (ByteRange & { readonly file: number })[]): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

export function createRangedFiles(vfs: Vfs, pathOf: (file: number) => string): RangedFiles {
  const open = new Map<number, Promise<RangedFile>>();
  const fileAt = (file: number): Promise<RangedFile> => {
    let ranged = open.get(file);
    if (!ranged) {
      ranged = openRangedFile(vfs, pathOf(file));
      open.set(file, ranged);
    }
    return ranged;
  };
  return {
    read: async (ranges) => {
      const results: Uint8Array[] = Array.from({ length: ranges.length });
      const byFile = Map.groupBy(ranges.entries(), ([, range]) => range.file);
      for (const [file, entries] of byFile) {
        const parts = await (await fileAt(file)).read(entries.map(([, range]) => range));
        for (const [at, [index]] of entries.entries()) results[index] = parts[at] ?? new Uint8Array(0);
      }
      return results;
    },
    close: async () => {
      const files = await Promise.allSettled(open.values());
      open.clear();
      for (const result of files) if (result.status === 'fulfilled') await result.value.close();
    },
  };
}
