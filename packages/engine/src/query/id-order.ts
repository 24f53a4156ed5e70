import type { PointId } from '../operation/point.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';

/** Rows of a segment by ascending key of their ids. 12 bytes a row. */
interface Run {
  readonly keys: Float64Array;
  readonly rows: Uint32Array;
}

/**
 * The rows of a segment in id order, kept from one listing to the next, so that a page costs its own length and not a sort. Rows added
 * since are sorted into runs of their own, and runs of similar size merged. A row given to another point is sorted in once more; its old
 * entry stays until such entries are a third of all, and is known by its key, which is not that of the row's id.
 */
interface IdOrder {
  runs: readonly Run[];
  covered: number;
  reused: number;
  building: Promise<void> | undefined;
}

const orders = new WeakMap<SegmentView, IdOrder>();

/** Rows sorted, or merged, between two looks at the clock. */
const sortStep = 4096;
const mergeStep = 65_536;

/** Numbers come before UUIDs, whose keys start here. */
const uuidBase = 2 ** 65;

/** Ascends with the id; ids that a double cannot tell apart share a key: numbers beyond 2^53, and UUIDs equal in their first 52 bits. */
export function idKey(id: PointId): number {
  if (typeof id !== 'string') return Number(id);
  return uuidBase + Number.parseInt(id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 15), 16) * 8192;
}

/**
 * Brings the order of a segment up to date with the live rows of a read, and answers its runs. Rows behind the last live one are left for
 * later: they may have no id yet.
 */
export async function idRuns({ segment, live, rowCount }: SegmentRead, read: PacedRead): Promise<readonly Run[]> {
  const needed = lastLive(live, rowCount);
  let order = orders.get(segment);
  if (order === undefined) {
    order = { runs: [], covered: 0, reused: segment.rowsReused ?? 0, building: undefined };
    orders.set(segment, order);
  }
  while (order.building !== undefined) await order.building.catch(() => undefined);
  if (order.covered >= needed && order.reused === (segment.rowsReused ?? 0)) return order.runs;
  // One update is enough for this read, even if rows are reused meanwhile: those were dead before it began.
  order.building = update(order, segment, needed, read);
  try {
    await order.building;
  } finally {
    order.building = undefined;
  }
  return order.runs;
}

/** One more than the last live row. */
function lastLive(live: Uint8Array, rowCount: number): number {
  return rowCount === 0 ? 0 : live.lastIndexOf(1, rowCount - 1) + 1;
}

async function update(order: IdOrder, segment: SegmentView, needed: number, read: PacedRead): Promise<void> {
  const { rowsReused: reused = 0 } = segment;
  const covered = Math.max(order.covered, needed, lastLive(segment.live, segment.rowCount));
  const entries = order.runs.reduce((sum, run) => sum + run.rows.length, 0);
  let runs: Run[] = [];
  let rows = rowsFrom(0, covered);
  if (entries <= order.covered * 1.5) {
    const changed = order.reused === reused ? [] : await changedRows(order, segment, read);
    runs = [...order.runs];
    rows = rowsFrom(order.covered, covered, changed);
  }
  if (rows.length > 0) runs.push(await sortRows(segment, rows, read));
  for (;;) {
    const [larger, smaller] = runs.slice(-2);
    if (larger === undefined || smaller === undefined || smaller.rows.length * 2 < larger.rows.length) break;
    runs.splice(-2, 2, await mergeRuns(larger, smaller, read));
  }
  order.runs = runs;
  order.covered = covered;
  order.reused = reused;
}

function rowsFrom(from: number, to: number, before: readonly number[] = []): Uint32Array {
  const rows = new Uint32Array(before.length + to - from);
  rows.set(before);
  for (let row = from; row < to; row++) rows[before.length + row - from] = row;
  return rows;
}

/** The covered rows that no run has under the key of their id. */
async function changedRows(order: IdOrder, segment: SegmentView, read: PacedRead): Promise<number[]> {
  const found = new Uint8Array(order.covered);
  for (const { keys, rows } of order.runs) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      if (keyOfRow(segment, row) === keys[i]) found[row] = 1;
      if (i % sortStep === 0 && read.due()) await read.pause();
    }
  }
  const changed: number[] = [];
  for (let row = found.indexOf(0); row >= 0; row = found.indexOf(0, row + 1)) changed.push(row);
  return changed;
}

function keyOfRow(segment: SegmentView, row: number): number {
  const id = segment.idOf(row) as PointId | undefined;
  return id === undefined ? Infinity : idKey(id);
}

/** Sorts short stretches, then merges them pairwise; stretches that are in order already, as with ascending ids, cost nothing. */
async function sortRows(segment: SegmentView, rows: Uint32Array, read: PacedRead): Promise<Run> {
  const count = rows.length;
  const keys = new Float64Array(count);
  for (let start = 0; start < count; start += sortStep) {
    const end = Math.min(count, start + sortStep);
    sortStretch(segment, keys.subarray(start, end), rows.subarray(start, end));
    if (read.due()) await read.pause();
  }
  const spare: Run = { keys: new Float64Array(count), rows: new Uint32Array(count) };
  for (let width = sortStep; width < count; width *= 2) {
    for (let start = 0; start + width < count; start += 2 * width) {
      const middle = start + width;
      const end = Math.min(count, middle + width);
      if ((keys[middle - 1] as number) <= (keys[middle] as number)) continue;
      spare.keys.set(keys.subarray(start, middle));
      spare.rows.set(rows.subarray(start, middle));
      const left = { keys: spare.keys.subarray(0, width), rows: spare.rows.subarray(0, width) };
      const right = { keys: keys.subarray(middle, end), rows: rows.subarray(middle, end) };
      await mergeInto({ keys: keys.subarray(start, end), rows: rows.subarray(start, end) }, left, right, read);
    }
  }
  return { keys, rows };
}

/** Fills in the keys of the rows and sorts both by them. */
function sortStretch(segment: SegmentView, keys: Float64Array, rows: Uint32Array): void {
  let sorted = true;
  for (let i = 0; i < rows.length; i++) {
    keys[i] = keyOfRow(segment, rows[i] as number);
    if (i > 0 && (keys[i] as number) < (keys[i - 1] as number)) sorted = false;
  }
  if (sorted) return;
  const places = Uint32Array.from(rows, (_, i) => i).sort((a, b) => (keys[a] as number) - (keys[b] as number));
  keys.set(Float64Array.from(places, (place) => keys[place] as number));
  rows.set(Uint32Array.from(places, (place) => rows[place] as number));
}

async function mergeRuns(a: Run, b: Run, read: PacedRead): Promise<Run> {
  const count = a.rows.length + b.rows.length;
  const merged: Run = { keys: new Float64Array(count), rows: new Uint32Array(count) };
  await mergeInto(merged, a, b, read);
  return merged;
}

/** `right` may be the end of `target`: what is written never overtakes what is read. */
async function mergeInto(target: Run, left: Run, right: Run, read: PacedRead): Promise<void> {
  const count = left.rows.length + right.rows.length;
  let i = 0;
  let j = 0;
  for (let at = 0; at < count; ) {
    const end = Math.min(count, at + mergeStep);
    for (; at < end; at++) {
      const takeLeft = j >= right.rows.length || (i < left.rows.length && (left.keys[i] as number) <= (right.keys[j] as number));
      target.keys[at] = (takeLeft ? left.keys[i] : right.keys[j]) as number;
      target.rows[at] = (takeLeft ? left.rows[i++] : right.rows[j++]) as number;
    }
    if (read.due()) await read.pause();
  }
}

/** Position of the first key not below `key`. */
export function firstAtLeast(keys: Float64Array, key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
