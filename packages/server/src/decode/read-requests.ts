import type { Filter, OrderBy } from '@sextant/contract';
import type { CountRequest, FacetRequest, PointId, ScrollRequest, Selectors } from '@sextant/engine';
import {
  bool,
  type Decoder,
  field,
  inRange,
  invalidType,
  isObject,
  keyOrAlias,
  list,
  optional,
  required,
  usize,
  withDefault,
} from './decoder.ts';
import { filter, orderBy } from './filter.ts';
import { jsonPath } from './payload.ts';
import { pointId } from './point-id.ts';
import type { Scope } from './scope.ts';
import { payloadSelector, vectorSelector } from './selectors.ts';
import { shardKeys } from './shard-key.ts';

/** What `POST points` asks for. */
export interface RetrieveRequest extends Selectors {
  readonly ids: readonly PointId[];
  readonly shardKeys?: readonly (string | number)[];
}

const defaultLimit = 10;
const shardKeySelector = optional(shardKeys);
const addressedTo = (keys: readonly (string | number)[] | undefined): { shardKeys?: readonly (string | number)[] } =>
  keys === undefined ? {} : { shardKeys: keys };

export const retrieveRequest: Decoder<RetrieveRequest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct PointRequest', scope);
  return {
    ids: required(value, 'ids', list(pointId), scope),
    withPayload: field(value, 'with_payload', optional(payloadSelector), scope) ?? false,
    withVector: field(value, keyOrAlias(value, 'with_vector', 'with_vectors'), withDefault(vectorSelector, false), scope),
    ...addressedTo(field(value, 'shard_key', shardKeySelector, scope)),
  };
};

export const scrollRequest: Decoder<ScrollRequest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct ScrollRequest', scope);
  return within('scroll_request', scope, () => {
    const offset = field(value, 'offset', optional(pointId), scope);
    const condition = field(value, 'filter', optional<Filter>(filter), scope);
    const order = field(value, 'order_by', optional(orderBy), scope);
    return {
      limit: field(value, 'limit', optional(inRange(usize, 1)), scope) ?? defaultLimit,
      withPayload: field(value, 'with_payload', optional(payloadSelector), scope) ?? true,
      withVector: field(value, keyOrAlias(value, 'with_vector', 'with_vectors'), withDefault(vectorSelector, false), scope),
      ...(offset === undefined ? {} : { offset }),
      ...(condition === undefined ? {} : { filter: condition }),
      ...(order === undefined ? {} : { orderBy: order as OrderBy }),
      ...addressedTo(field(value, 'shard_key', shardKeySelector, scope)),
    };
  });
};

export const countRequest: Decoder<CountRequest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct CountRequest', scope);
  return within('count_request', scope, () => {
    const condition = field(value, 'filter', optional<Filter>(filter), scope);
    return {
      exact: field(value, 'exact', withDefault(bool, true), scope),
      ...(condition === undefined ? {} : { filter: condition }),
      ...addressedTo(field(value, 'shard_key', shardKeySelector, scope)),
    };
  });
};

export const facetRequest: Decoder<FacetRequest> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct FacetRequest', scope);
  return within('facet_request', scope, () => {
    const key = required(value, 'key', jsonPath, scope);
    const condition = field(value, 'filter', optional<Filter>(filter), scope);
    return {
      key,
      limit: field(value, 'limit', optional(inRange(usize, 1)), scope) ?? defaultLimit,
      exact: field(value, 'exact', optional(bool), scope) ?? false,
      ...(condition === undefined ? {} : { filter: condition }),
      ...addressedTo(field(value, 'shard_key', shardKeySelector, scope)),
    };
  });
};

/** Places inside are named with the prefix that the real server's own nesting gives them; it is no step of the document. */
export function within<T>(prefix: string, scope: Scope, decode: () => T): T {
  const before = scope.violations.length;
  const result = decode();
  for (let i = before; i < scope.violations.length; i += 1) scope.violations[i] = `${prefix}.${scope.violations[i]}`;
  return result;
}
