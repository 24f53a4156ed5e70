import { isJsonNumber, type JsonObject, type JsonValue, parseJson } from '@sextant/contract/json';
import { corrupt, FormatError } from './format-error.ts';

/** Parses the text of one of the format's JSON files, whose top level is an object. */
export function parseJsonObject(text: string, what: string): JsonObject {
  return asObject(parseJsonText(text, what), what);
}

/** Parses JSON and turns a syntax error into a format error. */
export function parseJsonText(text: string, what: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new FormatError('corrupt', `${what} is not valid JSON: ${(error as Error).message}`, {}, error);
  }
}

/** A JSON object, or a refusal that names `what`. */
export function asObject(value: JsonValue | undefined, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isJsonNumber(value)) throw wrongType(what, 'an object', value);
  return value;
}

export function asArray(value: JsonValue | undefined, what: string): JsonValue[] {
  if (!Array.isArray(value)) throw wrongType(what, 'a list', value);
  return value;
}

export function asString(value: JsonValue | undefined, what: string): string {
  if (typeof value !== 'string') throw wrongType(what, 'a string', value);
  return value;
}

export function asBoolean(value: JsonValue | undefined, what: string): boolean {
  if (typeof value !== 'boolean') throw wrongType(what, 'true or false', value);
  return value;
}

/** A non-negative integer up to 2^53 - 1, at least `min`. */
export function asCount(value: JsonValue | undefined, what: string, min = 0): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min) throw wrongType(what, `an integer from ${min}`, value);
  return value;
}

/** An unsigned 64-bit integer: a number up to 2^53 - 1, a bigint above. */
export function asU64(value: JsonValue | undefined, what: string): number | bigint {
  if (typeof value === 'number') return asCount(value, what);
  const integer = isJsonNumber(value) ? value.toBigInt() : undefined;
  if (integer === undefined || integer < 0n || integer >= 1n << 64n) throw wrongType(what, 'an unsigned 64-bit integer', value);
  return integer;
}

function wrongType(what: string, expected: string, value: JsonValue | undefined): FormatError {
  return corrupt(value === undefined ? `${what} is missing` : `${what} has the wrong type`, { expected, found: excerpt(value) });
}

function excerpt(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : textOf(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** JSON.stringify recurses: a text nested deeply enough to be read, but not to be written, is described instead. */
function textOf(value: JsonValue): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'something nested too deeply to be shown';
  }
}
