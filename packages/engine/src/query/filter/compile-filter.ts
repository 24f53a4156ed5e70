import type { Filter, PayloadFieldSchema } from '@sextant/contract';
import type { PointId } from '../../operation/point.ts';
import { formatJsonPath, parseJsonPath } from '../json-path/json-path.ts';
import { compilePathSearch, searchResult } from '../json-path/path-search.ts';
import { canonicalPointId } from '../point-id.ts';
import type { Compiled, Scope } from './compiled-condition.ts';
import type { CompiledFilter, FilterOptions } from './compiled-filter.ts';
import type { FieldCondition } from './field-condition.ts';
import { readFieldCondition } from './field-condition.ts';
import type { Shape } from './filter-shape.ts';
import { describe, invalid, isShape, malformed, member, noCondition, readPath, readShape } from './filter-shape.ts';
import { indexedCheck } from './indexed-check.ts';
import { compileNested } from './nested-check.ts';
import { integerOf } from './payload-number.ts';
import { isInSlice } from './slice-hash.ts';
import type { Check, Subject } from './subject.ts';
import { payloadOf } from './subject.ts';
import { swapsLinks } from './swaps-links.ts';
import { holdsForAbsent, isEmptyValue, valueCheck } from './value-checks.ts';

/**
 * Compiles a filter once for many rows. Fails with `json_format` where it cannot be read and with `validation` where it asks for
 * nothing possible, in the words of the real server.
 */
export function compileFilter(filter: Filter, options: FilterOptions = {}): CompiledFilter {
  const scope: Scope = { indexed: canonicalIndexes(options.indexed), nested: false };
  const shape = readShape(filter, 'Filter');
  const { check, cost, ids } = compileBoolean(shape, 'filter', scope);
  const subject: Subject = { segment: undefined, row: 0, payload: undefined };
  return {
    ids,
    cost,
    swapsLinks: swapsLinks(shape, scope.indexed),
    matches(segment, row) {
      subject.segment = segment;
      subject.row = row;
      subject.payload = undefined;
      return check(subject);
    },
  };
}

/** A field may be declared as `"a".b` and asked for as `a.b`. */
function canonicalIndexes(indexed: FilterOptions['indexed'] = new Map()): Scope['indexed'] {
  const canonical: [string, PayloadFieldSchema][] = [];
  for (const [field, schema] of indexed) {
    const path = parseJsonPath(field);
    if (path !== undefined) canonical.push([formatJsonPath(path), schema]);
  }
  return new Map(canonical);
}

const filterKeys = new Set(['should', 'min_should', 'must', 'must_not']);

/** A filter, or a filter as a condition of another. An empty `must`, `must_not` or (outside nested filters) `should` asks for nothing. */
function compileBoolean(shape: Shape, place: string, scope: Scope): Compiled {
  for (const key of Object.keys(shape)) {
    if (!filterKeys.has(key))
      throw malformed(`unknown field \`${key}\`, expected one of \`should\`, \`min_should\`, \`must\`, \`must_not\``);
  }
  const must = compileList(shape, 'must', place, scope);
  const mustNot = compileList(shape, 'must_not', place, scope);
  const should = compileList(shape, 'should', place, scope);
  const parts: Compiled[] = [...(must ?? [])];
  for (const one of mustNot ?? []) parts.push({ cost: one.cost, check: (subject) => !one.check(subject) });
  if (should !== undefined && (should.length > 0 || scope.nested)) parts.push(atLeast(should, 1));
  const minShould = member(shape, 'min_should');
  if (minShould !== undefined) parts.push(compileMinShould(minShould, `${place}.min_should`, scope));
  return all(parts);
}

function compileMinShould(value: unknown, place: string, scope: Scope): Compiled {
  const shape = readShape(value, 'MinShould');
  const conditions = compileList(shape, 'conditions', place, scope);
  if (conditions === undefined) throw malformed('missing field `conditions`');
  if (shape['min_count'] === undefined) throw malformed('missing field `min_count`');
  const count = integerOf(shape['min_count']);
  if (count === undefined || count < 0) throw malformed(`invalid value: ${describe(shape['min_count'])}, expected usize`);
  if (count === 0) throw invalid(`${place}.min_count`, 'min_count must be greater than 0');
  return atLeast(conditions, Number(count));
}

function compileList(shape: Shape, key: string, place: string, scope: Scope): Compiled[] | undefined {
  const value = member(shape, key);
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((one, i) => compileCondition(one, `${place}.${key}[${i}]`, scope));
  return [compileCondition(value, `${place}.${key}[0]`, scope)];
}

function all(parts: readonly Compiled[]): Compiled {
  const checks = parts.toSorted((a, b) => a.cost - b.cost).map((part) => part.check);
  const [first, second] = checks;
  const ids = parts.flatMap((part) => (part.ids === undefined ? [] : [part.ids])).toSorted((a, b) => a.length - b.length)[0];
  return { cost: parts.reduce((sum, part) => sum + part.cost, 0), check: conjunction(), ...(ids === undefined ? {} : { ids }) };

  function conjunction(): Check {
    if (first === undefined) return () => true;
    if (second === undefined) return first;
    if (checks.length === 2) return (subject) => first(subject) && second(subject);
    return (subject) => {
      for (const check of checks) if (!check(subject)) return false;
      return true;
    };
  }
}

function atLeast(parts: readonly Compiled[], count: number): Compiled {
  const cost = parts.reduce((sum, part) => sum + part.cost, 0);
  if (count > parts.length) return { cost: 0, check: () => false };
  const checks = parts.toSorted((a, b) => a.cost - b.cost).map((part) => part.check);
  const ids = parts.every((part) => part.ids !== undefined) ? [...new Set(parts.flatMap((part) => part.ids ?? []))] : undefined;
  const check: Check = (subject) => {
    let missing = count;
    for (const one of checks) {
      if (one(subject) && --missing === 0) return true;
    }
    return false;
  };
  return { cost, check, ...(ids === undefined ? {} : { ids }) };
}

function compileCondition(value: unknown, place: string, scope: Scope): Compiled {
  if (!isShape(value)) throw malformed(noCondition);
  if ('key' in value) return compileField(readFieldCondition(value, place), scope);
  if ('is_empty' in value) return compileFieldState(value['is_empty'], 'isEmpty', scope);
  if ('is_null' in value) return compileFieldState(value['is_null'], 'isNull', scope);
  if ('has_id' in value) return compileHasId(value['has_id'], scope);
  if ('has_vector' in value) return compileHasVector(value['has_vector'], scope);
  if ('slice' in value) return compileSlice(value['slice'], place, scope);
  if ('nested' in value) return compileNested(value['nested'], `${place}.nested`, scope, compileBoolean);
  return compileBoolean(value, place, scope);
}

function compileField(condition: FieldCondition, scope: Scope): Compiled {
  const schema = scope.indexed.get(formatJsonPath(condition.path));
  const indexed = schema === undefined ? undefined : indexedCheck(condition, schema, scope.nested);
  if (indexed !== undefined) return { cost: 4, check: indexed };
  const search = compilePathSearch(condition.path);
  const passes = valueCheck(condition);
  const absent = holdsForAbsent(condition);
  return {
    cost: condition.geo.length > 0 ? 4 : 2,
    check: (subject) => {
      const result = search(payloadOf(subject), passes);
      return result === searchResult.absent ? absent : result === searchResult.some;
    },
  };
}

/** `{"is_empty": {"key"}}` and `{"is_null": {"key"}}`: over all values of the path, where the field conditions of these names ask for one. */
function compileFieldState(value: unknown, kind: 'isEmpty' | 'isNull', scope: Scope): Compiled {
  const shape = isShape(value) ? value : undefined;
  if (shape === undefined || !('key' in shape)) throw malformed(noCondition);
  const path = readPath(shape['key']);
  const schema = scope.indexed.get(formatJsonPath(path));
  const indexed = schema === undefined || scope.nested ? undefined : indexedCheck({ path, geo: [], [kind]: true }, schema, false);
  if (indexed !== undefined) return { cost: 4, check: indexed };
  const search = compilePathSearch(path);
  if (kind === 'isNull') return { cost: 2, check: (subject) => search(payloadOf(subject), isNull) === searchResult.some };
  return { cost: 2, check: (subject) => search(payloadOf(subject), isNotEmpty) !== searchResult.some };
}

const isNull = (value: unknown): boolean => value === null;
const isNotEmpty = (value: Parameters<typeof isEmptyValue>[0]): boolean => !isEmptyValue(value);

function compileHasId(value: unknown, scope: Scope): Compiled {
  if (!Array.isArray(value)) throw malformed(noCondition);
  const ids = new Set<PointId>();
  for (const one of value) {
    const id = canonicalPointId(one);
    if (id === undefined) throw malformed(noCondition);
    ids.add(id);
  }
  if (scope.nested) return { cost: 0, check: () => false };
  return { cost: 1, ids: [...ids], check: ({ segment, row }) => segment !== undefined && ids.has(segment.idOf(row)) };
}

function compileHasVector(name: unknown, scope: Scope): Compiled {
  if (typeof name !== 'string') throw malformed(noCondition);
  if (scope.nested) return { cost: 0, check: () => false };
  return { cost: 0, check: ({ segment, row }) => segment?.hasVector(row, name) ?? false };
}

function compileSlice(value: unknown, place: string, scope: Scope): Compiled {
  const shape = isShape(value) ? value : {};
  const total = integerOf(shape['total']);
  const index = integerOf(shape['index']);
  if (typeof total !== 'number' || typeof index !== 'number' || total < 1 || total >= 2 ** 32 || index < 0) throw malformed(noCondition);
  if (index >= total) throw invalid(`${place}.__all__`, 'Validation error: Slice index must be less than the total number of slices [{}]');
  if (scope.nested) return { cost: 0, check: () => false };
  return { cost: 1, check: ({ segment, row }) => segment !== undefined && isInSlice(segment.idOf(row), total, index) };
}
