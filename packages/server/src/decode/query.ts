import type { Filter, OrderBy } from '@sextant/contract';
import type { JsonObject } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';
import { EngineError, type Query, type QueryInput, type QueryRequest, type Vector } from '@sextant/engine';
import {
  bool,
  type Decoder,
  field,
  float,
  inRange,
  invalidType,
  isObject,
  keyOrAlias,
  list,
  oneOf,
  optional,
  required,
  struct,
  text,
  untagged,
  usize,
  withDefault,
} from './decoder.ts';
import { filter, orderBy } from './filter.ts';
import { pointId } from './point-id.ts';
import { within } from './read-requests.ts';
import { FormatError, type Scope } from './scope.ts';
import { payloadSelector, vectorSelector } from './selectors.ts';
import { shardKeys } from './shard-key.ts';
import { floatsOf, positionalSparse, refuseInference, rowsOf, sparseOf } from './vector.ts';

const defaultLimit = 10;
const notAQuery = 'Expected some form of vector, id, or a type of query';
/** Query kinds of the contract that the engine has yet to grow into. */
const laterKinds = ['recommend', 'discover', 'context', 'fusion', 'rrf', 'formula', 'relevance_feedback'];

/** Fails for a part of the contract that this version does not have: 501, never a silent other answer. */
export function notBuilt(operation: string, what: string): EngineError {
  return new EngineError('not_implemented', `${what} is not built yet`, { details: { operation, see: 'docs/compatibility.md' } });
}

const lookup = struct('LookupLocation', { collection: text, vector: optional(text), shard_key: optional(shardKeys) });

const idf = untagged<'global' | { corpus: Filter }>(
  'IdfParams',
  (value, scope) => {
    if (value !== 'global') throw invalidType(value, 'IdfScope', scope);
    return value;
  },
  struct('IdfCorpusParams', { corpus: filter }),
);

const quantization = struct('QuantizationSearchParams', {
  ignore: withDefault(bool, false),
  rescore: optional(bool),
  oversampling: optional(inRange(float, 1, undefined, true)),
});
const acorn = struct('AcornSearchParams', { enable: withDefault(bool, false), max_selectivity: optional(inRange(float, 0, 1, true)) });

/** Share of the points that a filter passes at most where `acorn` is to be of use. */
export const defaultAcornSelectivity = 0.4;

/** `params`: quantization is checked and has no effect until segments are quantized here. */
export const searchParams = struct('SearchParams', {
  hnsw_ef: optional(inRange(usize, 1)),
  exact: withDefault(bool, false),
  quantization: optional(quantization),
  indexed_only: withDefault(bool, false),
  acorn: optional(acorn),
  idf: optional(idf),
});

type SearchParams = ReturnType<typeof searchParams>;

function engineParams(params: SearchParams | undefined): Pick<QueryRequest, 'params'> {
  if (params === undefined) return {};
  return {
    params: {
      exact: params.exact,
      indexedOnly: params.indexed_only,
      ...(params.acorn?.enable === true ? { acorn: { maxSelectivity: params.acorn.max_selectivity ?? defaultAcornSelectivity } } : {}),
      ...(params.hnsw_ef === undefined ? {} : { hnswEf: params.hnsw_ef }),
      ...(params.idf === undefined ? {} : { idf: params.idf }),
      ...(params.quantization?.oversampling === undefined ? {} : { oversampling: params.quantization.oversampling }),
    },
  };
}

/** A vector or the id of a point; undefined when the value is neither. */
function vectorInput(value: unknown, scope: Scope): { vector: Vector } | { id: Extract<QueryInput, { id: unknown }>['id'] } | undefined {
  if (Array.isArray(value)) {
    const sparse = positionalSparse(value);
    if (sparse !== undefined) return { vector: sparseOf(sparse, scope) };
    const vector = Array.isArray(value[0]) ? rowsOf(value, scope) : floatsOf(value);
    return vector === undefined ? undefined : { vector };
  }
  if (typeof value === 'string' || typeof value === 'number' || isJsonNumber(value)) return { id: pointId(value, scope) };
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, 'indices')) return { vector: sparseOf(value, scope) };
  refuseInference(value);
  return undefined;
}

const query: Decoder<Query> = (value, scope) => {
  const depth = scope.path.length;
  try {
    const input = vectorInput(value, scope);
    if (input !== undefined) return { kind: 'nearest', input };
    if (isObject(value)) return namedQuery(value, scope);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    scope.path.length = depth;
  }
  throw new FormatError(notAQuery, scope, 'after');
};

function namedQuery(value: JsonObject, scope: Scope): Query {
  if (Object.hasOwn(value, 'nearest')) {
    const input = vectorInput(value['nearest'], scope);
    if (input === undefined) throw new FormatError(notAQuery, scope, 'after');
    if (value['mmr'] !== undefined && value['mmr'] !== null) throw notBuilt('query_points', 'nearest with mmr');
    return { kind: 'nearest', input };
  }
  if (Object.hasOwn(value, 'order_by')) return { kind: 'order_by', orderBy: required(value, 'order_by', orderBy, scope) as OrderBy };
  if (Object.hasOwn(value, 'sample')) {
    required(value, 'sample', oneOf('random'), scope);
    return { kind: 'sample' };
  }
  const later = laterKinds.find((kind) => Object.hasOwn(value, kind));
  if (later !== undefined) throw notBuilt('query_points', `the query kind ${later}`);
  throw new FormatError(notAQuery, scope, 'after');
}

/** `POST points/query`. */
export const queryRequest: Decoder<QueryRequest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct QueryRequest', scope);
  return within('internal', scope, () => {
    const condition = field(value, 'filter', optional<Filter>(filter), scope);
    const threshold = field(value, 'score_threshold', optional(float), scope);
    const from = field(value, 'lookup_from', optional(lookup), scope);
    const keys = field(value, 'shard_key', optional(shardKeys), scope);
    const common = {
      using: field(value, 'using', optional(text), scope) ?? '',
      limit: field(value, 'limit', optional(inRange(usize, 1)), scope) ?? defaultLimit,
      offset: field(value, 'offset', optional(usize), scope) ?? 0,
      withPayload: field(value, 'with_payload', optional(payloadSelector), scope) ?? false,
      withVector: field(value, keyOrAlias(value, 'with_vector', 'with_vectors'), optional(vectorSelector), scope) ?? false,
      ...(condition === undefined ? {} : { filter: condition }),
      ...(threshold === undefined ? {} : { scoreThreshold: threshold }),
      ...(keys === undefined ? {} : { shardKeys: keys }),
      ...engineParams(field(value, 'params', optional(searchParams), scope)),
    };
    const found = field(value, 'query', optional<Query>(query), scope);
    refusePrefetch(value, found);
    return found === undefined ? common : { ...common, query: withLookup(found, from) };
  });
};

function refusePrefetch(value: JsonObject, found: Query | undefined): void {
  const prefetch = value['prefetch'];
  if (prefetch === undefined || prefetch === null || (Array.isArray(prefetch) && prefetch.length === 0)) return;
  if (found === undefined) {
    throw new EngineError('bad_request', "A query is needed to merge the prefetches. Can't have prefetches without defining a query.");
  }
  throw notBuilt('query_points', 'prefetch');
}

function withLookup(found: Query, from: { collection: string; vector?: string | undefined } | undefined): Query {
  if (from === undefined || found.kind !== 'nearest' || !('id' in found.input)) return found;
  const lookupFrom = { collection: from.collection, ...(from.vector === undefined ? {} : { using: from.vector }) };
  return { kind: 'nearest', input: { id: found.input.id, lookupFrom } };
}

/** `POST points/query/batch`. */
export const queryBatch: Decoder<QueryRequest[]> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct QueryRequestBatch', scope);
  return required(value, 'searches', list(queryRequest), scope);
};

const namedVector: Decoder<{ using: string; vector: Vector }> = (value, scope) => {
  if (Array.isArray(value)) {
    const vector = floatsOf(value);
    if (vector !== undefined) return { using: '', vector };
  } else if (isObject(value) && typeof value['name'] === 'string') {
    const inner = value['vector'];
    const vector = Array.isArray(inner) ? floatsOf(inner) : isObject(inner) ? sparseOf(inner, scope) : undefined;
    if (vector !== undefined) return { using: value['name'], vector };
  }
  throw new FormatError('data did not match any variant of untagged enum NamedVectorStruct', scope, 'after');
};

/** `POST points/search`, the older form of a nearest query. */
export const searchRequest: Decoder<QueryRequest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct SearchRequest', scope);
  return within('search_request', scope, () => {
    const { using, vector } = required(value, 'vector', namedVector, scope);
    const condition = field(value, 'filter', optional<Filter>(filter), scope);
    const threshold = field(value, 'score_threshold', optional(float), scope);
    const keys = field(value, 'shard_key', optional(shardKeys), scope);
    return {
      query: { kind: 'nearest', input: { vector } },
      using,
      limit: required(value, keyOrAlias(value, 'limit', 'top'), inRange(usize, 1), scope),
      offset: field(value, 'offset', optional(usize), scope) ?? 0,
      withPayload: field(value, 'with_payload', optional(payloadSelector), scope) ?? false,
      withVector: field(value, keyOrAlias(value, 'with_vector', 'with_vectors'), optional(vectorSelector), scope) ?? false,
      ...(condition === undefined ? {} : { filter: condition }),
      ...(threshold === undefined ? {} : { scoreThreshold: threshold }),
      ...(keys === undefined ? {} : { shardKeys: keys }),
      ...engineParams(field(value, 'params', optional(searchParams), scope)),
    };
  });
};

/** `POST points/search/batch`. */
export const searchBatch: Decoder<QueryRequest[]> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct SearchRequestBatch', scope);
  return required(value, 'searches', list(searchRequest), scope);
};
