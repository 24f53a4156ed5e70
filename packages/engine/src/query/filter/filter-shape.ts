import { isJsonNumber } from '@sextant/contract/json';
import { EngineError } from '../../error.ts';
import type { JsonPath } from '../json-path/json-path.ts';
import { parseJsonPath } from '../json-path/json-path.ts';

/** Filters come from REST, gRPC and the WAL: their shape is read here once more, so that compiling cannot meet anything else. */
export type Shape = Readonly<Record<string, unknown>>;

/** A part of the filter that cannot be read, as the real server words it. */
export function malformed(text: string): EngineError {
  return new EngineError('json_format', text);
}

/** A part of the filter that reads well and asks for nothing possible; `place` is its path: `filter.must[0]`. */
export function invalid(place: string, text: string): EngineError {
  return new EngineError('validation', `body: [${place}: ${text}]`, { details: { field: place } });
}

export function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An absent or null member is undefined. */
export function member(shape: Shape, key: string): unknown {
  const value = shape[key];
  return value === null ? undefined : value;
}

export function readShape(value: unknown, what: string): Shape {
  if (!isShape(value)) throw malformed(`invalid type: ${describe(value)}, expected struct ${what}`);
  return value;
}

export function readPath(value: unknown): JsonPath {
  if (typeof value !== 'string') throw malformed("Filter condition 'key' must be a string");
  const path = parseJsonPath(value);
  if (path === undefined) throw malformed(`Invalid json path: '${value}'`);
  return path;
}

export function describe(value: unknown): string {
  if (typeof value === 'string') return `string "${value}"`;
  if (Array.isArray(value)) return 'sequence';
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return isJsonNumber(value) ? `number \`${value.source}\`` : 'map';
  return `${typeof value} \`${value as number | bigint | boolean}\``;
}

/** What no kind of condition fits. */
export const noCondition =
  'Expected some form of condition, which can be a field condition (like {"key": ..., "match": ... }), or some other mentioned in the documentation: https://qdrant.tech/documentation/concepts/filtering/#filtering-conditions';
