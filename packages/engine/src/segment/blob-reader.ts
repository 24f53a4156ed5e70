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
import { createBackgroundSlice, joinPath, type Vfs, type VfsFile } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { readStart, sizeOf } from './read-file.ts';
import { readJournal } from './tracker-journal.ts';

const windowBytes = 1_048_576;
const scratchBytes = 65_536;

/** Where the values of live rows lie, in the order in which they lie there: one entry a value in each array. */
export interface FoundValues {
  readonly rows: Uint32Array;
  readonly pages: Uint32Array;
  /** First block in the page; its first byte in an append-only store. */
  readonly blocks: Uint32Array;
  readonly lengths: Uint32Array;
}

/** The slots of a store: those of live rows, the rows of the others, and how many there are. */
export async function readPointers(
  vfs: Vfs,
  base: string,
  config: BlobstoreConfig,
  rowCount: number,
  live: Uint8Array,
): Promise<{ live: FoundValues; stale: number[]; count: number }> {
  const isMutable = config.mode === 'mutable';
  const path = joinPath(base, isMutable ? 'tracker.dat' : 'log_tracker.dat');
  const size = await sizeOf(vfs, path);
  if (size === undefined) return { live: emptyValues(0), stale: [], count: 0 };
  const count = isMutable ? decodeTrackerCount(await readStart(vfs, path, trackerHeaderBytes)) : Math.floor(size / trackerSlotBytes);
  const bytes = await readStart(vfs, path, Math.min(size, isMutable ? trackerSlotOffset(count) : size));
  const journal = isMutable ? await readJournal(vfs, base) : new Map<number, Uint8Array>();
  const stale: number[] = [];
  let end = count;
  for (const row of journal.keys()) end = Math.max(end, row + 1);
  const found = emptyValues(Math.min(end, rowCount));
  let values = 0;
  const slice = createBackgroundSlice();
  for (let row = 0; row < end; row++) {
    if (slice.isDue()) await slice.rest();
    const redone = journal.get(row);
    const pointer = redone
      ? decodeTrackerSlot(redone, 0)
      : decodeTrackerSlot(bytes, isMutable ? trackerSlotOffset(row) : row * trackerSlotBytes);
    if (!pointer) continue;
    if (row >= rowCount || live[row] !== 1 || pointer.lengthBytes === 0) {
      stale.push(row);
      continue;
    }
    found.rows[values] = row;
    found.pages[values] = pointer.page;
    found.blocks[values] = pointer.block;
    found.lengths[values] = pointer.lengthBytes;
    values++;
  }
  return { live: await inOrder(found, values), stale, count: end };
}

function emptyValues(count: number): FoundValues {
  return {
    rows: new Uint32Array(count),
    pages: new Uint32Array(count),
    blocks: new Uint32Array(count),
    lengths: new Uint32Array(count),
  };
}

/** The first `count` values by page and block. They mostly are already; else they are sorted a page at a time. */
async function inOrder(values: FoundValues, count: number): Promise<FoundValues> {
  const { rows, pages, blocks, lengths } = values;
  const slice = createBackgroundSlice();
  if (isAscending(pages, blocks, count)) {
    return {
      rows: rows.subarray(0, count),
      pages: pages.subarray(0, count),
      blocks: blocks.subarray(0, count),
      lengths: lengths.subarray(0, count),
    };
  }
  const byPage = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    if (slice.isDue()) await slice.rest();
    const same = byPage.get(pages[i] as number);
    if (same) same.push(i);
    else byPage.set(pages[i] as number, [i]);
  }
  const sorted = emptyValues(count);
  let at = 0;
  for (const page of [...byPage.keys()].sort((a, b) => a - b)) {
    await slice.rest();
    const places = byPage.get(page) as number[];
    // As numbers, which sort several times faster than with a function: 32 bits of block, and the place among those of the page.
    const keys = Float64Array.from(places, (place, i) => (blocks[place] as number) * 0x20_0000 + i).sort();
    for (const key of keys) {
      const place = places[key % 0x20_0000] as number;
      sorted.rows[at] = rows[place] as number;
      sorted.pages[at] = page;
      sorted.blocks[at] = blocks[place] as number;
      sorted.lengths[at] = lengths[place] as number;
      at++;
    }
  }
  return sorted;
}

function isAscending(pages: Uint32Array, blocks: Uint32Array, count: number): boolean {
  for (let i = 1; i < count; i++) {
    const step = (pages[i] as number) - (pages[i - 1] as number);
    if (step < 0 || (step === 0 && (blocks[i] as number) < (blocks[i - 1] as number))) return false;
  }
  return true;
}

/** Reads values in the order they are given, a window at a time. What `take` gets is valid until it returns. */
export async function readValues(
  vfs: Vfs,
  base: string,
  config: BlobstoreConfig,
  { rows, pages, blocks, lengths }: FoundValues,
  take: (row: number, value: Uint8Array) => void,
): Promise<void> {
  const slice = createBackgroundSlice();
  const reader = createPageReader(vfs, base, config);
  const scratch = new Uint8Array(scratchBytes);
  try {
    for (let i = 0; i < rows.length; i++) {
      if (slice.isDue()) await slice.rest();
      const pointer = { page: pages[i] as number, block: blocks[i] as number, lengthBytes: lengths[i] as number };
      const stored = reader.inWindow(pointer) ?? (await reader.read(pointer));
      take(rows[i] as number, decodeBlob(stored, config.compression, scratch));
    }
  } finally {
    await reader.close();
  }
}

function createPageReader(
  vfs: Vfs,
  base: string,
  config: MutableBlobstoreConfig | AppendOnlyBlobstoreConfig,
): {
  /** The value when it lies in what was read last. */
  inWindow(pointer: BlobPointer): Uint8Array | undefined;
  read(pointer: BlobPointer): Promise<Uint8Array>;
  close(): Promise<void>;
} {
  const unitBytes = config.mode === 'mutable' ? config.blockSizeBytes : 1;
  let page = -1;
  let file: VfsFile | undefined;
  let buffer = new Uint8Array(0);
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
      // One buffer for all windows: a value is done with before the next is asked for.
      if (buffer.length < lengthBytes) buffer = new Uint8Array(Math.max(lengthBytes, windowBytes));
      const got = await (file as VfsFile).read(buffer, offset);
      window = buffer.subarray(0, got);
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
    inWindow(pointer) {
      if (pointer.page !== page) return undefined;
      const from = pointer.block * unitBytes - windowStart;
      // The rest of a value that runs beyond its page is in the next one.
      if (pointer.block * unitBytes + pointer.lengthBytes > config.pageSizeBytes) return undefined;
      return from >= 0 && from + pointer.lengthBytes <= window.length ? window.subarray(from, from + pointer.lengthBytes) : undefined;
    },
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
