import {
  type AppendOnlyBlobstoreConfig,
  type BlobPointer,
  type BlobstoreConfig,
  blobExtents,
  decodeBlob,
  decodeTrackerCount,
  decodeTrackerSlot,
  type MutableBlobstoreConfig,
  trackerHeaderBytes,
  trackerSlotBytes,
  trackerSlotOffset,
} from '@sextant/snapshot';
import { joinPath, type Vfs, type VfsFile } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { readStart, sizeOf } from './read-file.ts';
import { createTimeSlice } from './time-slice.ts';
import { readJournal } from './tracker-journal.ts';

const windowBytes = 262_144;

/** Where the value of a live row lies. */
export interface FoundValue {
  readonly row: number;
  readonly pointer: BlobPointer;
}

/** The slots of a store: those of live rows, the rows of the others, and how many there are. */
export async function readPointers(
  vfs: Vfs,
  base: string,
  config: BlobstoreConfig,
  rowCount: number,
  live: Uint8Array,
): Promise<{ live: FoundValue[]; stale: number[]; count: number }> {
  const isMutable = config.mode === 'mutable';
  const path = joinPath(base, isMutable ? 'tracker.dat' : 'log_tracker.dat');
  const size = await sizeOf(vfs, path);
  if (size === undefined) return { live: [], stale: [], count: 0 };
  const count = isMutable ? decodeTrackerCount(await readStart(vfs, path, trackerHeaderBytes)) : Math.floor(size / trackerSlotBytes);
  const bytes = await readStart(vfs, path, Math.min(size, isMutable ? trackerSlotOffset(count) : size));
  const journal = isMutable ? await readJournal(vfs, base) : new Map<number, Uint8Array>();
  const found: FoundValue[] = [];
  const stale: number[] = [];
  const end = Math.max(count, ...(journal.size > 0 ? [...journal.keys()].map((row) => row + 1) : [0]));
  for (let row = 0; row < end; row++) {
    const redone = journal.get(row);
    const pointer = redone
      ? decodeTrackerSlot(redone, 0)
      : decodeTrackerSlot(bytes, isMutable ? trackerSlotOffset(row) : row * trackerSlotBytes);
    if (!pointer) continue;
    if (row < rowCount && live[row] === 1 && pointer.lengthBytes > 0) found.push({ row, pointer });
    else stale.push(row);
  }
  return { live: found, stale, count: end };
}

/** Reads values in the order they lie in the pages, a window at a time. */
export async function readValues(
  vfs: Vfs,
  base: string,
  config: BlobstoreConfig,
  found: readonly FoundValue[],
  take: (row: number, value: Uint8Array) => void,
): Promise<void> {
  const sorted = [...found].sort((a, b) => a.pointer.page - b.pointer.page || a.pointer.block - b.pointer.block);
  const slice = createTimeSlice();
  const reader = createPageReader(vfs, base, config);
  try {
    for (const { row, pointer } of sorted) {
      if (slice.isDue()) await slice.rest();
      take(row, decodeBlob(await reader.read(pointer), config.compression));
    }
  } finally {
    await reader.close();
  }
}

function createPageReader(
  vfs: Vfs,
  base: string,
  config: MutableBlobstoreConfig | AppendOnlyBlobstoreConfig,
): { read(pointer: BlobPointer): Promise<Uint8Array>; close(): Promise<void> } {
  let page = -1;
  let file: VfsFile | undefined;
  let window = new Uint8Array(0);
  let windowStart = 0;

  async function readRange(wantedPage: number, offset: number, lengthBytes: number): Promise<Uint8Array> {
    if (wantedPage !== page) {
      await file?.close();
      file = undefined;
      const path = joinPath(base, `${config.mode === 'mutable' ? 'page' : 'log_page'}_${wantedPage}.dat`);
      file = await vfs.open(path, 'r');
      page = wantedPage;
      window = new Uint8Array(0);
    }
    if (offset < windowStart || offset + lengthBytes > windowStart + window.length) {
      const next = new Uint8Array(Math.max(lengthBytes, windowBytes));
      const got = await (file as VfsFile).read(next, offset);
      window = next.subarray(0, got);
      windowStart = offset;
      if (got < lengthBytes) {
        throw new EngineError(
          'service_error',
          `${base}: page ${page} ends before a value of ${lengthBytes} bytes at ${offset}. Restore the shard from a snapshot`,
          { details: { file: base, offset } },
        );
      }
    }
    return window.subarray(offset - windowStart, offset - windowStart + lengthBytes);
  }

  return {
    async read(pointer) {
      const extents = blobExtents(config, pointer);
      if (extents.length === 1) {
        const [extent] = extents as [(typeof extents)[0]];
        return readRange(extent.page, extent.offset, extent.lengthBytes);
      }
      const value = new Uint8Array(pointer.lengthBytes);
      let at = 0;
      for (const extent of extents) {
        value.set(await readRange(extent.page, extent.offset, extent.lengthBytes), at);
        at += extent.lengthBytes;
      }
      return value;
    },
    close: async () => {
      await file?.close();
    },
  };
}
