import type { PayloadFieldSchema, TextIndexParams } from '@sextant/contract';
import type { JsonValue } from '@sextant/contract/json';
import type { ValueCheck } from '../json-path/path-search.ts';
import { compilePathSearch, isObject, searchResult } from '../json-path/path-search.ts';
import { canonicalUuid } from '../point-id.ts';
import { microsOf, parseMoment } from './datetime.ts';
import type { FieldCondition, MatchCondition, RangeCondition } from './field-condition.ts';
import { floatOf, integerOf } from './payload-number.ts';
import type { Check } from './subject.ts';
import { payloadOf } from './subject.ts';
import { textIndexCheck } from './text-index-check.ts';
import { isEmptyValue } from './value-checks.ts';

/**
 * What a condition answers when its field has a declared index: the index holds values of its own type only, read from each value of the
 * path and from the elements of arrays, and the condition is asked of those. Undefined where the index does not serve the condition,
 * which is then asked of the payload. Inside nested filters only text indexes change an answer.
 */
export function indexedCheck(condition: FieldCondition, schema: PayloadFieldSchema, nested: boolean): Check | undefined {
  const type = typeof schema === 'string' ? schema : schema.type;
  if (type === 'text') {
    const params: Partial<TextIndexParams> = typeof schema === 'string' ? {} : (schema as TextIndexParams);
    const text = textIndexCheck(condition, params, nested);
    if (text !== undefined) return text;
  }
  if (nested) return undefined;
  const value = type === 'text' ? undefined : valueCheck(condition, type, schema);
  if (value !== undefined) return anyValue(condition, (one) => (Array.isArray(one) ? one.some(value) : value(one)));
  return nullCheck(condition);
}

function anyValue(condition: FieldCondition, check: ValueCheck): Check {
  const search = compilePathSearch(condition.path);
  return (subject) => search(payloadOf(subject), check) === searchResult.some;
}

/** Kept beside every index: whether a field has any value, and whether one of its values is null. */
function nullCheck(condition: FieldCondition): Check | undefined {
  const { isEmpty, isNull } = condition;
  if (isEmpty !== undefined) {
    const hasValue = anyValue(condition, (value) => !isEmptyValue(value));
    return (subject) => hasValue(subject) !== isEmpty;
  }
  if (isNull === undefined) return undefined;
  const hasNull = anyValue(condition, (value) => value === null || (Array.isArray(value) && value.includes(null)));
  return (subject) => hasNull(subject) === isNull;
}

function valueCheck(condition: FieldCondition, type: string, schema: PayloadFieldSchema): ValueCheck | undefined {
  const { match, range, geo } = condition;
  switch (type) {
    case 'keyword':
      return keywordCheck(match);
    case 'integer':
      return integerCheck(match, range, schema);
    case 'float':
      return range === undefined ? undefined : boundsCheck(range, floatOf);
    case 'datetime':
      return range === undefined ? undefined : boundsCheck(range, micros);
    case 'bool':
      return match?.kind === 'value' && typeof match.value === 'boolean' ? (value) => value === match.value : undefined;
    case 'uuid':
      return uuidCheck(match);
    case 'geo': {
      const [check] = geo;
      return check === undefined ? undefined : (value) => isIndexedPoint(value, check);
    }
    default:
      return undefined;
  }
}

function keywordCheck(match: MatchCondition | undefined): ValueCheck | undefined {
  if (match?.kind === 'value' && typeof match.value === 'string') return (value) => value === match.value;
  if (match?.kind === 'prefix') return (value) => typeof value === 'string' && value.startsWith(match.text);
  const list = match === undefined ? undefined : stringList(match);
  return list && ((value) => typeof value === 'string' && list.values.has(value) !== list.except);
}

function integerCheck(
  match: MatchCondition | undefined,
  range: RangeCondition | undefined,
  schema: PayloadFieldSchema,
): ValueCheck | undefined {
  const params = typeof schema === 'string' ? {} : (schema as { lookup?: boolean | null; range?: boolean | null });
  if (match !== undefined && params.lookup !== false) {
    if (match.kind === 'value' && typeof match.value !== 'string' && typeof match.value !== 'boolean')
      return (value) => integerOf(value) === match.value;
    if ((match.kind === 'any' || match.kind === 'except') && !holds(match.values, 'string')) {
      const values = match.values as ReadonlySet<unknown>;
      const except = match.kind === 'except';
      return (value) => {
        const integer = integerOf(value);
        return integer !== undefined && values.has(integer) !== except;
      };
    }
  }
  return range === undefined || params.range === false ? undefined : boundsCheck(range, integerOf);
}

function uuidCheck(match: MatchCondition | undefined): ValueCheck | undefined {
  if (match?.kind === 'value' && typeof match.value === 'string') {
    const wanted = canonicalUuid(match.value);
    return wanted === undefined ? undefined : (value) => uuidOf(value) === wanted;
  }
  const list = match === undefined ? undefined : stringList(match);
  if (list === undefined) return undefined;
  const wanted = [...list.values].map(canonicalUuid);
  if (wanted.includes(undefined)) return undefined;
  const values = new Set(wanted);
  return (value) => {
    const uuid = uuidOf(value);
    return uuid !== undefined && values.has(uuid) !== list.except;
  };
}

function uuidOf(value: JsonValue): string | undefined {
  return typeof value === 'string' ? canonicalUuid(value) : undefined;
}

function stringList(match: MatchCondition): { values: ReadonlySet<string>; except: boolean } | undefined {
  if (match.kind !== 'any' && match.kind !== 'except') return undefined;
  if (holds(match.values, 'number') || holds(match.values, 'bigint')) return undefined;
  return { values: match.values as ReadonlySet<string>, except: match.kind === 'except' };
}

function holds(values: ReadonlySet<unknown>, type: string): boolean {
  for (const value of values) return typeof value === type;
  return false;
}

/** Numbers and moments are one to a range index: a moment is its microseconds since 1970. */
function boundsCheck(range: RangeCondition, read: (value: JsonValue) => number | bigint | undefined): ValueCheck {
  const { lt, gt, gte, lte } =
    range.kind === 'number'
      ? range
      : {
          lt: range.lt && microsOf(range.lt),
          gt: range.gt && microsOf(range.gt),
          gte: range.gte && microsOf(range.gte),
          lte: range.lte && microsOf(range.lte),
        };
  return (value) => {
    const number = read(value);
    return (
      number !== undefined &&
      (lt === undefined || number < lt) &&
      (gt === undefined || number > gt) &&
      (gte === undefined || number >= gte) &&
      (lte === undefined || number <= lte)
    );
  };
}

function micros(value: JsonValue): number | bigint | undefined {
  const moment = typeof value === 'string' ? parseMoment(value) : undefined;
  return moment && microsOf(moment);
}

/** A point off the map is not indexed. */
function isIndexedPoint(value: JsonValue, check: (lon: number, lat: number) => boolean): boolean {
  if (!isObject(value)) return false;
  const lon = floatOf(value['lon']);
  const lat = floatOf(value['lat']);
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && check(lon, lat);
}
