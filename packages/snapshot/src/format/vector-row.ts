/**
 * A row of a dense or multivector storage, by datatype
 *
 *   float32   dim times f32
 *   float16   dim times half (float16.ts)
 *   uint8     dim bytes; input is cut towards zero and clamped: 3.7 is 3, -5 is 0, 300 is 255
 *
 * Turbo4 has rows of its own: turbo4.ts.
 */
import { fromFloat16Bits, toFloat16Bits } from './float16.ts';
import { viewOf } from './u64.ts';

export type ElementDatatype = 'float32' | 'float16' | 'uint8';

const elementSizes: Record<ElementDatatype, number> = { float32: 4, float16: 2, uint8: 1 };

export function elementBytes(datatype: ElementDatatype): number {
  return elementSizes[datatype];
}

/** Writes a vector at byte `offset`. */
export function encodeVectorRow(vector: ArrayLike<number>, datatype: ElementDatatype, target: Uint8Array, offset = 0): void {
  const view = viewOf(target);
  for (let at = 0; at < vector.length; at++) {
    const value = vector[at] ?? 0;
    if (datatype === 'float32') view.setFloat32(offset + at * 4, value, true);
    else if (datatype === 'float16') view.setUint16(offset + at * 2, toFloat16Bits(value), true);
    else target[offset + at] = toUint8(value);
  }
}

/** Cut towards zero, clamped to 0 .. 255, NaN is 0. */
export function toUint8(value: number): number {
  return value >= 255 ? 255 : value > 0 ? Math.trunc(value) : 0;
}

/** Reads `dim` elements from byte `offset`. */
export function decodeVectorRow(bytes: Uint8Array, datatype: ElementDatatype, dim: number, offset = 0): Float32Array {
  const vector = new Float32Array(dim);
  const view = viewOf(bytes);
  for (let at = 0; at < dim; at++) {
    if (datatype === 'float32') vector[at] = view.getFloat32(offset + at * 4, true);
    else if (datatype === 'float16') vector[at] = fromFloat16Bits(view.getUint16(offset + at * 2, true));
    else vector[at] = bytes[offset + at] ?? 0;
  }
  return vector;
}
