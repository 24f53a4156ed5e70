/**
 * Links of an HNSW graph: per level the lists of its nodes. Lists are numbered: on level 0 by node, above by rank, where ranks order the
 * nodes by how many levels they have, most first.
 *
 * links.bin
 *    0   u64   points      8   u64   levels     16   u64   links    24   u64   offsets    32   u64   padding, 0 to 7    40   24 zero bytes
 *   64   levels x u64      first list of each level
 *        points x u32      rank of each node
 *        links x u32       neighbours, list after list
 *        padding           so that what follows lies at a multiple of 8
 *        offsets x u64     first link of each list, and the end
 *
 * links_compressed.bin
 *    0   u64   points      8   u64   version, ff..ff01    16   u64   levels
 *   24   u64   bytes of neighbours   32   u64   offsets   40   u8 base bits   41   u8 delta bits   42   u8 log2 of values a chunk
 *   43   u64   m          51   u64   m0     59   5 zero bytes
 *   64   levels x u64 | points x u32 | neighbours (hnsw-link-list.ts) | packed offsets in bytes (hnsw-offsets.ts)
 *
 * links_comp_vec.bin, with copies of the vectors
 *    0   to 59 as above, version ff..ff02
 *   59   u64   bytes of a vector   67   u8 its alignment   68   u64   bytes of a neighbour's vector   76   u8 its alignment   77   3 zero bytes
 *   80   levels x u64 | points x u32 | zeros to the larger alignment | neighbours | packed offsets in bytes
 */
import { corrupt, FormatError } from './format-error.ts';
import { readCount, viewOf } from './u64.ts';

/** Enough of the file for `decodeLinksHeader`; a shorter file is taken as far as it goes. */
export const linksHeaderBytes = 80;
const plainHeaderBytes = 64;
const mostLevels = 64;
const mostBytes = 2 ** 32;

export type LinksKind = 'plain' | 'compressed' | 'with_vectors';

/** Names of the files of links; when there are several, the first counts. */
export const linksFiles: readonly { readonly name: string; readonly kind: LinksKind }[] = [
  { name: 'links_comp_vec.bin', kind: 'with_vectors' },
  { name: 'links_compressed.bin', kind: 'compressed' },
  { name: 'links.bin', kind: 'plain' },
];

/** What lies where in a file of links. */
export interface LinksLayout {
  readonly kind: LinksKind;
  readonly points: number;
  readonly levels: number;
  /** Lists of all levels; there is one offset more. */
  readonly lists: number;
  readonly levelStartsAt: number;
  readonly ranksAt: number;
  readonly neighboursAt: number;
  readonly neighbourBytes: number;
  readonly offsetsAt: number;
  readonly packing: OffsetPacking;
  /** How many links of a list are sorted and packed as differences: on level 0, above. */
  readonly m0: number;
  readonly m: number;
  readonly vectors: InlineVectors | undefined;
}

/** Offsets come in chunks of `values`, `bytes` long; plain ones (no bits) are u64 and count links. */
export interface OffsetPacking {
  readonly values: number;
  readonly bytes: number;
  readonly bits: { readonly base: number; readonly delta: number } | undefined;
}

/** Sizes of the copies of vectors between the lists of level 0 (base) and behind every list (link). */
export interface InlineVectors {
  readonly baseBytes: number;
  readonly baseAlign: number;
  readonly linkBytes: number;
  readonly linkAlign: number;
}

/** Reads the header and checks that a file of `fileBytes` has room for what it announces, for a segment of `points` rows. */
export function decodeLinksHeader(kind: LinksKind, header: Uint8Array, fileBytes: number, points: number): LinksLayout {
  const fixedBytes = kind === 'with_vectors' ? linksHeaderBytes : plainHeaderBytes;
  if (header.length < fixedBytes)
    throw corrupt('the header of the links is cut off', { offset: 0, expected: `${fixedBytes} bytes`, found: header.length });
  const view = viewOf(header);
  const found = readCount(view, 0, 'the number of points');
  if (found !== points) throw corrupt('the graph is of another number of points', { offset: 0, expected: points, found });
  const layout = kind === 'plain' ? plainLayout(view, points) : packedLayout(kind, view, points);
  const end = layout.offsetsAt + Math.ceil((layout.lists + 1) / layout.packing.values) * layout.packing.bytes;
  if (end > fileBytes) throw corrupt('the links are cut off', { offset: 0, expected: `at least ${end} bytes`, found: fileBytes });
  if (layout.neighbourBytes >= mostBytes)
    throw new FormatError('limit', 'more links than fit into memory', {
      expected: `below ${mostBytes} bytes`,
      found: layout.neighbourBytes,
    });
  return layout;
}

function plainLayout(view: DataView, points: number): LinksLayout {
  const levels = readLevels(view, 8);
  const links = readCount(view, 16, 'the number of links');
  const lists = readLists(view, 24, points, levels);
  const padding = readCount(view, 32, 'the padding');
  if (padding > 7) throw corrupt('the padding is too long', { offset: 32, expected: 'at most 7', found: padding });
  const ranksAt = plainHeaderBytes + levels * 8;
  const neighboursAt = ranksAt + points * 4;
  return {
    kind: 'plain',
    points,
    levels,
    lists,
    levelStartsAt: plainHeaderBytes,
    ranksAt,
    neighboursAt,
    neighbourBytes: links * 4,
    offsetsAt: neighboursAt + links * 4 + padding,
    packing: { values: 1, bytes: 8, bits: undefined },
    m0: 0,
    m: 0,
    vectors: undefined,
  };
}

function packedLayout(kind: 'compressed' | 'with_vectors', view: DataView, points: number): LinksLayout {
  const version = view.getBigUint64(8, true);
  const expected = kind === 'compressed' ? 0xffff_ffff_ffff_ff01n : 0xffff_ffff_ffff_ff02n;
  if (version !== expected)
    throw new FormatError('unsupported', 'another version of packed links', { offset: 8, expected: hex(expected), found: hex(version) });
  const levels = readLevels(view, 16);
  const neighbourBytes = readCount(view, 24, 'the size of the links');
  const lists = readLists(view, 32, points, levels);
  const vectors = kind === 'compressed' ? undefined : readInlineVectors(view);
  const levelStartsAt = vectors ? linksHeaderBytes : plainHeaderBytes;
  const ranksAt = levelStartsAt + levels * 8;
  const unaligned = ranksAt + points * 4;
  const neighboursAt = vectors ? roundUp(unaligned, Math.max(vectors.baseAlign, vectors.linkAlign)) : unaligned;
  return {
    kind,
    points,
    levels,
    lists,
    levelStartsAt,
    ranksAt,
    neighboursAt,
    neighbourBytes,
    offsetsAt: neighboursAt + neighbourBytes,
    packing: readPacking(view),
    m: readCount(view, 43, 'm'),
    m0: readCount(view, 51, 'm0'),
    vectors,
  };
}

function readLevels(view: DataView, offset: number): number {
  const levels = readCount(view, offset, 'the number of levels');
  if (levels > mostLevels) throw corrupt('too many levels', { offset, expected: `at most ${mostLevels}`, found: levels });
  return levels;
}

function readLists(view: DataView, offset: number, points: number, levels: number): number {
  const offsets = readCount(view, offset, 'the number of offsets');
  // Level 0 has every node, each other one at least one and at most all.
  const least = points === 0 ? 1 : points + Math.max(0, levels - 1) + 1;
  const most = points * levels + 1;
  if (offsets < least || offsets > Math.max(least, most))
    throw corrupt('the number of offsets does not fit points and levels', { offset, expected: `${least} to ${most}`, found: offsets });
  return offsets - 1;
}

function readPacking(view: DataView): OffsetPacking {
  const [base, delta, log2] = [view.getUint8(40), view.getUint8(41), view.getUint8(42)] as const;
  if (base < 1 || base > 64 || delta < 1 || delta > 56 || log2 > 7)
    throw corrupt('the packing of the offsets is out of range', {
      offset: 40,
      expected: 'bits of 1 to 64 and 1 to 56, chunks of 2^0 to 2^7',
      found: `${base}, ${delta}, 2^${log2}`,
    });
  const values = 2 ** log2;
  return { values, bytes: Math.ceil((base + delta * (values - 1)) / 8), bits: { base, delta } };
}

function readInlineVectors(view: DataView): InlineVectors {
  const vectors = {
    baseBytes: readCount(view, 59, 'the size of a vector'),
    baseAlign: view.getUint8(67),
    linkBytes: readCount(view, 68, "the size of a neighbour's vector"),
    linkAlign: view.getUint8(76),
  };
  for (const [offset, align] of [
    [67, vectors.baseAlign],
    [76, vectors.linkAlign],
  ] as const)
    if (align === 0 || (align & (align - 1)) !== 0)
      throw corrupt('an alignment is no power of two', { offset, expected: '1, 2, 4 … 128', found: align });
  if (vectors.baseBytes >= mostBytes || vectors.linkBytes >= mostBytes)
    throw corrupt('a vector is too long', { offset: 59, found: Math.max(vectors.baseBytes, vectors.linkBytes) });
  return vectors;
}

/** First list of each level and, at the end, the number of lists. `bytes` begin at `levelStartsAt`. */
export function decodeLevelStarts(layout: LinksLayout, bytes: Uint8Array): number[] {
  const { levels, lists, points, levelStartsAt } = layout;
  const view = viewOf(bytes);
  const starts = Array.from({ length: levels }, (_, level) => readCount(view, level * 8, 'the first list of a level'));
  starts.push(lists);
  for (let level = 0; level < levels; level++) {
    const start = starts[level] as number;
    const nodes = (starts[level + 1] as number) - start;
    const most = level === 0 ? points : start - (starts[level - 1] as number);
    const offset = levelStartsAt + level * 8;
    if (level === 0 && (start !== 0 || nodes !== points))
      throw corrupt('level 0 does not have every node', { offset, expected: `0 to ${points}`, found: `${start} to ${start + nodes}` });
    if (nodes < 0 || nodes > most)
      throw corrupt('a level has more nodes than the one below', { offset, expected: `at most ${most}`, found: nodes });
  }
  return starts;
}

/** `value`, or the next multiple of `align`. */
export function roundUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
