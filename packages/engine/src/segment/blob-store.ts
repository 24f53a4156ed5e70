import {
  type BlobPointer,
  type BlobstoreConfig,
  bitmaskFileBytes,
  blocksFor,
  blocksPerPage,
  defaultBlobstoreConfig,
  encodeBlob,
  encodeBlobstoreConfig,
  encodeRegionGaps,
  encodeTrackerCount,
  encodeTrackerSlot,
  fillBits,
  gapsFileBytes,
  type MutableBlobstoreConfig,
  measureRegionGaps,
  parseBlobstoreConfig,
  trackerFileBytes,
  trackerHeaderBytes,
  trackerSlotBytes,
  trackerSlotOffset,
} from '@sextant/snapshot';
import { createBackgroundSlice, createTimeSlice, joinPath, readIfPresent, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { readPointers, readValues } from './blob-reader.ts';
import { type RowVersions, versionTally } from './file-versions.ts';
import type { FlushFiles } from './flush-files.ts';
import { type FrozenFile, type FrozenPiece, frozenText } from './frozen-file.ts';
import { grown } from './growable.ts';
import { createRunAllocator, type RunAllocator } from './run-allocator.ts';

/** One value a row in the pages of a blobstore (format, section 9), written incrementally. Values live elsewhere in memory. */
export interface BlobStore {
  /** Encodes and writes the values of rows; `valueOf` answers undefined where there is none. Creates the files at the first call. */
  flush(files: FlushFiles, rows: Uint32Array, valueOf: (row: number) => Uint8Array | undefined): Promise<void>;
  /** Clears the slots of rows and gives back their blocks. */
  forget(files: FlushFiles, rows: Uint32Array): Promise<void>;
  freeze(): FrozenFile[];
  /** Versions of the pages that hold values, by path. */
  fileVersions(rows: RowVersions): Promise<Map<string, number>>;
  /** Whether the files have slots of dead rows, as a kill between two steps of a flush leaves them: the next `flush` or `forget` clears them. */
  readonly hasStale: boolean;
  /** Reads what is there and hands the values of live rows to `take`, which must copy what it keeps. */
  load(
    vfs: Vfs,
    segmentDirectory: string,
    rowCount: number,
    live: Uint8Array,
    take: (row: number, value: Uint8Array) => void,
  ): Promise<void>;
}

/** How new stores are laid out: as Qdrant does, with smaller pages. A partial snapshot sends whole pages: these carry less that did not change. */
export const newStoreConfig: MutableBlobstoreConfig = { ...defaultBlobstoreConfig, pageSizeBytes: 4_194_304 };

/** Blocks that are reused together: 1 MiB. */
const blocksTogether = 8192;
const bufferBytes = 1_048_576;
const smallBufferBytes = 65_536;
/** Slots encoded between two writes. */
const slotsAtOnce = 8192;

/** A store in `directory`, relative to the segment. `initial` is how a new one is laid out. */
export function createBlobStore(directory: string, initial: MutableBlobstoreConfig): BlobStore {
  let config = initial;
  let isWritten = false;
  let runs: RunAllocator = createRunAllocator({ clusterUnits: blocksTogether });
  // Where the value of a row lies: first block counted over all pages, and stored bytes; 0 bytes: no value.
  let block = new Uint32Array(0);
  let length = new Uint32Array(0);
  let slotCount = 0;
  let pages = 0;
  let bitmask = new Uint8Array(0);
  let gaps = new Uint8Array(0);
  const dirtyRegions = new Set<number>();
  /** Slots that the files have and that belong to no live row. */
  let stale = new Set<number>();

  const file = (name: string): string => `${directory}/${name}`;

  function ensurePages(endBlock: number): void {
    const needed = Math.max(1, Math.ceil(endBlock / blocksPerPage(config)));
    if (needed <= pages) return;
    const regionsBefore = gaps.length / 6;
    const mask = new Uint8Array(bitmaskFileBytes(config, needed));
    mask.set(bitmask);
    bitmask = mask;
    const larger = new Uint8Array(gapsFileBytes(config, needed));
    larger.set(gaps);
    gaps = larger;
    pages = needed;
    for (let region = regionsBefore; region < gaps.length / 6; region++) dirtyRegions.add(region);
  }

  function mark(first: number, blocks: number, used: boolean): void {
    fillBits(bitmask, first, blocks, used);
    const last = Math.floor((first + blocks - 1) / config.regionSizeBlocks);
    for (let region = Math.floor(first / config.regionSizeBlocks); region <= last; region++) dirtyRegions.add(region);
  }

  function pointerOf(row: number): BlobPointer | undefined {
    const lengthBytes = length[row] ?? 0;
    if (lengthBytes === 0) return undefined;
    const first = block[row] as number;
    return { page: Math.floor(first / blocksPerPage(config)), block: first % blocksPerPage(config), lengthBytes };
  }

  function dropValue(row: number): void {
    const lengthBytes = length[row] ?? 0;
    if (lengthBytes === 0) return;
    const blocks = blocksFor(config, lengthBytes);
    runs.free(block[row] as number, blocks);
    mark(block[row] as number, blocks, false);
    length[row] = 0;
  }

  async function writeAt(files: FlushFiles, position: number, data: Uint8Array): Promise<void> {
    for (let done = 0; done < data.length; ) {
      const page = Math.floor((position + done) / config.pageSizeBytes);
      const offset = (position + done) % config.pageSizeBytes;
      const size = Math.min(data.length - done, config.pageSizeBytes - offset);
      await files.write(file(`page_${page}.dat`), data.subarray(done, done + size), offset, config.pageSizeBytes);
      done += size;
    }
  }

  async function writeSpace(files: FlushFiles): Promise<void> {
    const regionBytes = config.regionSizeBlocks / 8;
    for (const region of [...dirtyRegions].sort((a, b) => a - b)) {
      gaps.set(encodeRegionGaps(measureRegionGaps(bitmask, region, config.regionSizeBlocks)), region * 6);
      await files.write(
        file('bitmask.dat'),
        bitmask.slice(region * regionBytes, (region + 1) * regionBytes),
        region * regionBytes,
        bitmask.length,
      );
      await files.write(file('gaps.dat'), gaps.slice(region * 6, (region + 1) * 6), region * 6, gaps.length);
      dirtyRegions.delete(region);
    }
  }

  async function writeSlots(files: FlushFiles, rows: Uint32Array): Promise<void> {
    const sorted = rows.slice().sort();
    const maxRun = slotsAtOnce;
    for (let at = 0; at < sorted.length; ) {
      const from = sorted[at] as number;
      let to = from + 1;
      while (++at < sorted.length && (sorted[at] as number) <= to && to - from < maxRun) to = (sorted[at] as number) + 1;
      const bytes = new Uint8Array((to - from) * trackerSlotBytes);
      for (let row = from; row < to; row++) {
        if ((length[row] ?? 0) > 0) bytes.set(encodeTrackerSlot(pointerOf(row)), (row - from) * trackerSlotBytes);
      }
      await files.write(file('tracker.dat'), bytes, trackerSlotOffset(from), trackerFileBytes(slotCount));
    }
    await files.write(file('tracker.dat'), encodeTrackerCount(slotCount), 0, trackerFileBytes(slotCount));
  }

  async function create(files: FlushFiles): Promise<void> {
    await files.write(file('config.json'), new TextEncoder().encode(encodeBlobstoreConfig(config)), 0);
    ensurePages(1);
    await files.ensureSize(file('page_0.dat'), config.pageSizeBytes);
  }

  return {
    async flush(files, rows, valueOf) {
      if (!isWritten) await create(files);
      else if (stale.size > 0) {
        // Their blocks count as free: no slot may name one that is about to hold another value.
        await writeSlots(files, Uint32Array.from(stale));
        stale.clear();
      }
      const slice = createTimeSlice();
      const buffer = new Uint8Array(Math.min(bufferBytes, Math.max(smallBufferBytes, rows.length * 512)));
      let bufferStart = 0;
      let buffered = 0;
      const drain = async (): Promise<void> => {
        if (buffered > 0) await writeAt(files, bufferStart, buffer.subarray(0, buffered));
        buffered = 0;
      };
      const changed: number[] = [];
      const allocated: number[] = [];
      try {
        for (const row of rows) {
          if (slice.isDue()) await slice.rest();
          // Rows are written once: one that has its value is here again because something after this step failed.
          if ((length[row] ?? 0) > 0) continue;
          const value = valueOf(row);
          if (stale.has(row) || value !== undefined) changed.push(row);
          if (value === undefined) continue;
          const stored = encodeBlob(value, config.compression);
          const blocks = blocksFor(config, stored.length);
          const first = runs.allocate(blocks);
          block = grown(block, row + 1);
          length = grown(length, row + 1);
          block[row] = first;
          length[row] = stored.length;
          allocated.push(row);
          ensurePages(first + blocks);
          mark(first, blocks, true);
          slotCount = Math.max(slotCount, row + 1);
          const position = first * config.blockSizeBytes;
          const padded = blocks * config.blockSizeBytes;
          if (buffered > 0 && (position !== bufferStart + buffered || buffered + padded > buffer.length)) await drain();
          if (padded > buffer.length) await writeAt(files, position, stored);
          else {
            if (buffered === 0) bufferStart = position;
            buffer.set(stored, buffered);
            buffer.fill(0, buffered + stored.length, buffered + padded);
            buffered += padded;
          }
        }
        await drain();
        // A page file has its full size before anything says that there is such a page.
        if (dirtyRegions.size > 0)
          for (let page = 0; page < pages; page++) await files.ensureSize(file(`page_${page}.dat`), config.pageSizeBytes);
        await writeSpace(files);
        if (!isWritten || changed.length > 0) await writeSlots(files, Uint32Array.from(changed));
      } catch (error) {
        for (const row of allocated) {
          dropValue(row);
          stale.add(row); // its slot may be in the file already
        }
        throw error;
      }
      for (const row of changed) stale.delete(row);
      isWritten = true;
    },
    async forget(files, rows) {
      if (!isWritten) return;
      const cleared = [...stale];
      for (const row of rows) if ((length[row] ?? 0) > 0) cleared.push(row);
      if (cleared.length === 0) return;
      const held = Uint32Array.from(cleared, (row) => length[row] ?? 0);
      for (const row of cleared) if (row < length.length) length[row] = 0;
      try {
        await writeSlots(files, Uint32Array.from(cleared));
      } finally {
        // The blocks are given back only once no slot in the files names them.
        for (const [i, row] of cleared.entries()) if (row < length.length) length[row] = held[i] as number;
      }
      stale = new Set();
      for (const row of cleared) dropValue(row);
      await writeSpace(files);
    },
    get hasStale() {
      return stale.size > 0;
    },
    freeze() {
      const pieces = (bytes: Uint8Array): FrozenPiece[] => [{ offset: 0, bytes: bytes.slice() }];
      const count = new Uint8Array(trackerHeaderBytes);
      count.set(encodeTrackerCount(slotCount));
      const frozen: FrozenFile[] = [
        frozenText(file('config.json'), encodeBlobstoreConfig(config)),
        { path: file('bitmask.dat'), sizeBytes: bitmask.length, pieces: pieces(bitmask) },
        { path: file('gaps.dat'), sizeBytes: gaps.length, pieces: pieces(gaps) },
        {
          path: file('tracker.dat'),
          sizeBytes: trackerFileBytes(slotCount),
          pieces: [
            { offset: 0, bytes: count },
            { offset: trackerHeaderBytes, lengthBytes: slotCount * trackerSlotBytes },
          ],
        },
      ];
      for (let page = 0; page < pages; page++) {
        frozen.push({ path: file(`page_${page}.dat`), sizeBytes: config.pageSizeBytes, pieces: usedPieces(bitmask, page, config) });
      }
      return frozen;
    },
    async fileVersions(versions) {
      const perPage = blocksPerPage(config);
      const tally = versionTally((page) => file(`page_${page}.dat`));
      await versions.each((row, version) => {
        const lengthBytes = length[row] ?? 0;
        if (lengthBytes === 0) return;
        const start = block[row] as number;
        const last = Math.floor((start + blocksFor(config, lengthBytes) - 1) / perPage);
        for (let page = Math.floor(start / perPage); page <= last; page++) tally.note(page, version);
      });
      return tally.result();
    },
    async load(vfs, segmentDirectory, rowCount, live, take) {
      const base = joinPath(segmentDirectory, directory);
      const text = await readTextIfPresent(vfs, joinPath(base, 'config.json'));
      if (text === undefined) return;
      const stored: BlobstoreConfig = parseBlobstoreConfig(text);
      const pointers = await readPointers(vfs, base, stored, rowCount, live);
      await readValues(vfs, base, stored, pointers.live, take);
      if (stored.mode !== 'mutable') return;
      config = stored;
      slotCount = pointers.count;
      stale = new Set(pointers.stale);
      block = grown(block, rowCount);
      length = grown(length, rowCount);
      runs = createRunAllocator({ clusterUnits: blocksTogether });
      const mask = await readIfPresent(vfs, joinPath(base, 'bitmask.dat'));
      isWritten = mask !== undefined;
      // What is free follows from the live rows; the file may lag behind a crash and is brought in line at the next flush.
      const slice = createBackgroundSlice();
      const { rows, pages: pageOf, blocks, lengths } = pointers.live;
      for (let i = 0; i < rows.length; i++) {
        if (slice.isDue()) await slice.rest();
        const row = rows[i] as number;
        block[row] = (pageOf[i] as number) * blocksPerPage(config) + (blocks[i] as number);
        length[row] = lengths[i] as number;
        runs.occupy(block[row] as number, blocksFor(config, lengths[i] as number));
      }
      const filePages = mask ? Math.floor(mask.length / bitmaskFileBytes(config, 1)) : 0;
      ensurePages(Math.max(runs.end, filePages * blocksPerPage(config)));
      for (const row of rows) {
        if (slice.isDue()) await slice.rest();
        fillBits(bitmask, block[row] as number, blocksFor(config, length[row] as number), true);
      }
      dirtyRegions.clear();
      const regionBytes = config.regionSizeBlocks / 8;
      for (let region = 0; region < gaps.length / 6; region++) {
        if (slice.isDue()) await slice.rest();
        const [from, to] = [region * regionBytes, (region + 1) * regionBytes];
        const isFree = to <= runs.end / 8 ? false : bitmask.subarray(from, to).every((byte) => byte === 0);
        const free = config.regionSizeBlocks;
        gaps.set(
          encodeRegionGaps(isFree ? { max: free, leading: free, trailing: free } : measureRegionGaps(bitmask, region, free)),
          region * 6,
        );
        if (!mask || Buffer.compare(bitmask.subarray(from, to), mask.subarray(from, to)) !== 0) dirtyRegions.add(region);
      }
    },
  };
}

/** Data ranges of a page: its used blocks, small holes included. */
export function usedPieces(bitmask: Uint8Array, page: number, config: MutableBlobstoreConfig): FrozenPiece[] {
  const bytesPerPage = bitmaskFileBytes(config, 1);
  const unit = 8 * config.blockSizeBytes;
  const pieces: { offset: number; lengthBytes: number }[] = [];
  for (let byte = 0; byte < bytesPerPage; byte++) {
    if (bitmask[page * bytesPerPage + byte] === 0) continue;
    const last = pieces.at(-1);
    if (last && byte * unit - (last.offset + last.lengthBytes) <= 65_536) last.lengthBytes = (byte + 1) * unit - last.offset;
    else pieces.push({ offset: byte * unit, lengthBytes: unit });
  }
  return pieces;
}
