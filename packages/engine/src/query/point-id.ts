import { isJsonNumber } from '@sextant/contract/json';
import type { PointId } from '../operation/point.ts';

const uuid = /^(?:urn:uuid:)?\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;
const maxId = 2n ** 64n - 1n;

/** The order of a listing: numbers ascending, then UUIDs ascending. Negative when `a` comes first. */
export function comparePointIds(a: PointId, b: PointId): number {
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : 1;
  if (typeof b === 'string') return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The one form of an id that a user may have written in several; undefined when it is none. */
export function canonicalPointId(value: unknown): PointId | undefined {
  if (typeof value === 'string') return canonicalUuid(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
  const big = typeof value === 'bigint' ? value : isJsonNumber(value) ? value.toBigInt() : undefined;
  if (big === undefined || big < 0n || big > maxId) return undefined;
  return big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
}

/** Lower-case and hyphenated, from any form a UUID is written in; undefined when it is none. */
export function canonicalUuid(text: string): string | undefined {
  const match = uuid.exec(text);
  return match === null ? undefined : match.slice(1).join('-').toLowerCase();
}
