/**
 * Packed offsets of the lists of a graph
 *
 *   chunk   base bits: the first value | (values of a chunk - 1) x delta bits: how much more each other is than the first | zeros to a byte
 *
 * Bits least significant first; all chunks are equally long, values missing in the last are all ones. Behind the last chunk 7 bytes ff.
 * Plain offsets are u64, a chunk each.
 */
import { corrupt } from './format-error.ts';
import type { LinksLayout } from './hnsw-links-file.ts';

/**
 * Decodes `count` offsets from `bytes`, which begin with a chunk, into `out` from `at` on. They must not fall, not even below the one before
 * `at`, nor pass the end of the links; `bytesAt` is where `bytes` lie in the file.
 */
export function decodeLinkOffsets(
  layout: LinksLayout,
  bytes: Uint8Array,
  bytesAt: number,
  out: Uint32Array,
  at: number,
  count: number,
): void {
  const { packing, neighbourBytes } = layout;
  const { values, bits } = packing;
  const most = bits ? neighbourBytes : neighbourBytes / 4;
  let before = at === 0 ? 0 : (out[at - 1] as number);
  let base = 0;
  for (let i = 0; i < count; i++) {
    const chunkAt = Math.floor(i / values) * packing.bytes;
    const inChunk = i % values;
    let value: number;
    if (bits === undefined) value = wideBits(bytes, chunkAt, 0, 64);
    else if (inChunk === 0) value = base = wideBits(bytes, chunkAt, 0, bits.base);
    else value = base + wideBits(bytes, chunkAt, bits.base + (inChunk - 1) * bits.delta, bits.delta);
    if (!(value >= before && value <= most)) {
      throw corrupt('the offset of a list is out of order', {
        offset: bytesAt + chunkAt,
        expected: `${before} to ${most}`,
        found: value,
      });
    }
    if (at + i === 0 && value !== 0) throw corrupt('the first list does not begin at 0', { offset: bytesAt, expected: 0, found: value });
    out[at + i] = before = value;
  }
}

/** `width` bits (up to 64) from bit `bitAt` behind byte `start`; above 2^53 rounded, which no valid offset is. */
function wideBits(bytes: Uint8Array, start: number, bitAt: number, width: number): number {
  let value = 0;
  for (let taken = 0; taken < width; ) {
    const bit = bitAt + taken;
    const shift = bit & 7;
    const step = Math.min(8 - shift, width - taken);
    const part = ((bytes[start + (bit >>> 3)] ?? 0) >>> shift) & ((1 << step) - 1);
    value += part * 2 ** taken;
    taken += step;
  }
  return value;
}
