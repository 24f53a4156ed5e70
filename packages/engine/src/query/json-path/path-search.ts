import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';
import type { JsonPath, PathStep } from './json-path.ts';

/** The path leads to no value; to values none of which pass; to one that passes. */
export const searchResult = { absent: 0, none: 1, some: 2 } as const;
type SearchResult = (typeof searchResult)[keyof typeof searchResult];

export type ValueCheck = (value: JsonValue) => boolean;

/** Runs a check over the values a path leads to, stopping at the first that passes. Allocates nothing. */
export type PathSearch = (payload: JsonObject, check: ValueCheck) => SearchResult;

/** A search specialised for the path: one property read where the path is one key. */
export function compilePathSearch(path: JsonPath): PathSearch {
  const [first, ...rest] = path;
  if (first?.kind !== 'key') return () => searchResult.absent;
  const get = keyReader(first.key);
  if (rest.length === 0) {
    return (payload, check) => {
      const value = get(payload);
      if (value === undefined) return searchResult.absent;
      return check(value) ? searchResult.some : searchResult.none;
    };
  }
  const walk = compileWalk(rest, 0);
  return (payload, check) => {
    const value = get(payload);
    return value === undefined ? searchResult.absent : walk(value, check);
  };
}

type Walk = (value: JsonValue, check: ValueCheck) => SearchResult;

function compileWalk(steps: readonly PathStep[], at: number): Walk {
  const step = steps[at];
  if (step === undefined) return (value, check) => (check(value) ? searchResult.some : searchResult.none);
  const next = compileWalk(steps, at + 1);
  if (step.kind === 'key') {
    const get = keyReader(step.key);
    return (value, check) => {
      const inner = isObject(value) ? get(value) : undefined;
      return inner === undefined ? searchResult.absent : next(inner, check);
    };
  }
  if (step.kind === 'index') {
    return (value, check) => {
      const inner = Array.isArray(value) ? value[step.index] : undefined;
      return inner === undefined ? searchResult.absent : next(inner, check);
    };
  }
  return (value, check) => {
    let found: SearchResult = searchResult.absent;
    if (!Array.isArray(value)) return found;
    for (const inner of value) {
      const result = next(inner, check);
      if (result === searchResult.some) return result;
      if (result === searchResult.none) found = result;
    }
    return found;
  };
}

/** Reads one own property. Keys such as `constructor`, which every object inherits, need the check; the others are plain reads. */
function keyReader(key: string): (object: JsonObject) => JsonValue | undefined {
  if (key in Object.prototype) return (object) => (Object.hasOwn(object, key) ? object[key] : undefined);
  return (object) => object[key];
}

/** A JSON object, as opposed to an array or a number that keeps its text. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonNumber(value);
}
