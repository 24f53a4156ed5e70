import type { DenseStorageView } from '../segment/segment-view.ts';
import type { Candidates } from './candidates.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { Ranking, ScanInput } from './nearest.ts';
import type { SegmentRead } from './paced-read.ts';

/** Rows scored at a time: far below a millisecond at a thousand dimensions, and long enough for the call not to matter. */
const blockRows = 1024;

/**
 * Scores the rows of every segment in blocks through the kernel. A scan memory holds one query at a time and other reads run at every
 * pause, so the query is set again after each.
 */
export async function scanDense(using: string, query: Float32Array, ranking: Ranking, input: ScanInput): Promise<void> {
  const { read } = input;
  for (let index = 0; index < read.segments.length; index++) {
    const storage = (read.segments[index] as SegmentRead).segment.storage(using);
    if (storage?.kind === 'dense') await scanSegment(index, storage, query, ranking, input);
  }
}

async function scanSegment(
  index: number,
  storage: DenseStorageView,
  query: Float32Array,
  { metric, sign }: Ranking,
  { read, candidates, filter }: ScanInput,
): Promise<void> {
  const { memory } = storage;
  let found = read.segments[index] as SegmentRead;
  memory.setQuery(metric, query);
  for (let from = 0; from < found.rowCount; from += blockRows) {
    const to = Math.min(found.rowCount, from + blockRows);
    const first = found.live.indexOf(1, from);
    if (first < 0) break;
    if (first < to) {
      if (filter !== undefined && candidates.filterFirst) scoreMatches(found, storage, from, to, sign, candidates, filter);
      else offerBlock(found, storage.absent, memory.scan(from, to), from, sign, candidates);
    }
    if (!read.due()) continue;
    await read.pause();
    found = read.segments[index] as SegmentRead;
    memory.setQuery(metric, query);
  }
}

/** The loop behind every exact search: a compare a row, and little else until a row can still matter. */
function offerBlock(
  found: SegmentRead,
  absent: Uint8Array,
  scores: Float32Array,
  from: number,
  sign: number,
  candidates: Candidates,
): void {
  const { live } = found;
  let { threshold } = candidates;
  for (let i = 0; i < scores.length; i++) {
    const key = sign * (scores[i] as number);
    if (!(key >= threshold)) continue;
    const row = from + i;
    if (live[row] !== 1 || absent[row] === 1) continue;
    candidates.offer(found, row, key);
    threshold = candidates.threshold;
  }
}

/** For a filter that passes little: only rows that pass are scored. */
function scoreMatches(
  found: SegmentRead,
  { absent, memory }: DenseStorageView,
  from: number,
  to: number,
  sign: number,
  candidates: Candidates,
  filter: CompiledFilter,
): void {
  const { segment, live } = found;
  const rows: number[] = [];
  for (let row = from; row < to; row++) {
    if (live[row] === 1 && absent[row] !== 1 && filter.matches(segment, row)) rows.push(row);
  }
  if (rows.length === 0) return;
  const scores = memory.scoreRows(Uint32Array.from(rows));
  for (let i = 0; i < rows.length; i++) candidates.offer(found, rows[i] as number, sign * (scores[i] as number));
}
