/**
 * A sparse vector in its blobstore (compression None)
 *
 *   0       u64   n
 *   8       n bytes: packed indices
 *   8 + n   u64   m, the number of elements
 *   .       m f32 values, in index order
 *
 * Packed indices, a stream of bits, least significant first: 6 bits width - 8, then `width` (8 to 64) bits for the difference of
 * each index to the one before (the first: to 0). Trailing bits are zero. No indices: no bytes.
 */
import { corrupt, FormatError } from './format-error.ts';
import { readCount, viewOf, writeU64 } from './u64.ts';

const widthBits = 6;
const smallestWidth = 8;
const largestIndex = 0xffff_ffff;

/** Indices ascending and unique, one value each. */
export interface SparseValue {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

export function encodeSparseValue({ indices, values }: SparseValue): Uint8Array {
  const packed = packIndices(indices);
  const bytes = new Uint8Array(16 + packed.length + values.length * 4);
  const view = viewOf(bytes);
  writeU64(view, 0, packed.length);
  bytes.set(packed, 8);
  writeU64(view, 8 + packed.length, values.length);
  for (let at = 0; at < values.length; at++) view.setFloat32(16 + packed.length + at * 4, values[at] ?? 0, true);
  return bytes;
}

function packIndices(indices: Uint32Array): Uint8Array {
  if (indices.length === 0) return new Uint8Array(0);
  let width = smallestWidth;
  let previous = 0;
  for (const [at, index] of indices.entries()) {
    if (at > 0 && index <= previous) throw new FormatError('corrupt', 'sparse indices must ascend', { found: index });
    width = Math.max(width, 32 - Math.clz32(index - previous));
    previous = index;
  }
  const bytes = new Uint8Array(Math.ceil((widthBits + indices.length * width) / 8));
  let bit = writeBits(bytes, 0, width - smallestWidth, widthBits);
  previous = 0;
  for (const index of indices) {
    bit = writeBits(bytes, bit, index - previous, width);
    previous = index;
  }
  return bytes;
}

function writeBits(bytes: Uint8Array, start: number, value: number, width: number): number {
  let rest = value;
  let left = width;
  for (let bit = start; left > 0; ) {
    const room = 8 - (bit & 7);
    const take = Math.min(room, left);
    bytes[bit >>> 3] = (bytes[bit >>> 3] ?? 0) | ((rest % 2 ** take) << (bit & 7));
    rest = Math.floor(rest / 2 ** take);
    bit += take;
    left -= take;
  }
  return start + width;
}

export function decodeSparseValue(bytes: Uint8Array): SparseValue {
  const view = viewOf(bytes);
  const packedBytes = readCount(view, 0, 'the length of the packed indices');
  const count = readCount(view, 8 + packedBytes, 'the number of sparse values');
  const valuesOffset = 16 + packedBytes;
  if (valuesOffset + count * 4 > bytes.length) {
    throw corrupt('a sparse vector is cut off', {
      offset: valuesOffset,
      expected: `${count} values`,
      found: `${bytes.length - valuesOffset} bytes`,
    });
  }
  const values = new Float32Array(count);
  for (let at = 0; at < count; at++) values[at] = view.getFloat32(valuesOffset + at * 4, true);
  return { indices: unpackIndices(bytes.subarray(8, 8 + packedBytes), count), values };
}

function unpackIndices(packed: Uint8Array, count: number): Uint32Array {
  const indices = new Uint32Array(count);
  if (packed.length === 0) {
    if (count > 0) throw corrupt('a sparse vector has values but no indices', { expected: count, found: 0 });
    return indices;
  }
  const width = smallestWidth + ((packed[0] ?? 0) & 63);
  const held = Math.floor((packed.length * 8 - widthBits) / width);
  if (width > 64 || held !== count) throw corrupt('a sparse vector has not one index a value', { expected: count, found: held });
  let bit = widthBits;
  let index = 0;
  for (let at = 0; at < count; at++, bit += width) {
    index += readBits(packed, bit, width);
    if (index > largestIndex) throw corrupt('a sparse index is beyond 32 bits', { found: index });
    indices[at] = index;
  }
  return indices;
}

function readBits(bytes: Uint8Array, start: number, width: number): number {
  let value = 0;
  for (let done = 0; done < width; ) {
    const bit = start + done;
    const take = Math.min(8 - (bit & 7), width - done);
    value += (((bytes[bit >>> 3] ?? 0) >>> (bit & 7)) & (2 ** take - 1)) * 2 ** done;
    done += take;
  }
  return value;
}
