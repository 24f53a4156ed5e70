import { corrupt } from './format-error.ts';

/** A view over exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An unsigned 32-bit integer, where a view for the sake of one would cost more than reading it. */
export function readU32(bytes: Uint8Array, offset: number): number {
  const at = (place: number): number => bytes[offset + place] as number;
  return (at(0) | (at(1) << 8) | (at(2) << 16) | (at(3) << 24)) >>> 0;
}

/** An unsigned 64-bit integer: a number up to 2^53 - 1, a bigint above. */
export function readU64(view: DataView, offset: number): number | bigint {
  const high = view.getUint32(offset + 4, true);
  return high < 0x20_0000 ? high * 0x1_0000_0000 + view.getUint32(offset, true) : view.getBigUint64(offset, true);
}

/** Writes what `readU64` reads. */
export function writeU64(view: DataView, offset: number, value: number | bigint): void {
  if (typeof value === 'bigint') {
    view.setBigUint64(offset, value, true);
    return;
  }
  view.setUint32(offset, value % 0x1_0000_0000, true);
  view.setUint32(offset + 4, Math.floor(value / 0x1_0000_0000), true);
}

/** A length, count or version: an unsigned 64-bit integer that must fit a JavaScript number. */
export function readCount(view: DataView, offset: number, what: string): number {
  if (offset + 8 > view.byteLength) throw corrupt(`${what} is cut off`, { offset, expected: '8 bytes', found: view.byteLength - offset });
  const value = readU64(view, offset);
  if (typeof value === 'bigint') throw corrupt(`${what} is beyond 2^53`, { offset, found: value.toString() });
  return value;
}
