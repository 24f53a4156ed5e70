import type { Filter } from '@sextant/contract';
import type { ReadContext } from '../read-source.ts';
import type { QueryRequest, ReadOptions } from '../request.ts';
import { checkLimit, checkStrictFilter, countConditions, strictError } from './check-strict-filter.ts';
import { takeTokens } from './rate-limit.ts';

/** What strict mode looks at in a read. */
export interface StrictRead extends Pick<ReadOptions, 'timeoutMs'> {
  readonly limit?: number;
  readonly filter?: Filter;
  readonly exact?: boolean;
  readonly params?: QueryRequest['params'];
  /** Tokens of the rate limit; default 1, and 1 for each condition of the filter. */
  readonly cost?: number;
}

/** Holds a read against the strict mode of its collection, if that is on. Fails with `bad_request` at the first limit that is passed. */
export function checkStrictRead(read: StrictRead, { strictMode, indexed }: Pick<ReadContext, 'strictMode' | 'indexed'>): void {
  if (strictMode?.enabled !== true) return;
  const { params } = read;
  if (read.timeoutMs !== undefined) checkLimit(Math.ceil(read.timeoutMs / 1000), strictMode.max_timeout, 'timeout');
  if (read.limit !== undefined) checkLimit(read.limit, strictMode.max_query_limit, 'limit');
  const unindexed = strictMode.unindexed_filtering_retrieve;
  if (read.filter !== undefined) checkStrictFilter(read.filter, unindexed, strictMode, indexed);
  const exact = read.exact === true || params?.exact === true;
  if (exact && strictMode.search_allow_exact === false) throw strictError('Exact search disabled!', 'Set exact=false.');
  if (params?.oversampling !== undefined) checkLimit(params.oversampling, strictMode.search_max_oversampling, 'oversampling');
  if (params?.hnswEf !== undefined) checkLimit(params.hnswEf, strictMode.search_max_hnsw_ef, 'hnsw_ef');
  if (params?.idf !== undefined && params.idf !== 'global') checkStrictFilter(params.idf.corpus, unindexed, strictMode, indexed);
  if (strictMode.read_rate_limit != null)
    takeTokens('read', strictMode, strictMode.read_rate_limit, read.cost ?? 1 + countConditions(read.filter));
}
