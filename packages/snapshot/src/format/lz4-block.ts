/**
 * LZ4 block: sequences up to the end of the block
 *
 *   0   u8    token: high 4 bits literal length, low 4 bits match length - 4
 *   1   more literal length: while the nibble was 15, bytes to add; a byte below 255 ends it
 *   .   literals
 *   .   u16   match offset, 1 to 65535 back        } absent in the last sequence
 *   .   more match length, as for literals         }
 *
 * The last 5 bytes are always literals and no match starts in the last 12.
 */
import { corrupt } from './format-error.ts';

const smallestMatch = 4;
const lastLiterals = 5;
const noMatchBefore = 12;
const largestOffset = 65_535;
const hashBits = 12;

// A greedy compressor has one table of last positions; a generation number in it saves clearing it for every value.
const table = new Float64Array(1 << hashBits);
let tableBase = 1;

/** Compresses into a block. Never fails; incompressible input grows by at most 1/255 + 16 bytes. */
export function compressLz4Block(input: Uint8Array): Uint8Array {
  const output = new Uint8Array(input.length + Math.ceil(input.length / 255) + 16);
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const matchLimit = input.length - noMatchBefore;
  const base = tableBase;
  tableBase += input.length + 1;
  let written = 0;
  let anchor = 0;
  let position = 0;
  while (position < matchLimit) {
    const word = view.getUint32(position, true);
    const slot = Math.imul(word, 2_654_435_761) >>> (32 - hashBits);
    const candidate = (table[slot] ?? 0) - base;
    table[slot] = base + position;
    if (candidate < 0 || position - candidate > largestOffset || view.getUint32(candidate, true) !== word) {
      // Steps grow in stretches without a match, so that incompressible data costs little.
      position += 1 + ((position - anchor) >>> 6);
      continue;
    }
    const length = matchLength(input, candidate, position);
    written = writeSequence(output, written, input, anchor, position, position - candidate, length);
    position += length;
    anchor = position;
  }
  written = writeSequence(output, written, input, anchor, input.length, 0, 0);
  return output.subarray(0, written);
}

function matchLength(input: Uint8Array, candidate: number, position: number): number {
  const end = input.length - lastLiterals;
  let length = smallestMatch;
  while (position + length < end && input[candidate + length] === input[position + length]) length++;
  return length;
}

function writeSequence(
  output: Uint8Array,
  start: number,
  input: Uint8Array,
  from: number,
  to: number,
  matchOffset: number,
  length: number,
): number {
  const literals = to - from;
  const matchExtra = length - smallestMatch;
  let at = start;
  output[at++] = (Math.min(literals, 15) << 4) | (matchOffset === 0 ? 0 : Math.min(matchExtra, 15));
  if (literals >= 15) at = writeLength(output, at, literals - 15);
  output.set(input.subarray(from, to), at);
  at += literals;
  if (matchOffset === 0) return at;
  output[at++] = matchOffset & 255;
  output[at++] = matchOffset >>> 8;
  return matchExtra >= 15 ? writeLength(output, at, matchExtra - 15) : at;
}

function writeLength(output: Uint8Array, start: number, length: number): number {
  let at = start;
  let rest = length;
  for (; rest >= 255; rest -= 255) output[at++] = 255;
  output[at++] = rest;
  return at;
}

/** Decompresses a block to exactly `sizeBytes`, into the start of `scratch` if that is long enough; every read and copy is bounds-checked. */
export function decompressLz4Block(block: Uint8Array, sizeBytes: number, scratch?: Uint8Array): Uint8Array {
  // One byte of a block stands for at most 255 bytes: a size beyond that is a lie, found before memory is taken for it.
  if (sizeBytes > block.length * 255)
    throw corrupt('an LZ4 block cannot hold so much', { expected: `at most ${block.length * 255} bytes`, found: sizeBytes });
  const output = scratch !== undefined && scratch.length >= sizeBytes ? scratch.subarray(0, sizeBytes) : new Uint8Array(sizeBytes);
  let read = 0;
  let written = 0;
  const readLength = (nibble: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    for (;;) {
      const byte = block[read++];
      if (byte === undefined) throw corrupt('the LZ4 block ends inside a length', { offset: block.length });
      length += byte;
      if (byte < 255) return length;
    }
  };
  while (read < block.length) {
    const token = block[read++] ?? 0;
    const literals = readLength(token >>> 4);
    if (read + literals > block.length || written + literals > sizeBytes)
      throw corrupt('LZ4 literals run over the end', { offset: read, found: literals });
    if (literals > 32) output.set(block.subarray(read, read + literals), written);
    else for (let at = 0; at < literals; at++) output[written + at] = block[read + at] ?? 0;
    read += literals;
    written += literals;
    if (read === block.length) break;
    const matchOffset = (block[read] ?? 0) | ((block[read + 1] ?? 0) << 8);
    if (read + 2 > block.length || matchOffset === 0 || matchOffset > written) {
      throw corrupt('an LZ4 match points outside of the data', { offset: read, expected: `1 to ${written}`, found: matchOffset });
    }
    read += 2;
    const length = readLength(token & 15) + smallestMatch;
    if (written + length > sizeBytes) throw corrupt('an LZ4 match runs over the end', { offset: read, found: length });
    copyMatch(output, written, matchOffset, length);
    written += length;
  }
  if (written !== sizeBytes) throw corrupt('the LZ4 block is shorter than announced', { expected: sizeBytes, found: written });
  return output;
}

function copyMatch(output: Uint8Array, position: number, offset: number, length: number): void {
  // A match may overlap what it produces (offset 1 repeats a byte): only disjoint ones can be copied as a block.
  if (offset >= length && length > 32) output.copyWithin(position, position - offset, position - offset + length);
  else for (let at = 0; at < length; at++) output[position + at] = output[position + at - offset] ?? 0;
}
