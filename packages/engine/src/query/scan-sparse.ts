import { sparseDot } from '@sextant/kernel';
import type { PointId, SparseVector } from '../operation/point.ts';
import type { SparseStorageView } from '../segment/segment-view.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { ScanInput } from './nearest.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import type { ReadSource, VectorSpec } from './read-source.ts';

/** Points scored at a time. */
const blockRows = 128;

/**
 * Scores the sparse vectors of every segment; a point that shares no index with the query is no result. With the idf modifier the values
 * of the query are weighed by how rare their indices are among the points of the shard (of the corpus, when one is given). Deleted points
 * count there as long as their rows are not reused: to the real server, too, they are documents until it optimises.
 */
export async function scanSparse(
  using: string,
  query: SparseVector,
  spec: Extract<VectorSpec, { kind: 'sparse' }>,
  { read, whole, candidates, corpus }: ScanInput,
): Promise<void> {
  const weighed = new Map<ReadSource, SparseVector>();
  for (let index = 0; index < read.segments.length; index++) {
    const { source } = read.segments[index] as SegmentRead;
    let own = weighed.get(source);
    if (own === undefined) {
      own = spec.idf ? await weigh(whole, using, query, source, corpus) : query;
      weighed.set(source, own);
    }
    const vector = own;
    await eachVector(read, using, index, (found, row, stored) => {
      if (found.live[row] !== 1) return;
      const score = sparseDot(vector, stored);
      if (score !== undefined) candidates.offer(found, row, score);
    });
  }
}

/** Multiplies the values of a query by ln(1 + (n - df + 0.5) / (df + 0.5)): n points with such a vector, df of them with the index. */
async function weigh(
  read: PacedRead,
  using: string,
  query: SparseVector,
  source: ReadSource,
  corpus: CompiledFilter | undefined,
): Promise<SparseVector> {
  const { indices, values } = query;
  const frequency = new Map<number, number>(Array.from(indices, (one) => [one, 0]));
  let documents = 0;
  for (let index = 0; index < read.segments.length; index++) {
    if ((read.segments[index] as SegmentRead).source !== source) continue;
    await eachVector(read, using, index, ({ segment, live }, row, stored) => {
      const counts =
        live[row] === 1
          ? corpus === undefined || corpus.matches(segment, row)
          : corpus === undefined && segment.isDeleted(row) && isGone(source, segment.idOf(row));
      // An empty vector is no document: it is not in the index of the real server.
      if (!counts || stored.indices.length === 0) return;
      documents++;
      for (const one of stored.indices) {
        const seen = frequency.get(one);
        if (seen !== undefined) frequency.set(one, seen + 1);
      }
    });
  }
  const weight = (df: number): number => Math.fround(Math.log((documents - df + 0.5) / (df + 0.5) + 1));
  return { kind: 'sparse', indices, values: values.map((value, i) => value * weight(frequency.get(indices[i] as number) ?? 0)) };
}

/** Whether a point that was deleted here was not written again elsewhere. */
function isGone({ segments }: ReadSource, id: PointId): boolean {
  return segments.every((segment) => segment.rowOf(id) === undefined);
}

type SparseVisit = (found: SegmentRead, row: number, stored: NonNullable<ReturnType<SparseStorageView['vectorOf']>>) => void;

/** Visits the rows that have such a vector, dead ones included. */
async function eachVector(read: PacedRead, using: string, index: number, visit: SparseVisit): Promise<void> {
  let found = read.segments[index] as SegmentRead;
  const storage = found.segment.storage(using);
  if (storage?.kind !== 'sparse') return;
  for (let from = 0; from < found.rowCount; from += blockRows) {
    const to = Math.min(found.rowCount, from + blockRows);
    for (let row = from; row < to; row++) {
      if (storage.absent[row] === 1) continue;
      const stored = storage.vectorOf(row);
      if (stored !== undefined) visit(found, row, stored);
    }
    if (!read.due()) continue;
    await read.pause();
    found = read.segments[index] as SegmentRead;
  }
}
