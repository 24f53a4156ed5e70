import type { SegmentView } from '../segment/segment-view.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';

/** Rows checked between two yields: a few milliseconds with payloads of ordinary size. */
const rowsPerStep = 1024;

/**
 * The live rows of a segment that pass a filter, ascending, in batches; a batch may be empty. Each step checks at most 1,024 rows, so the
 * caller can let the event loop run between steps. The segment must not change while the generator is in use.
 */
export function* selectRows(segment: SegmentView, filter: CompiledFilter | undefined): Generator<readonly number[], void, void> {
  if (filter?.ids !== undefined) {
    yield* selectByIds(segment, filter, filter.ids);
    return;
  }
  const { rowCount, live } = segment;
  for (let from = 0; from < rowCount; from += rowsPerStep) {
    const to = Math.min(rowCount, from + rowsPerStep);
    const rows: number[] = [];
    for (let row = from; row < to; row++) {
      if (live[row] === 1 && (filter === undefined || filter.matches(segment, row))) rows.push(row);
    }
    yield rows;
  }
}

function* selectByIds(
  segment: SegmentView,
  filter: CompiledFilter,
  ids: NonNullable<CompiledFilter['ids']>,
): Generator<readonly number[], void, void> {
  const rows: number[] = [];
  for (let from = 0; from < ids.length; from += rowsPerStep) {
    for (const id of ids.slice(from, from + rowsPerStep)) {
      const row = segment.rowOf(id);
      if (row !== undefined && segment.live[row] === 1 && filter.matches(segment, row)) rows.push(row);
    }
    yield [];
  }
  yield rows.sort((a, b) => a - b);
}
