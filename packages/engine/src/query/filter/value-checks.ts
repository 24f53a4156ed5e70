import type { JsonValue } from '@sextant/contract/json';
import type { ValueCheck } from '../json-path/path-search.ts';
import { isObject } from '../json-path/path-search.ts';
import type { Moment } from './datetime.ts';
import { compareMoments, parseMoment } from './datetime.ts';
import type { CountRange, FieldCondition, MatchCondition, RangeCondition } from './field-condition.ts';
import type { GeoCheck } from './geo.ts';
import { floatOf, integerOf } from './payload-number.ts';

/** What one value must be to pass a condition on its field, without an index. An array passes when one of its elements does. */
export function valueCheck(condition: FieldCondition): ValueCheck {
  const { valuesCount, isEmpty, isNull } = condition;
  if (valuesCount !== undefined) return (value) => isCountIn(valuesCount, countOf(value));
  if (isEmpty !== undefined) return (value) => isEmptyValue(value) === isEmpty;
  if (isNull !== undefined) return (value) => holdsNull(value) === isNull;
  const checks: ValueCheck[] = [];
  if (condition.match !== undefined) checks.push(matchCheck(condition.match));
  if (condition.range !== undefined) checks.push(rangeCheck(condition.range));
  for (const geo of condition.geo) checks.push(geoCheck(geo));
  const [only] = checks;
  const one: ValueCheck = checks.length === 1 && only !== undefined ? only : (value) => checks.some((check) => check(value));
  return (value) => {
    if (!Array.isArray(value)) return one(value);
    for (const element of value) if (one(element)) return true;
    return false;
  };
}

/** Whether a condition holds for a field that is not there at all. */
export function holdsForAbsent(condition: FieldCondition): boolean {
  if (condition.valuesCount !== undefined) return isCountIn(condition.valuesCount, 0);
  if (condition.isEmpty !== undefined) return condition.isEmpty;
  return condition.isNull === false;
}

function isCountIn({ lt, gt, gte, lte }: CountRange, count: number): boolean {
  return (
    (lt === undefined || count < lt) &&
    (gt === undefined || count > gt) &&
    (gte === undefined || count >= gte) &&
    (lte === undefined || count <= lte)
  );
}

/** Null and `[]` are no values; `[null]` is one. */
export function isEmptyValue(value: JsonValue): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function holdsNull(value: JsonValue): boolean {
  return value === null || (Array.isArray(value) && value.includes(null));
}

function countOf(value: JsonValue): number {
  if (value === null) return 0;
  return Array.isArray(value) ? value.length : 1;
}

function matchCheck(match: MatchCondition): ValueCheck {
  switch (match.kind) {
    case 'value':
      return equalCheck(match.value);
    case 'any':
      return memberCheck(match.values);
    case 'except':
      return exceptCheck(match.values);
    case 'text':
    case 'phrase':
      return (value) => typeof value === 'string' && value.includes(match.text);
    case 'text_any': {
      const words = match.text.split(/\s+/u).filter((word) => word !== '');
      return (value) => typeof value === 'string' && words.some((word) => value.includes(word));
    }
    default:
      return (value) => typeof value === 'string' && value.startsWith(match.text);
  }
}

function equalCheck(wanted: string | boolean | number | bigint): ValueCheck {
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted;
  return (value) => integerOf(value) === wanted;
}

function memberCheck(values: ReadonlySet<string> | ReadonlySet<number | bigint>): ValueCheck {
  const wanted = values as ReadonlySet<unknown>;
  if (holdsStrings(wanted)) return (value) => typeof value === 'string' && wanted.has(value);
  return (value) => {
    const integer = integerOf(value);
    return integer !== undefined && wanted.has(integer);
  };
}

/** A value of another type than the list is none of it; null is no value. An array in an array is a value of its own. */
function exceptCheck(values: ReadonlySet<string> | ReadonlySet<number | bigint>): ValueCheck {
  const unwanted = values as ReadonlySet<unknown>;
  const strings = holdsStrings(unwanted);
  return (value) => {
    if (value === null) return false;
    if (strings) return typeof value !== 'string' || !unwanted.has(value);
    const integer = integerOf(value);
    return integer === undefined || !unwanted.has(integer);
  };
}

function holdsStrings(values: ReadonlySet<unknown>): boolean {
  for (const value of values) return typeof value === 'string';
  return true;
}

function rangeCheck(range: RangeCondition): ValueCheck {
  if (range.kind === 'moment') {
    return (value) => {
      const moment = typeof value === 'string' ? parseMoment(value) : undefined;
      return moment !== undefined && isMomentIn(range, moment);
    };
  }
  const { lt = Infinity, gt = -Infinity, gte = -Infinity, lte = Infinity } = range;
  const strict = range.lt !== undefined || range.gt !== undefined;
  return (value) => {
    const number = floatOf(value);
    if (number === undefined) return false;
    if (!strict) return number >= gte && number <= lte;
    return number < lt && number > gt && number >= gte && number <= lte;
  };
}

function isMomentIn({ lt, gt, gte, lte }: { lt?: Moment; gt?: Moment; gte?: Moment; lte?: Moment }, moment: Moment): boolean {
  return (
    (lt === undefined || compareMoments(moment, lt) < 0) &&
    (gt === undefined || compareMoments(moment, gt) > 0) &&
    (gte === undefined || compareMoments(moment, gte) >= 0) &&
    (lte === undefined || compareMoments(moment, lte) <= 0)
  );
}

function geoCheck(check: GeoCheck): ValueCheck {
  return (value) => {
    if (!isObject(value)) return false;
    const lon = floatOf(value['lon']);
    const lat = floatOf(value['lat']);
    return lon !== undefined && lat !== undefined && check(lon, lat);
  };
}
