import type { ExtendedPointId, Record as PointRecord } from '@sextant/contract';
import type { CallOptions } from './call-options.ts';
import type { BodyOf, Driver, OperationId, QueryOf, ResultOf } from './operation.ts';
import { type ScrollAllArguments, scrollAll } from './scroll-all.ts';
import { type UpsertManyOptions, type UpsertManyPoint, type UpsertManyReport, upsertMany } from './upsert-many.ts';

/** Arguments of a collection method: the JSON body and the query parameters of the operation side by side, as in qdrant-js. */
export type Args<Op extends OperationId> = BodyOf<Op> & QueryOf<Op>;

/** Points: writing, reading, searching. Every method takes the collection (or an alias) first and per-call options last. */
export interface PointMethods {
  /** Inserts or replaces points, given as a list or as columns; `wait: true` answers once they can be found. */
  upsert(collection: string, args: Args<'upsert_points'>, options?: CallOptions): Promise<ResultOf<'upsert_points'>>;
  /** Sends any number of points in requests of a bounded size, several at once; reports each that failed. */
  upsertMany(
    collection: string,
    points: Iterable<UpsertManyPoint> | AsyncIterable<UpsertManyPoint>,
    options?: UpsertManyOptions,
  ): Promise<UpsertManyReport>;
  /** Points by id, in the order asked for; ids that do not exist are left out. */
  retrieve(collection: string, args: Args<'get_points'>, options?: CallOptions): Promise<ResultOf<'get_points'>>;
  /** One point by id, with payload and vectors; rejects with `not_found`. */
  getPoint(collection: string, id: ExtendedPointId, options?: CallOptions): Promise<ResultOf<'get_point'>>;
  /** Deletes points by id or filter. */
  delete(collection: string, args: Args<'delete_points'>, options?: CallOptions): Promise<ResultOf<'delete_points'>>;
  /** Replaces the named vectors of points, and no others. */
  updateVectors(collection: string, args: Args<'update_vectors'>, options?: CallOptions): Promise<ResultOf<'update_vectors'>>;
  deleteVectors(collection: string, args: Args<'delete_vectors'>, options?: CallOptions): Promise<ResultOf<'delete_vectors'>>;
  /** Merges keys into the payload of points. */
  setPayload(collection: string, args: Args<'set_payload'>, options?: CallOptions): Promise<ResultOf<'set_payload'>>;
  /** Replaces the whole payload of points. */
  overwritePayload(collection: string, args: Args<'overwrite_payload'>, options?: CallOptions): Promise<ResultOf<'overwrite_payload'>>;
  deletePayload(collection: string, args: Args<'delete_payload'>, options?: CallOptions): Promise<ResultOf<'delete_payload'>>;
  clearPayload(collection: string, args: Args<'clear_payload'>, options?: CallOptions): Promise<ResultOf<'clear_payload'>>;
  /** Several writes in one request, applied in order. */
  batchUpdate(collection: string, args: Args<'batch_update'>, options?: CallOptions): Promise<ResultOf<'batch_update'>>;
  /** One page of points in id order. */
  scroll(collection: string, args?: Args<'scroll_points'>, options?: CallOptions): Promise<ResultOf<'scroll_points'>>;
  /** All points, page by page, as they are needed. */
  scrollAll(collection: string, args?: ScrollAllArguments, options?: CallOptions): AsyncGenerator<PointRecord, void, undefined>;
  count(collection: string, args?: Args<'count_points'>, options?: CallOptions): Promise<ResultOf<'count_points'>>;
  /** The universal search: nearest by vector or id, with filter, threshold and selectors. */
  query(collection: string, args: Args<'query_points'>, options?: CallOptions): Promise<ResultOf<'query_points'>>;
  queryBatch(collection: string, args: Args<'query_batch_points'>, options?: CallOptions): Promise<ResultOf<'query_batch_points'>>;
  queryGroups(collection: string, args: Args<'query_points_groups'>, options?: CallOptions): Promise<ResultOf<'query_points_groups'>>;
  /** Values of a payload key and how many points have each. */
  facet(collection: string, args: Args<'facet'>, options?: CallOptions): Promise<ResultOf<'facet'>>;
  searchMatrixPairs(collection: string, args: Args<'search_matrix_pairs'>, options?: CallOptions): Promise<ResultOf<'search_matrix_pairs'>>;
  searchMatrixOffsets(
    collection: string,
    args: Args<'search_matrix_offsets'>,
    options?: CallOptions,
  ): Promise<ResultOf<'search_matrix_offsets'>>;
  /** @deprecated by Qdrant in favour of `query`, kept because it is still served. */
  search(collection: string, args: Args<'search_points'>, options?: CallOptions): Promise<ResultOf<'search_points'>>;
  /** @deprecated by Qdrant in favour of `query`. */
  recommend(collection: string, args: Args<'recommend_points'>, options?: CallOptions): Promise<ResultOf<'recommend_points'>>;
  /** @deprecated by Qdrant in favour of `query`. */
  discover(collection: string, args: Args<'discover_points'>, options?: CallOptions): Promise<ResultOf<'discover_points'>>;
}

const queryNames = ['wait', 'ordering', 'timeout', 'consistency'] as const;

/** Splits the arguments of a method into query parameters and body. */
export function splitArgs(args: object | undefined): { query: Record<string, unknown>; body: Record<string, unknown> } {
  const query: Record<string, unknown> = {};
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args ?? {})) {
    if ((queryNames as readonly string[]).includes(name)) query[name] = value;
    else body[name] = value;
  }
  return { query, body };
}

export function pointMethods(driver: Driver): PointMethods {
  const run =
    <Op extends OperationId>(operation: Op) =>
    (collection: string, args?: object, options?: CallOptions): Promise<ResultOf<Op>> =>
      driver.call(operation, { path: { collection_name: collection }, ...splitArgs(args) } as never, options);
  const methods: PointMethods = {
    upsert: run('upsert_points'),
    upsertMany: (collection, points, options) => upsertMany(methods, collection, points, options),
    retrieve: run('get_points'),
    getPoint: (collection, id, options) => driver.call('get_point', { path: { collection_name: collection, id } }, options),
    delete: run('delete_points'),
    updateVectors: run('update_vectors'),
    deleteVectors: run('delete_vectors'),
    setPayload: run('set_payload'),
    overwritePayload: run('overwrite_payload'),
    deletePayload: run('delete_payload'),
    clearPayload: run('clear_payload'),
    batchUpdate: run('batch_update'),
    scroll: run('scroll_points'),
    scrollAll: (collection, args, options) => scrollAll(methods, collection, args, options),
    count: run('count_points'),
    query: run('query_points'),
    queryBatch: run('query_batch_points'),
    queryGroups: run('query_points_groups'),
    facet: run('facet'),
    searchMatrixPairs: run('search_matrix_pairs'),
    searchMatrixOffsets: run('search_matrix_offsets'),
    search: run('search_points'),
    recommend: run('recommend_points'),
    discover: run('discover_points'),
  };
  return methods;
}
