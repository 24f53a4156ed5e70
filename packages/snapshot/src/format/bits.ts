/**
 * Bit i of a bitmap = byte i / 8, bit i % 8, least significant first. Used by every flag and deletion file of the format.
 */

/** Bit `index`; 0 beyond the end. */
export function getBit(bits: Uint8Array, index: number): boolean {
  return (((bits[index >>> 3] ?? 0) >>> (index & 7)) & 1) === 1;
}

/** Sets or clears bit `index`, which must lie inside. */
export function setBit(bits: Uint8Array, index: number, on: boolean): void {
  const byte = bits[index >>> 3] ?? 0;
  bits[index >>> 3] = on ? byte | (1 << (index & 7)) : byte & ~(1 << (index & 7));
}

/** Sets or clears `count` bits from `start`. */
export function fillBits(bits: Uint8Array, start: number, count: number, on: boolean): void {
  let index = start;
  const end = start + count;
  while (index < end && (index & 7) !== 0) setBit(bits, index++, on);
  const wholeBytes = Math.max(0, (end - index) >>> 3);
  bits.fill(on ? 255 : 0, index >>> 3, (index >>> 3) + wholeBytes);
  index += wholeBytes * 8;
  while (index < end) setBit(bits, index++, on);
}

/** Ones among the first `length` bits. */
export function countBits(bits: Uint8Array, length: number): number {
  let ones = 0;
  const wholeBytes = Math.min(length >>> 3, bits.length);
  for (let at = 0; at < wholeBytes; at++) ones += popCount(bits[at] ?? 0);
  for (let index = wholeBytes * 8; index < length; index++) if (getBit(bits, index)) ones++;
  return ones;
}

function popCount(byte: number): number {
  let bits = byte - ((byte >>> 1) & 0x55);
  bits = (bits & 0x33) + ((bits >>> 2) & 0x33);
  return (bits + (bits >>> 4)) & 0x0f;
}

/** Size of a bitmap of `bits` bits in whole 8-byte words, as the files hold it. */
export function bitmapSizeBytes(bits: number): number {
  return Math.ceil(bits / 64) * 8;
}
