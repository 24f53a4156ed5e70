import { compileFilter } from './filter/compile-filter.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import { locatePoint } from './locate-point.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import { pacedRead } from './paced-read.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { CountRequest } from './request.ts';
import { checkStrictRead } from './strict-mode/check-strict-read.ts';

/** Rows checked between two looks at the clock. */
const rowsPerLook = 256;

/** How many points of the shards given pass the filter. Always exact. */
export async function countPoints(
  sources: readonly ReadSource[],
  request: CountRequest,
  context: Pick<ReadContext, 'indexed' | 'strictMode'>,
): Promise<number> {
  const filter = request.filter === undefined ? undefined : compileFilter(request.filter, context);
  checkStrictRead(request, context);
  return pacedRead(sources, request, async (read) => {
    if (filter === undefined) return read.segments.reduce((sum, { segment }) => sum + segment.liveCount, 0);
    if (filter.ids !== undefined) return countIds(read, filter, filter.ids);
    let count = 0;
    for (let index = 0; index < read.segments.length; index++) count += await countSegment(read, index, filter);
    return count;
  });
}

async function countSegment(read: PacedRead, index: number, filter: CompiledFilter): Promise<number> {
  let { segment, rowCount, live } = read.segments[index] as SegmentRead;
  let count = 0;
  for (let from = 0; from < rowCount; from += rowsPerLook) {
    const to = Math.min(rowCount, from + rowsPerLook);
    for (let row = from; row < to; row++) if (live[row] === 1 && filter.matches(segment, row)) count++;
    if (!read.due()) continue;
    await read.pause();
    ({ segment, rowCount, live } = read.segments[index] as SegmentRead);
  }
  return count;
}

async function countIds(read: PacedRead, filter: CompiledFilter, ids: NonNullable<CompiledFilter['ids']>): Promise<number> {
  let count = 0;
  for (const id of ids) {
    const found = locatePoint(read.segments, id);
    if (found !== undefined && filter.matches(found.read.segment, found.row)) count++;
    if (read.due()) await read.pause();
  }
  return count;
}
