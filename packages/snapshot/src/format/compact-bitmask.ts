/**
 * Compact bitmask file (`id_tracker.is_uuid`)
 *
 *   0   4     "QBMK"
 *   4   u32   version, 1
 *   8   u64   logical bits
 *  16   u32   encoding: 0 raw words, 1 Roaring bitmap of set positions, 2 Roaring bitmap of unset positions
 *  20   u32   0
 *  24   u64   payload length
 *  32   payload
 */
import { bitmapSizeBytes, fillBits } from './bits.ts';
import { corrupt, FormatError } from './format-error.ts';
import { decodeRoaring } from './roaring.ts';
import { readCount, viewOf, writeU64 } from './u64.ts';

const magic = [0x51, 0x42, 0x4d, 0x4b] as const;
const headerBytes = 32;

/** A bitmap and how many of its bits count. */
export interface Bitmask {
  readonly length: number;
  readonly bits: Uint8Array;
}

/** Reads any of the three encodings; `maxLength` bounds what a hostile header can make us allocate. */
export function decodeCompactBitmask(bytes: Uint8Array, maxLength: number): Bitmask {
  const view = viewOf(bytes);
  if (bytes.length < headerBytes || !magic.every((byte, at) => bytes[at] === byte))
    throw corrupt('not a compact bitmask', { offset: 0, expected: 'QBMK' });
  const version = view.getUint32(4, true);
  if (version !== 1)
    throw new FormatError('unsupported', 'unknown version of the compact bitmask', { offset: 4, expected: 1, found: version });
  const length = readCount(view, 8, 'the bit count');
  if (length > maxLength)
    throw corrupt('the bitmask is longer than its segment', { offset: 8, expected: `at most ${maxLength}`, found: length });
  const payloadBytes = readCount(view, 24, 'the payload length');
  if (headerBytes + payloadBytes > bytes.length) {
    throw corrupt('the bitmask is cut off', { offset: 24, expected: `${payloadBytes} bytes`, found: bytes.length - headerBytes });
  }
  const payload = bytes.subarray(headerBytes, headerBytes + payloadBytes);
  return { length, bits: decodePayload(payload, view.getUint32(16, true), length) };
}

function decodePayload(payload: Uint8Array, encoding: number, length: number): Uint8Array {
  const bits = new Uint8Array(bitmapSizeBytes(length));
  if (encoding === 0) {
    if (payload.length < Math.ceil(length / 8))
      throw corrupt('the raw bitmask is too short', { offset: headerBytes, found: payload.length });
    bits.set(payload.subarray(0, bits.length));
  } else if (encoding === 1 || encoding === 2) {
    const isSet = encoding === 1;
    if (!isSet) fillBits(bits, 0, length, true);
    decodeRoaring(payload, (start, count) => {
      if (start + count > length)
        throw corrupt('a position lies beyond the bitmask', { offset: headerBytes, expected: `below ${length}`, found: start + count - 1 });
      fillBits(bits, start, count, isSet);
    });
  } else
    throw new FormatError('unsupported', 'unknown encoding of the compact bitmask', { offset: 16, expected: '0, 1 or 2', found: encoding });
  return bits;
}

/** The file, in the raw encoding. */
export function encodeCompactBitmask({ bits, length }: Bitmask): Uint8Array {
  const payloadBytes = bitmapSizeBytes(length);
  const bytes = new Uint8Array(headerBytes + payloadBytes);
  const view = viewOf(bytes);
  bytes.set(magic);
  view.setUint32(4, 1, true);
  writeU64(view, 8, length);
  writeU64(view, 24, payloadBytes);
  bytes.set(bits.subarray(0, payloadBytes), headerBytes);
  return bytes;
}
