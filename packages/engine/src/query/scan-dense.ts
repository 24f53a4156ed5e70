import type { DenseStorageView } from '../segment/segment-view.ts';
import type { Candidates } from './candidates.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { Ranking, ScanInput } from './nearest.ts';
import type { SegmentRead } from './paced-read.ts';
import { blockRowsOf, scanTogether } from './scan-together.ts';
import { isLeftOut, planSearch } from './search-plan.ts';
import { walkGraph } from './walk-graph.ts';

/** Rows of so many bytes are in the processor's cache anyhow: a scan of no more does not wait for others. */
const aloneBytes = 1_048_576;

/**
 * Searches every segment: by its graph where there is one and it pays, else scoring all rows in blocks through the kernel, in step with the other
 * queries that scan the same rows.
 */
export async function scanDense(using: string, query: Float32Array, ranking: Ranking, input: ScanInput): Promise<void> {
  const { read, whole, hints } = input;
  for (let index = 0; index < read.segments.length; index++) {
    const found = read.segments[index] as SegmentRead;
    const { segment, rowCount } = found;
    const storage = segment.storage(using);
    if (storage?.kind !== 'dense' || isLeftOut(found, using, storage, hints)) continue;
    const graph = segment.index?.(using)?.graph;
    // A read that is narrowed has few points left: they are looked at one by one.
    const plan = graph === undefined || read !== whole ? 'scan' : await planSearch(read, index, graph, input.filter, hints);
    if (graph !== undefined && plan !== 'scan' && (await walkGraph(index, graph, plan, query, ranking, input))) continue;
    const isLong = read === whole && rowCount * storage.memory.strideBytes > aloneBytes;
    if (isLong)
      await scanTogether(storage.memory, read, rowCount, (from, to) => scoreBlock(index, storage, query, ranking, input, from, to));
    else await scanAlone(index, storage, query, ranking, input);
  }
}

async function scanAlone(index: number, storage: DenseStorageView, query: Float32Array, ranking: Ranking, input: ScanInput): Promise<void> {
  const { read } = input;
  const { rowCount } = read.segments[index] as SegmentRead;
  const blockRows = blockRowsOf(storage.memory);
  for (let from = 0; from < rowCount; from += blockRows) {
    scoreBlock(index, storage, query, ranking, input, from, Math.min(rowCount, from + blockRows));
    if (read.due()) await read.pause();
  }
}

/** A scan memory holds one query at a time, so the query is set for every block. */
function scoreBlock(
  index: number,
  storage: DenseStorageView,
  query: Float32Array,
  { metric, sign }: Ranking,
  { read, candidates, filter }: ScanInput,
  from: number,
  to: number,
): void {
  const found = read.segments[index] as SegmentRead;
  const first = found.live.indexOf(1, from);
  if (first < 0 || first >= to) return;
  const { memory } = storage;
  memory.setQuery(metric, query);
  if (filter !== undefined && candidates.filterFirst) scoreMatches(found, storage, from, to, sign, candidates, filter);
  else offerBlock(found, storage.absent, memory.scan(from, to), from, sign, candidates);
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
