import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { JsonNumber } from '@sextant/contract/json';
import { uuidFromBytes } from './uuid-text.ts';

/** The first three bits of an item. */
export const cborMajor = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;

/** What is not CBOR, or not of the shape expected; `offset` is in the entry's data. */
export class CborError extends Error {
  override readonly name = 'CborError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} at byte ${offset}`);
    this.offset = offset;
  }
}

/** Reads items one after another; lengths may be definite or not, floats of any width. */
export interface CborReader {
  readonly offset: number;
  readonly atEnd: boolean;
  major(): number;
  /** True and consumed when the next item is `null` or `undefined`. */
  takeNull(): boolean;
  /** Calls `each` per key; it must consume the value. */
  map(each: (key: string) => void): void;
  /** Calls `each` per item; it must consume it. */
  array(each: (index: number) => void): void;
  text(): string;
  bytes(): Uint8Array;
  boolean(): boolean;
  /** Any integer or float, as a double. */
  number(): number;
  unsigned(): number | bigint;
  /** An array of numbers. */
  floats(): Float32Array;
  /** Whether the array at the cursor holds arrays. */
  startsNested(): boolean;
  /** Any item as JSON: floats without a fraction and integers beyond 2^53 as `JsonNumber`, byte strings of 16 as UUID text. */
  json(): JsonValue;
  skip(): void;
}

const textDecoder = new TextDecoder('utf-8', { fatal: true });
const breakByte = 0xff;
const maxDepth = 256;

/** A reader over `data`, which must hold whole items. */
export function createCborReader(data: Uint8Array): CborReader {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = 0;
  let depth = 0;

  const fail = (message: string, offset = at): never => {
    throw new CborError(message, offset);
  };
  const need = (count: number): void => {
    if (at + count > data.length) fail(`CBOR ends ${at + count - data.length} bytes early`);
  };
  const peek = (): number => {
    need(1);
    return data[at] as number;
  };
  const major = (): number => peek() >> 5;
  /** Argument of the head at the cursor; -1 for an indefinite length. */
  const argument = (): number => {
    const info = peek() & 31;
    at++;
    if (info < 24) return info;
    if (info === 24) return take(1, () => view.getUint8(at));
    if (info === 25) return take(2, () => view.getUint16(at));
    if (info === 26) return take(4, () => view.getUint32(at));
    if (info === 27) return take(8, () => Number(view.getBigUint64(at)));
    if (info === 31) return -1;
    return fail('reserved CBOR length', at - 1);
  };
  const take = <T>(count: number, read: () => T): T => {
    need(count);
    const value = read();
    at += count;
    return value;
  };
  const expect = (wanted: number, what: string): void => {
    skipTags();
    if (major() !== wanted) fail(`expected ${what}, found CBOR type ${major()}`);
  };
  const skipTags = (): void => {
    while (major() === cborMajor.tag) argument();
  };
  const each = (items: number, call: (index: number) => void): void => {
    if (++depth > maxDepth) fail('CBOR nested too deeply');
    if (items < 0) {
      for (let i = 0; peek() !== breakByte; i++) call(i);
      at++;
    } else for (let i = 0; i < items; i++) call(i);
    depth--;
  };
  const chunks = (wanted: number): Uint8Array => {
    const length = argument();
    if (length >= 0) return take(length, () => data.subarray(at, at + length));
    const parts: Uint8Array[] = [];
    while (peek() !== breakByte) {
      if (major() !== wanted) fail('a chunk of another CBOR type in a string');
      const size = argument();
      // A chunk has a length: one without would be read for ever.
      if (size < 0) fail('a chunk of a string without a length', at - 1);
      parts.push(take(size, () => data.subarray(at, at + size)));
    }
    at++;
    return Buffer.concat(parts);
  };
  const text = (): string => {
    expect(cborMajor.text, 'text');
    const start = at;
    const bytes = chunks(cborMajor.text);
    try {
      return bytes.length < 32 && isAscii(bytes) ? String.fromCharCode(...bytes) : textDecoder.decode(bytes);
    } catch {
      return fail('text is not UTF-8', start);
    }
  };
  const bytes = (): Uint8Array => {
    expect(cborMajor.bytes, 'a byte string');
    return chunks(cborMajor.bytes);
  };
  const float = (): number => {
    const info = peek() & 31;
    at++;
    if (info === 25) return take(2, () => halfToNumber(view.getUint16(at)));
    if (info === 26) return take(4, () => view.getFloat32(at));
    if (info === 27) return take(8, () => view.getFloat64(at));
    return fail('expected a number, found a simple value', at - 1);
  };
  /** The argument of an integer, which is never indefinite. */
  const whole = (): number => {
    const value = argument();
    return value < 0 ? fail('an integer without a value', at - 1) : value;
  };
  const number = (): number => {
    skipTags();
    const type = major();
    if (type === cborMajor.unsigned) return whole();
    if (type === cborMajor.negative) return -1 - whole();
    if (type === cborMajor.simple) return float();
    return fail(`expected a number, found CBOR type ${type}`);
  };
  const big = (): bigint => {
    const type = major();
    const value = (peek() & 31) === 27 ? (at++, take(8, () => view.getBigUint64(at))) : BigInt(whole());
    return type === cborMajor.negative ? -1n - value : value;
  };
  const floats = (): Float32Array => {
    expect(cborMajor.array, 'an array of numbers');
    const count = argument();
    if (count < 0) {
      const values: number[] = [];
      each(count, () => values.push(number()));
      return Float32Array.from(values);
    }
    if (count > data.length - at) fail('CBOR array longer than the data');
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      // float32, as writers store most components, without the detour
      if (data[at] === 0xfa && at + 5 <= data.length) {
        values[i] = view.getFloat32(at + 1);
        at += 5;
      } else values[i] = number();
    }
    return values;
  };
  const map = (call: (key: string) => void): void => {
    expect(cborMajor.map, 'a map');
    each(argument(), () => call(text()));
  };
  const array = (call: (index: number) => void): void => {
    expect(cborMajor.array, 'an array');
    each(argument(), call);
  };
  const json = (): JsonValue => {
    skipTags();
    switch (major()) {
      case cborMajor.unsigned:
      case cborMajor.negative: {
        const value = big();
        return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
          ? Number(value)
          : JsonNumber.integer(value);
      }
      case cborMajor.bytes: {
        const start = at;
        const value = bytes();
        return value.length === 16 ? uuidFromBytes(value) : fail(`a byte string of ${value.length} bytes is no JSON value`, start);
      }
      case cborMajor.text:
        return text();
      case cborMajor.array: {
        const items: JsonValue[] = [];
        array(() => items.push(json()));
        return items;
      }
      case cborMajor.map: {
        const object: JsonObject = {};
        map((key) => {
          const value = json();
          if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
          else object[key] = value;
        });
        return object;
      }
      default:
        return simple();
    }
  };
  const simple = (): JsonValue => {
    const code = peek();
    if (code === 0xf4 || code === 0xf5) {
      at++;
      return code === 0xf5;
    }
    if (code === 0xf6 || code === 0xf7) {
      at++;
      return null;
    }
    const value = float();
    return Number.isInteger(value) ? JsonNumber.float(value) : Number.isFinite(value) ? value : null;
  };

  /** Consumes an item of any kind, byte strings of any length included. */
  const skip = (): void => {
    skipTags();
    const type = major();
    if (type === cborMajor.bytes) bytes();
    else if (type === cborMajor.array) array(skip);
    else if (type === cborMajor.map) map(skip);
    else json();
  };

  return {
    get offset() {
      return at;
    },
    get atEnd() {
      return at >= data.length;
    },
    major: () => {
      skipTags();
      return major();
    },
    takeNull: () => {
      const code = peek();
      if (code !== 0xf6 && code !== 0xf7) return false;
      at++;
      return true;
    },
    map,
    array,
    text,
    bytes,
    boolean: () => {
      const code = peek();
      if (code !== 0xf4 && code !== 0xf5) fail('expected true or false');
      at++;
      return code === 0xf5;
    },
    number,
    unsigned: () => {
      expect(cborMajor.unsigned, 'an unsigned integer');
      const value = big();
      return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
    },
    floats,
    startsNested: () => {
      expect(cborMajor.array, 'an array');
      const start = at;
      const items = argument();
      const nested = items !== 0 && peek() !== breakByte && major() === cborMajor.array;
      at = start;
      return nested;
    },
    json,
    skip,
  };
}

function isAscii(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 127) return false;
  return true;
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
