/**
 * IEEE 754 half precision
 *
 *   bit 15   sign     bits 14-10   exponent, bias 15     bits 9-0   fraction
 *
 * Rounding is to nearest, ties to even; overflow becomes infinity, what is below the smallest subnormal becomes zero.
 */

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The 16 bits of a number. */
export function toFloat16Bits(value: number): number {
  float[0] = value;
  const bits = word[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fff_ffff;
  if (magnitude >= 0x7f80_0000) return sign | (magnitude > 0x7f80_0000 ? 0x7e00 : 0x7c00);
  // From 65520 on the nearest half is infinity; the rounding below gets there by carrying into the exponent.
  if (magnitude >= 0x4780_0000) return sign | 0x7c00;
  if (magnitude >= 0x3880_0000) return sign | ((magnitude - 0x3800_0000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
  // Subnormal half: the sum shifts the fraction into place and the float unit rounds it to nearest even.
  word[0] = magnitude;
  float[0] = (float[0] ?? 0) + 0.5;
  return sign | ((word[0] ?? 0) - 0x3f00_0000);
}

/** The number of 16 bits. */
export function fromFloat16Bits(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
