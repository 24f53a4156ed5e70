import type { MultiStorageView } from '../segment/segment-view.ts';
import type { Candidates } from './candidates.ts';
import type { Ranking, ScanInput } from './nearest.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import { isLeftOut } from './search-plan.ts';

/** Points scored at a time, and scores of rows for them: a few milliseconds at most. */
const blockRows = 128;
const blockScores = 65_536;

/**
 * max_sim: for each row of the query the best of the point's rows, summed up. Distances of Euclid are summed as squares, and the score is
 * the root of the sum, as the real server has it.
 */
export async function scanMulti(
  using: string,
  query: readonly Float32Array[],
  ranking: Ranking,
  { read, candidates, hints }: ScanInput,
): Promise<void> {
  for (let index = 0; index < read.segments.length; index++) {
    const found = read.segments[index] as SegmentRead;
    const storage = found.segment.storage(using);
    if (storage?.kind === 'multi' && !isLeftOut(found, using, storage, hints))
      await scanSegment(read, index, storage, query, ranking, candidates);
  }
}

async function scanSegment(
  read: PacedRead,
  index: number,
  storage: MultiStorageView,
  query: readonly Float32Array[],
  ranking: Ranking,
  candidates: Candidates,
): Promise<void> {
  const rows: number[] = [];
  let found = read.segments[index] as SegmentRead;
  for (let next = 0; next < found.rowCount; ) {
    const end = Math.min(found.rowCount, next + blockRows);
    rows.length = 0;
    for (let scores = 0; next < end && scores < blockScores; next++) {
      const count = storage.count[next] as number;
      if (found.live[next] !== 1 || storage.absent[next] === 1 || count === 0) continue;
      rows.push(next);
      scores += count * query.length;
    }
    if (rows.length > 0) scoreRows(found, storage, rows, query, ranking, candidates);
    if (!read.due()) continue;
    await read.pause();
    found = read.segments[index] as SegmentRead;
  }
}

/** Points whose rows one scan covers: those numbered `from … to-1` of a list. */
interface Group {
  readonly from: number;
  readonly to: number;
  readonly firstRow: number;
  readonly endRow: number;
}

function scoreRows(
  found: SegmentRead,
  storage: MultiStorageView,
  rows: readonly number[],
  query: readonly Float32Array[],
  { metric, sign }: Ranking,
  candidates: Candidates,
): void {
  const { memory } = storage;
  const squared = metric === 'euclid';
  const keys = new Float32Array(rows.length);
  const groups = groupRows(storage, rows);
  for (const row of query) {
    memory.setQuery(squared ? 'squaredEuclid' : metric, row);
    for (const group of groups) addBest(storage, rows, group, sign, keys);
  }
  for (let i = 0; i < rows.length; i++) {
    const key = keys[i] as number;
    candidates.offer(found, rows[i] as number, squared ? -Math.fround(Math.sqrt(Math.abs(key))) : key);
  }
}

/** Takes points together as long as their rows lie close: at least every second row scanned is of use, and one scan holds them. */
function groupRows({ memory, first, count }: MultiStorageView, rows: readonly number[]): Group[] {
  const groups: Group[] = [];
  for (let from = 0; from < rows.length; ) {
    let firstRow = first[rows[from] as number] as number;
    let used = count[rows[from] as number] as number;
    let endRow = firstRow + used;
    let to = from + 1;
    for (; to < rows.length; to++) {
      const start = first[rows[to] as number] as number;
      const own = count[rows[to] as number] as number;
      const low = Math.min(firstRow, start);
      const high = Math.max(endRow, start + own);
      if (high - low > memory.maxScanRows || high - low > (used + own) * 2) break;
      firstRow = low;
      endRow = high;
      used += own;
    }
    groups.push({ from, to, firstRow, endRow });
    from = to;
  }
  return groups;
}

/** Adds to the key of each point of a group the best of its rows. */
function addBest(
  { memory, first, count }: MultiStorageView,
  rows: readonly number[],
  group: Group,
  sign: number,
  keys: Float32Array,
): void {
  const { from, to, firstRow, endRow } = group;
  if (endRow - firstRow > memory.maxScanRows) {
    // One point of more rows than a scan takes.
    let best = -Infinity;
    for (let start = firstRow; start < endRow; start += memory.maxScanRows) {
      const scores = memory.scan(start, Math.min(endRow, start + memory.maxScanRows));
      best = Math.max(best, bestOf(scores, 0, scores.length, sign));
    }
    keys[from] = (keys[from] as number) + best;
    return;
  }
  const scores = memory.scan(firstRow, endRow);
  for (let i = from; i < to; i++) {
    const start = (first[rows[i] as number] as number) - firstRow;
    keys[i] = (keys[i] as number) + bestOf(scores, start, start + (count[rows[i] as number] as number), sign);
  }
}

function bestOf(scores: Float32Array, from: number, to: number, sign: number): number {
  let best = -Infinity;
  for (let i = from; i < to; i++) {
    const key = sign * (scores[i] as number);
    if (key > best) best = key;
  }
  return best;
}
