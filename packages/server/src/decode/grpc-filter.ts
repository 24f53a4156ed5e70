import type { Filter } from '@sextant/contract';
import type {
  Condition,
  DatetimeRange,
  FieldCondition,
  GeoLineString,
  GeoPoint,
  Match,
  Filter as ProtoFilter,
  Range,
  ValuesCount,
} from '@sextant/contract/grpc';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { JsonNumber } from '@sextant/contract/json';
import { decodeBody } from '../grpc/decode-body.ts';
import { invalidArgument } from '../grpc/errors.ts';
import { filter } from './filter.ts';
import { pointIdFromProto } from './grpc-point-id.ts';
import { timestampText } from './grpc-timestamp.ts';
import { integerToJson } from './grpc-value.ts';

// Nested filters are walked recursively here and in the engine.
const maxDepth = 100;

/** A protobuf filter in the REST form, checked by the same rules as one that came as JSON. */
export function filterFromProto(value: ProtoFilter | undefined): Filter | undefined {
  return value === undefined ? undefined : decodeBody(filter, filterJson(value, 1));
}

/** The REST form, not yet checked. A clause without conditions is absent. */
function filterJson(value: ProtoFilter, depth: number): JsonObject {
  if (depth > maxDepth) throw invalidArgument(`a filter may be nested ${maxDepth} deep at most`);
  const result: JsonObject = {};
  const clauses = { should: value.should, must: value.must, must_not: value.mustNot };
  for (const [name, conditions] of Object.entries(clauses)) {
    if (conditions.length > 0) result[name] = conditionList(conditions, depth);
  }
  if (value.minShould !== undefined) {
    result['min_should'] = {
      conditions: conditionList(value.minShould.conditions, depth),
      min_count: integerToJson(value.minShould.minCount),
    };
  }
  return result;
}

/** Conditions of no kind are left out, as in the real server. */
function conditionList(conditions: readonly Condition[], depth: number): JsonValue[] {
  return conditions.flatMap((condition) => conditionJson(condition, depth) ?? []);
}

function conditionJson({ conditionOneOf: one }: Condition, depth: number): JsonObject | undefined {
  switch (one.case) {
    case 'field':
      return fieldJson(one.value);
    case 'isEmpty':
      return { is_empty: { key: one.value.key } };
    case 'isNull':
      return { is_null: { key: one.value.key } };
    case 'hasId':
      return { has_id: one.value.hasId.map((id) => idJson(pointIdFromProto(id))) };
    case 'hasVector':
      return { has_vector: one.value.hasVector };
    case 'filter':
      return filterJson(one.value, depth + 1);
    case 'nested':
      if (one.value.filter === undefined) throw invalidArgument('Nested condition must have a filter');
      return { nested: { key: one.value.key, filter: filterJson(one.value.filter, depth + 1) } };
    case 'slice':
      if (one.value.total === 0) throw invalidArgument('Slice total must be greater than 0');
      if (one.value.index >= one.value.total) throw invalidArgument('Slice index must be less than the total number of slices');
      return { slice: { total: one.value.total, index: one.value.index } };
    default:
      return undefined;
  }
}

function idJson(id: number | bigint | string): JsonValue {
  return typeof id === 'bigint' ? JsonNumber.integer(id) : id;
}

function fieldJson(field: FieldCondition): JsonObject {
  const result: JsonObject = { key: field.key };
  if (field.match !== undefined) result['match'] = matchJson(field.match);
  if (field.datetimeRange !== undefined) result['range'] = datetimeRangeJson(field.datetimeRange);
  else if (field.range !== undefined) result['range'] = rangeJson(field.range);
  if (field.geoBoundingBox !== undefined) {
    const { topLeft, bottomRight } = field.geoBoundingBox;
    if (topLeft === undefined || bottomRight === undefined) throw invalidArgument('Malformed GeoBoundingBox type');
    result['geo_bounding_box'] = { top_left: placeJson(topLeft), bottom_right: placeJson(bottomRight) };
  }
  if (field.geoRadius !== undefined) {
    if (field.geoRadius.center === undefined) throw invalidArgument('Malformed GeoRadius type');
    result['geo_radius'] = { center: placeJson(field.geoRadius.center), radius: field.geoRadius.radius };
  }
  if (field.geoPolygon !== undefined) {
    const { exterior, interiors } = field.geoPolygon;
    if (exterior === undefined) throw invalidArgument('Malformed GeoPolygon type - field `exterior` is required');
    result['geo_polygon'] = { exterior: lineJson(exterior), interiors: interiors.map(lineJson) };
  }
  if (field.valuesCount !== undefined) result['values_count'] = valuesCountJson(field.valuesCount);
  if (field.isEmpty !== undefined) result['is_empty'] = field.isEmpty;
  if (field.isNull !== undefined) result['is_null'] = field.isNull;
  return result;
}

function matchJson({ matchValue: value }: Match): JsonObject {
  switch (value.case) {
    case 'keyword':
    case 'boolean':
      return { value: value.value };
    case 'integer':
      return { value: integerToJson(value.value) };
    case 'text':
      return { text: value.value };
    case 'textAny':
      return { text_any: value.value };
    case 'phrase':
      return { phrase: value.value };
    case 'prefix':
      return { prefix: value.value };
    case 'keywords':
      return { any: value.value.strings };
    case 'integers':
      return { any: value.value.integers.map(integerToJson) };
    case 'exceptKeywords':
      return { except: value.value.strings };
    case 'exceptIntegers':
      return { except: value.value.integers.map(integerToJson) };
    default:
      throw invalidArgument('Malformed Match condition');
  }
}

function rangeJson(range: Range): JsonObject {
  return present({ lt: range.lt, gt: range.gt, gte: range.gte, lte: range.lte });
}

function datetimeRangeJson(range: DatetimeRange): JsonObject {
  const text = (name: 'lt' | 'gt' | 'gte' | 'lte') => {
    const value = range[name];
    return value === undefined ? undefined : timestampText(value);
  };
  return present({ lt: text('lt'), gt: text('gt'), gte: text('gte'), lte: text('lte') });
}

function valuesCountJson(count: ValuesCount): JsonObject {
  const integer = (value: bigint | undefined) => (value === undefined ? undefined : integerToJson(value));
  return present({ lt: integer(count.lt), gt: integer(count.gt), gte: integer(count.gte), lte: integer(count.lte) });
}

function placeJson(place: GeoPoint): JsonObject {
  return { lon: place.lon, lat: place.lat };
}

function lineJson(line: GeoLineString): JsonObject {
  return { points: line.points.map(placeJson) };
}

function present(fields: Record<string, JsonValue | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}
