import { type Condition, type Filter, type GeoPoint, isDateTime, type Match, type RangeInterface } from '@sextant/contract';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';
import {
  bool,
  type Decoder,
  field,
  firstOf,
  float,
  int64,
  invalidType,
  isObject,
  list,
  nonZero,
  oneOf,
  optional,
  required,
  struct,
  text,
  u32,
  untagged,
  usize,
} from './decoder.ts';
import { jsonPath } from './payload.ts';
import { pointId } from './point-id.ts';
import { FormatError, type Scope, violate } from './scope.ts';

const notACondition =
  'Expected some form of condition, which can be a field condition (like {"key": ..., "match": ... }), or some other mentioned in the documentation: https://qdrant.tech/documentation/concepts/filtering/#filtering-conditions';
const clauses = ['should', 'min_should', 'must', 'must_not'] as const;

/** A filter with each clause as a list, ids canonical, integers exact. Unknown clauses are refused, as on the wire. */
export const filter: Decoder<Filter> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'struct Filter', scope);
  for (const key of Object.keys(value)) {
    if (!(clauses as readonly string[]).includes(key)) {
      throw new FormatError(`unknown field \`${key}\`, expected one of \`should\`, \`min_should\`, \`must\`, \`must_not\``, scope, 'after');
    }
  }
  const result: Filter = {};
  for (const clause of ['should', 'must', 'must_not'] as const) {
    const conditions = field(value, clause, optional(oneOrMore), scope);
    if (conditions !== undefined) result[clause] = conditions;
  }
  const minShould = field(value, 'min_should', optional(minShouldClause), scope);
  if (minShould !== undefined) result.min_should = minShould;
  return result;
};

const condition: Decoder<Condition> = (value, scope) => {
  if (!isObject(value)) throw new FormatError(notACondition, scope, 'after');
  if (Object.hasOwn(value, 'key')) return fieldCondition(value, scope);
  try {
    return specialCondition(value, scope);
  } catch (error) {
    // The real server tries each form in turn and says only that none fits; what is inside a filter names its own fault.
    if (error instanceof FormatError && !Object.keys(value).some((key) => (clauses as readonly string[]).includes(key))) {
      throw new FormatError(notACondition, scope, 'after');
    }
    throw error;
  }
};

const oneOrMore: Decoder<Condition[]> = (value, scope) =>
  Array.isArray(value) ? list(condition)(value, scope) : [condition(value, scope)];

const minShouldClause = (value: JsonValue | undefined, scope: Scope): NonNullable<Filter['min_should']> => {
  if (!isObject(value)) throw invalidType(value, 'struct MinShould', scope);
  return {
    conditions: required(value, 'conditions', list(condition), scope),
    min_count: required(value, 'min_count', positiveCount, scope),
  };
};

const positiveCount: Decoder<number> = (value, scope) => {
  const count = usize(value, scope);
  if (count === 0) violate(scope, 'min_count must be greater than 0');
  return count;
};

function specialCondition(value: JsonObject, scope: Scope): Condition {
  const payloadField = struct('PayloadField', { key: jsonPath });
  if (Object.hasOwn(value, 'is_empty')) return { is_empty: field(value, 'is_empty', payloadField, scope) };
  if (Object.hasOwn(value, 'is_null')) return { is_null: field(value, 'is_null', payloadField, scope) };
  if (Object.hasOwn(value, 'has_id')) return { has_id: field(value, 'has_id', list(pointId), scope) };
  if (Object.hasOwn(value, 'has_vector')) return { has_vector: field(value, 'has_vector', text, scope) };
  if (Object.hasOwn(value, 'slice')) return sliceCondition(value, scope);
  if (Object.hasOwn(value, 'nested')) return { nested: field(value, 'nested', struct('Nested', { key: jsonPath, filter }), scope) };
  return filter(value, scope);
}

function sliceCondition(value: JsonObject, scope: Scope): Condition {
  const slice = field(value, 'slice', struct('Slice', { total: nonZero('u32'), index: u32 }), scope);
  if (slice.index >= slice.total)
    violate(scope, 'Validation error: Slice index must be less than the total number of slices [{}]', '__all__');
  return { slice };
}

function fieldCondition(value: JsonObject, scope: Scope): Condition {
  if (typeof value['key'] !== 'string') throw new FormatError("Filter condition 'key' must be a string", scope, 'after');
  const result: Record<string, unknown> = { key: field(value, 'key', jsonPath, scope) };
  let given = 0;
  for (const [name, decode] of fieldRules) {
    const rule = field(value, name, decode, scope);
    if (rule === undefined) continue;
    result[name] = rule;
    given += 1;
  }
  if (given === 0) violate(scope, 'Validation error: At least one field condition must be specified [{}]', '__all__');
  return result as Condition;
}

const integers = list(int64);
const anyOf = untagged<string[] | (number | bigint)[]>('AnyVariants', list(text), integers);
const scalar: Decoder<string | number | bigint | boolean> = (value, scope) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return int64(value, scope);
};

const match: Decoder<Match> = (value, scope) => {
  const refused = (): FormatError => new FormatError('data did not match any variant of untagged enum MatchInterface', scope, 'after');
  if (!isObject(value)) throw refused();
  for (const [name, decode] of matchForms) {
    if (!Object.hasOwn(value, name)) continue;
    try {
      return { [name]: decode(value[name], scope) } as unknown as Match;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  throw refused();
};

const matchForms: readonly (readonly [string, Decoder<unknown>])[] = [
  ['value', scalar],
  ['text', text],
  ['text_any', text],
  ['phrase', text],
  ['prefix', text],
  ['any', anyOf],
  ['except', anyOf],
];

const bounds = ['lt', 'gt', 'gte', 'lte'] as const;

const range: Decoder<RangeInterface> = (value, scope) => {
  if (!isObject(value)) throw new FormatError('data did not match any variant of untagged enum RangeInterface', scope, 'after');
  const result: Record<string, unknown> = {};
  const isDate = bounds.some((bound) => typeof value[bound] === 'string');
  for (const bound of bounds) {
    const limit = field(value, bound, optional<string | number>(isDate ? moment : float), scope);
    if (limit !== undefined) result[bound] = limit;
  }
  return result as RangeInterface;
};

const moment: Decoder<string> = (value, scope) => {
  const stamp = text(value, scope);
  if (!isDateTime(stamp)) {
    throw new FormatError(`'${stamp}' does not match accepted datetime format (RFC3339). Example: 2014-01-01T00:00:00Z`, scope, 'after');
  }
  return stamp;
};

/** A place on the globe; outside its bounds is a format error. */
export const geoPoint: Decoder<GeoPoint> = (value, scope) => {
  const point = struct('GeoPointShadow', { lon: float, lat: float })(value, scope);
  if (Math.abs(point.lat) > 90 || Math.abs(point.lon) > 180) {
    throw new FormatError(
      `Wrong format of GeoPoint payload: expected \`lat\` = ${point.lat} within [-90;90] and \`lon\` = ${point.lon} within [-180;180]`,
      scope,
      'after',
    );
  }
  return point;
};

const line: Decoder<{ points: GeoPoint[] }> = (value, scope) => {
  const result = struct('GeoLineString', { points: list(geoPoint) })(value, scope);
  const first = result.points[0];
  const last = result.points.at(-1);
  if (result.points.length < 4) {
    throw new FormatError(`Validation failed: polygon invalid, the size must be at least 4, got ${result.points.length}`, scope, 'after');
  }
  if (first?.lat !== last?.lat || first?.lon !== last?.lon) {
    throw new FormatError(
      'Validation failed: polygon invalid, the first and the last points should be the same to form a closed line',
      scope,
      'after',
    );
  }
  return result;
};

const valuesCount = struct('ValuesCount', { lt: optional(usize), gt: optional(usize), gte: optional(usize), lte: optional(usize) });

const fieldRules: readonly (readonly [string, Decoder<unknown>])[] = [
  ['match', optional(match as Decoder<unknown>)],
  ['range', optional(range as Decoder<unknown>)],
  ['geo_bounding_box', optional(struct('GeoBoundingBox', { top_left: geoPoint, bottom_right: geoPoint }) as Decoder<unknown>)],
  ['geo_radius', optional(struct('GeoRadius', { center: geoPoint, radius: float }) as Decoder<unknown>)],
  ['geo_polygon', optional(struct('GeoPolygonShadow', { exterior: line, interiors: optional(list(line)) }) as Decoder<unknown>)],
  ['values_count', optional(valuesCount as Decoder<unknown>)],
  ['is_empty', optional(bool as Decoder<unknown>)],
  ['is_null', optional(bool as Decoder<unknown>)],
];

const startFrom: Decoder<string | number | bigint> = (value, scope) => {
  if (typeof value === 'string') return moment(value, scope);
  if (typeof value === 'number') return value;
  if (isJsonNumber(value)) return value.toBigInt() ?? value.valueOf();
  throw new FormatError('data did not match any variant of untagged enum StartFrom', scope, 'after');
};

/** `order_by` of a scroll: a key, or a key with a direction and a start. */
export const orderBy = firstOf(
  'Expected a string, or an object with a key, direction and/or start_from',
  (value, scope) => ({ key: jsonPath(value, scope) }),
  (value, scope) => {
    if (!isObject(value)) throw invalidType(value, 'struct OrderBy', scope);
    const direction = field(value, 'direction', optional(oneOf('asc', 'desc')), scope);
    const start = field(value, 'start_from', optional(startFrom), scope);
    return {
      key: required(value, 'key', jsonPath, scope),
      ...(direction === undefined ? {} : { direction }),
      ...(start === undefined ? {} : { start_from: start }),
    };
  },
);
