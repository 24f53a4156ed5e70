/**
 * A value in a blobstore
 *
 *   compression None   the bytes as they are
 *   compression LZ4    u32 uncompressed size, then one LZ4 block (lz4-block.ts)
 *
 * In payload storages the bytes are the UTF-8 text of a JSON object.
 */
import { type JsonObject, stringifyJson } from '@sextant/contract/json';
import type { BlobCompression } from './blobstore-config.ts';
import { corrupt } from './format-error.ts';
import { parseJsonObject } from './json-shape.ts';
import { compressLz4Block, decompressLz4Block } from './lz4-block.ts';
import { readU32, viewOf } from './u64.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The stored form of a value. */
export function encodeBlob(value: Uint8Array, compression: BlobCompression): Uint8Array {
  if (compression === 'None') return value;
  const block = compressLz4Block(value);
  const bytes = new Uint8Array(4 + block.length);
  viewOf(bytes).setUint32(0, value.length, true);
  bytes.set(block, 4);
  return bytes;
}

/** The value of a stored form; in `scratch`, when one is given and it fits. */
export function decodeBlob(stored: Uint8Array, compression: BlobCompression, scratch?: Uint8Array): Uint8Array {
  if (compression === 'None') return stored;
  if (stored.length < 4) throw corrupt('a compressed value is too short', { expected: 'at least 4 bytes', found: stored.length });
  return decompressLz4Block(stored.subarray(4), readU32(stored, 0), scratch);
}

/** The bytes of a payload, before compression. */
export function encodePayload(payload: JsonObject): Uint8Array {
  return encoder.encode(stringifyJson(payload));
}

/** A payload from its bytes; numbers keep every digit. */
export function decodePayload(bytes: Uint8Array): JsonObject {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw corrupt('a payload is not UTF-8');
  }
  return parseJsonObject(text, 'a payload');
}
