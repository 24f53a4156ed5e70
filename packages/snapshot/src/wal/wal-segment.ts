/*
 * WAL segment file
 *
 *   offset  size  field
 *   0       3     "wal"
 *   3       1     version, 0
 *   4       4     u32 LE seed: the "previous CRC" of the first entry
 *   8       …     entries, then zeros up to the file size
 *
 * Entry, 8-aligned:  u64 LE length | data | zeros, (4 - length) mod 8 of them | u32 LE CRC
 *   CRC = CRC-32C over all before it, its register starting as the bit-reversed previous CRC.
 */
import { reverseBits32, updateCrc32c } from './crc32c.ts';

/** Bytes before the first entry. */
export const walHeaderBytes = 8;

/** Size Qdrant gives each WAL segment file unless configured otherwise: 32 MiB. */
export const defaultWalCapacityBytes = 33_554_432;

/** The eight bytes a segment file begins with. Any 32-bit seed will do. */
export function encodeWalHeader(seed: number): Uint8Array {
  const bytes = new Uint8Array(walHeaderBytes);
  bytes.set([0x77, 0x61, 0x6c, 0]);
  new DataView(bytes.buffer).setUint32(4, seed, true);
  return bytes;
}

export type WalHeader = { readonly ok: true; readonly seed: number } | { readonly ok: false; readonly problem: string };

/** Reads the header; `problem` says what is wrong with the file, in words to put after its name. */
export function decodeWalHeader(bytes: Uint8Array): WalHeader {
  if (bytes.length < walHeaderBytes)
    return { ok: false, problem: `is ${bytes.length} bytes long, a WAL segment has at least ${walHeaderBytes}` };
  if (bytes[0] !== 0x77 || bytes[1] !== 0x61 || bytes[2] !== 0x6c) {
    const found = Array.from(bytes.subarray(0, 3), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return { ok: false, problem: `does not begin with "wal" at byte 0 (found ${found})` };
  }
  if (bytes[3] !== 0) return { ok: false, problem: `has WAL segment version ${bytes[3]} at byte 3, only version 0 is known` };
  return { ok: true, seed: new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) };
}

/** Bytes an entry with `dataLength` bytes of data takes in the file. */
export function walEntryBytes(dataLength: number): number {
  return 8 + dataLength + padding(dataLength) + 4;
}

/**
 * Completes an entry whose data already lies at `offset + 8` of `target` (the room for length, padding and CRC around it is overwritten);
 * answers its CRC, the `previousCrc` of the next one.
 */
export function sealWalEntry(target: Uint8Array, offset: number, dataLength: number, previousCrc: number): number {
  const steps = sealWalEntryInSteps(target, offset, dataLength, previousCrc, Number.POSITIVE_INFINITY);
  return steps.next().value as number;
}

/** `sealWalEntry` in steps of so many bytes, for a caller that lets others in between. */
export function* sealWalEntryInSteps(
  target: Uint8Array,
  offset: number,
  dataLength: number,
  previousCrc: number,
  stepBytes: number,
): Generator<void, number, void> {
  const view = new DataView(target.buffer, target.byteOffset);
  view.setUint32(offset, dataLength, true);
  view.setUint32(offset + 4, Math.floor(dataLength / 2 ** 32), true);
  const crcAt = offset + walEntryBytes(dataLength) - 4;
  target.fill(0, offset + 8 + dataLength, crcAt);
  let register = reverseBits32(previousCrc);
  for (let from = offset; from < crcAt; from += stepBytes) {
    if (from > offset) yield;
    register = updateCrc32c(register, target, from, Math.min(crcAt, from + stepBytes));
  }
  const crc = ~register >>> 0;
  view.setUint32(crcAt, crc, true);
  return crc;
}

export type WalEntryResult =
  | { readonly kind: 'entry'; readonly data: Uint8Array; readonly crc: number; readonly end: number }
  /** The entry would end at `needed`, beyond the bytes given. */
  | { readonly kind: 'short'; readonly needed: number }
  /** No entry here: zeros, a torn write, or a CRC that does not follow from the one before. */
  | { readonly kind: 'end'; readonly problem: 'zero' | 'crc' };

/** Reads the entry at `offset` of `source`; `data` is a view into it. */
export function readWalEntry(source: Uint8Array, offset: number, previousCrc: number): WalEntryResult {
  if (source.length < offset + 8) return { kind: 'short', needed: offset + 8 };
  const view = new DataView(source.buffer, source.byteOffset);
  const length = view.getUint32(offset, true) + view.getUint32(offset + 4, true) * 2 ** 32;
  if (length === 0 && isZero(source, offset)) return { kind: 'end', problem: 'zero' };
  if (!Number.isSafeInteger(length)) return { kind: 'end', problem: 'crc' };
  const end = offset + walEntryBytes(length);
  if (source.length < end) return { kind: 'short', needed: end };
  const crc = entryCrc(source, offset, end - 4, previousCrc);
  if (view.getUint32(end - 4, true) !== crc) return { kind: 'end', problem: 'crc' };
  return { kind: 'entry', data: source.subarray(offset + 8, offset + 8 + length), crc, end };
}

function entryCrc(bytes: Uint8Array, start: number, end: number, previousCrc: number): number {
  return ~updateCrc32c(reverseBits32(previousCrc), bytes, start, end) >>> 0;
}

function padding(dataLength: number): number {
  return (12 - (dataLength % 8)) % 8;
}

/** An entry of length 0 has a CRC; unused room has none. */
function isZero(source: Uint8Array, offset: number): boolean {
  const end = Math.min(source.length, offset + 16);
  for (let at = offset; at < end; at++) if (source[at] !== 0) return false;
  return true;
}
