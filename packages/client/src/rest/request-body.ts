import { isJsonNumber, stringifyJson } from '@sextant/contract/json';

/** Writes a request body: typed arrays as arrays of numbers, `bigint` as integers, `JsonNumber` with its own text. */
export function encodeBody(body: unknown): string {
  return stringifyJson(plain(body));
}

/** The value with typed arrays replaced; parts without any are returned as they are, so that long vectors are not copied. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  if (Array.isArray(value)) {
    if (typeof value[0] === 'number' && typeof value.at(-1) === 'number') return value;
    return value.map(plain);
  }
  if (isJsonNumber(value) || typeof (value as { toJSON?: unknown }).toJSON === 'function') return value;
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__') Object.defineProperty(copy, key, { value: plain(entry), enumerable: true });
    else copy[key] = plain(entry);
  }
  return copy;
}
