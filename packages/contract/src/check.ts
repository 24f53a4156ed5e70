import { isJsonNumber } from './json/json-number.ts';

/**
 * Rules that JSON Schema cannot say, named by `x-check` and `format` in openapi/. The compiled validators call them.
 * `shape` rules belong to the type: breaking one makes a body unreadable (400). The others are about values (422).
 */
export const shapeChecks = {
  uuid: isUuid,
  'date-time': isDateTime,
  uri: isUri,
  'json-path': isJsonPath,
  'geo-point': isGeoPoint,
  'geo-ring': isGeoRing,
  'points-or-filter': hasPointsOrFilter,
} as const;
export const valueChecks = {
  'not-empty': isNotEmpty,
  sha256: isSha256,
  'sparse-vector': isSparseVector,
  matrix: isMatrix,
  batch: isBatch,
  'any-condition': hasCondition,
  slice: isSlice,
  'positive-or-negative': hasPositiveOrNegative,
} as const;

/** Inclusive bounds of the integer kinds, exact. */
export const integerBounds = {
  uint: [0n, 2n ** 64n - 1n],
  uint8: [0n, 255n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
} as const;

export type NumberKind = keyof typeof integerBounds | 'float';

/** What the compiled validators test: types alone, or values too. They are synchronous, so one switch serves all. */
export const mode = { values: true };

/** A number that arrived as `JsonNumber` or as a bigint; plain numbers and bounds are tested inline by the generated code. */
export function isWideNumber(value: unknown, kind: NumberKind): boolean {
  if (kind === 'float') return isJsonNumber(value) && Number.isFinite(value.valueOf());
  const integer = typeof value === 'bigint' ? value : isJsonNumber(value) ? value.toBigInt() : undefined;
  if (integer === undefined) return false;
  const [low, high] = integerBounds[kind];
  return integer >= low && integer <= high;
}

/** Moves fields from older names to present ones, unless a field that must be there is missing. */
export function renameFields(value: unknown, names: readonly (readonly [string, string])[], needed: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Record<string, unknown>;
  for (const [alias, field] of names) {
    if (fields[alias] === undefined || fields[field] !== undefined || needed.some((name) => fields[name] === undefined)) continue;
    fields[field] = fields[alias];
    delete fields[alias];
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** Hyphenated, simple, braced or `urn:uuid:`, in any case. */
export function isUuid(text: string): boolean {
  return /^(?:urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$|^[0-9a-f]{32}$|^\{[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}$/i.test(
    text,
  );
}

/** RFC 3339, and what the real server takes besides: no zone (read as UTC), a blank for the `T`, no seconds, a date alone. */
export function isDateTime(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text);
  if (match === null) return false;
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  if (year === undefined || month === undefined || day === undefined) return false;
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second <= 60;
}

/** An absolute URL. */
export function isUri(text: string): boolean {
  return URL.canParse(text);
}

/** `a.b[].c`, `a[0]`, `"quoted key".b`. */
export function isJsonPath(text: string): boolean {
  return /^(?:[\p{Alphabetic}\p{N}_-]+|"[^"\\]*")(?:\.(?:[\p{Alphabetic}\p{N}_-]+|"[^"\\]*")|\[\d*\])*$/u.test(text);
}

export function isGeoPoint(point: Fields): boolean {
  const { lon, lat } = point;
  return Number(lon) >= -180 && Number(lon) <= 180 && Number(lat) >= -90 && Number(lat) <= 90;
}

/** A closed line of at least four points. */
export function isGeoRing(line: Fields): boolean {
  const points = line.points as readonly Fields[];
  const first = points[0];
  const last = points.at(-1);
  return points.length >= 4 && Number(first?.lon) === Number(last?.lon) && Number(first?.lat) === Number(last?.lat);
}

export function hasPointsOrFilter(request: Fields): boolean {
  return (request.points ?? null) !== null || (request.filter ?? null) !== null;
}

export function isNotEmpty(text: string): boolean {
  return text.length > 0;
}

/** 64 hexadecimal digits. */
export function isSha256(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text);
}

/** One value for each index, and no index twice. */
export function isSparseVector(vector: Fields): boolean {
  const indices = vector.indices as readonly unknown[];
  const values = vector.values as readonly unknown[];
  return indices.length === values.length && new Set(indices.map(Number)).size === indices.length;
}

/** Rows of equal length, none empty. */
export function isMatrix(rows: readonly (readonly unknown[])[]): boolean {
  const width = rows[0]?.length ?? 0;
  return width > 0 && rows.every((row) => row.length === width);
}

/** As many vectors (of each name) and payloads as ids. */
export function isBatch(batch: Fields): boolean {
  const { ids, vectors, payloads } = batch as { ids: readonly unknown[]; vectors: unknown; payloads?: readonly unknown[] | null };
  const lists = Array.isArray(vectors) ? [vectors] : Object.values(vectors as Record<string, readonly unknown[]>);
  return lists.every((list) => list.length === ids.length) && (payloads ?? ids).length === ids.length;
}

const conditionKeys = ['match', 'range', 'geo_bounding_box', 'geo_radius', 'geo_polygon', 'values_count', 'is_empty', 'is_null'];

export function hasCondition(condition: Fields): boolean {
  return conditionKeys.some((key) => (condition[key] ?? null) !== null);
}

export function isSlice(slice: Fields): boolean {
  return Number(slice.index) < Number(slice.total);
}

export function hasPositiveOrNegative(input: Fields): boolean {
  const count = (list: unknown) => (Array.isArray(list) ? list.length : 0);
  return count(input.positive) + count(input.negative) > 0;
}
