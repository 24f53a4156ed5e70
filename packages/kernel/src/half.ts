/**
 * IEEE 754 half precision: 1 sign bit | 5 exponent bits, bias 15 | 10 fraction bits. Subnormals, infinities and NaN included.
 */
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The half nearest to a float32, ties to even: above 65,519 infinity, below 2^-25 zero. NaN stays NaN, its upper payload bits kept. */
export function encodeHalf(value: number): number {
  float[0] = value;
  const word = bits[0]!;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | 0x7c00 | (magnitude > 0x7f800000 ? 0x200 | ((magnitude >>> 13) & 0x3ff) : 0);
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) return sign | roundShift(magnitude - 0x38000000, 13);
  if (magnitude < 0x33000000) return sign;
  const fraction = (magnitude & 0x7fffff) | 0x800000;
  return sign | roundShift(fraction, 126 - (magnitude >>> 23));
}

/** `value / 2^places` to the nearest integer, ties to even. A carry into the exponent is what rounding up to the next power means. */
function roundShift(value: number, places: number): number {
  const kept = value >>> places;
  const cut = value & ((1 << places) - 1);
  const half = 1 << (places - 1);
  return cut > half || (cut === half && (kept & 1) === 1) ? kept + 1 : kept;
}

/** The value of a half, exact in float32. */
export function decodeHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  bits[0] = ((half & 0x8000) << 16) | ((exponent + 112) << 23) | (fraction << 13);
  return float[0]!;
}
