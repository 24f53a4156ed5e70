import { joinPath, type Vfs } from '@sextant/vfs';
import { fillBits } from '../format/bits.ts';
import { encodeBlob } from '../format/blob-value.ts';
import { type BlobCompression, defaultBlobstoreConfig, encodeBlobstoreConfig } from '../format/blobstore-config.ts';
import { bitmaskFileBytes, blocksFor, blocksPerPage, encodeGaps } from '../format/blobstore-space.ts';
import { encodeTrackerCount, encodeTrackerSlot, trackerFileBytes, trackerSlotOffset } from '../format/blobstore-tracker.ts';
import { createPagedWriter } from './paged-writer.ts';
import { writeNewFile } from './write-file.ts';

/** Fills a new blobstore, row after row, without a gap between values. */
export interface BlobWriter {
  /** Stores a value; rows come in ascending order, those without a value are left out. */
  add(row: number, value: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}

export async function openBlobWriter(vfs: Vfs, directory: string, compression: BlobCompression): Promise<BlobWriter> {
  const config = { ...defaultBlobstoreConfig, compression };
  const perPage = blocksPerPage(config);
  await vfs.mkdir(directory, { recursive: true });
  const pages = createPagedWriter(vfs, (page) => joinPath(directory, `page_${page}.dat`), config.pageSizeBytes);
  const trackerPath = joinPath(directory, 'tracker.dat');
  const tracker = createPagedWriter(vfs, () => trackerPath, Number.POSITIVE_INFINITY);
  let nextBlock = 0;
  let count = 0;
  return {
    async add(row, value) {
      const stored = encodeBlob(value, compression);
      await pages.write(nextBlock * config.blockSizeBytes, stored);
      const pointer = { page: Math.floor(nextBlock / perPage), block: nextBlock % perPage, lengthBytes: stored.length };
      await tracker.write(trackerSlotOffset(row), encodeTrackerSlot(pointer));
      nextBlock += Math.max(1, blocksFor(config, stored.length));
      count = row + 1;
    },
    async finish() {
      const pageCount = await pages.finish(Math.max(1, Math.ceil(nextBlock / perPage)));
      const bitmask = new Uint8Array(bitmaskFileBytes(config, pageCount));
      fillBits(bitmask, 0, nextBlock, true);
      await writeNewFile(vfs, joinPath(directory, 'bitmask.dat'), bitmask);
      await writeNewFile(vfs, joinPath(directory, 'gaps.dat'), encodeGaps(bitmask, config.regionSizeBlocks));
      await writeNewFile(vfs, joinPath(directory, 'config.json'), encodeBlobstoreConfig(config));
      await tracker.finish(0);
      await tracker.close();
      await sealTracker(vfs, trackerPath, count);
    },
    async close() {
      await pages.close();
      await tracker.close();
    },
  };
}

async function sealTracker(vfs: Vfs, path: string, count: number): Promise<void> {
  const file = await vfs.open(path, 'a+');
  try {
    await file.truncate(trackerFileBytes(count));
    await file.write(encodeTrackerCount(count), 0);
  } finally {
    await file.close();
  }
}
