import { EngineError } from '../error.ts';
import { compileFilter } from './filter/compile-filter.ts';
import { compileOrder, orderedRows } from './order-by.ts';
import { pacedRead } from './paced-read.ts';
import { pointReader } from './point-reader.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { PointRecord, ScrollPage, ScrollRequest } from './request.ts';
import { checkStrictRead } from './strict-mode/check-strict-read.ts';
import { walkIds } from './walk-ids.ts';

/**
 * One page of the shards given, in id order (numbers ascending, then UUIDs), or by `orderBy`. Fails with `wrong_input` when the field to
 * order by has no index of numbers or moments, and for an `offset` together with `orderBy`.
 */
export async function scrollPoints(sources: readonly ReadSource[], request: ScrollRequest, context: ReadContext): Promise<ScrollPage> {
  const filter = request.filter === undefined ? undefined : compileFilter(request.filter, context);
  checkStrictRead(request, context);
  const readPoint = pointReader(request, context);
  if (request.orderBy !== undefined) {
    if (request.offset !== undefined) throw new EngineError('wrong_input', offsetWithOrder);
    const order = compileOrder(request.orderBy, context.indexed);
    return pacedRead(sources, request, async (read) => {
      const points: PointRecord[] = [];
      for (const { found, row, value } of await orderedRows(read, order, filter, request.limit)) {
        points.push({ ...readPoint(found, row), orderValue: value });
        if (read.due()) await read.pause();
      }
      return { points, nextPageOffset: null };
    });
  }
  return pacedRead(sources, request, async (read) => {
    const rows = await walkIds(read, filter, request.offset, request.limit + 1);
    const points: PointRecord[] = [];
    for (const { read: found, row } of rows.slice(0, request.limit)) {
      points.push(readPoint(found, row));
      if (read.due()) await read.pause();
    }
    return { points, nextPageOffset: rows[request.limit]?.id ?? null };
  });
}

const offsetWithOrder =
  "Cannot use an `offset` when using `order_by`. The alternative for paging is to use `order_by.start_from` and a filter to exclude the IDs that you've already seen for the `order_by.start_from` value";
