import type { PointId } from '../operation/point.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import type { PacedRead } from './paced-read.ts';

/** Rows of a segment by ascending key of their ids. 12 bytes a row. */
interface Run {
  readonly keys: Float64Array;
  readonly rows: Uint32Array;
}

/**
 * The rows of a segment in id order, kept from one listing to the next, so that a page costs its own length and not a sort. Rows added
 * since are sorted into runs of their own, and runs of similar size merged; rows given to another point start it over.
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

/** Brings the order of a segment up to date with its first `rowCount` rows at least, and answers its runs. */
export async function idRuns(segment: SegmentView, rowCount: number, read: PacedRead): Promise<readonly Run[]> {
  let order = orders.get(segment);
  if (order === undefined) {
    order = { runs: [], covered: 0, reused: segment.rowsReused ?? 0, building: undefined };
    orders.set(segment, order);
  }
  for (;;) {
    if (order.building !== undefined) await order.building.catch(() => undefined);
    else if (order.covered >= rowCount && order.reused === (segment.rowsReused ?? 0)) return order.runs;
    else {
      order.building = update(order, segment, read);
      try {
        await order.building;
      } finally {
        order.building = undefined;
      }
    }
  }
}

async function update(order: IdOrder, segment: SegmentView, read: PacedRead): Promise<void> {
  const { rowCount, rowsReused: reused = 0 } = segment;
  const kept = order.reused === reused ? order.runs : [];
  const from = kept.length === 0 ? 0 : order.covered;
  const runs = [...kept, await sortRows(segment, from, rowCount, read)];
  for (;;) {
    const [larger, smaller] = runs.slice(-2);
    if (larger === undefined || smaller === undefined || smaller.rows.length * 2 < larger.rows.length) break;
    runs.splice(-2, 2, await mergeRuns(larger, smaller, read));
  }
  order.runs = runs;
  order.covered = rowCount;
  order.reused = reused;
}

/** Sorts short stretches, then merges them pairwise; stretches that are in order already, as with ascending ids, cost nothing. */
async function sortRows(segment: SegmentView, from: number, to: number, read: PacedRead): Promise<Run> {
  const count = to - from;
  const keys = new Float64Array(count);
  const rows = new Uint32Array(count);
  for (let start = 0; start < count; start += sortStep) {
    const end = Math.min(count, start + sortStep);
    sortStretch(segment, from, keys, rows, start, end);
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

function sortStretch(segment: SegmentView, from: number, keys: Float64Array, rows: Uint32Array, start: number, end: number): void {
  let sorted = true;
  for (let i = start; i < end; i++) {
    const id = segment.idOf(from + i) as PointId | undefined;
    keys[i] = id === undefined ? Infinity : idKey(id);
    rows[i] = from + i;
    if (i > start && (keys[i] as number) < (keys[i - 1] as number)) sorted = false;
  }
  if (sorted) return;
  const own = keys.slice(start, end);
  rows.subarray(start, end).sort((a, b) => (own[a - from - start] as number) - (own[b - from - start] as number));
  for (let i = start; i < end; i++) keys[i] = own[(rows[i] as number) - from - start] as number;
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
