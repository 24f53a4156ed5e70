/**
 * tracker_journal.dat beside tracker.dat, written by newer engines only
 *
 *   0   u32   payload length
 *   4   u32   CRC-32C of the payload
 *   8   records: u32 row, then the 16 bytes of its tracker slot
 *
 * The redo log of the last flush. One whose CRC does not match was torn and is ignored.
 */
import { joinPath, type Vfs } from '@sextant/vfs';
import { decodeBlob } from '../format/blob-value.ts';
import { type BlobstoreConfig, parseBlobstoreConfig } from '../format/blobstore-config.ts';
import { blobExtents, pageCountOf } from '../format/blobstore-space.ts';
import { type BlobPointer, decodeTrackerSlot, trackerSlotBytes, trackerSlotOffset } from '../format/blobstore-tracker.ts';
import { atFile, corrupt, FormatError, nameFile } from '../format/format-error.ts';
import { viewOf } from '../format/u64.ts';
import { crc32cOf } from '../wal/crc32c.ts';
import { createRangedFiles, openRangedFile, type RangedFile } from './ranged-file.ts';
import { decodeText, isDirectory, readOptionalFile, readRequiredFile } from './read-file.ts';

/** Values of a blobstore by row. */
export interface BlobSource {
  readonly config: BlobstoreConfig;
  /** The uncompressed value of each row; undefined where nothing is stored. */
  readValues(rows: readonly number[]): Promise<(Uint8Array | undefined)[]>;
  /** Where the value of each row lies; for checks of the structure. */
  readPointers(rows: readonly number[]): Promise<(BlobPointer | undefined)[]>;
  close(): Promise<void>;
}

/** Largest compressed value that is read; Qdrant's own limit of a request is far below. */
const largestValueBytes = 1 << 30;

/** Opens a blobstore; undefined when its directory does not exist, which means that it is empty. */
export async function openBlobSource(vfs: Vfs, directory: string): Promise<BlobSource | undefined> {
  if (!(await isDirectory(vfs, directory))) return undefined;
  const configPath = joinPath(directory, 'config.json');
  const configBytes = await readRequiredFile(vfs, configPath);
  const config = atFile(configPath, () => parseBlobstoreConfig(decodeText(configBytes)));
  const isMutable = config.mode === 'mutable';
  const journal = isMutable ? await loadJournal(vfs, directory) : new Map<number, BlobPointer | undefined>();
  const pages = createRangedFiles(vfs, (page) => joinPath(directory, isMutable ? `page_${page}.dat` : `log_page_${page}.dat`));
  const tracker = await openRangedFile(vfs, joinPath(directory, isMutable ? 'tracker.dat' : 'log_tracker.dat'));
  let pageCount: number;
  try {
    pageCount = await countPages(vfs, directory, isMutable ? 'page_' : 'log_page_');
    if (isMutable) await checkBitmaskSize(vfs, directory, config, pageCount);
  } catch (error) {
    await tracker.close();
    throw error;
  }
  const slotOffset = isMutable ? trackerSlotOffset : (row: number): number => row * trackerSlotBytes;
  const readPointers = (rows: readonly number[]): Promise<(BlobPointer | undefined)[]> => readSlots(tracker, journal, slotOffset, rows);
  return {
    config,
    readPointers,
    readValues: async (rows) => {
      const pointers = await readPointers(rows);
      const extents = pointers.map((pointer) => (pointer ? atFile(tracker.path, () => pointerExtents(config, pointer, pageCount)) : []));
      const parts = await pages.read(extents.flat().map(({ page, offset, lengthBytes }) => ({ file: page, offset, length: lengthBytes })));
      let next = 0;
      return pointers.map((pointer, at) => {
        const stored = parts.slice(next, (next += extents[at]?.length ?? 0));
        if (!pointer) return undefined;
        const value = stored.length === 1 && stored[0] ? stored[0] : new Uint8Array(Buffer.concat(stored));
        return atFile(`${directory} (row ${rows[at]}, page ${pointer.page}, block ${pointer.block})`, () =>
          decodeBlob(value, config.compression),
        );
      });
    },
    close: async () => {
      await tracker.close();
      await pages.close();
    },
  };
}

function pointerExtents(config: BlobstoreConfig, pointer: BlobPointer, pageCount: number): ReturnType<typeof blobExtents> {
  if (pointer.lengthBytes > largestValueBytes)
    throw new FormatError('limit', 'a stored value is absurdly large', { found: pointer.lengthBytes });
  // Before the ranges are listed: with pages of a byte a value could have a billion of them.
  const start = config.mode === 'mutable' ? pointer.block * config.blockSizeBytes : pointer.block;
  const pages = pointer.page + Math.ceil((start + pointer.lengthBytes) / config.pageSizeBytes);
  if (pages > pageCount) throw corrupt('a value lies beyond the last page', { expected: `at most ${pageCount} pages`, found: pages });
  return blobExtents(config, pointer);
}

/** Pages from number 0 on without a gap. */
async function countPages(vfs: Vfs, directory: string, prefix: string): Promise<number> {
  const names = new Set((await vfs.readdir(directory)).map((entry) => entry.name));
  let count = 0;
  while (names.has(`${prefix}${count}.dat`)) count++;
  return count;
}

/** The bitmask's size says how many pages there are; engines refuse a store where they do not match. */
async function checkBitmaskSize(
  vfs: Vfs,
  directory: string,
  config: Extract<BlobstoreConfig, { mode: 'mutable' }>,
  pageCount: number,
): Promise<void> {
  const path = joinPath(directory, 'bitmask.dat');
  let sizeBytes: number;
  try {
    ({ sizeBytes } = await vfs.stat(path));
  } catch (error) {
    throw new FormatError('missing', 'the file does not exist', { file: path }, error);
  }
  const pages = atFile(path, () => pageCountOf(config, sizeBytes));
  if (pages > pageCount)
    throw corrupt('the bitmask speaks of more pages than there are', {
      file: path,
      expected: `page_${pageCount}.dat`,
      found: `${pages} pages`,
    });
}

async function readSlots(
  tracker: RangedFile,
  journal: ReadonlyMap<number, BlobPointer | undefined>,
  slotOffset: (row: number) => number,
  rows: readonly number[],
): Promise<(BlobPointer | undefined)[]> {
  const inside = rows.filter((row) => !journal.has(row) && slotOffset(row) + trackerSlotBytes <= tracker.sizeBytes);
  const runs = runsOf(inside);
  const parts = await tracker.read(runs.map(({ first, count }) => ({ offset: slotOffset(first), length: count * trackerSlotBytes })));
  const found = new Map<number, BlobPointer | undefined>();
  for (const [at, { first, count }] of runs.entries()) {
    const slots = parts[at] ?? new Uint8Array(0);
    for (let i = 0; i < count; i++) {
      try {
        found.set(first + i, decodeTrackerSlot(slots, i * trackerSlotBytes));
      } catch (error) {
        throw nameFile(`${tracker.path} (row ${first + i})`, error);
      }
    }
  }
  return rows.map((row) => (journal.has(row) ? journal.get(row) : found.get(row)));
}

/** Rows that follow each other, as they are given, are one run. */
function runsOf(rows: readonly number[]): { first: number; count: number }[] {
  const runs: { first: number; count: number }[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && row === last.first + last.count) last.count++;
    else runs.push({ first: row, count: 1 });
  }
  return runs;
}

async function loadJournal(vfs: Vfs, directory: string): Promise<Map<number, BlobPointer | undefined>> {
  const pointers = new Map<number, BlobPointer | undefined>();
  const bytes = await readOptionalFile(vfs, joinPath(directory, 'tracker_journal.dat'));
  if (!bytes || bytes.length < 8) return pointers;
  const view = viewOf(bytes);
  const payload = bytes.subarray(8, 8 + view.getUint32(0, true));
  if (payload.length !== view.getUint32(0, true) || crc32cOf(payload) !== view.getUint32(4, true)) return pointers;
  const records = viewOf(payload);
  for (let at = 0; at + 20 <= payload.length; at += 20) pointers.set(records.getUint32(at, true), decodeTrackerSlot(payload, at + 4));
  return pointers;
}
