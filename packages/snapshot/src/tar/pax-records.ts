/**
 * PAX records: "<length> <key>=<value>\n", length counts the whole record in decimal, its own digits included
 */
import { corrupt, FormatError } from '../format/format-error.ts';
import type { FileExtent } from './tar-header.ts';

const decoder = new TextDecoder();

/**
 * Records before one entry, and numbers in its sparse map. They are read without a pause: a megabyte has room for 200,000 records and 500,000 numbers.
 * pax knows some twenty keys; only GNU's old sparse maps need more, two numbers for each range, of which a file of 32 MiB has at most 4096.
 */
export const maxPaxRecords = 16_384;

/** The records of an `x` or `g` entry; `offset` is the place of its data in the archive. */
export function decodePaxRecords(bytes: Uint8Array, offset: number, mostRecords = maxPaxRecords): [key: string, value: string][] {
  const records: [string, string][] = [];
  for (let at = 0; at < bytes.length; ) {
    if (records.length === mostRecords)
      throw new FormatError('limit', 'an entry has too many PAX records', { offset: offset + at, expected: `at most ${maxPaxRecords}` });
    const { length, space } = readLength(bytes, at);
    const end = at + length;
    if (length === 0 || end > bytes.length || end <= space || bytes[end - 1] !== 0x0a)
      throw corrupt('a PAX record is malformed', { offset: offset + at });
    const equals = bytes.indexOf(0x3d, space + 1);
    if (equals <= space + 1 || equals >= end - 1) throw corrupt('a PAX record has no key', { offset: offset + at });
    records.push([decoder.decode(bytes.subarray(space + 1, equals)), decoder.decode(bytes.subarray(equals + 1, end - 1))]);
    at = end;
  }
  return records;
}

/** The number at `start` and the place of the space after it; 0 when it is none. */
function readLength(bytes: Uint8Array, start: number): { length: number; space: number } {
  let length = 0;
  let at = start;
  for (; at < start + 10; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    length = length * 10 + digit;
  }
  return { length: bytes[at] === 0x20 ? length : 0, space: at };
}

/** What PAX records say about the next entry. */
export interface PaxAttributes {
  path?: string;
  storedBytes?: number;
  /** GNU's sparse files in PAX clothes: formats 0.0 and 0.1 have the map here, 1.0 in front of the data. */
  sparse?: { realBytes: number; extents: FileExtent[] | 'in data' };
}

/** Gathers the attributes that change how an entry is read; all others (times, owners) are left out. */
export function toPaxAttributes(records: readonly (readonly [string, string])[], offset: number): PaxAttributes {
  const attributes: PaxAttributes = {};
  const last = new Map(records);
  const number = (key: string): number | undefined => {
    const text = last.get(key);
    if (text === undefined) return undefined;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value)) throw corrupt(`the PAX record ${key} is no number`, { offset, found: text.slice(0, 40) });
    return value;
  };
  const path = last.get('GNU.sparse.name') ?? last.get('path');
  if (path !== undefined) attributes.path = path;
  const size = number('size');
  if (size !== undefined) attributes.storedBytes = size;
  const realBytes = number('GNU.sparse.realsize') ?? number('GNU.sparse.size');
  if (realBytes === undefined) return attributes;
  const isInData = number('GNU.sparse.major') === 1;
  attributes.sparse = { realBytes, extents: isInData ? 'in data' : mapFromRecords(records, offset) };
  return attributes;
}

function mapFromRecords(records: readonly (readonly [string, string])[], offset: number): FileExtent[] {
  const joined = new Map(records).get('GNU.sparse.map');
  const numbers = (
    joined === undefined
      ? records.flatMap(([key, value]) => (key === 'GNU.sparse.offset' || key === 'GNU.sparse.numbytes' ? [value] : []))
      : joined.split(',', maxPaxRecords + 1)
  ).map((text) => (/^\d+$/.test(text) ? Number(text) : Number.NaN));
  if (numbers.length > maxPaxRecords)
    throw new FormatError('limit', 'a PAX sparse map is too long', { offset, expected: `at most ${maxPaxRecords / 2} entries` });
  if (numbers.length % 2 !== 0 || !numbers.every(Number.isSafeInteger)) throw corrupt('a PAX sparse map is malformed', { offset });
  const extents: FileExtent[] = [];
  for (let at = 0; at < numbers.length; at += 2) extents.push({ offset: numbers[at] ?? 0, length: numbers[at + 1] ?? 0 });
  return extents;
}
