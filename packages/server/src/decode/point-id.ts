import { isJsonNumber } from '@sextant/contract/json';
import type { PointId } from '@sextant/engine';
import { type Decoder, isObject } from './decoder.ts';
import { FormatError, formatFloat } from './scope.ts';

const maxId = 2n ** 64n - 1n;
const uuidForm = /^(?:urn:uuid:)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i;
const simpleForm = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** A UUID in any of its spellings, lower-case and hyphenated; undefined for other text. */
export function canonicalUuid(text: string): string | undefined {
  const bare = text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text;
  if (bare !== text && bare.startsWith('urn:')) return undefined;
  const match = uuidForm.exec(bare) ?? simpleForm.exec(bare);
  return match === null ? undefined : match.slice(1).join('-').toLowerCase();
}

/** An id as it stands in a path: digits, or a UUID. */
export function pointIdFromPath(text: string): PointId | undefined {
  if (!/^\+?\d+$/.test(text)) return canonicalUuid(text);
  const id = BigInt(text);
  if (id > maxId) return undefined;
  return id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : id;
}

/** An id in a document: an unsigned 64-bit integer or a UUID. */
export const pointId: Decoder<PointId> = (value, scope) => {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 0) return value;
  } else if (typeof value === 'string') {
    const uuid = canonicalUuid(value);
    if (uuid !== undefined) return uuid;
  } else if (isJsonNumber(value)) {
    const id = value.toBigInt();
    if (id !== undefined && id >= 0n && id <= maxId) return id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : id;
  }
  throw new FormatError(
    `value ${showRefused(value)} is not a valid point ID, valid values are either an unsigned integer or a UUID`,
    scope,
    'after',
  );
};

function showRefused(value: unknown): string {
  if (value === null || value === undefined) return 'Unit';
  if (isJsonNumber(value)) return value.isInteger ? String(value.valueOf()) : formatFloat(value.valueOf());
  if (Array.isArray(value) || isObject(value)) return JSON.stringify(value);
  return String(value as string | number | boolean);
}
