import type { Metric, ScanMemory } from './scan-memory.ts';

/** Where the rows of multivector points lie: point p has rows `first[p] … first[p]+count[p]-1`. */
export interface PointRows {
  readonly first: Uint32Array;
  readonly count: Uint32Array;
}

/**
 * Writes the max_sim score of points `from … to-1` to `scores[0 … to-from-1]`: for each query row the best of the point's rows, summed in
 * float32. `query` is a whole number of rows, one behind the other. Best is largest for `dot` and `cosine`, smallest for distances; for
 * `euclid` the squares are summed and the root taken at the end, as Qdrant does. A point without rows gets NaN. Replaces the memory's query.
 */
export function maxSim(
  memory: ScanMemory,
  metric: Metric,
  query: Float32Array,
  points: PointRows,
  from: number,
  to: number,
  scores: Float32Array,
): void {
  const { dim } = memory;
  if (query.length === 0 || query.length % dim !== 0)
    throw new RangeError(`a query of ${query.length} elements, expected whole rows of ${dim}`);
  scores.fill(0, 0, to - from);
  for (let start = from; start < to; ) {
    const group = takeGroup(memory.maxScanRows, points, start, to);
    for (let at = 0; at < query.length; at += dim) {
      memory.setQuery(metric === 'euclid' ? 'squaredEuclid' : metric, query.subarray(at, at + dim));
      addBest(memory, metric === 'dot' || metric === 'cosine', points, group, scores.subarray(group.from - from));
    }
    start = group.to;
  }
  if (metric === 'euclid') for (let i = 0; i < to - from; i++) scores[i] = Math.sqrt(scores[i]!);
}

/** Points whose rows one scan covers, or one point that needs several scans. */
interface Group {
  readonly from: number;
  readonly to: number;
  readonly firstRow: number;
  readonly endRow: number;
}

/** Takes points as long as their rows lie close together: at least every second row scanned is of use. */
function takeGroup(maxRows: number, points: PointRows, from: number, to: number): Group {
  let firstRow = points.first[from]!;
  let endRow = firstRow + points.count[from]!;
  let used = points.count[from]!;
  let end = from + 1;
  for (; end < to; end++) {
    const first = Math.min(firstRow, points.first[end]!);
    const last = Math.max(endRow, points.first[end]! + points.count[end]!);
    const total = used + points.count[end]!;
    if (last - first > maxRows || last - first > total * 2) break;
    firstRow = first;
    endRow = last;
    used = total;
  }
  return { from, to: end, firstRow, endRow };
}

function addBest(memory: ScanMemory, larger: boolean, points: PointRows, group: Group, scores: Float32Array): void {
  if (group.endRow - group.firstRow > memory.maxScanRows) {
    scores[0] = scores[0]! + bestOfLong(memory, larger, group.firstRow, group.endRow);
    return;
  }
  const found = memory.scan(group.firstRow, group.endRow);
  for (let point = group.from; point < group.to; point++) {
    const first = points.first[point]! - group.firstRow;
    scores[point - group.from] = scores[point - group.from]! + best(found, larger, first, first + points.count[point]!);
  }
}

function bestOfLong(memory: ScanMemory, larger: boolean, from: number, to: number): number {
  const bests: number[] = [];
  for (let start = from; start < to; start += memory.maxScanRows) {
    const end = Math.min(to, start + memory.maxScanRows);
    bests.push(best(memory.scan(start, end), larger, 0, end - start));
  }
  return best(bests, larger, 0, bests.length);
}

function best(values: ArrayLike<number>, larger: boolean, from: number, to: number): number {
  if (from === to) return NaN;
  let value = values[from]!;
  if (larger) for (let i = from + 1; i < to; i++) value = values[i]! > value ? values[i]! : value;
  else for (let i = from + 1; i < to; i++) value = values[i]! < value ? values[i]! : value;
  return value;
}
