/**
 * A tar header, one block of 512 bytes (GNU and ustar)
 *
 *     0  100   name, NUL-padded            257    8   magic and version: "ustar\0" "00" (ustar), "ustar  \0" (GNU)
 *   100    8   mode                        265   32   owner name      297   32   group name
 *   108    8   owner id                    329    8   device numbers, twice
 *   116    8   group id                    345  155   name prefix (ustar only)
 *   124   12   size of the data            386   96   sparse map: 4 times offset[12] length[12] (GNU, type S)
 *   136   12   modification time           482    1   1 = a sparse extension block follows
 *   148    8   sum of all bytes,           483   12   real size of a sparse file
 *              these 8 taken as spaces
 *   156    1   type                        Numbers: octal text, or base-256 big-endian when the first byte has its high bit set.
 *   157  100   link target                 An empty (all NUL) field is 0.
 *
 * Types: 0 and NUL file, 7 file, S sparse file, 5 directory, L / K long name / link target of the next entry, x / g PAX records,
 * 1 hard link, 2 symbolic link, 3 4 6 devices and pipes.
 *
 * A sparse extension block holds 21 times offset[12] length[12] and at byte 504 whether another one follows.
 */
import { corrupt } from '../format/format-error.ts';

export const tarBlockBytes = 512;
const sparseEntryBytes = 24;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A range of a file that is stored; everything between is zeros. */
export interface FileExtent {
  readonly offset: number;
  readonly length: number;
}

export interface TarHeader {
  readonly name: string;
  readonly type: string;
  /** Bytes that follow the header in the archive. */
  readonly storedBytes: number;
  readonly isGnu: boolean;
  /** Size of the unpacked file; only in sparse headers. */
  readonly realBytes: number;
  readonly extents: readonly FileExtent[];
  readonly isExtended: boolean;
}

/** True for a block of zeros, of which two end an archive. */
export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** Decodes one header; `offset` is its place in the archive, for errors. */
export function decodeTarHeader(block: Uint8Array, offset: number): TarHeader {
  checkSum(block, offset);
  const magic = decoder.decode(block.subarray(257, 265));
  const isGnu = magic === 'ustar  \0';
  const isUstar = magic.startsWith('ustar\0');
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156] ?? 0);
  const isSparse = type === 'S';
  const prefix = isUstar ? readText(block, 345, 155) : '';
  const name = readText(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    type,
    storedBytes: readNumber(block, 124, 12, offset),
    isGnu,
    realBytes: isSparse ? readNumber(block, 483, 12, offset) : 0,
    extents: isSparse ? readSparseEntries(block, 386, 4, offset) : [],
    isExtended: isSparse && block[482] !== 0,
  };
}

/** Decodes a sparse extension block. */
export function decodeSparseExtension(block: Uint8Array, offset: number): { extents: FileExtent[]; isExtended: boolean } {
  return { extents: readSparseEntries(block, 0, 21, offset), isExtended: block[504] !== 0 };
}

function checkSum(block: Uint8Array, offset: number): void {
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < tarBlockBytes; at++) {
    const byte = at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const stored = /^[\0 ]*([0-7]+)[\0 ]*$/.exec(decoder.decode(block.subarray(148, 156)))?.[1];
  const sum = stored === undefined ? undefined : Number.parseInt(stored, 8);
  // Some old writers summed signed bytes.
  if (sum === unsigned || sum === signed) return;
  throw corrupt('not a tar header, its checksum is wrong', { offset, expected: unsigned, found: sum ?? 'no number' });
}

function readText(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}

function readNumber(block: Uint8Array, start: number, length: number, offset: number): number {
  const first = block[start] ?? 0;
  let value: number;
  if (first & 0x80) {
    value = first & 0x7f;
    for (let at = start + 1; at < start + length; at++) value = value * 256 + (block[at] ?? 0);
  } else {
    const text = readText(block, start, length).trim();
    if (!/^[0-7]*$/.test(text))
      throw corrupt('a number in a tar header is not octal', { offset: offset + start, found: JSON.stringify(text) });
    value = text === '' ? 0 : Number.parseInt(text, 8);
  }
  if (!Number.isSafeInteger(value))
    throw corrupt('a number in a tar header is absurd', { offset: offset + start, expected: 'at most 2^53 - 1' });
  return value;
}

function readSparseEntries(block: Uint8Array, start: number, count: number, offset: number): FileExtent[] {
  const extents: FileExtent[] = [];
  for (let index = 0; index < count; index++) {
    const at = start + index * sparseEntryBytes;
    // An unused slot starts with NUL, in both the text and the binary form of numbers.
    if (block[at] === 0 && block[at + 12] === 0) continue;
    extents.push({ offset: readNumber(block, at, 12, offset), length: readNumber(block, at + 12, 12, offset) });
  }
  return extents;
}

export interface TarHeaderInput {
  readonly name: string;
  readonly type: '0' | '5' | 'S' | 'L';
  readonly storedBytes: number;
  readonly modifiedSeconds: number;
  /** Of a sparse file: its size, and the map with its end marker. */
  readonly sparse?: { readonly realBytes: number; readonly map: readonly FileExtent[] };
}

/** The header of one entry in GNU format, with its sparse extension blocks. `name` is cut to 100 bytes: a long one needs an L entry before. */
export function encodeTarHeader(input: TarHeaderInput): Uint8Array {
  const map = input.sparse?.map ?? [];
  const extensions = Math.ceil(Math.max(0, map.length - 4) / 21);
  const bytes = new Uint8Array(tarBlockBytes * (1 + extensions));
  bytes.set(encoder.encode(input.name).subarray(0, 100), 0);
  writeNumber(bytes, 100, 8, input.type === '5' ? 0o755 : 0o644);
  writeNumber(bytes, 108, 8, 0);
  writeNumber(bytes, 116, 8, 0);
  writeNumber(bytes, 124, 12, input.storedBytes);
  writeNumber(bytes, 136, 12, input.modifiedSeconds);
  bytes[156] = input.type.charCodeAt(0);
  bytes.set(encoder.encode('ustar  \0'), 257);
  if (input.sparse) writeSparseMap(bytes, input.sparse.realBytes, map, extensions);
  let sum = 0;
  for (let at = 0; at < tarBlockBytes; at++) sum += at >= 148 && at < 156 ? 32 : (bytes[at] ?? 0);
  bytes.set(encoder.encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  return bytes;
}

function writeSparseMap(bytes: Uint8Array, realBytes: number, map: readonly FileExtent[], extensions: number): void {
  for (const [index, extent] of map.entries()) {
    const slot = index - 4;
    const at = index < 4 ? 386 + index * sparseEntryBytes : tarBlockBytes * (1 + Math.floor(slot / 21)) + (slot % 21) * sparseEntryBytes;
    writeNumber(bytes, at, 12, extent.offset);
    writeNumber(bytes, at + 12, 12, extent.length);
  }
  if (extensions > 0) bytes[482] = 1;
  for (let extension = 1; extension < extensions; extension++) bytes[tarBlockBytes * extension + 504] = 1;
  writeNumber(bytes, 483, 12, realBytes);
}

function writeNumber(bytes: Uint8Array, start: number, length: number, value: number): void {
  const digits = value.toString(8);
  if (digits.length < length) {
    bytes.set(encoder.encode(`${digits.padStart(length - 1, '0')}\0`), start);
    return;
  }
  let rest = value;
  for (let at = start + length - 1; at > start; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[start] = 0x80;
}
