import type { Filter, StrictModeConfig } from '@sextant/contract';
import { EngineError } from '../../error.ts';
import { isShape, member, readPath, type Shape } from '../filter/filter-shape.ts';
import { formatJsonPath, type JsonPath, parseJsonPath } from '../json-path/json-path.ts';
import type { IndexedFields } from '../read-source.ts';
import { everyCapability, indexNames, isServed, requiredCapabilities } from './required-indexes.ts';

/** A request that strict mode forbids: what is wrong, and what to do about it. */
export function strictError(text: string, help: string): EngineError {
  return new EngineError('bad_request', `${text}. Help: ${help}`);
}

/**
 * Holds a filter, which must have compiled, against strict mode: an index for each of its fields (unless `unindexed` allows none), the number
 * of its conditions and the length of their lists. Fails with `bad_request` in the words of the real server.
 */
export function checkStrictFilter(
  filter: Filter,
  unindexed: boolean | null | undefined,
  strict: StrictModeConfig,
  indexed: IndexedFields,
): void {
  const root = filter as Shape;
  if (unindexed === false) checkIndexes(root, [], canonical(indexed));
  const { filter_max_conditions: maxConditions, condition_max_size: maxSize } = strict;
  if (maxConditions != null && countConditions(root) > maxConditions) {
    throw strictError(
      `Filter condition limit reached (${countConditions(root)} > ${maxConditions})`,
      'Reduce the amount of conditions of your filter.',
    );
  }
  if (maxSize != null && largestCondition(root) > maxSize) {
    throw strictError(`Condition size limit reached (${largestCondition(root)} > ${maxSize})`, 'Reduce the size of your condition.');
  }
}

/** Fails when a value is above its limit. */
export function checkLimit(value: number, limit: number | null | undefined, name: string): void {
  if (limit == null || value <= limit) return;
  throw strictError(`Limit exceeded ${value} > ${limit} for "${name}"`, `Reduce the "${name}" parameter to or below ${limit}.`);
}

function checkIndexes(filter: Shape, prefix: JsonPath, indexed: IndexedFields): void {
  for (const condition of conditionsOf(filter)) {
    if ('key' in condition) requireIndex([...prefix, ...readPath(condition['key'])], requiredCapabilities(condition), indexed);
    else if ('is_empty' in condition || 'is_null' in condition) {
      const field = (condition['is_empty'] ?? condition['is_null']) as Shape;
      requireIndex([...prefix, ...readPath(field['key'])], everyCapability, indexed);
    } else if (isShape(condition['nested'])) {
      const { key, filter: inner } = condition['nested'];
      const path = [...prefix, ...readPath(key)];
      checkIndexes(inner as Shape, path.at(-1)?.kind === 'each' ? path : [...path, { kind: 'each' }], indexed);
    } else if (isFilter(condition)) checkIndexes(condition, prefix, indexed);
  }
}

function requireIndex(path: JsonPath, required: Parameters<typeof isServed>[0], indexed: IndexedFields): void {
  const field = formatJsonPath(path);
  if (required.length === 0 || isServed(required, indexed.get(field))) return;
  throw strictError(
    `Index required but not found for "${field}" of one of the following types: [${indexNames(required)}]`,
    'Create an index for this key or use a different filter.',
  );
}

/** Leaves of the tree; a filter as a condition counts for what it holds. */
export function countConditions(filter: Filter | Shape = {}): number {
  let count = 0;
  for (const condition of conditionsOf(filter as Shape)) {
    const inner = innerFilter(condition);
    count += inner === undefined ? 1 : countConditions(inner);
  }
  return count;
}

/** The longest list of values or ids. */
function largestCondition(filter: Shape): number {
  let largest = 0;
  for (const condition of conditionsOf(filter)) {
    const inner = innerFilter(condition);
    const match = condition['match'];
    const list: unknown = isShape(match) ? (match['any'] ?? match['except']) : condition['has_id'];
    largest = Math.max(largest, inner === undefined ? (Array.isArray(list) ? list.length : 0) : largestCondition(inner));
  }
  return largest;
}

function innerFilter(condition: Shape): Shape | undefined {
  if (isShape(condition['nested'])) return condition['nested']['filter'] as Shape;
  return isFilter(condition) ? condition : undefined;
}

const leafKeys = ['key', 'is_empty', 'is_null', 'has_id', 'has_vector', 'slice', 'nested'] as const;

function isFilter(condition: Shape): boolean {
  return !leafKeys.some((key) => key in condition);
}

function* conditionsOf(filter: Shape): Generator<Shape> {
  const minShould = member(filter, 'min_should');
  const lists = [
    member(filter, 'should'),
    isShape(minShould) ? minShould['conditions'] : undefined,
    member(filter, 'must'),
    member(filter, 'must_not'),
  ];
  for (const list of lists) {
    for (const one of Array.isArray(list) ? list : [list]) if (isShape(one)) yield one;
  }
}

function canonical(indexed: IndexedFields): IndexedFields {
  return new Map([...indexed].map(([field, schema]) => [formatJsonPath(parseJsonPath(field) ?? []), schema] as const));
}
