/**
 * matrix.dat: dense vectors of an immutable segment
 *
 *   0   4   "data"
 *   4   rows, one after the other
 *
 * deleted.dat, which may be absent (nothing deleted)
 *
 *   0   4   "drop"
 *   4   4   0
 *   8   bitmap, 1 = this row has no such vector, whole 8-byte words
 */
import { bitmapSizeBytes } from './bits.ts';
import { corrupt } from './format-error.ts';

export const matrixHeaderBytes = 4;
const matrixMagic = [0x64, 0x61, 0x74, 0x61] as const;
const deletedMagic = [0x64, 0x72, 0x6f, 0x70] as const;
const deletedHeaderBytes = 8;

/** Checks the first 4 bytes of matrix.dat. */
export function checkMatrixHeader(header: Uint8Array): void {
  if (!matrixMagic.every((byte, at) => header[at] === byte)) throw corrupt('not a vector matrix', { offset: 0, expected: '"data"' });
}

export function encodeMatrixHeader(): Uint8Array {
  return Uint8Array.from(matrixMagic);
}

/** Rows in a matrix.dat of this size. */
export function matrixRowCount(sizeBytes: number, rowBytes: number): number {
  return Math.max(0, Math.floor((sizeBytes - matrixHeaderBytes) / rowBytes));
}

/** The bitmap inside deleted.dat. */
export function decodeMatrixDeleted(bytes: Uint8Array): Uint8Array {
  if (bytes.length < deletedHeaderBytes || !deletedMagic.every((byte, at) => bytes[at] === byte)) {
    throw corrupt('not a vector deletion file', { offset: 0, expected: '"drop"' });
  }
  return bytes.subarray(deletedHeaderBytes);
}

/** deleted.dat for `rows` rows. */
export function encodeMatrixDeleted(bits: Uint8Array, rows: number): Uint8Array {
  const sizeBytes = bitmapSizeBytes(rows);
  const bytes = new Uint8Array(deletedHeaderBytes + sizeBytes);
  bytes.set(deletedMagic);
  bytes.set(bits.subarray(0, sizeBytes), deletedHeaderBytes);
  return bytes;
}
