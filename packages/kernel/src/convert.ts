import { decodeHalf, encodeHalf } from './half.ts';
import type { ElementType } from './scan-memory.ts';

/** Bytes of one element. */
export const elementBytes = { f32: 4, f16: 2, u8: 1 } as const satisfies Record<ElementType, number>;

/** The byte a number is stored as: cut towards zero and clamped to 0 … 255; NaN is 0. */
export function encodeByte(value: number): number {
  if (value >= 255) return 255;
  return value > 0 ? Math.trunc(value) : 0;
}

/** Writes float32 values as elements at `byteOffset`, which is a multiple of the element size. */
export function encodeElements(elementType: ElementType, values: Float32Array, buffer: ArrayBufferLike, byteOffset: number): void {
  const count = values.length;
  if (elementType === 'f32') {
    new Float32Array(buffer, byteOffset, count).set(values);
  } else if (elementType === 'f16') {
    const halves = new Uint16Array(buffer, byteOffset, count);
    for (let i = 0; i < count; i++) halves[i] = encodeHalf(values[i]!);
  } else {
    const bytes = new Uint8Array(buffer, byteOffset, count);
    for (let i = 0; i < count; i++) bytes[i] = encodeByte(values[i]!);
  }
}

/** Reads `count` elements at `byteOffset` as float32, exactly. */
export function decodeElements(elementType: ElementType, buffer: ArrayBufferLike, byteOffset: number, count: number): Float32Array {
  if (elementType === 'f32') return new Float32Array(buffer, byteOffset, count).slice();
  if (elementType === 'u8') return Float32Array.from(new Uint8Array(buffer, byteOffset, count));
  const halves = new Uint16Array(buffer, byteOffset, count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = decodeHalf(halves[i]!);
  return values;
}

/** The values a row holds after it was stored as elements: what a query is rounded to before it meets such rows. */
export function roundToElements(elementType: ElementType, values: Float32Array): Float32Array {
  if (elementType === 'f32') return values;
  return values.map((value) => (elementType === 'f16' ? decodeHalf(encodeHalf(value)) : encodeByte(value)));
}
