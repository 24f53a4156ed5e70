import type { Filter } from '@sextant/contract';
import type { PointOperation } from '../../operation/operation.ts';
import { compileFilter } from '../filter/compile-filter.ts';
import type { ReadContext } from '../read-source.ts';
import { checkLimit, checkStrictFilter, strictError } from './check-strict-filter.ts';
import { takeTokens } from './rate-limit.ts';

/**
 * Holds a write against the strict mode of its collection, if that is on: batch size, filters, number of indexes, rate. Fails with
 * `bad_request` or `rate_limited`. The limits on the size of a whole collection are not looked at.
 */
export function checkStrictWrite(operation: PointOperation, { strictMode, indexed }: Pick<ReadContext, 'strictMode' | 'indexed'>): void {
  if (strictMode?.enabled !== true) return;
  if (operation.kind === 'upsert_points') checkLimit(operation.points.length, strictMode.upsert_max_batchsize, 'upsert limit');
  if (operation.kind === 'update_vectors') checkLimit(operation.points.length, strictMode.upsert_max_batchsize, 'update limit');
  const filter = filterOf(operation);
  if (filter !== undefined) {
    compileFilter(filter);
    checkStrictFilter(filter, strictMode.unindexed_filtering_update, strictMode, indexed);
  }
  const { max_payload_index_count: maxIndexes, write_rate_limit: rate } = strictMode;
  if (operation.kind === 'create_index' && maxIndexes != null && !indexed.has(operation.field) && indexed.size >= maxIndexes) {
    throw strictError(
      `Collection already has the maximum number of payload indices (${maxIndexes})`,
      'Please delete an existing index before creating a new one.',
    );
  }
  if (rate != null) takeTokens('write', strictMode, rate, costOf(operation));
}

function filterOf(operation: PointOperation): Filter | undefined {
  if (operation.kind === 'delete_points_by_filter') return operation.filter;
  return 'selector' in operation && 'filter' in operation.selector ? operation.selector.filter : undefined;
}

/** One for each point that is named. */
function costOf(operation: PointOperation): number {
  if ('points' in operation) return operation.points.length;
  if ('ids' in operation) return operation.ids.length;
  return 'selector' in operation && 'ids' in operation.selector ? operation.selector.ids.length : 1;
}
