import type { Client } from '@connectrpc/connect';
import {
  type FacetValue,
  type Points,
  type PointsOperationResponse,
  UpdateMode,
  UpdateStatus,
  WriteOrderingType,
} from '@sextant/contract/grpc';
import { toFilter } from './filter-codec.ts';
import type { GrpcCall } from './grpc-call.ts';
import {
  fromPoint,
  fromPointId,
  NotOverGrpc,
  toPointId,
  toShardKeys,
  toVectors,
  toVectorVariant,
  toWithPayload,
  toWithVectors,
} from './point-codec.ts';
import { toValueMap } from './value-codec.ts';

type PointsClient = Client<typeof Points>;
type Json = Readonly<Record<string, unknown>>;

const orderings = { weak: WriteOrderingType.Weak, medium: WriteOrderingType.Medium, strong: WriteOrderingType.Strong } as const;
const updateModes = { upsert: UpdateMode.Upsert, insert_only: UpdateMode.InsertOnly, update_only: UpdateMode.UpdateOnly } as const;
const statuses: Readonly<Record<number, string>> = {
  [UpdateStatus.Acknowledged]: 'acknowledged',
  [UpdateStatus.Completed]: 'completed',
  [UpdateStatus.WaitTimeout]: 'wait_timeout',
};

/** What REST's query parameters of a write become in a message. */
function writeFields({ collection, query, body }: { collection: string; query: Json; body: Json }) {
  const ordering = query.ordering as keyof typeof orderings | undefined;
  const shardKeySelector = toShardKeys(body.shard_key);
  return {
    collectionName: collection,
    wait: query.wait === true,
    ...(ordering === undefined ? {} : { ordering: { type: orderings[ordering] } }),
    ...(query.timeout === undefined ? {} : { timeout: BigInt(query.timeout as number) }),
    ...(shardKeySelector === undefined ? {} : { shardKeySelector }),
  };
}

function readFields({ collection, query, body }: { collection: string; query: Json; body: Json }) {
  if (query.consistency !== undefined) throw new NotOverGrpc('read consistency');
  const shardKeySelector = toShardKeys(body.shard_key);
  return {
    collectionName: collection,
    ...(query.timeout === undefined ? {} : { timeout: BigInt(query.timeout as number) }),
    ...(shardKeySelector === undefined ? {} : { shardKeySelector }),
  };
}

function toSelector(body: Json) {
  if (body.filter !== undefined && body.filter !== null)
    return { pointsSelectorOneOf: { case: 'filter' as const, value: toFilter(body.filter) ?? {} } };
  const ids = ((body.points ?? []) as unknown[]).map(toPointId);
  return { pointsSelectorOneOf: { case: 'points' as const, value: { ids } } };
}

function fromUpdate({ result }: PointsOperationResponse): unknown {
  return {
    ...(result?.operationId === undefined ? {} : { operation_id: Number(result.operationId) }),
    status: statuses[result?.status ?? 0] ?? 'acknowledged',
  };
}

/** An integer as a number where one holds it. */
function fromFacetValue(variant: FacetValue['variant'] | undefined): unknown {
  const value = variant?.value;
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

const hasPayload = (selector: unknown, fallback: boolean) => (selector ?? fallback) !== false;

/** The operations on points that go over gRPC, by their REST ids; each takes and gives what REST does. */
export function pointCalls(points: PointsClient): Readonly<Record<string, GrpcCall>> {
  return {
    async upsert_points(args, options) {
      const { body } = args;
      if (!Array.isArray(body.points)) throw new NotOverGrpc('columns of points');
      const list = (body.points as { id: unknown; vector: unknown; payload?: object | null }[]).map((point) => ({
        id: toPointId(point.id),
        vectors: toVectors(point.vector),
        payload: toValueMap(point.payload),
      }));
      const updateFilter = toFilter(body.update_filter);
      const mode = body.update_mode as keyof typeof updateModes | undefined;
      return fromUpdate(
        await points.upsert(
          {
            ...writeFields(args),
            points: list,
            ...(updateFilter === undefined ? {} : { updateFilter }),
            ...(mode === undefined ? {} : { updateMode: updateModes[mode] }),
          },
          options,
        ),
      );
    },
    async delete_points(args, options) {
      return fromUpdate(await points.delete({ ...writeFields(args), points: toSelector(args.body) }, options));
    },
    async update_vectors(args, options) {
      const list = (args.body.points as { id: unknown; vector: unknown }[]).map((point) => ({
        id: toPointId(point.id),
        vectors: toVectors(point.vector),
      }));
      const updateFilter = toFilter(args.body.update_filter);
      return fromUpdate(
        await points.updateVectors(
          { ...writeFields(args), points: list, ...(updateFilter === undefined ? {} : { updateFilter }) },
          options,
        ),
      );
    },
    async delete_vectors(args, options) {
      const vectors = { names: [...(args.body.vector as string[])] };
      return fromUpdate(await points.deleteVectors({ ...writeFields(args), pointsSelector: toSelector(args.body), vectors }, options));
    },
    async set_payload(args, options) {
      return fromUpdate(await points.setPayload(payloadFields(args), options));
    },
    async overwrite_payload(args, options) {
      return fromUpdate(await points.overwritePayload(payloadFields(args), options));
    },
    async delete_payload(args, options) {
      const keys = [...(args.body.keys as string[])];
      return fromUpdate(await points.deletePayload({ ...writeFields(args), keys, pointsSelector: toSelector(args.body) }, options));
    },
    async clear_payload(args, options) {
      return fromUpdate(await points.clearPayload({ ...writeFields(args), points: toSelector(args.body) }, options));
    },
    async get_points(args, options) {
      const { body } = args;
      const { result } = await points.get(
        {
          ...readFields(args),
          ids: (body.ids as unknown[]).map(toPointId),
          withPayload: toWithPayload(body.with_payload as never, true),
          withVectors: toWithVectors(body.with_vector as never),
        },
        options,
      );
      return result.map((point) => fromPoint(point, hasPayload(body.with_payload, true)));
    },
    async scroll_points(args, options) {
      const { body } = args;
      if (body.order_by !== undefined && body.order_by !== null) throw new NotOverGrpc('ordered scroll');
      const filter = toFilter(body.filter);
      const { result, nextPageOffset } = await points.scroll(
        {
          ...readFields(args),
          ...(filter === undefined ? {} : { filter }),
          ...(body.offset === undefined || body.offset === null ? {} : { offset: toPointId(body.offset) }),
          ...(body.limit === undefined || body.limit === null ? {} : { limit: Number(body.limit) }),
          withPayload: toWithPayload(body.with_payload as never, true),
          withVectors: toWithVectors(body.with_vector as never),
        },
        options,
      );
      return {
        points: result.map((point) => fromPoint(point, hasPayload(body.with_payload, true))),
        next_page_offset: nextPageOffset === undefined ? null : fromPointId(nextPageOffset),
      };
    },
    async count_points(args, options) {
      const filter = toFilter(args.body.filter);
      const exact = args.body.exact !== false;
      const { result } = await points.count({ ...readFields(args), exact, ...(filter === undefined ? {} : { filter }) }, options);
      return { count: Number(result?.count ?? 0n) };
    },
    async facet(args, options) {
      const { key, limit, exact } = args.body;
      const filter = toFilter(args.body.filter);
      const { hits } = await points.facet(
        {
          ...readFields(args),
          key: key as string,
          ...(filter === undefined ? {} : { filter }),
          ...(limit === undefined || limit === null ? {} : { limit: BigInt(limit as number) }),
          ...(typeof exact === 'boolean' ? { exact } : {}),
        },
        options,
      );
      return { hits: hits.map(({ value, count }) => ({ value: fromFacetValue(value?.variant), count: Number(count) })) };
    },
    async query_points(args, options) {
      const { result } = await points.query({ ...readFields(args), ...queryFields(args.body) }, options);
      return { points: result.map((point) => fromPoint(point, hasPayload(args.body.with_payload, false))) };
    },
  };
}

function payloadFields(args: { collection: string; query: Json; body: Json }) {
  const { key, payload } = args.body;
  return {
    ...writeFields(args),
    payload: toValueMap(payload as object),
    pointsSelector: toSelector(args.body),
    ...(typeof key === 'string' ? { key } : {}),
  };
}

/** The fields of a query for neighbours; other kinds of query take the REST road. */
function queryFields(body: Json) {
  const prefetch = body.prefetch as unknown[] | object | null | undefined;
  if (prefetch && (!Array.isArray(prefetch) || prefetch.length > 0)) throw new NotOverGrpc('prefetch');
  const params = body.params as { hnsw_ef?: number; exact?: boolean; indexed_only?: boolean } | null | undefined;
  if (params && Object.keys(params).some((name) => !['hnsw_ef', 'exact', 'indexed_only'].includes(name)))
    throw new NotOverGrpc('search parameters');
  const lookup = body.lookup_from as { collection: string; vector?: string } | null | undefined;
  const filter = toFilter(body.filter);
  const nearest = toNearest(body.query);
  return {
    ...(nearest === undefined ? {} : { query: { variant: { case: 'nearest' as const, value: { variant: nearest as never } } } }),
    ...(filter === undefined ? {} : { filter }),
    ...(typeof body.using === 'string' ? { using: body.using } : {}),
    ...(typeof body.score_threshold === 'number' ? { scoreThreshold: body.score_threshold } : {}),
    ...(body.limit === undefined || body.limit === null ? {} : { limit: BigInt(body.limit as number) }),
    ...(body.offset === undefined || body.offset === null ? {} : { offset: BigInt(body.offset as number) }),
    ...(params
      ? {
          params: {
            ...(params.hnsw_ef === undefined ? {} : { hnswEf: BigInt(params.hnsw_ef) }),
            ...(params.exact === undefined ? {} : { exact: params.exact }),
            ...(params.indexed_only === undefined ? {} : { indexedOnly: params.indexed_only }),
          },
        }
      : {}),
    ...(lookup
      ? { lookupFrom: { collectionName: lookup.collection, ...(lookup.vector === undefined ? {} : { vectorName: lookup.vector }) } }
      : {}),
    withPayload: toWithPayload(body.with_payload as never, false),
    withVectors: toWithVectors(body.with_vector as never),
  };
}

function toNearest(query: unknown): unknown {
  if (query === undefined || query === null) return undefined;
  if (typeof query !== 'object') return { case: 'id', value: toPointId(query) };
  if (Array.isArray(query) || ArrayBuffer.isView(query) || 'indices' in query) return toVectorVariant(query);
  if ('source' in query) return { case: 'id', value: toPointId(query) };
  const { nearest, mmr } = query as { nearest?: unknown; mmr?: unknown };
  if (nearest === undefined || (mmr !== undefined && mmr !== null)) throw new NotOverGrpc(`query by ${Object.keys(query).join(', ')}`);
  return toNearest(nearest);
}
