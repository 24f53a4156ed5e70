import type { JsonValue } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';

const textEncoder = new TextEncoder();
const initialBytes = 4096;

/** Writes CBOR (RFC 8949) into a buffer that grows and is used again: definite lengths, vectors as float32, other floats as float64. */
export interface CborWriter {
  /** Bytes written so far. */
  readonly length: number;
  /** A view of what was written; valid until the next write. */
  bytes(): Uint8Array;
  /** Appends `count` zeros for the caller to fill. */
  skip(count: number): void;
  /** Forgets what was written from `length` on. */
  cut(length: number): void;
  map(entries: number): void;
  array(items: number): void;
  text(value: string): void;
  unsigned(value: number | bigint): void;
  byteString(value: Uint8Array): void;
  floats(values: Float32Array, from: number, to: number): void;
  null(): void;
  json(value: JsonValue | undefined): void;
}

/** A writer with an empty buffer. */
export function createCborWriter(): CborWriter {
  let buffer = new Uint8Array(initialBytes);
  let view = new DataView(buffer.buffer);
  let at = 0;

  const ensure = (count: number): void => {
    if (at + count <= buffer.length) return;
    let size = buffer.length * 2;
    while (size < at + count) size *= 2;
    const grown = new Uint8Array(size);
    grown.set(buffer.subarray(0, at));
    buffer = grown;
    view = new DataView(buffer.buffer);
  };
  const head = (major: number, value: number): void => {
    ensure(9);
    const type = major << 5;
    if (value < 24) buffer[at++] = type | value;
    else if (value < 0x100) {
      buffer[at++] = type | 24;
      buffer[at++] = value;
    } else if (value < 0x10000) {
      buffer[at++] = type | 25;
      view.setUint16(at, value);
      at += 2;
    } else if (value < 0x100000000) {
      buffer[at++] = type | 26;
      view.setUint32(at, value);
      at += 4;
    } else headBig(major, BigInt(value));
  };
  const headBig = (major: number, value: bigint): void => {
    if (value < 0x100000000n) return head(major, Number(value));
    ensure(9);
    buffer[at++] = (major << 5) | 27;
    view.setBigUint64(at, value);
    at += 8;
  };
  const text = (value: string): void => {
    // Short ASCII, nearly all there is, goes in directly; its length is known before.
    if (value.length < 64) {
      ensure(value.length + 2);
      const start = at;
      head(3, value.length);
      let i = 0;
      for (; i < value.length; i++) {
        const code = value.charCodeAt(i);
        if (code > 127) break;
        buffer[at++] = code;
      }
      if (i === value.length) return;
      at = start;
    }
    const bytes = textEncoder.encode(value);
    head(3, bytes.length);
    append(bytes);
  };
  const append = (bytes: Uint8Array): void => {
    ensure(bytes.length);
    buffer.set(bytes, at);
    at += bytes.length;
  };
  const float64 = (value: number): void => {
    ensure(9);
    buffer[at++] = 0xfb;
    view.setFloat64(at, value);
    at += 8;
  };
  const integer = (value: bigint): void => {
    if (value >= 0n && value < 2n ** 64n) headBig(0, value);
    else if (value < 0n && value >= -(2n ** 63n)) headBig(1, -1n - value);
    else float64(Number(value)); // no integer type holds it: Qdrant reads such JSON as a float, too
  };
  const number = (value: number): void => {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) float64(value);
    else if (value >= 0) head(0, value);
    else head(1, -1 - value);
  };
  const simple = (code: number): void => {
    ensure(1);
    buffer[at++] = code;
  };
  const json = (value: JsonValue | undefined): void => {
    if (value === null || value === undefined) simple(0xf6);
    else if (typeof value === 'string') text(value);
    else if (typeof value === 'number') number(value);
    else if (typeof value === 'boolean') simple(value ? 0xf5 : 0xf4);
    else if (Array.isArray(value)) {
      head(4, value.length);
      for (const item of value) json(item);
    } else if (isJsonNumber(value)) {
      const whole = value.toBigInt();
      if (whole === undefined) float64(value.valueOf());
      else integer(whole);
    } else {
      // A key without a value is no key, as in JSON.stringify.
      const entries = Object.entries(value).filter((entry) => entry[1] !== undefined);
      head(5, entries.length);
      for (const [key, item] of entries) {
        text(key);
        json(item);
      }
    }
  };

  return {
    get length() {
      return at;
    },
    bytes: () => buffer.subarray(0, at),
    skip(count) {
      ensure(count);
      buffer.fill(0, at, at + count);
      at += count;
    },
    cut(length) {
      at = Math.min(at, length);
    },
    map: (entries) => head(5, entries),
    array: (items) => head(4, items),
    text,
    unsigned: (value) => (typeof value === 'bigint' ? headBig(0, value) : head(0, value)),
    byteString(value) {
      head(2, value.length);
      append(value);
    },
    floats(values, from, to) {
      head(4, to - from);
      ensure((to - from) * 5);
      let position = at;
      for (let i = from; i < to; i++) {
        buffer[position] = 0xfa;
        view.setFloat32(position + 1, values[i] as number);
        position += 5;
      }
      at = position;
    },
    null: () => simple(0xf6),
    json,
  };
}
