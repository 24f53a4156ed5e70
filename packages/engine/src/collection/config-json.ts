import { isJsonNumber } from '@sextant/contract/json';

/** Settings are numbers, not texts: `1.0` becomes 1. An integer beyond 2^53 stays as it was written. Returns a copy. */
export function plainNumbers(value: unknown): unknown {
  if (isJsonNumber(value)) return value.isInteger ? value : Number(value);
  return mapChildren(value, plainNumbers);
}

/** A copy without the keys whose value is null or undefined, at every depth: `null` in a request means "not given". */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value) || !isPlainObject(value)) return mapChildren(value, withoutNulls);
  const kept = Object.entries(value).filter(([, child]) => child !== null && child !== undefined);
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutNulls(child)]));
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonNumber(value);
}

function mapChildren(value: unknown, map: (child: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child)]));
}
