import type { Filter } from '@sextant/contract';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import type { NamedVectors, Payload, Point, PointId, PointOperation, PointVectors, UpdateMode, Vector } from '@sextant/engine';
import { type Decoder, field, invalidType, isObject, keyOrAlias, list, oneOf, optional, required } from './decoder.ts';
import { filter } from './filter.ts';
import { payload } from './payload.ts';
import { pointId } from './point-id.ts';
import { FormatError, type Scope, violate } from './scope.ts';
import { shardKeys } from './shard-key.ts';
import { vector, vectorStruct } from './vector.ts';

/** A decoded write: the operation, and the shards it is addressed to (all of them when absent). */
export interface DecodedWrite {
  readonly operation: PointOperation;
  readonly shardKeys?: readonly (string | number)[];
}

/** `PUT points`: a list of points, or columns of ids, vectors and payloads. */
export const upsert: Decoder<DecodedWrite> = (value, scope) => {
  if (!isObject(value)) throw new FormatError('Invalid PointInsertOperations format', scope, 'none');
  if (Object.hasOwn(value, 'batch')) return finishUpsert(field(value, 'batch', batch, scope), value, scope);
  if (Object.hasOwn(value, 'points')) return finishUpsert(field(value, 'points', pointList, scope), value, scope);
  throw new FormatError('Invalid PointInsertOperations format', scope, 'none');
};

/** A list of points with the condition, mode and shard key that stand beside it. */
export function finishUpsert(points: Point[], value: JsonObject, scope: Scope): DecodedWrite {
  const condition = field(value, 'update_filter', optional<Filter>(filter), scope);
  const mode = field(value, 'update_mode', optional<UpdateMode>(oneOf('upsert', 'insert_only', 'update_only')), scope);
  const keys = field(value, 'shard_key', optional(shardKeys), scope);
  return {
    operation: {
      kind: 'upsert_points',
      points,
      ...(mode === undefined ? {} : { mode }),
      ...(condition === undefined ? {} : { condition }),
    },
    ...(keys === undefined ? {} : { shardKeys: keys }),
  };
}

const pointList: Decoder<Point[]> = (value, scope) => {
  if (!Array.isArray(value)) throw invalidType(value, 'a sequence', scope);
  const points = new Array<Point>(value.length);
  for (let i = 0; i < value.length; i += 1) {
    scope.path.push(i);
    points[i] = point(value[i], scope);
    scope.path.pop();
  }
  return points;
};

const point: Decoder<Point> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct PointStruct', scope);
  const id = required(value, 'id', pointId, scope);
  const vectors = required(value, keyOrAlias(value, 'vector', 'vectors'), vectorStruct, scope);
  const data = value['payload'];
  if (data === undefined || data === null) return { id, vectors };
  return { id, vectors, payload: field(value, 'payload', payload, scope) };
};

const batch: Decoder<Point[]> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct Batch', scope);
  const ids = required(value, 'ids', list(pointId), scope);
  const vectors = required(value, 'vectors', vectorColumns, scope);
  const payloads = field(value, 'payloads', optional(list(optional(payload))), scope);
  const named = 'rows' in vectors ? [vectors.rows.length] : [...vectors.columns.values()].map((column) => column.length);
  const wrong = named.find((count) => count !== ids.length);
  if (wrong !== undefined) violate(scope, `number of ids and vectors must be equal (${ids.length} != ${wrong})`, 'batch');
  if (payloads !== undefined && payloads.length !== ids.length) {
    violate(scope, `number of ids and payloads must be equal (${ids.length} != ${payloads.length})`, 'batch');
  }
  return ids.map((id, i) => toPoint(id, rowVectors(vectors, i), payloads?.[i]));
};

function toPoint(id: PointId, vectors: NamedVectors, data: Payload | undefined): Point {
  return data === undefined ? { id, vectors } : { id, vectors, payload: data };
}

type VectorColumns = { readonly rows: readonly Vector[] } | { readonly columns: ReadonlyMap<string, readonly Vector[]> };

/** `vectors` of a batch: a list for the unnamed vector, or lists by name. */
const vectorColumns: Decoder<VectorColumns> = (value, scope) => {
  if (Array.isArray(value)) return { rows: list(vector)(value, scope) };
  if (!isObject(value)) throw new FormatError('data did not match any variant of untagged enum BatchVectorStruct', scope, 'none');
  const columns = new Map<string, readonly Vector[]>();
  for (const name of Object.keys(value)) columns.set(name, field(value, name, list(vector), scope));
  return { columns };
};

function rowVectors(vectors: VectorColumns, row: number): NamedVectors {
  if ('rows' in vectors) return new Map(vectors.rows[row] === undefined ? [] : [['', vectors.rows[row]]]);
  const named = new Map<string, Vector>();
  for (const [name, column] of vectors.columns) {
    const found = column[row];
    if (found !== undefined) named.set(name, found);
  }
  return named;
}

const pointVectors: Decoder<PointVectors> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct PointVectors', scope);
  return {
    id: required(value, 'id', pointId, scope),
    vectors: required(value, keyOrAlias(value, 'vector', 'vectors'), vectorStruct, scope),
  };
};

/** `PUT points/vectors`. */
export const updateVectors = (value: JsonValue | undefined, scope: Scope): DecodedWrite => {
  if (!isObject(value)) throw invalidType(value, 'struct UpdateVectors', scope);
  const points = required(value, 'points', list(pointVectors), scope);
  if (points.length === 0) violate(scope, 'must specify points to update', 'points');
  const condition = field(value, 'update_filter', optional<Filter>(filter), scope);
  const keys = field(value, 'shard_key', optional(shardKeys), scope);
  return {
    operation: { kind: 'update_vectors', points, ...(condition === undefined ? {} : { condition }) },
    ...(keys === undefined ? {} : { shardKeys: keys }),
  };
};
