import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { EngineError } from '../../error.ts';
import type { Payload } from '../../operation/point.ts';
import type { PayloadSelector } from '../request.ts';
import type { JsonPath, PathStep } from './json-path.ts';
import { parseJsonPath } from './json-path.ts';
import { isObject } from './path-search.ts';

/** Cuts a payload down to what was asked for; undefined when nothing was. A missing payload reads as `{}`. */
export type PayloadProjection = (payload: Payload | undefined) => Payload | undefined;

/**
 * Compiles a selector once for many payloads. A path keeps or drops what lies below it; `f[].g` reaches into the elements of an array,
 * `f[0].g` into none, since the elements of an array have no name of their own. Fails with `bad_request` on a malformed path.
 */
export function compileProjection(selector: PayloadSelector): PayloadProjection {
  if (selector === false) return () => undefined;
  if (selector === true) return (payload) => payload ?? {};
  const include = 'include' in selector;
  const patterns = (include ? selector.include : selector.exclude).map(readPath);
  const keep: Keep = include
    ? (path) => patterns.some((pattern) => isPrefixEitherWay(path, pattern))
    : (path) => !patterns.some((pattern) => pattern.length <= path.length && isPrefixEitherWay(path, pattern));
  return (payload) => (payload === undefined ? {} : projectObject(payload, [], keep));
}

type Keep = (path: readonly PathStep[]) => boolean;

const each: PathStep = { kind: 'each' };

function projectObject(object: JsonObject, path: PathStep[], keep: Keep): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(object)) {
    path.push({ kind: 'key', key });
    if (keep(path)) entries.push([key, project(value, path, keep)]);
    path.pop();
  }
  return Object.fromEntries(entries);
}

function project(value: JsonValue, path: PathStep[], keep: Keep): JsonValue {
  if (isObject(value)) return projectObject(value, path, keep);
  if (!Array.isArray(value)) return value;
  path.push(each);
  const kept = keep(path) ? value.map((inner) => project(inner, path, keep)) : [];
  path.pop();
  return kept;
}

function isPrefixEitherWay(a: readonly PathStep[], b: readonly PathStep[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const one = a[i] as PathStep;
    const other = b[i] as PathStep;
    if (one.kind !== other.kind) return false;
    if (one.kind === 'key' && one.key !== (other as { key: string }).key) return false;
    if (one.kind === 'index' && one.index !== (other as { index: number }).index) return false;
  }
  return true;
}

function readPath(text: string): JsonPath {
  const path = parseJsonPath(text);
  if (path === undefined) throw new EngineError('bad_request', `Invalid json path: '${text}'`);
  return path;
}
