/**
 * A flags directory (`deleted/`: 1 = this row has no such vector)
 *
 *   status.dat    0   u64   length in bits
 *                 8   u64   current file: 0 = flags_a.dat, 1 = flags_b.dat (old versions only)
 *   flags_a.dat   bitmap; size a power of two from 1 MiB in files of the engine, any multiple of 8 when hand-made.
 *                 Flags beyond `length`, beyond the file, or of a missing file or directory are 0.
 */
import { corrupt } from './format-error.ts';
import { readCount, viewOf, writeU64 } from './u64.ts';

export const flagsStatusBytes = 16;
const smallestFlagsBytes = 1_048_576;

export interface FlagsStatus {
  /** Number of flags. */
  readonly length: number;
  /** Name of the file that holds them. */
  readonly fileName: 'flags_a.dat' | 'flags_b.dat';
}

export function decodeFlagsStatus(bytes: Uint8Array): FlagsStatus {
  const view = viewOf(bytes);
  const length = readCount(view, 0, 'the number of flags');
  const file = bytes.length >= flagsStatusBytes ? readCount(view, 8, 'the current flags file') : 0;
  if (file > 1) throw corrupt('unknown flags file', { offset: 8, expected: '0 or 1', found: file });
  return { length, fileName: file === 0 ? 'flags_a.dat' : 'flags_b.dat' };
}

/** status.dat for `length` flags in flags_a.dat. */
export function encodeFlagsStatus(length: number): Uint8Array {
  const bytes = new Uint8Array(flagsStatusBytes);
  writeU64(viewOf(bytes), 0, length);
  return bytes;
}

/** Size of flags_a.dat for `length` flags, with the room to grow that Qdrant gives it. */
export function flagsFileBytes(length: number): number {
  let size = smallestFlagsBytes;
  while (size * 8 < length) size *= 2;
  return size;
}
