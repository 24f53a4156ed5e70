import { isJsonNumber, type JsonObject, type JsonValue } from '@sextant/contract/json';
import type { Payload } from '../operation/point.ts';
import { type JsonPath, parseJsonPath } from '../query/json-path/json-path.ts';

// Payloads of rows are shared and never changed: everything here answers a new object that shares what stayed the same.

/** The payload with `changes` merged into it; a key whose new value is null is removed. */
export function mergePayload(payload: Payload | undefined, changes: JsonObject): JsonObject {
  const merged: JsonObject = { ...payload };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key];
    else put(merged, key, value);
  }
  return merged;
}

/** The payload with `changes` merged into what lies at `path`; objects on the way are made, other values replaced. */
export function mergeAtPath(payload: Payload | undefined, path: JsonPath, changes: JsonObject): JsonObject {
  return mergeInto(payload, path, 0, changes) as JsonObject;
}

/** The payload without what lies at the paths. A path that is none removes nothing. */
export function removePaths(payload: Payload | undefined, paths: readonly string[]): JsonObject | undefined {
  let rest: JsonValue | undefined = payload;
  for (const text of paths) {
    const path = parseJsonPath(text);
    if (path && rest !== undefined) rest = removeFrom(rest, path, 0);
  }
  return rest as JsonObject | undefined;
}

function mergeInto(value: JsonValue | undefined, path: JsonPath, at: number, changes: JsonObject): JsonValue {
  const step = path[at];
  if (step === undefined) return mergePayload(isObject(value) ? value : undefined, changes);
  if (step.kind === 'key') {
    const object: JsonObject = isObject(value) ? { ...value } : {};
    put(object, step.key, mergeInto(Object.hasOwn(object, step.key) ? object[step.key] : undefined, path, at + 1, changes));
    return object;
  }
  const array = Array.isArray(value) ? value : [];
  if (step.kind === 'each') return array.map((item) => mergeInto(item, path, at + 1, changes));
  return array.map((item, index) => (index === step.index ? mergeInto(item, path, at + 1, changes) : item));
}

function removeFrom(value: JsonValue, path: JsonPath, at: number): JsonValue {
  const step = path[at];
  const isLast = at === path.length - 1;
  if (step === undefined) return value;
  if (step.kind === 'key') {
    if (!isObject(value) || !Object.hasOwn(value, step.key)) return value;
    const { [step.key]: inner, ...rest } = value;
    if (!isLast) put(rest, step.key, removeFrom(inner as JsonValue, path, at + 1));
    return rest;
  }
  if (!Array.isArray(value)) return value;
  if (step.kind === 'each') return isLast ? [] : value.map((item) => removeFrom(item, path, at + 1));
  if (isLast) return value; // Qdrant takes no single element out of an array
  return value.map((item, index) => (index === step.index ? removeFrom(item, path, at + 1) : item));
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonNumber(value);
}

/** Plain assignment would change the prototype for the key `__proto__`. */
function put(object: JsonObject, key: string, value: JsonValue): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
