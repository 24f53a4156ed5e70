import type { MultiStorageView } from '../segment/segment-view.ts';
import type { Candidates } from './candidates.ts';
import type { Ranking, ScanInput } from './nearest.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';

/** Points scored at a time. */
const blockRows = 128;

/**
 * max_sim: for each row of the query the best of the point's rows, summed up. Distances of Euclid are summed as squares, and the score is
 * the root of the sum, as the real server has it.
 */
export async function scanMulti(
  using: string,
  query: readonly Float32Array[],
  ranking: Ranking,
  { read, candidates }: ScanInput,
): Promise<void> {
  for (let index = 0; index < read.segments.length; index++) {
    const storage = (read.segments[index] as SegmentRead).segment.storage(using);
    if (storage?.kind === 'multi') await scanSegment(read, index, storage, query, ranking, candidates);
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
  for (let from = 0; from < found.rowCount; from += blockRows) {
    const to = Math.min(found.rowCount, from + blockRows);
    rows.length = 0;
    for (let row = from; row < to; row++) {
      if (found.live[row] === 1 && storage.absent[row] !== 1 && (storage.count[row] as number) > 0) rows.push(row);
    }
    if (rows.length > 0) scoreRows(found, storage, rows, query, ranking, candidates);
    if (!read.due()) continue;
    await read.pause();
    found = read.segments[index] as SegmentRead;
  }
}

function scoreRows(
  found: SegmentRead,
  storage: MultiStorageView,
  rows: readonly number[],
  query: readonly Float32Array[],
  { metric, sign }: Ranking,
  candidates: Candidates,
): void {
  const { memory, first, count } = storage;
  const squared = metric === 'euclid';
  const keys = new Float32Array(rows.length);
  for (const row of query) {
    memory.setQuery(squared ? 'squaredEuclid' : metric, row);
    for (let i = 0; i < rows.length; i++) {
      const from = first[rows[i] as number] as number;
      keys[i] = (keys[i] as number) + bestOf(storage, from, from + (count[rows[i] as number] as number), sign);
    }
  }
  for (let i = 0; i < rows.length; i++) {
    const key = keys[i] as number;
    candidates.offer(found, rows[i] as number, squared ? -Math.fround(Math.sqrt(Math.abs(key))) : key);
  }
}

function bestOf({ memory }: MultiStorageView, from: number, to: number, sign: number): number {
  let best = -Infinity;
  for (let start = from; start < to; start += memory.maxScanRows) {
    const scores = memory.scan(start, Math.min(to, start + memory.maxScanRows));
    for (let i = 0; i < scores.length; i++) {
      const key = sign * (scores[i] as number);
      if (key > best) best = key;
    }
  }
  return best;
}
