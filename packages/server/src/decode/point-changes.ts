import type { Condition, Filter } from '@sextant/contract';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { EngineError, type PointId, type PointSelector } from '@sextant/engine';
import { type Decoder, field, firstOf, invalidType, isObject, keyOrAlias, list, optional, required, text } from './decoder.ts';
import { filter } from './filter.ts';
import { jsonPath, payload } from './payload.ts';
import { pointId } from './point-id.ts';
import { type DecodedWrite, updateVectors, upsert } from './points.ts';
import { FormatError, type Scope, violate } from './scope.ts';
import { shardKeys } from './shard-key.ts';

const noSelector = 'data did not match any variant of untagged enum PointsSelector';

function withKeys(operation: DecodedWrite['operation'], source: JsonObject, scope: Scope): DecodedWrite {
  const keys = field(source, 'shard_key', optional(shardKeys), scope);
  return { operation, ...(keys === undefined ? {} : { shardKeys: keys }) };
}

/** `{"points": […]}` or `{"filter": …}`; the ids win when both are there. */
const pointsSelector: Decoder<{ selector: PointSelector; source: JsonObject }> = (value, scope) => {
  if (!isObject(value)) throw new FormatError(noSelector, scope, 'none');
  try {
    if (Object.hasOwn(value, 'points')) return { selector: { ids: field(value, 'points', list(pointId), scope) }, source: value };
    if (Object.hasOwn(value, 'filter')) {
      const found = scope.violations.length;
      const where = field(value, 'filter', filter, scope);
      if (scope.violations.length === found) return { selector: { filter: where }, source: value };
      // Here alone the real server takes conditions without a rule: they match nothing.
      scope.violations.length = found;
      return { selector: { filter: withoutEmptyConditions(where) }, source: value };
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  throw new FormatError(noSelector, scope, 'none');
};

/** Conditions without a rule become one that no point meets. */
function withoutEmptyConditions(where: Filter): Filter {
  const replace = (condition: Condition): Condition => {
    if ('nested' in condition) return { nested: { ...condition.nested, filter: withoutEmptyConditions(condition.nested.filter) } };
    if ('slice' in condition && condition.slice.index >= condition.slice.total) return { has_id: [] };
    if ('key' in condition) return Object.keys(condition).length === 1 ? { has_id: [] } : condition;
    return isFilter(condition) ? withoutEmptyConditions(condition) : condition;
  };
  const result: Filter = {};
  for (const clause of ['should', 'must', 'must_not'] as const) {
    const conditions = where[clause];
    if (conditions != null) result[clause] = [conditions].flat().map(replace);
  }
  const minShould = where.min_should;
  return minShould == null ? result : { ...result, min_should: { ...minShould, conditions: minShould.conditions.map(replace) } };
}

function isFilter(condition: Condition): condition is Filter {
  return ['should', 'min_should', 'must', 'must_not'].some((clause) => clause in condition);
}

/** `POST points/delete`. */
export const deletePoints: Decoder<DecodedWrite> = (value, scope) => {
  const { selector, source } = pointsSelector(value, scope);
  const operation =
    'ids' in selector
      ? ({ kind: 'delete_points', ids: selector.ids } as const)
      : ({ kind: 'delete_points_by_filter', filter: selector.filter } as const);
  return withKeys(operation, source, scope);
};

/** `POST points/payload/clear`. */
export const clearPayload: Decoder<DecodedWrite> = (value, scope) => {
  const { selector, source } = pointsSelector(value, scope);
  return withKeys({ kind: 'clear_payload', selector }, source, scope);
};

/** `points` or `filter` beside other fields; absent when neither is given. */
function selectorBeside(source: JsonObject, scope: Scope): PointSelector | undefined {
  const ids = field(source, 'points', optional<PointId[]>(list(pointId)), scope);
  const where = field(source, 'filter', optional<Filter>(filter), scope);
  return ids === undefined ? (where === undefined ? undefined : { filter: where }) : { ids };
}

function neededSelector(source: JsonObject, scope: Scope): PointSelector {
  const selector = selectorBeside(source, scope);
  if (selector === undefined) throw new FormatError('Either list of point ids or filter must be provided', scope, 'none');
  return selector;
}

function payloadChange(kind: 'set_payload' | 'overwrite_payload'): Decoder<DecodedWrite> {
  return (value, scope) => {
    if (!isObject(value)) throw notAStruct(value, 'SetPayloadShadow', 5, scope);
    const data = required(value, 'payload', payload, scope);
    const selector = neededSelector(value, scope);
    const key = field(value, 'key', optional(jsonPath), scope);
    return withKeys({ kind, selector, payload: data, ...(key === undefined ? {} : { key }) }, value, scope);
  };
}

/** `POST points/payload`. */
export const setPayload = payloadChange('set_payload');

/** `PUT points/payload`. */
export const overwritePayload = payloadChange('overwrite_payload');

/** `POST points/payload/delete`. */
export const deletePayload: Decoder<DecodedWrite> = (value, scope) => {
  if (!isObject(value)) throw notAStruct(value, 'DeletePayloadShadow', 4, scope);
  const keys = required(value, 'keys', list(jsonPath), scope);
  return withKeys({ kind: 'delete_payload', selector: neededSelector(value, scope), keys }, value, scope);
};

/** `POST points/vectors/delete`. */
export const deleteVectors: Decoder<DecodedWrite> = (value, scope) => {
  if (!isObject(value)) throw notAStruct(value, 'DeleteVectors', 4, scope);
  const selector = selectorBeside(value, scope);
  const names = required(value, keyOrAlias(value, 'vector', 'vectors'), list(text), scope);
  if (names.length === 0) violate(scope, 'must specify vector names to delete', 'vector');
  else if (selector === undefined && scope.violations.length === 0) throw new EngineError('bad_request', 'No filter or points provided');
  return withKeys({ kind: 'delete_vectors', selector: selector ?? { ids: [] }, names }, value, scope);
};

function notAStruct(value: JsonValue | undefined, name: string, count: number, scope: Scope): FormatError {
  if (!Array.isArray(value)) return invalidType(value, `struct ${name}`, scope);
  return new FormatError(`invalid length ${value.length}, expected struct ${name} with ${count} elements`, scope, 'end');
}

const updates: readonly (readonly [string, Decoder<DecodedWrite>])[] = [
  ['upsert', upsert],
  ['delete', deletePoints],
  ['set_payload', setPayload],
  ['overwrite_payload', overwritePayload],
  ['delete_payload', deletePayload],
  ['clear_payload', clearPayload],
  ['update_vectors', updateVectors],
  ['delete_vectors', deleteVectors],
];

const update = firstOf<DecodedWrite>(
  'data did not match any variant of untagged enum UpdateOperation',
  ...updates.map(
    ([name, decode]): Decoder<DecodedWrite> =>
      (value, scope) =>
        required(isObject(value) ? value : {}, name, decode, scope),
  ),
);

/** `POST points/batch`: writes in order, each its own operation. */
export const updateBatch: Decoder<DecodedWrite[]> = (value, scope) => {
  if (!isObject(value)) throw notAStruct(value, 'UpdateOperations', 1, scope);
  return required(value, 'operations', list(update), scope);
};

/** Fails for a write of no points, which the real server refuses after validation. */
export function refuseEmptyWrite({ operation }: DecodedWrite): void {
  const items =
    operation.kind === 'upsert_points'
      ? operation.points
      : operation.kind === 'delete_points'
        ? operation.ids
        : 'selector' in operation && 'ids' in operation.selector
          ? operation.selector.ids
          : undefined;
  if (items?.length === 0) throw new EngineError('bad_request', 'Empty update request');
}
