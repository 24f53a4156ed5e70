import type { OrderBy } from '@sextant/contract';
import { EngineError } from '../error.ts';
import { createBestRows } from './best-rows.ts';
import { compileFilter } from './filter/compile-filter.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import { narrowRead } from './narrow-read.ts';
import { compileOrder, orderedRows } from './order-by.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import { pacedRead } from './paced-read.ts';
import { pointReader } from './point-reader.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { QueryRequest, ScoredPoint } from './request.ts';
import { checkStrictRead } from './strict-mode/check-strict-read.ts';
import { walkIds } from './walk-ids.ts';

/** A row of the answer, in its place. */
interface ListedRow {
  readonly found: SegmentRead;
  readonly row: number;
  readonly value?: number | bigint;
}

// Queries that compare no vectors. The real server answers them from its scroll, without versions, and scores every point with 1.

/** Without a query: points in id order. Fails with `bad_request` for a score threshold. */
export async function listPoints(sources: readonly ReadSource[], request: QueryRequest, context: ReadContext): Promise<ScoredPoint[]> {
  if (request.scoreThreshold !== undefined) {
    throw new EngineError(
      'bad_request',
      "A query is needed to use the score_threshold. Can't have score_threshold without defining a query.",
    );
  }
  return readList(sources, request, context, async (read, filter, limit) => {
    const rows = await walkIds(read, filter, undefined, limit);
    return rows.map(({ read: found, row }) => ({ found, row }));
  });
}

/** Points by a field, each with its value; several times where it has several. Fails with `wrong_input` when no index orders the field. */
export async function orderPoints(
  sources: readonly ReadSource[],
  request: QueryRequest,
  orderBy: OrderBy,
  context: ReadContext,
): Promise<ScoredPoint[]> {
  return readList(sources, request, context, (read, filter, limit) =>
    orderedRows(read, compileOrder(orderBy, context.indexed), filter, limit),
  );
}

/** Points by chance, in an order by chance; all of them when there are no more than asked for. */
export async function samplePoints(sources: readonly ReadSource[], request: QueryRequest, context: ReadContext): Promise<ScoredPoint[]> {
  return readList(sources, request, context, randomRows);
}

async function readList(
  sources: readonly ReadSource[],
  request: QueryRequest,
  context: ReadContext,
  rowsOf: (read: PacedRead, filter: CompiledFilter | undefined, limit: number) => Promise<readonly ListedRow[]>,
): Promise<ScoredPoint[]> {
  const filter = request.filter === undefined ? undefined : compileFilter(request.filter, context);
  checkStrictRead(request, context);
  const readPoint = pointReader(request, context);
  return pacedRead(sources, request, async (read) => {
    const rows = await rowsOf(read, filter, request.offset + request.limit);
    const points: ScoredPoint[] = [];
    for (const { found, row, value } of rows.slice(request.offset)) {
      points.push({ ...readPoint(found, row), version: 0, score: 1, ...(value === undefined ? {} : { orderValue: value }) });
      if (read.due()) await read.pause();
    }
    return points;
  });
}

/** Rows looked at between two looks at the clock. */
const rowsPerLook = 256;

async function randomRows(whole: PacedRead, filter: CompiledFilter | undefined, limit: number): Promise<readonly ListedRow[]> {
  const read = filter?.ids === undefined ? whole : await narrowRead(whole, filter.ids);
  const best = createBestRows<ListedRow & { readonly draw: number }>(limit, (a, b) => a.draw - b.draw);
  for (let index = 0; index < read.segments.length; index++) {
    const { rowCount } = read.segments[index] as SegmentRead;
    for (let row = 0; row < rowCount; row++) {
      const found = read.segments[index] as SegmentRead;
      if (found.live[row] === 1 && filter?.matches(found.segment, row) !== false) best.offer({ found, row, draw: Math.random() });
      if (row % rowsPerLook === 0 && read.due()) await read.pause();
    }
  }
  return best.sorted();
}
