import type { SearchGraph, VectorStorageView } from '../segment/segment-view.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';

/** How a nearest-neighbour search is to be made. */
export interface SearchHints {
  /** No graph, whatever there is. */
  readonly exact: boolean;
  /** Greatest share of the points that a filter may pass for walks to look behind others; 0: none does. */
  readonly acornShare: number;
  /** Width of walks; undefined: that of the graph. */
  readonly ef: number | undefined;
  /** Results wanted of all segments together. */
  readonly top: number;
  /** Points left out, as rows of their segments. */
  readonly isExcluded: ((found: SegmentRead, row: number) => boolean) | undefined;
  /** Segments without an index, and with more kilobytes of vectors than this, are left out; undefined: none. */
  readonly unindexedLimitKb: number | undefined;
}

/** Most rows the filter is asked about to guess how many it passes. */
const sampleRows = 1000;
const rowsPerLook = 16;
const seed = 42;
const kilobyte = 1024;

/** Whether `indexed_only` leaves a segment out: vectors without an index, too many to be scanned. */
export function isLeftOut(
  { segment }: SegmentRead,
  using: string,
  storage: Exclude<VectorStorageView, { kind: 'sparse' }>,
  { unindexedLimitKb }: SearchHints,
): boolean {
  if (unindexedLimitKb === undefined || segment.index?.(using) !== undefined) return false;
  let present = 0;
  for (let row = 0; row < segment.rowCount; row++) if (storage.absent[row] !== 1) present++;
  return present * storage.memory.strideBytes >= unindexedLimitKb * kilobyte;
}

/** How a segment with a graph is searched; `acorn` walks and looks behind points that do not pass. */
export type SearchPlan = 'scan' | 'walk' | 'acorn';

/**
 * A segment is searched by its graph when so many points can be results that a scan would take longer. What a filter passes is guessed from rows
 * drawn at random, until the guess is far enough from the threshold.
 */
export async function planSearch(
  read: PacedRead,
  index: number,
  graph: SearchGraph,
  filter: CompiledFilter | undefined,
  hints: SearchHints,
): Promise<SearchPlan> {
  const { segment } = read.segments[index] as SegmentRead;
  const { fullScanThreshold, presentCount } = graph;
  if (hints.exact || presentCount < fullScanThreshold) return 'scan';
  if (filter === undefined) return hints.isExcluded === undefined || segment.liveCount - 1 > fullScanThreshold ? 'walk' : 'scan';
  if (Math.min(presentCount, segment.liveCount) < fullScanThreshold) return 'scan';
  const { isMany, share } = await guessPassing(read, index, graph, filter);
  if (!isMany) return 'scan';
  return share <= hints.acornShare ? 'acorn' : 'walk';
}

async function guessPassing(
  read: PacedRead,
  index: number,
  { fullScanThreshold, presentCount }: SearchGraph,
  filter: CompiledFilter,
): Promise<{ readonly isMany: boolean; readonly share: number }> {
  const draw = createDraw();
  let { segment, rowCount, live } = read.segments[index] as SegmentRead;
  let asked = 0;
  let hits = 0;
  // Few live rows among many dead ones: then the draws are what counts.
  for (let drawn = 1; asked < sampleRows && drawn <= 4 * sampleRows; drawn++) {
    if (drawn % rowsPerLook === 0 && read.due()) {
      await read.pause();
      ({ segment, rowCount, live } = read.segments[index] as SegmentRead);
    }
    const row = draw(rowCount);
    if (live[row] !== 1) continue;
    asked++;
    if (filter.matches(segment, row)) hits++;
    const { expected, delta } = guess(asked, hits, presentCount);
    if (expected - delta > fullScanThreshold || expected + delta < fullScanThreshold) break;
  }
  const { expected } = guess(asked, hits, presentCount);
  return { isMany: expected > fullScanThreshold, share: expected / presentCount };
}

/** The interval of Agresti and Coull for how many of `total` pass when `hits` of `asked` do. */
function guess(asked: number, hits: number, total: number): { readonly expected: number; readonly delta: number } {
  const trials = asked + 4;
  const share = (hits + 2) / trials;
  return { expected: Math.trunc(share * total), delta: Math.trunc(2 * Math.sqrt((share * (1 - share)) / trials) * total) };
}

/** Always the same draws, so that the same question is answered the same way. */
function createDraw(): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
