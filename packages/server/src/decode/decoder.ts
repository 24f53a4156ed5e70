import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';
import { describeValue, FormatError, formatFloat, type Scope, violate } from './scope.ts';

/** Turns a JSON value into a T, or fails with a `FormatError` that says where and why. */
export type Decoder<T> = (value: JsonValue | undefined, scope: Scope) => T;

export function invalidType(value: unknown, expected: string, scope: Scope): FormatError {
  const container = Array.isArray(value) || (typeof value === 'object' && value !== null && !isJsonNumber(value));
  return new FormatError(`invalid type: ${describeValue(value)}, expected ${expected}`, scope, container ? 'before' : 'end');
}

export const bool: Decoder<boolean> = (value, scope) => {
  if (typeof value !== 'boolean') throw invalidType(value, 'a boolean', scope);
  return value;
};

export const text: Decoder<string> = (value, scope) => {
  if (typeof value !== 'string') throw invalidType(value, 'a string', scope);
  return value;
};

/** A number of either kind. */
export const float: Decoder<number> = (value, scope) => {
  if (typeof value === 'number') return value;
  if (isJsonNumber(value)) return value.valueOf();
  throw invalidType(value, 'f64', scope);
};

/** An unsigned integer; above 2^53 - 1 the nearest double, which is far beyond every limit it is compared with. */
export function unsigned(kind: 'usize' | 'u64' | 'u32' | 'u16' | 'u8'): Decoder<number> {
  const bits = kind === 'usize' ? 64 : Number(kind.slice(1));
  const max = 2 ** bits;
  return (value, scope) => {
    if (typeof value === 'number' && Number.isInteger(value)) {
      if (value >= 0 && value < max) return value;
      throw new FormatError(`invalid value: integer \`${value}\`, expected ${kind}`, scope);
    }
    if (isJsonNumber(value)) {
      const integer = value.toBigInt();
      if (integer !== undefined && integer >= 0n && integer < 2n ** BigInt(bits)) return Number(integer);
    }
    throw invalidType(value, kind, scope);
  };
}

export const usize = unsigned('usize');
export const u32 = unsigned('u32');
export const u64 = unsigned('u64');

/** A signed 64-bit integer; bigint beyond 2^53 - 1. */
export const int64: Decoder<number | bigint> = (value, scope) => {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  const integer = isJsonNumber(value) ? value.toBigInt() : undefined;
  if (integer !== undefined && BigInt.asIntN(64, integer) === integer) return integer;
  throw invalidType(value, 'i64', scope);
};

/** Adds a range to a number decoder: a value outside is a violation, not a format error. */
export function inRange(decode: Decoder<number>, min: number, max?: number, asFloat = false): Decoder<number> {
  const show = (value: number): string => (asFloat ? formatFloat(value) : String(value));
  return (value, scope) => {
    const number = decode(value, scope);
    if (number < min || (max !== undefined && number > max)) {
      const rule = max === undefined ? `must be ${show(min)} or larger` : `must be from ${show(min)} to ${show(max)}`;
      violate(scope, `value ${show(number)} invalid, ${rule}`);
    }
    return number;
  };
}

/** A whole number from 1, whose zero is a format error: `NonZero` types. */
export function nonZero(kind: 'usize' | 'u64' | 'u32'): Decoder<number> {
  const decode = unsigned(kind);
  return (value, scope) => {
    const number = decode(value, scope);
    if (number === 0) throw new FormatError(`invalid value: integer \`0\`, expected a nonzero ${kind}`, scope);
    return number;
  };
}

const mayBeAbsent = new WeakSet<object>();

/** Null and absent are undefined. In a struct, only fields made by this or by `withDefault` may be absent. */
export function optional<T>(decode: Decoder<T>): Decoder<T | undefined> {
  const relaxed: Decoder<T | undefined> = (value, scope) => (value === undefined || value === null ? undefined : decode(value, scope));
  mayBeAbsent.add(relaxed);
  return relaxed;
}

/** Absent is the default; null is handed to the decoder, which usually refuses it. */
export function withDefault<T>(decode: Decoder<T>, fallback: T): Decoder<T> {
  const relaxed: Decoder<T> = (value, scope) => (value === undefined ? fallback : decode(value, scope));
  mayBeAbsent.add(relaxed);
  return relaxed;
}

export function oneOf<const T extends string>(...variants: readonly T[]): Decoder<T> {
  const list = variants.map((variant) => `\`${variant}\``);
  const expected = list.length === 1 ? list[0] : list.length === 2 ? list.join(' or ') : `one of ${list.join(', ')}`;
  return (value, scope) => {
    if (typeof value !== 'string') throw invalidType(value, `string or map`, scope);
    if (!(variants as readonly string[]).includes(value))
      throw new FormatError(`unknown variant \`${value}\`, expected ${expected}`, scope);
    return value as T;
  };
}

export function list<T>(decode: Decoder<T>): Decoder<T[]> {
  return (value, scope) => {
    if (!Array.isArray(value)) throw invalidType(value, 'a sequence', scope);
    const result = new Array<T>(value.length);
    for (let i = 0; i < value.length; i += 1) {
      scope.path.push(i);
      result[i] = decode(value[i], scope);
      scope.path.pop();
    }
    return result;
  };
}

/** A JSON object, not a number that kept its text. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonNumber(value);
}

/** The field of an object that may be absent; the decoder sees undefined then. */
export function field<T>(source: JsonObject, key: string, decode: Decoder<T>, scope: Scope): T {
  scope.path.push(key);
  const result = decode(Object.hasOwn(source, key) ? source[key] : undefined, scope);
  scope.path.pop();
  return result;
}

/** The name a field has in this object: the present one, or the older one where only that is there. */
export function keyOrAlias(source: JsonObject, key: string, alias: string): string {
  return Object.hasOwn(source, key) || !Object.hasOwn(source, alias) ? key : alias;
}

/** The field of an object that must be there. */
export function required<T>(source: JsonObject, key: string, decode: Decoder<T>, scope: Scope): T {
  if (!Object.hasOwn(source, key)) throw new FormatError(`missing field \`${key}\``, scope);
  return field(source, key, decode, scope);
}

type Fields<T> = { readonly [K in keyof T]-?: Decoder<T[K]> };

/**
 * An object with these fields; others are ignored. Absent optional fields stay absent. The real server would take some structs as an
 * array of their fields: `arrayLength` is how many it names when it refuses one, 0 for those it never takes.
 */
export function struct<T extends object>(name: string, fields: Fields<T>, arrayLength?: number): Decoder<T> {
  const entries = Object.entries(fields) as [string, Decoder<unknown>][];
  const count = arrayLength ?? entries.length;
  return (value, scope) => {
    if (!isObject(value)) {
      if (Array.isArray(value) && arrayLength !== 0) {
        throw new FormatError(
          `invalid length ${value.length}, expected struct ${name} with ${count} element${count === 1 ? '' : 's'}`,
          scope,
          'end',
        );
      }
      throw invalidType(value, `struct ${name}`, scope);
    }
    const result: Record<string, unknown> = {};
    for (const [key, decode] of entries) {
      const entry = Object.hasOwn(value, key) ? value[key] : undefined;
      if (entry === undefined && !mayBeAbsent.has(decode)) throw new FormatError(`missing field \`${key}\``, scope);
      scope.path.push(key);
      const decoded = decode(entry, scope);
      scope.path.pop();
      if (decoded !== undefined) result[key] = decoded;
    }
    return result as T;
  };
}

/** The first of several forms that fits; where none does, only that is said, as the real server does. */
export function untagged<T>(name: string, ...variants: readonly Decoder<T>[]): Decoder<T> {
  return firstOf(`data did not match any variant of untagged enum ${name}`, ...variants);
}

export function firstOf<T>(message: string, ...variants: readonly Decoder<T>[]): Decoder<T> {
  return (value, scope) => {
    const depth = scope.path.length;
    const violations = scope.violations.length;
    for (const decode of variants) {
      try {
        return decode(value, scope);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        scope.path.length = depth;
        scope.violations.length = violations;
      }
    }
    throw new FormatError(message, scope, 'after');
  };
}
