import { isJsonNumber, JsonNumber, stringifyJson } from '@sextant/contract/json';

/**
 * Writes a request body: typed arrays as arrays of numbers, `bigint` as integers, `JsonNumber` with its own text, and multivectors so that
 * they stay multivectors (see `asRows`).
 */
export function encodeBody(body: unknown): string {
  return stringifyJson(plain(body));
}

/** Keys whose values are the user's own JSON, where an array of arrays is no vector. */
const userData: ReadonlySet<string> = new Set([
  'payload',
  'payloads',
  'metadata',
  'filter',
  'update_filter',
  'set_payload',
  'overwrite_payload',
]);

/** The value with typed arrays replaced; parts without any are returned as they are, so that long vectors are not copied. */
function plain(value: unknown, mayBeVector = true): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) {
    if (typeof value[0] === 'number' && typeof value.at(-1) === 'number') return value;
    const entries = value.map((entry) => plain(entry, mayBeVector));
    return mayBeVector ? asRows(entries) : entries;
  }
  if (isJsonNumber(value) || typeof (value as { toJSON?: unknown }).toJSON === 'function') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    const written = plain(entry, mayBeVector && !userData.has(key));
    if (key === '__proto__') Object.defineProperty(copy, key, { value: written, enumerable: true });
    else copy[key] = written;
  }
  return copy;
}

/**
 * Qdrant takes two arrays of numbers, the first of whole ones, for a sparse vector. Python writes `1.0` and never meets this; JavaScript
 * writes `1`. So the first number of such a multivector is written as a float.
 */
function asRows(entries: unknown[]): unknown[] {
  const [first, second] = entries;
  if (entries.length !== 2 || !isNumbers(first) || !isNumbers(second) || !first.every((entry) => Number.isInteger(entry))) return entries;
  return [[JsonNumber.float(first[0] as number), ...first.slice(1)], second];
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && typeof value[0] === 'number';
}
