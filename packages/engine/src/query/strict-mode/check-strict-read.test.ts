import type { Filter, PayloadFieldSchema, StrictModeConfig } from '@sextant/contract';
import { describe, expect, it } from 'vitest';
import type { PointOperation } from '../../operation/operation.ts';
import { checkStrictRead, type StrictRead } from './check-strict-read.ts';
import { checkStrictWrite } from './check-strict-write.ts';

const strictMode: StrictModeConfig = {
  enabled: true,
  unindexed_filtering_retrieve: false,
  max_query_limit: 10,
  max_timeout: 15,
  search_max_hnsw_ef: 64,
  search_allow_exact: false,
  search_max_oversampling: 2,
  filter_max_conditions: 3,
  condition_max_size: 3,
};
const indexed = new Map<string, PayloadFieldSchema>([
  ['city', 'keyword'],
  ['rooms[].size', 'integer'],
]);
const must = (...conditions: unknown[]): StrictRead => ({ filter: { must: conditions } as Filter });
const city = { key: 'city', match: { value: 'x' } };
const all = 'bool, datetime, float, geo, integer, keyword, keyword (with prefix: true), text, text (with phrase_matching: true), uuid';
const missing = (key: string, types: string): string =>
  `Index required but not found for "${key}" of one of the following types: [${types}]. Help: Create an index for this key or use a different filter.`;

describe('strict mode', () => {
  const refused: readonly [StrictRead, string][] = [
    [must({ key: 'city', match: { text: 'x' } }), missing('city', 'text')],
    [must({ key: 'city', match: { value: 5 } }), missing('city', 'integer')],
    [must({ key: 'city', match: { prefix: 'x' } }), missing('city', 'keyword (with prefix: true)')],
    [must({ should: [city, { must_not: [{ key: 'pop', match: { value: 1 } }] }] }), missing('pop', 'integer')],
    [must({ is_empty: { key: 'pop' } }), missing('pop', all)],
    [must({ nested: { key: 'rooms', filter: { must: [{ key: 'kind', match: { value: 'x' } }] } } }), missing('rooms[].kind', 'keyword')],
    [{ limit: 11 }, 'Limit exceeded 11 > 10 for "limit". Help: Reduce the "limit" parameter to or below 10.'],
    [{ timeoutMs: 16_000 }, 'Limit exceeded 16 > 15 for "timeout". Help: Reduce the "timeout" parameter to or below 15.'],
    [{ params: { hnswEf: 65 } }, 'Limit exceeded 65 > 64 for "hnsw_ef". Help: Reduce the "hnsw_ef" parameter to or below 64.'],
    [
      { params: { oversampling: 2.5 } },
      'Limit exceeded 2.5 > 2 for "oversampling". Help: Reduce the "oversampling" parameter to or below 2.',
    ],
    [{ params: { exact: true } }, 'Exact search disabled!. Help: Set exact=false.'],
    [must(city, city, city, city, city), 'Filter condition limit reached (5 > 3). Help: Reduce the amount of conditions of your filter.'],
    [
      must({ key: 'city', match: { any: ['a', 'b', 'c', 'd', 'e'] } }),
      'Condition size limit reached (5 > 3). Help: Reduce the size of your condition.',
    ],
  ];

  it.each(refused)('refuses %j', (read, message) => {
    expect(() => checkStrictRead(read, { strictMode, indexed })).toThrowError(expect.objectContaining({ code: 'bad_request', message }));
    expect(() => checkStrictRead(read, { strictMode: { ...strictMode, enabled: false }, indexed })).not.toThrow();
  });

  const allowed: readonly StrictRead[] = [
    {},
    { limit: 10, timeoutMs: 15_000, params: { hnswEf: 64, exact: false } },
    must({ has_id: [1] }),
    must(city, { key: 'city', match: { any: ['a', 'b', 'c'] } }, { is_empty: { key: 'city' } }),
    must({ nested: { key: 'rooms[]', filter: { must: [{ key: 'size', range: { gt: 1 } }] } } }),
    must({ key: 'ghost', match: { any: [] } }),
  ];

  it.each(allowed)('allows %j', (read) => {
    expect(() => checkStrictRead(read, { strictMode, indexed })).not.toThrow();
  });
});

describe('rate limits', () => {
  it('spend what a request costs and say when to come again', () => {
    const limited: StrictModeConfig = { enabled: true, read_rate_limit: 3 };
    const read = (asked: StrictRead): void => checkStrictRead(asked, { strictMode: limited, indexed });
    read(must(city));
    read({});
    expect(() => read({ cost: 4 })).toThrowError(/larger than rate limiter capacity/);
    expect(() => read({})).toThrowError(
      expect.objectContaining({
        code: 'rate_limited',
        message: 'Read rate limit exceeded: Operation requires 1 tokens but only 0.0 were available. Retry after 20s',
        details: { retryAfterSec: 20 },
      }),
    );
    expect(() => checkStrictRead({}, { strictMode: { ...limited }, indexed })).not.toThrow();
  });
});

describe('writes in strict mode', () => {
  const strict: StrictModeConfig = {
    enabled: true,
    unindexed_filtering_update: false,
    upsert_max_batchsize: 1,
    max_payload_index_count: 2,
    write_rate_limit: 2,
  };
  const write = (operation: PointOperation): void => checkStrictWrite(operation, { strictMode: strict, indexed });
  const point = (id: number) => ({ id, vectors: new Map() });

  it('have limits of their own', () => {
    expect(() => write({ kind: 'upsert_points', points: [point(1), point(2)] })).toThrowError('Limit exceeded 2 > 1 for "upsert limit"');
    expect(() => write({ kind: 'delete_points_by_filter', filter: { must: [{ key: 'pop', match: { value: 1 } }] } })).toThrowError(
      missing('pop', 'integer'),
    );
    expect(() => write({ kind: 'create_index', field: 'third', schema: 'integer' })).toThrowError('maximum number of payload indices (2)');
    expect(() => write({ kind: 'create_index', field: 'city', schema: 'keyword' })).not.toThrow();
    write({ kind: 'delete_points', ids: [1] });
    expect(() => write({ kind: 'delete_points', ids: [1] })).toThrowError(/Write rate limit exceeded/);
  });
});
