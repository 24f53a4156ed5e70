import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import type { ConditionSchema, FilterSchema } from '@sextant/contract/grpc';
import { isJsonNumber } from '@sextant/contract/json';
import { NotOverGrpc, toPointId } from './point-codec.ts';

type FilterInit = MessageInitShape<typeof FilterSchema>;
type ConditionInit = MessageInitShape<typeof ConditionSchema>;
type Json = Readonly<Record<string, unknown>>;

/** A REST filter as a message; clauses of one condition become lists of one. */
export function toFilter(filter: unknown): FilterInit | undefined {
  if (filter === undefined || filter === null) return undefined;
  const { must, should, must_not, min_should } = filter as Json;
  const minimum = min_should as { conditions: unknown[]; min_count: number } | null | undefined;
  return {
    must: toConditions(must),
    should: toConditions(should),
    mustNot: toConditions(must_not),
    ...(minimum ? { minShould: { conditions: toConditions(minimum.conditions), minCount: BigInt(minimum.min_count) } } : {}),
  };
}

function toConditions(clause: unknown): ConditionInit[] {
  if (clause === undefined || clause === null) return [];
  return (Array.isArray(clause) ? clause : [clause]).map(toCondition);
}

function toCondition(condition: Json): ConditionInit {
  if ('key' in condition) return { conditionOneOf: { case: 'field', value: toFieldCondition(condition) as never } };
  if ('has_id' in condition) return { conditionOneOf: { case: 'hasId', value: { hasId: (condition.has_id as unknown[]).map(toPointId) } } };
  if ('has_vector' in condition) return { conditionOneOf: { case: 'hasVector', value: { hasVector: condition.has_vector as string } } };
  if ('is_empty' in condition) return { conditionOneOf: { case: 'isEmpty', value: condition.is_empty as { key: string } } };
  if ('is_null' in condition) return { conditionOneOf: { case: 'isNull', value: condition.is_null as { key: string } } };
  if ('nested' in condition) {
    const { key, filter } = condition.nested as { key: string; filter: unknown };
    return { conditionOneOf: { case: 'nested', value: { key, filter: toFilter(filter) as FilterInit } } };
  }
  if ('slice' in condition) return { conditionOneOf: { case: 'slice', value: condition.slice as { total: number; index: number } } };
  return { conditionOneOf: { case: 'filter', value: toFilter(condition) as FilterInit } };
}

function toFieldCondition(condition: Json): unknown {
  const { key, match, range, geo_bounding_box, geo_radius, geo_polygon, values_count, is_empty, is_null } = condition;
  return {
    key,
    ...(match ? { match: { matchValue: toMatch(match as Json) } } : {}),
    ...(range ? toRange(range as Json) : {}),
    ...(geo_bounding_box ? { geoBoundingBox: toBox(geo_bounding_box as Json) } : {}),
    ...(geo_radius ? { geoRadius: geo_radius } : {}),
    ...(geo_polygon ? { geoPolygon: geo_polygon } : {}),
    ...(values_count ? { valuesCount: mapEntries(values_count as Json, (value) => BigInt(value as number)) } : {}),
    ...(typeof is_empty === 'boolean' ? { isEmpty: is_empty } : {}),
    ...(typeof is_null === 'boolean' ? { isNull: is_null } : {}),
  };
}

const toBox = (box: Json) => ({ topLeft: box.top_left, bottomRight: box.bottom_right });

const textMatches: Readonly<Record<string, string>> = { text: 'text', phrase: 'phrase', text_any: 'textAny', prefix: 'prefix' };

function toMatch(match: Json): unknown {
  if ('value' in match) return toMatchValue(match.value);
  if ('any' in match) return toMatchList(match.any as unknown[], 'keywords', 'integers');
  if ('except' in match) return toMatchList(match.except as unknown[], 'exceptKeywords', 'exceptIntegers');
  for (const [name, kind] of Object.entries(textMatches)) if (name in match) return { case: kind, value: match[name] };
  throw new NotOverGrpc(`match by ${Object.keys(match).join(', ')}`);
}

function toMatchValue(value: unknown): unknown {
  if (typeof value === 'string') return { case: 'keyword', value };
  if (typeof value === 'boolean') return { case: 'boolean', value };
  return { case: 'integer', value: toInt64(value) };
}

function toMatchList(values: unknown[], strings: string, integers: string): unknown {
  if (values.every((value) => typeof value === 'string')) return { case: strings, value: { strings: values } };
  return { case: integers, value: { integers: values.map(toInt64) } };
}

const toInt64 = (value: unknown): bigint => BigInt(isJsonNumber(value) ? value.source : (value as number | bigint));

function toRange(range: Json): object {
  const isDatetime = Object.values(range).some((bound) => typeof bound === 'string');
  if (!isDatetime) return { range: mapEntries(range, Number) };
  return { datetimeRange: mapEntries(range, (bound) => timestampFromDate(new Date(bound as string))) };
}

function mapEntries<T>(bounds: Json, convert: (value: unknown) => T): Record<string, T> {
  const entries = Object.entries(bounds).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, convert(value)]));
}
