import { setImmediate } from 'node:timers/promises';
import { joinPath, type Vfs } from '@sextant/vfs';
import { countBits, getBit, setBit } from '../format/bits.ts';
import type { MutableBlobstoreConfig } from '../format/blobstore-config.ts';
import { blocksFor, blocksPerPage, encodeGaps, pageCountOf } from '../format/blobstore-space.ts';
import { type BlobPointer, decodeTrackerCount } from '../format/blobstore-tracker.ts';
import { type BlobSource, openBlobSource } from '../read/blob-source.ts';
import { readRequiredFile } from '../read/read-file.ts';
import { type Report, reportErrors } from './finding.ts';

const rowsPerSlice = 4096;

/** What is known of a store beside its values. */
interface StoreFiles {
  readonly config: MutableBlobstoreConfig;
  readonly bitmask: Uint8Array;
  readonly gaps: Uint8Array;
}

/**
 * Checks a blobstore down to its blocks: every pointer inside the pages, every block owned once and marked used, gaps as the bitmask has
 * them, every value readable. `check` looks at each value.
 */
export async function verifyBlobstore(
  vfs: Vfs,
  directory: string,
  report: Report,
  check: (value: Uint8Array, row: number) => void,
): Promise<void> {
  const source = await reportErrors(directory, report, () => openBlobSource(vfs, directory));
  if (!source) return;
  try {
    await reportErrors(directory, report, () => verifyOpen(vfs, directory, source, report, check));
  } finally {
    await source.close();
  }
}

async function verifyOpen(
  vfs: Vfs,
  directory: string,
  source: BlobSource,
  report: Report,
  check: (value: Uint8Array, row: number) => void,
): Promise<void> {
  const { config } = source;
  const isMutable = config.mode === 'mutable';
  const trackerPath = joinPath(directory, isMutable ? 'tracker.dat' : 'log_tracker.dat');
  const { sizeBytes } = await vfs.stat(trackerPath);
  const rows = isMutable ? decodeTrackerCount((await readRequiredFile(vfs, trackerPath)).subarray(0, 4)) : Math.floor(sizeBytes / 16);
  const files = isMutable ? await loadFiles(vfs, directory, config, report) : undefined;
  const owned = new Uint8Array(files?.bitmask.length ?? 0);
  for (let first = 0; first < rows; first += rowsPerSlice) {
    const slice = Array.from({ length: Math.min(rowsPerSlice, rows - first) }, (_, at) => first + at);
    const pointers = await source.readPointers(slice);
    for (const [at, pointer] of pointers.entries()) if (pointer && files) claimBlocks(directory, files, owned, pointer, first + at, report);
    for (const row of slice.filter((_, at) => pointers[at])) {
      await reportErrors(directory, report, async () => {
        const [value] = await source.readValues([row]);
        if (value) check(value, row);
      });
    }
    await setImmediate();
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

async function loadFiles(vfs: Vfs, directory: string, config: MutableBlobstoreConfig, report: Report): Promise<StoreFiles> {
  const bitmask = await readRequiredFile(vfs, joinPath(directory, 'bitmask.dat'));
  const gapsPath = joinPath(directory, 'gaps.dat');
  const gaps = await readRequiredFile(vfs, gapsPath);
  const expected = encodeGaps(bitmask, config.regionSizeBlocks);
  const wrong = expected.findIndex((byte, at) => byte !== gaps[at]);
  if (wrong >= 0 || gaps.length !== expected.length) {
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
  if (end > bitmask.length * 8) return;
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
