/**
 * A packed list of links: bits, least significant first, zeros to a byte; an empty list has none
 *
 *   5 bits         w - 8
 *   k x w bits     the first k = min(length, m or m0) links, ascending, each as the difference to the one before
 *   u bits each    the other links as they are, u = what points - 1 takes, at least 8
 *
 * Without sorted links (m 0) the first two are absent. The length follows from the size, for no link takes less than 8 bits.
 *
 * With copies of vectors a list is
 *
 *   [vector]   on level 0 only
 *   varint     length, 7 bits a byte, least significant first
 *   list       as above
 *   zeros      to the alignment of neighbours' vectors
 *   vectors    of the neighbours
 *   [zeros]    on level 0 only, to the alignment of vectors
 */
import { corrupt } from './format-error.ts';
import { type InlineVectors, type LinksLayout, roundUp } from './hnsw-links-file.ts';

const leastBits = 8;
const widthBits = 5;

/**
 * Decodes one list of `level` from bytes `from … to-1` into `out`, which has room for as many links as there are bytes; answers their number.
 * `bytes` lie at `bytesAt` of the file.
 */
export function decodeLinkList(
  layout: LinksLayout,
  level: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  bytesAt: number,
  out: Uint32Array,
): number {
  const sorted = level === 0 ? layout.m0 : layout.m;
  const list: PackedList = { bytes, from, to, bytesAt, sorted, points: layout.points };
  if (layout.kind === 'plain') return decodePlain(list, out);
  return layout.vectors
    ? decodeWithVectors(list, layout.vectors, level, bytesAt - layout.neighboursAt, out)
    : decodePacked(list, undefined, out);
}

interface PackedList {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly bytesAt: number;
  readonly sorted: number;
  readonly points: number;
}

function decodePlain(list: PackedList, out: Uint32Array): number {
  const { bytes, from, to, points } = list;
  const count = (to - from) >> 2;
  for (let i = 0; i < count; i++) {
    const link = readBits(bytes, from, i * 32, 32);
    if (link >= points) throw outOfRange(list, from + i * 4, link);
    out[i] = link;
  }
  return count;
}

/** `count` links; when it is undefined, as many as there are. */
function decodePacked(list: PackedList, count: number | undefined, out: Uint32Array): number {
  const { bytes, from, to, sorted, points } = list;
  const bits = (to - from) * 8;
  let at = 0;
  let found = 0;
  if (sorted > 0 && bits >= widthBits && count !== 0) {
    const width = leastBits + readBits(bytes, from, 0, widthBits);
    at = widthBits;
    const most = count ?? Math.floor((bits - widthBits) / width);
    if (width > 32 || at + Math.min(sorted, most) * width > bits) throw tooShort(list);
    let link = 0;
    for (const end = Math.min(sorted, most); found < end; found++) {
      link += readBits(bytes, from, at, width);
      at += width;
      if (link >= points) throw outOfRange(list, from + (at >>> 3), link);
      out[found] = link;
    }
    if (found < sorted) return found;
  }
  const width = Math.max(leastBits, 32 - Math.clz32(Math.max(0, points - 1)));
  for (; found < (count ?? Infinity); found++) {
    if (at + width > bits) {
      if (count === undefined) break;
      throw tooShort(list);
    }
    const link = readBits(bytes, from, at, width);
    at += width;
    if (link >= points) throw outOfRange(list, from + (at >>> 3), link);
    out[found] = link;
  }
  return found;
}

/** Alignments count from the beginning of all neighbours, `before` bytes ahead of `bytes`. */
function decodeWithVectors(list: PackedList, vectors: InlineVectors, level: number, before: number, out: Uint32Array): number {
  const { bytes, to } = list;
  let at = list.from + (level === 0 ? vectors.baseBytes : 0);
  let count = 0;
  for (let shift = 1; ; shift *= 128) {
    if (at >= to || shift > 2 ** 28) throw tooShort(list);
    const byte = bytes[at++] as number;
    count += (byte & 127) * shift;
    if (byte < 128) break;
  }
  if (count > to - at) throw tooShort(list);
  decodePacked({ ...list, from: at }, count, out);
  if (roundUp(before + at, vectors.linkAlign) - before + count * vectors.linkBytes > to) throw tooShort(list);
  return count;
}

/** `width` bits, at most 32, from bit `bitAt` behind byte `start`. */
function readBits(bytes: Uint8Array, start: number, bitAt: number, width: number): number {
  const byte = start + (bitAt >>> 3);
  const shift = bitAt & 7;
  const low =
    (byteAt(bytes, byte) | (byteAt(bytes, byte + 1) << 8) | (byteAt(bytes, byte + 2) << 16) | (byteAt(bytes, byte + 3) << 24)) >>> shift;
  const value = shift === 0 ? low : low | (byteAt(bytes, byte + 4) << (32 - shift));
  return width === 32 ? value >>> 0 : (value & ((1 << width) - 1)) >>> 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return at < bytes.length ? (bytes[at] as number) : 0;
}

function tooShort({ bytesAt, from, to }: PackedList): Error {
  return corrupt('a list of links is too short for what it announces', { offset: bytesAt + from, found: `${to - from} bytes` });
}

function outOfRange({ bytesAt, points }: PackedList, at: number, link: number): Error {
  return corrupt('a link leads to no point', { offset: bytesAt + at, expected: `below ${points}`, found: link });
}
