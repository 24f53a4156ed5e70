import type { PointId } from '../operation/point.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import { firstAtLeast, idKey, idRuns } from './id-order.ts';
import { locatePoint } from './locate-point.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import { comparePointIds } from './point-id.ts';

/** A live row of a read, with its id. */
export interface WalkedRow {
  readonly read: SegmentRead;
  readonly row: number;
  readonly id: PointId;
}

/** A place in one run of one segment. */
interface Cursor {
  readonly index: number;
  readonly keys: Float64Array;
  readonly rows: Uint32Array;
  at: number;
}

/** Rows looked at between two looks at the clock. */
const rowsPerLook = 256;

/** The points of a read that pass a filter, in id order from `offset` (inclusive) on: the first `limit` of them. */
export async function walkIds(
  read: PacedRead,
  filter: CompiledFilter | undefined,
  offset: PointId | undefined,
  limit: number,
): Promise<WalkedRow[]> {
  if (filter?.ids !== undefined) return walkFilterIds(read, filter, filter.ids, offset, limit);
  const cursors = await openCursors(read, offset);
  const found: WalkedRow[] = [];
  for (let looked = 1; found.length < limit; looked++) {
    const group = nextGroup(read, cursors);
    if (group === undefined) break;
    for (const one of group) {
      if (offset !== undefined && comparePointIds(one.id, offset) < 0) continue;
      if (filter === undefined || filter.matches(one.read.segment, one.row)) found.push(one);
    }
    if (looked % rowsPerLook === 0 && read.due()) await read.pause();
  }
  return found.slice(0, limit);
}

async function walkFilterIds(
  read: PacedRead,
  filter: CompiledFilter,
  ids: readonly PointId[],
  offset: PointId | undefined,
  limit: number,
): Promise<WalkedRow[]> {
  const found: WalkedRow[] = [];
  for (const id of ids.toSorted(comparePointIds)) {
    if (found.length === limit) break;
    if (offset !== undefined && comparePointIds(id, offset) < 0) continue;
    const located = locatePoint(read.segments, id);
    if (located !== undefined && filter.matches(located.read.segment, located.row))
      found.push({ read: located.read, row: located.row, id });
    if (read.due()) await read.pause();
  }
  return found;
}

async function openCursors(read: PacedRead, offset: PointId | undefined): Promise<Cursor[]> {
  const cursors: Cursor[] = [];
  for (let index = 0; index < read.segments.length; index++) {
    for (const { keys, rows } of await idRuns(read.segments[index] as SegmentRead, read)) {
      cursors.push({ index, keys, rows, at: offset === undefined ? 0 : firstAtLeast(keys, idKey(offset)) });
    }
  }
  return cursors;
}

/** The live rows of the next key, in exact id order; mostly one, none where the row died. Undefined at the end. */
function nextGroup(read: PacedRead, cursors: readonly Cursor[]): WalkedRow[] | undefined {
  let key = Infinity;
  for (const { keys, at } of cursors) {
    const own = keys[at];
    if (own !== undefined && own < key) key = own;
  }
  if (key === Infinity) return undefined;
  const group: WalkedRow[] = [];
  for (const cursor of cursors) {
    for (; cursor.keys[cursor.at] === key; cursor.at++) {
      const one = read.segments[cursor.index] as SegmentRead;
      const row = cursor.rows[cursor.at] as number;
      if (row >= one.rowCount || one.live[row] !== 1) continue;
      const id = one.segment.idOf(row);
      if (idKey(id) === key) group.push({ read: one, row, id });
    }
  }
  return group.length > 1 ? group.sort((a, b) => comparePointIds(a.id, b.id)) : group;
}
