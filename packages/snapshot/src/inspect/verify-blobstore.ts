import { giveWay, joinPath, type Vfs } from '@sextant/vfs';
import { countBits, getBit, setBit } from '../format/bits.ts';
import type { MutableBlobstoreConfig } from '../format/blobstore-config.ts';
import { blocksFor, blocksPerPage, encodeGaps, pageCountOf } from '../format/blobstore-space.ts';
import { type BlobPointer, decodeTrackerCount, trackerHeaderBytes, trackerSlotBytes } from '../format/blobstore-tracker.ts';
import { isFormatError } from '../format/format-error.ts';
import { type BlobSource, openBlobSource } from '../read/blob-source.ts';
import { isZeroFrom, openRangedFile } from '../read/ranged-file.ts';
import { readRequiredFile } from '../read/read-file.ts';
import { type Report, reportErrors } from './finding.ts';

const rowsPerSlice = 1024;

/** What is known of a store beside its values. */
interface StoreFiles {
  readonly config: MutableBlobstoreConfig;
  readonly bitmask: Uint8Array;
  readonly gaps: Uint8Array;
}

/** How values are looked at. */
export interface ValueCheck {
  /** Fails with a format error when the value is none. */
  read(value: Uint8Array): unknown;
  /** Where to tell that the value of a row cannot be read. */
  reportOf(row: number): Report;
}

/**
 * Checks a blobstore down to its blocks: every pointer inside the pages, every block owned once and marked used, gaps as the bitmask has
 * them, and, with `values`, every value readable.
 */
export async function verifyBlobstore(vfs: Vfs, directory: string, report: Report, values: ValueCheck | undefined): Promise<void> {
  const source = await reportErrors(directory, report, () => openBlobSource(vfs, directory));
  if (!source) return;
  try {
    await reportErrors(directory, report, () => verifyOpen(vfs, directory, source, report, values));
  } finally {
    await source.close();
  }
}

async function verifyOpen(vfs: Vfs, directory: string, source: BlobSource, report: Report, values: ValueCheck | undefined): Promise<void> {
  const { config } = source;
  const isMutable = config.mode === 'mutable';
  const trackerPath = joinPath(directory, isMutable ? 'tracker.dat' : 'log_tracker.dat');
  const rows = await countRows(vfs, trackerPath, isMutable, report);
  const files = isMutable ? await loadFiles(vfs, directory, config, report) : undefined;
  const owned = new Uint8Array(files?.bitmask.length ?? 0);
  for (let first = 0; first < rows; first += rowsPerSlice) {
    const slice = Array.from({ length: Math.min(rowsPerSlice, rows - first) }, (_, at) => first + at);
    const pointers = await source.readPointers(slice);
    for (const [at, pointer] of pointers.entries()) {
      if (pointer?.lengthBytes === 0)
        report({ severity: 'error', file: trackerPath, message: `the value of row ${first + at} has no bytes: it is lost` });
      if (pointer && files) claimBlocks(directory, files, owned, pointer, first + at, report);
    }
    const filled = slice.filter((_, at) => pointers[at]);
    if (values !== undefined) await checkValues(directory, source, filled, values);
    await giveWay();
  }
  if (!files) return;
  const leaked = countBits(files.bitmask, files.bitmask.length * 8) - countBits(owned, owned.length * 8);
  if (leaked > 0)
    report({
      severity: 'warning',
      file: joinPath(directory, 'bitmask.dat'),
      message: `${leaked} blocks are marked used but belong to no value`,
    });
}

const valuesPerRead = 64;

/** Many values a read; one by one where something is wrong, to find out with which. */
async function checkValues(directory: string, source: BlobSource, rows: readonly number[], { read, reportOf }: ValueCheck): Promise<void> {
  for (let first = 0; first < rows.length; first += valuesPerRead) {
    const batch = rows.slice(first, first + valuesPerRead);
    try {
      for (const value of await source.readValues(batch)) if (value) read(value);
    } catch (error) {
      if (!isFormatError(error)) throw error;
      for (const row of batch) {
        await reportErrors(directory, reportOf(row), async () => {
          const [value] = await source.readValues([row]);
          if (value) read(value);
        });
      }
    }
    await giveWay();
  }
}

/** Rows that have a slot. A count says nothing about the memory or the time that its rows are worth: only slots that are there do. */
async function countRows(vfs: Vfs, path: string, isMutable: boolean, report: Report): Promise<number> {
  const { sizeBytes } = await vfs.stat(path);
  if (!isMutable) return Math.floor(sizeBytes / trackerSlotBytes);
  const file = await openRangedFile(vfs, path);
  try {
    const [head] = await file.read([{ offset: 0, length: trackerHeaderBytes }]);
    const count = decodeTrackerCount(head ?? new Uint8Array(0));
    const slots = Math.floor((sizeBytes - trackerHeaderBytes) / trackerSlotBytes);
    if (count <= slots) {
      const isWhole = await isZeroFrom(vfs, path, trackerHeaderBytes + count * trackerSlotBytes);
      if (!isWhole)
        report({ severity: 'error', file: path, offset: 0, message: 'the tracker counts fewer rows than have values', found: count });
      return count;
    }
    report({
      severity: 'error',
      file: path,
      offset: 0,
      message: 'the tracker counts more rows than it has slots for: values are missing',
      expected: `at most ${slots}`,
      found: count,
    });
    return slots;
  } finally {
    await file.close();
  }
}

async function loadFiles(vfs: Vfs, directory: string, config: MutableBlobstoreConfig, report: Report): Promise<StoreFiles> {
  const bitmask = await readRequiredFile(vfs, joinPath(directory, 'bitmask.dat'));
  const gapsPath = joinPath(directory, 'gaps.dat');
  const expected = encodeGaps(bitmask, config.regionSizeBlocks);
  const gaps = await readRequiredFile(vfs, gapsPath, expected.length + (1 << 20));
  const wrong = expected.findIndex((byte, at) => byte !== gaps[at]);
  if (gaps.length !== expected.length) {
    report({
      severity: 'error',
      file: gapsPath,
      message: 'the file has not the size that the bitmask asks for',
      expected: expected.length,
      found: gaps.length,
    });
  } else if (wrong >= 0) {
    report({
      severity: 'warning',
      file: gapsPath,
      offset: Math.max(0, wrong),
      message: 'the gaps do not match the bitmask: space is wasted or searched in vain',
    });
  }
  for (let page = 0; page < pageCountOf(config, bitmask.length); page++) {
    const path = joinPath(directory, `page_${page}.dat`);
    const { sizeBytes } = await vfs.stat(path);
    if (sizeBytes !== config.pageSizeBytes) {
      report({
        severity: 'error',
        file: path,
        message: 'the page has the wrong size: the next write to it fails',
        expected: config.pageSizeBytes,
        found: sizeBytes,
        remedy: sizeBytes < config.pageSizeBytes ? 'extend the file with zeros' : 'cut the file',
      });
    }
  }
  return { config, bitmask, gaps };
}

function claimBlocks(
  directory: string,
  { config, bitmask }: StoreFiles,
  owned: Uint8Array,
  pointer: BlobPointer,
  row: number,
  report: Report,
): void {
  const start = pointer.page * blocksPerPage(config) + pointer.block;
  const end = start + blocksFor(config, pointer.lengthBytes);
  if (end > bitmask.length * 8) {
    const message = `the value of row ${row} lies in blocks that the bitmask does not know: a new value would overwrite it`;
    const expected = `at most ${bitmask.length * 8} blocks`;
    report({ severity: 'error', file: joinPath(directory, 'bitmask.dat'), message, expected, found: end });
    return;
  }
  for (let block = start; block < end; block++) {
    const isShared = getBit(owned, block);
    if (!isShared && getBit(bitmask, block)) {
      setBit(owned, block, true);
      continue;
    }
    const message = isShared
      ? `block ${block} holds two values, one of them row ${row}`
      : `block ${block} of row ${row} is marked free: a new value would overwrite it`;
    report({ severity: 'error', file: joinPath(directory, 'bitmask.dat'), offset: Math.floor(block / 8), message });
    return;
  }
}
