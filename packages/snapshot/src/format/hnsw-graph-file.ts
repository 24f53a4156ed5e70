/**
 * vector_index/graph.bin: limits and entry points of an HNSW graph
 *
 *    0   u64   m, links a node keeps above level 0
 *    8   u64   m0, links a node keeps on level 0; those that follow come from payload indexes
 *   16   u64   ef_construct
 *   24   u64   n      32   n x 12   entry points: u32 node, u64 level
 *        u64   k           k x 12   further entry points, for when no entry point passes a filter
 *        u64   capacity of the further ones, at least 1
 *
 * Bytes after the end are ignored, as the engine does.
 */
import { corrupt } from './format-error.ts';
import { readCount, viewOf } from './u64.ts';

const entryBytes = 12;

export interface HnswEntryPoint {
  readonly node: number;
  readonly level: number;
}

export interface HnswGraphFile {
  readonly m: number;
  readonly m0: number;
  readonly efConstruct: number;
  readonly entryPoints: readonly HnswEntryPoint[];
  readonly extraEntryPoints: readonly HnswEntryPoint[];
}

/** Decodes graph.bin of a segment of `points` rows; an entry point beyond them is corrupt. */
export function decodeHnswGraph(bytes: Uint8Array, points: number): HnswGraphFile {
  const view = viewOf(bytes);
  const [m, m0, efConstruct] = [readCount(view, 0, 'm'), readCount(view, 8, 'm0'), readCount(view, 16, 'ef_construct')] as const;
  const main = readEntryPoints(view, 24, points, 'entry points');
  const extra = readEntryPoints(view, main.end, points, 'further entry points');
  const capacity = readCount(view, extra.end, 'the capacity of further entry points');
  if (capacity < 1) throw corrupt('no room for further entry points', { offset: extra.end, expected: 'at least 1', found: capacity });
  return { m, m0, efConstruct, entryPoints: main.entries, extraEntryPoints: extra.entries };
}

function readEntryPoints(view: DataView, at: number, points: number, what: string): { entries: HnswEntryPoint[]; end: number } {
  const count = readCount(view, at, `the number of ${what}`);
  const room = Math.floor((view.byteLength - at - 8) / entryBytes);
  if (count > room) throw corrupt(`the ${what} are cut off`, { offset: at, expected: `at most ${room}`, found: count });
  const entries: HnswEntryPoint[] = [];
  for (let i = 0; i < count; i++) {
    const offset = at + 8 + i * entryBytes;
    const node = view.getUint32(offset, true);
    const level = readCount(view, offset + 4, 'the level of an entry point');
    if (node >= points) throw corrupt('an entry point is no row', { offset, expected: `below ${points}`, found: node });
    entries.push({ node, level });
  }
  return { entries, end: at + 8 + count * entryBytes };
}
