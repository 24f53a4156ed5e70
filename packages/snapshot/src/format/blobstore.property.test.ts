import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getBit } from './bits.ts';
import { defaultBlobstoreConfig, encodeBlobstoreConfig, type MutableBlobstoreConfig, parseBlobstoreConfig } from './blobstore-config.ts';
import {
  bitmaskFileBytes,
  blobExtents,
  decodeRegionGaps,
  encodeGaps,
  findFreeBlocks,
  gapsFileBytes,
  markBlocks,
  measureRegionGaps,
  pageCountOf,
  planPlacement,
  trailingFreeBlocks,
} from './blobstore-space.ts';
import {
  decodeTrackerCount,
  decodeTrackerSlot,
  encodeTrackerCount,
  encodeTrackerSlot,
  trackerFileBytes,
  trackerSlotOffset,
} from './blobstore-tracker.ts';

const small: MutableBlobstoreConfig = {
  mode: 'mutable',
  pageSizeBytes: 1024,
  blockSizeBytes: 8,
  regionSizeBlocks: 64,
  compression: 'None',
};

function naiveGaps(bits: boolean[]): { max: number; leading: number; trailing: number } {
  const runs = bits
    .map((used) => (used ? '1' : '0'))
    .join('')
    .split('1')
    .map((run) => run.length);
  return { max: Math.max(...runs), leading: runs[0] ?? 0, trailing: runs.at(-1) ?? 0 };
}

describe('blobstore configuration', () => {
  it('round-trips, with the defaults of old files', () => {
    expect(parseBlobstoreConfig(encodeBlobstoreConfig(defaultBlobstoreConfig))).toEqual(defaultBlobstoreConfig);
    expect(parseBlobstoreConfig('{"page_size_bytes":33554432,"block_size_bytes":128,"region_size_blocks":8192}')).toEqual(
      defaultBlobstoreConfig,
    );
    const log = { mode: 'append_only', pageSizeBytes: 4096, compression: 'None' } as const;
    expect(parseBlobstoreConfig(encodeBlobstoreConfig(log))).toEqual(log);
  });

  it.each([
    ['{"mode":"x"}', /unknown blobstore mode/],
    ['{"page_size_bytes":1000}', /no multiple/],
    ['{"page_size_bytes":8388480,"region_size_blocks":65535,"block_size_bytes":128}', undefined],
    ['{"page_size_bytes":65536,"region_size_blocks":65536,"block_size_bytes":1}', /too many blocks/],
    ['{"compression":"Zstd"}', /unknown compression/],
    ['{"page_size_bytes":-1}', /page_size_bytes has the wrong type/],
    ['{', /not valid JSON/],
  ])('judges %s', (text, message) => {
    if (message) expect(() => parseBlobstoreConfig(text)).toThrow(message);
    else expect(parseBlobstoreConfig(text).mode).toBe('mutable');
  });
});

describe('blobstore tracker', () => {
  it('keeps pointers in slots and knows its sizes', () => {
    const pointer = { page: 3, block: 262_143, lengthBytes: 4_000_000_000 };
    expect(decodeTrackerSlot(encodeTrackerSlot(pointer), 0)).toEqual(pointer);
    expect(decodeTrackerSlot(encodeTrackerSlot(undefined), 0)).toBeUndefined();
    expect(decodeTrackerSlot(new Uint8Array(20), trackerSlotOffset(1))).toBeUndefined();
    expect(() => decodeTrackerSlot(new Uint8Array(16).fill(2), 0)).toThrow(/unknown tag/);
    expect(decodeTrackerCount(encodeTrackerCount(7))).toBe(7);
    expect([trackerFileBytes(0), trackerFileBytes(65_535), trackerFileBytes(65_536)]).toEqual([1 << 20, 1 << 20, 1 << 21]);
  });
});

describe('blobstore space', () => {
  it('measures free runs as a plain count does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(3), (bytes, flavour) => {
        const bitmask = flavour === 0 ? bytes : bytes.map((byte) => (byte < 100 ? 0 : byte > 180 ? 255 : byte));
        for (const region of [0, 1]) {
          const bits = Array.from({ length: 64 }, (_, at) => getBit(bitmask, region * 64 + at));
          expect(measureRegionGaps(bitmask, region, 64)).toEqual(naiveGaps(bits));
          expect(decodeRegionGaps(encodeGaps(bitmask, 64), region)).toEqual(naiveGaps(bits));
        }
      }),
    );
  });

  it('finds the first fit, across regions too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.integer({ min: 1, max: 90 }), (bytes, blocks) => {
        const bitmask = bytes.map((byte) => (byte < 170 ? 0 : byte > 220 ? 255 : byte));
        const text = Array.from({ length: 256 }, (_, at) => (getBit(bitmask, at) ? '1' : '0')).join('');
        const first = text.indexOf('0'.repeat(blocks));
        const gaps = encodeGaps(bitmask, 64);
        expect(findFreeBlocks(bitmask, gaps, 64, blocks)).toBe(first < 0 ? undefined : first);
        expect(trailingFreeBlocks(bitmask, gaps, 64)).toBe(/0*$/.exec(text)?.[0].length);
      }),
    );
  });

  it('places values without overlap, grows by whole pages and frees everything again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2500 }), { maxLength: 30 }), (sizes) => {
        let bitmask = new Uint8Array(bitmaskFileBytes(small, 1));
        let gaps = encodeGaps(bitmask, small.regionSizeBlocks);
        const owned = new Map<string, number>();
        const placements = sizes.map((lengthBytes, value) => {
          const placement = planPlacement(small, bitmask, gaps, lengthBytes);
          if (placement.newPages > 0) {
            const grown = new Uint8Array(bitmask.length + bitmaskFileBytes(small, placement.newPages));
            grown.set(bitmask);
            bitmask = grown;
            gaps = encodeGaps(bitmask, small.regionSizeBlocks);
          }
          markBlocks(small, bitmask, gaps, placement.firstBlock, placement.blocks, true);
          let total = 0;
          for (const extent of blobExtents(small, placement)) {
            expect(extent.offset + extent.lengthBytes).toBeLessThanOrEqual(small.pageSizeBytes);
            expect(extent.page).toBeLessThan(pageCountOf(small, bitmask.length));
            for (let at = 0; at < extent.lengthBytes; at += small.blockSizeBytes) {
              const key = `${extent.page}:${extent.offset + at}`;
              expect(owned.has(key)).toBe(false);
              owned.set(key, value);
            }
            total += extent.lengthBytes;
          }
          expect(total).toBe(lengthBytes);
          return placement;
        });
        expect(gaps).toEqual(encodeGaps(bitmask, small.regionSizeBlocks));
        expect(gaps.length).toBe(gapsFileBytes(small, pageCountOf(small, bitmask.length)));
        for (const { firstBlock, blocks } of placements) markBlocks(small, bitmask, gaps, firstBlock, blocks, false);
        expect(bitmask.every((byte) => byte === 0)).toBe(true);
        expect(gaps).toEqual(encodeGaps(bitmask, small.regionSizeBlocks));
      }),
    );
  });

  it('has the sizes of the engine for 32 MiB pages', () => {
    expect(bitmaskFileBytes(defaultBlobstoreConfig, 1)).toBe(32_768);
    expect(gapsFileBytes(defaultBlobstoreConfig, 1)).toBe(192);
    expect(() => pageCountOf(defaultBlobstoreConfig, 32_769)).toThrow(/no whole number of pages/);
  });

  it('refuses a value that starts beyond its page', () => {
    expect(() => blobExtents(small, { page: 0, block: 128, lengthBytes: 1 })).toThrow(/beyond the end/);
  });
});
