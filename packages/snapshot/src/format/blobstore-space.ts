/**
 * page_<n>.dat   exactly page_size bytes. A value starts at block * block_size, takes ceil(length / block_size) blocks and runs over
 *                into byte 0 of the next page when it meets the end of one.
 * bitmask.dat    one bit a block over all pages, 1 = used; size = pages * page_size / block_size / 8, which is how the number of
 *                pages is known
 * gaps.dat       per region of region_size_blocks blocks: u16 longest free run, u16 leading free run, u16 trailing free run
 */
import { fillBits } from './bits.ts';
import type { AppendOnlyBlobstoreConfig, MutableBlobstoreConfig } from './blobstore-config.ts';
import type { BlobPointer } from './blobstore-tracker.ts';
import { corrupt } from './format-error.ts';
import { viewOf } from './u64.ts';

/** A range of one page file. */
export interface PageExtent {
  readonly page: number;
  readonly offset: number;
  readonly lengthBytes: number;
}

export function blocksPerPage(config: MutableBlobstoreConfig): number {
  return config.pageSizeBytes / config.blockSizeBytes;
}

/** Blocks that a value of `lengthBytes` takes. */
export function blocksFor(config: MutableBlobstoreConfig, lengthBytes: number): number {
  return Math.ceil(lengthBytes / config.blockSizeBytes);
}

/** Size of bitmask.dat for `pages` pages. */
export function bitmaskFileBytes(config: MutableBlobstoreConfig, pages: number): number {
  return (pages * blocksPerPage(config)) / 8;
}

/** Size of gaps.dat for `pages` pages. */
export function gapsFileBytes(config: MutableBlobstoreConfig, pages: number): number {
  return ((pages * blocksPerPage(config)) / config.regionSizeBlocks) * 6;
}

/** The number of pages that a bitmask.dat of this size speaks of. */
export function pageCountOf(config: MutableBlobstoreConfig, bitmaskBytes: number): number {
  const pages = bitmaskBytes / bitmaskFileBytes(config, 1);
  if (!Number.isInteger(pages)) {
    throw corrupt('the size of the bitmask is no whole number of pages', {
      expected: `a multiple of ${bitmaskFileBytes(config, 1)}`,
      found: bitmaskBytes,
    });
  }
  return pages;
}

/** The ranges of the page files that hold a value, in order. */
export function blobExtents(config: MutableBlobstoreConfig | AppendOnlyBlobstoreConfig, pointer: BlobPointer): PageExtent[] {
  const extents: PageExtent[] = [];
  let { page } = pointer;
  let offset = config.mode === 'mutable' ? pointer.block * config.blockSizeBytes : pointer.block;
  if (offset >= config.pageSizeBytes && pointer.lengthBytes > 0)
    throw corrupt('a value starts beyond the end of its page', { found: offset });
  for (let rest = pointer.lengthBytes; rest > 0; page++, offset = 0) {
    const lengthBytes = Math.min(rest, config.pageSizeBytes - offset);
    extents.push({ page, offset, lengthBytes });
    rest -= lengthBytes;
  }
  return extents;
}

/** Free runs of one region, in blocks. */
export interface RegionGaps {
  readonly max: number;
  readonly leading: number;
  readonly trailing: number;
}

/** Measures the free runs of region `region` of a bitmask. */
export function measureRegionGaps(bitmask: Uint8Array, region: number, regionSizeBlocks: number): RegionGaps {
  const start = region * regionSizeBlocks;
  const end = start + regionSizeBlocks;
  let max = 0;
  let leading = -1;
  let run = 0;
  for (let index = start; index < end; ) {
    const byte = bitmask[index >>> 3] ?? 0;
    if ((index & 7) === 0 && index + 8 <= end && (byte === 0 || byte === 255)) {
      if (byte === 0) run += 8;
      else run = closeRun(run);
      index += 8;
      continue;
    }
    if ((byte >>> (index & 7)) & 1) run = closeRun(run);
    else run++;
    index++;
  }
  function closeRun(length: number): number {
    if (leading < 0) leading = length;
    if (length > max) max = length;
    return 0;
  }
  return { max: Math.max(max, run), leading: leading < 0 ? run : leading, trailing: run };
}

/** gaps.dat for a whole bitmask. */
export function encodeGaps(bitmask: Uint8Array, regionSizeBlocks: number): Uint8Array {
  const regions = (bitmask.length * 8) / regionSizeBlocks;
  const bytes = new Uint8Array(regions * 6);
  for (let region = 0; region < regions; region++)
    bytes.set(encodeRegionGaps(measureRegionGaps(bitmask, region, regionSizeBlocks)), region * 6);
  return bytes;
}

/** 6 bytes for one region, to be written at `6 * region`. */
export function encodeRegionGaps({ max, leading, trailing }: RegionGaps): Uint8Array {
  const bytes = new Uint8Array(6);
  const view = viewOf(bytes);
  view.setUint16(0, max, true);
  view.setUint16(2, leading, true);
  view.setUint16(4, trailing, true);
  return bytes;
}

/** The entry of one region in gaps.dat. */
export function decodeRegionGaps(gaps: Uint8Array, region: number): RegionGaps {
  if ((region + 1) * 6 > gaps.length) throw corrupt('the gaps file is cut off', { offset: region * 6, found: gaps.length });
  const view = viewOf(gaps);
  return {
    max: view.getUint16(region * 6, true),
    leading: view.getUint16(region * 6 + 2, true),
    trailing: view.getUint16(region * 6 + 4, true),
  };
}

/**
 * First-fit: the first block (counted over all pages) of the first free run of `blocks` blocks, or undefined. `gaps` are the
 * contents of gaps.dat and let full regions be skipped; a run may cross regions and pages.
 */
export function findFreeBlocks(bitmask: Uint8Array, gaps: Uint8Array, regionSizeBlocks: number, blocks: number): number | undefined {
  const regions = (bitmask.length * 8) / regionSizeBlocks;
  const view = viewOf(gaps);
  let carried = 0;
  for (let region = 0; region < regions; region++) {
    const leading = view.getUint16(region * 6 + 2, true);
    if (carried + leading >= blocks) return region * regionSizeBlocks - carried;
    if (view.getUint16(region * 6, true) >= blocks) {
      const found = findRunInRegion(bitmask, region * regionSizeBlocks, regionSizeBlocks, blocks);
      // A gaps entry that promises too much costs a search, never a wrong answer.
      if (found !== undefined) return found;
    }
    carried = leading === regionSizeBlocks ? carried + regionSizeBlocks : view.getUint16(region * 6 + 4, true);
  }
  return undefined;
}

function findRunInRegion(bitmask: Uint8Array, start: number, length: number, blocks: number): number | undefined {
  let run = 0;
  for (let index = start; index < start + length; index++) {
    const byte = bitmask[index >>> 3] ?? 0;
    if (byte === 255 && (index & 7) === 0) {
      run = 0;
      index += 7;
    } else if ((byte >>> (index & 7)) & 1) run = 0;
    else if (++run === blocks) return index - blocks + 1;
  }
  return undefined;
}

/** Free blocks at the very end: a value larger than every run may start there and go on into new pages. */
export function trailingFreeBlocks(bitmask: Uint8Array, gaps: Uint8Array, regionSizeBlocks: number): number {
  let free = 0;
  for (let region = (bitmask.length * 8) / regionSizeBlocks - 1; region >= 0; region--) {
    const { trailing } = decodeRegionGaps(gaps, region);
    free += trailing;
    if (trailing < regionSizeBlocks) break;
  }
  return free;
}

/** Where a new value goes, and how many pages must be added first. */
export interface Placement extends BlobPointer {
  readonly newPages: number;
  /** The first block counted over all pages, and how many blocks it takes: for `markBlocks`. */
  readonly firstBlock: number;
  readonly blocks: number;
}

/** Plans room for a value of `lengthBytes`, without changing anything. */
export function planPlacement(config: MutableBlobstoreConfig, bitmask: Uint8Array, gaps: Uint8Array, lengthBytes: number): Placement {
  const blocks = Math.max(1, blocksFor(config, lengthBytes));
  const perPage = blocksPerPage(config);
  let firstBlock = findFreeBlocks(bitmask, gaps, config.regionSizeBlocks, blocks);
  let newPages = 0;
  if (firstBlock === undefined) {
    const trailing = trailingFreeBlocks(bitmask, gaps, config.regionSizeBlocks);
    firstBlock = bitmask.length * 8 - trailing;
    newPages = Math.ceil((blocks - trailing) / perPage);
  }
  return { page: Math.floor(firstBlock / perPage), block: firstBlock % perPage, lengthBytes, newPages, firstBlock, blocks };
}

/** Marks blocks used or free in the bitmask and brings the touched entries of gaps up to date; answers the regions touched. */
export function markBlocks(
  config: MutableBlobstoreConfig,
  bitmask: Uint8Array,
  gaps: Uint8Array,
  firstBlock: number,
  blocks: number,
  used: boolean,
): { readonly firstRegion: number; readonly lastRegion: number } {
  fillBits(bitmask, firstBlock, blocks, used);
  const firstRegion = Math.floor(firstBlock / config.regionSizeBlocks);
  const lastRegion = Math.floor((firstBlock + blocks - 1) / config.regionSizeBlocks);
  for (let region = firstRegion; region <= lastRegion; region++) {
    gaps.set(encodeRegionGaps(measureRegionGaps(bitmask, region, config.regionSizeBlocks)), region * 6);
  }
  return { firstRegion, lastRegion };
}
