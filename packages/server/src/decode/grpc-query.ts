import type { OrderBy } from '@sextant/contract';
import {
  type CountPoints,
  Direction,
  type FacetCounts,
  type GetPoints,
  type LookupLocation,
  type PrefetchQuery,
  type OrderBy as ProtoOrderBy,
  type Query as ProtoQuery,
  type QueryPoints,
  type ReadConsistency,
  Sample,
  type ScrollPoints,
  type SearchParams,
  type SearchPoints,
  type ShardKeySelector,
  type StartFrom,
} from '@sextant/contract/grpc';
import { JsonNumber, type JsonObject, type JsonValue } from '@sextant/contract/json';
import {
  type CountRequest,
  EngineError,
  type FacetRequest,
  type Query,
  type QueryInput,
  type QueryRequest,
  type ReadOptions,
  type ScrollRequest,
  type Selectors,
} from '@sextant/engine';
import { decodeBody } from '../grpc/decode-body.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { orderBy } from './filter.ts';
import { filterFromProto } from './grpc-filter.ts';
import { pointIdFromProto } from './grpc-point-id.ts';
import { payloadSelectorFromProto, shardKeysFromProto, vectorSelectorFromProto } from './grpc-selectors.ts';
import { timestampText } from './grpc-timestamp.ts';
import { integerToJson } from './grpc-value.ts';
import { queryInputFromProto, sparseVector } from './grpc-vector.ts';
import { secondsToMs } from './grpc-write.ts';
import { jsonPath } from './payload.ts';
import { defaultAcornSelectivity, notBuilt } from './query.ts';

const defaultLimit = 10;

/** What every read says beside its question. Consistency has no meaning on a single node and is only checked for its form. */
interface ReadFields {
  readonly timeout?: bigint;
  readonly shardKeySelector?: ShardKeySelector;
  readonly readConsistency?: ReadConsistency;
}

function readOptionsFromProto(request: ReadFields, signal: AbortSignal): ReadOptions {
  if (request.readConsistency !== undefined && request.readConsistency.value.case === undefined) {
    throw invalidArgument('Read consistency message must contain a value');
  }
  const shardKeys = shardKeysFromProto(request.shardKeySelector);
  return {
    signal,
    ...(request.timeout === undefined ? {} : { timeoutMs: secondsToMs(request.timeout) }),
    ...(shardKeys === undefined ? {} : { shardKeys }),
  };
}

export function retrieveFromProto(request: GetPoints, signal: AbortSignal) {
  return {
    ids: request.ids.map((id) => pointIdFromProto(id)),
    options: { ...readOptionsFromProto(request, signal), ...selectors(request, false) },
  };
}

export function countFromProto(request: CountPoints, signal: AbortSignal): CountRequest {
  const filter = filterFromProto(request.filter);
  return { ...readOptionsFromProto(request, signal), ...(filter === undefined ? {} : { filter }), exact: request.exact ?? true };
}

export function facetFromProto(request: FacetCounts, signal: AbortSignal): FacetRequest {
  const filter = filterFromProto(request.filter);
  return {
    ...readOptionsFromProto(request, signal),
    key: decodeBody(jsonPath, request.key),
    ...(filter === undefined ? {} : { filter }),
    limit: Number(request.limit ?? BigInt(defaultLimit)),
    exact: request.exact ?? false,
  };
}

export function scrollFromProto(request: ScrollPoints, signal: AbortSignal): ScrollRequest {
  const filter = filterFromProto(request.filter);
  return {
    ...readOptionsFromProto(request, signal),
    ...selectors(request, true),
    ...(filter === undefined ? {} : { filter }),
    limit: request.limit ?? defaultLimit,
    ...(request.offset === undefined ? {} : { offset: pointIdFromProto(request.offset) }),
    ...(request.orderBy === undefined ? {} : { orderBy: orderByFromProto(request.orderBy) }),
  };
}

/** The older search request: one vector, dense or sparse. */
export function searchFromProto(request: SearchPoints, signal: AbortSignal): QueryRequest {
  const filter = filterFromProto(request.filter);
  const vector =
    request.sparseIndices === undefined ? new Float32Array(request.vector) : sparseVector(request.sparseIndices.data, request.vector);
  return {
    ...readOptionsFromProto(request, signal),
    ...selectors(request, false),
    query: { kind: 'nearest', input: { vector } },
    using: request.vectorName ?? '',
    ...(filter === undefined ? {} : { filter }),
    ...thresholdAndParams(request),
    limit: Number(request.limit),
    offset: Number(request.offset ?? 0n),
  };
}

export function queryFromProto(request: QueryPoints, signal: AbortSignal): QueryRequest {
  const filter = filterFromProto(request.filter);
  const query = request.query === undefined ? undefined : queryOfVariant(request.query, request.lookupFrom);
  refusePrefetch(request.prefetch, query !== undefined);
  return {
    ...readOptionsFromProto(request, signal),
    ...selectors(request, false),
    ...(query === undefined ? {} : { query }),
    using: request.using ?? '',
    ...(filter === undefined ? {} : { filter }),
    ...thresholdAndParams(request),
    limit: Number(request.limit ?? BigInt(defaultLimit)),
    offset: Number(request.offset ?? 0n),
  };
}

function queryOfVariant({ variant }: ProtoQuery, lookupFrom: LookupLocation | undefined): Query {
  if (variant.case === 'nearest') return { kind: 'nearest', input: withLookup(queryInputFromProto(variant.value), lookupFrom) };
  if (variant.case === 'orderBy') return { kind: 'order_by', orderBy: orderByFromProto(variant.value) };
  if (variant.case === 'sample') {
    // Enums are open: any number may arrive.
    const sample: number = variant.value;
    if (sample !== Sample.Random) throw invalidArgument(`Malformed Sample: ${sample}`);
    return { kind: 'sample' };
  }
  if (variant.case === undefined) throw invalidArgument('Query variant is missing');
  const name = queryNames[variant.case];
  throw notBuilt('query_points', `the query kind ${name}`);
}

const queryNames = {
  recommend: 'recommend',
  discover: 'discover',
  context: 'context',
  fusion: 'fusion',
  formula: 'formula',
  nearestWithMmr: 'nearest_with_mmr',
  rrf: 'rrf',
  relevanceFeedback: 'relevance_feedback',
} as const;

function refusePrefetch(prefetch: readonly PrefetchQuery[], hasQuery: boolean): void {
  if (prefetch.length === 0) return;
  if (!hasQuery)
    throw new EngineError('bad_request', "A query is needed to merge the prefetches. Can't have prefetches without defining a query.");
  throw notBuilt('query_points', 'prefetch');
}

/** Vectors given by id come from the other collection, when one is named. */
function withLookup(input: QueryInput, lookupFrom: LookupLocation | undefined): QueryInput {
  if (!('id' in input) || lookupFrom === undefined) return input;
  const using = lookupFrom.vectorName;
  return { id: input.id, lookupFrom: { collection: lookupFrom.collectionName, ...(using === undefined ? {} : { using }) } };
}

function selectors(
  request: { withPayload?: Parameters<typeof payloadSelectorFromProto>[0]; withVectors?: Parameters<typeof vectorSelectorFromProto>[0] },
  payload: boolean,
): Selectors {
  return { withPayload: payloadSelectorFromProto(request.withPayload, payload), withVector: vectorSelectorFromProto(request.withVectors) };
}

function thresholdAndParams(request: { readonly scoreThreshold?: number; readonly params?: SearchParams }) {
  const params = request.params;
  return {
    ...(request.scoreThreshold === undefined ? {} : { scoreThreshold: request.scoreThreshold }),
    ...(params === undefined ? {} : { params: searchParams(params) }),
  };
}

/** What quantized searches take is only held against strict mode: a search of the vectors themselves satisfies it. */
function searchParams(params: SearchParams): NonNullable<QueryRequest['params']> {
  const corpus = filterFromProto(params.idf?.corpus);
  const oversampling = params.quantization?.oversampling;
  return {
    ...(params.idf === undefined ? {} : { idf: corpus === undefined ? ('global' as const) : { corpus } }),
    ...(oversampling === undefined ? {} : { oversampling }),
    ...(params.exact === undefined ? {} : { exact: params.exact }),
    ...(params.hnswEf === undefined ? {} : { hnswEf: Number(params.hnswEf) }),
    ...(params.indexedOnly === undefined ? {} : { indexedOnly: params.indexedOnly }),
    ...(params.acorn?.enable === true ? { acorn: { maxSelectivity: params.acorn.maxSelectivity ?? defaultAcornSelectivity } } : {}),
  };
}

function orderByFromProto(order: ProtoOrderBy): OrderBy {
  const json: JsonObject = { key: order.key };
  if (order.direction !== undefined) json['direction'] = order.direction === Direction.Desc ? 'desc' : 'asc';
  if (order.startFrom !== undefined) json['start_from'] = startFromJson(order.startFrom);
  return decodeBody(orderBy, json) as OrderBy;
}

function startFromJson({ value }: StartFrom): JsonValue {
  switch (value.case) {
    case 'integer':
      return integerToJson(value.value);
    case 'float':
      return Number.isInteger(value.value) ? JsonNumber.float(value.value) : value.value;
    case 'timestamp':
      return timestampText(value.value);
    case 'datetime':
      return value.value;
    default:
      throw invalidArgument('Malformed StartFrom: no value');
  }
}
