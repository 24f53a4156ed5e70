import { corrupt } from './format-error.ts';

/** A point id: an unsigned 64-bit integer (`number` up to 2^53 - 1, `bigint` above) or a UUID, lower-case and hyphenated. */
export type PointId = number | bigint | string;

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Reads 16 bytes in textual (big-endian) order as `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. */
export function readUuid(bytes: Uint8Array, offset: number): string {
  let text = '';
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += hexOfByte[bytes[offset + at] ?? 0];
  }
  return text;
}

/** Writes a UUID, hyphenated or not, as 16 bytes in textual order. */
export function writeUuid(bytes: Uint8Array, offset: number, uuid: string): void {
  const hex = uuid.replaceAll('-', '');
  if (hex.length !== 32 || !/^[0-9a-fA-F]+$/.test(hex)) throw corrupt('not a UUID', { found: uuid });
  for (let at = 0; at < 16; at++) bytes[offset + at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
}

/** The canonical form of a 64-bit integer id. */
export function numericId(value: bigint): PointId {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Orders ids as Qdrant does: integers by value, then UUIDs by their bytes. */
export function comparePointIds(left: PointId, right: PointId): number {
  if (typeof left === 'string' || typeof right === 'string') {
    if (typeof left !== typeof right && (typeof left !== 'string' || typeof right !== 'string')) return typeof left === 'string' ? 1 : -1;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}
