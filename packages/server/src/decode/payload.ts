import { isJsonPath } from '@sextant/contract';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { type Decoder, invalidType, isObject, text } from './decoder.ts';
import { FormatError, type Scope } from './scope.ts';

// One below the nesting that the real server's parser takes in a whole document.
const maxDepth = 120;

/** A path into a payload: `a.b[].c[0]`, keys with other characters in double quotes. */
export const jsonPath: Decoder<string> = (value, scope) => {
  const path = text(value, scope);
  if (!isJsonPath(path)) throw new FormatError(`Invalid json path: '${path}'`, scope, 'end');
  return path;
};

/** A payload: an object of any JSON, nested no deeper than can be written back. */
export const payload: Decoder<JsonObject> = (value, scope) => {
  if (!isObject(value)) throw invalidType(value, 'a map', scope);
  checkDepth(value, 1, scope);
  return value;
};

function checkDepth(value: JsonObject | JsonValue[], depth: number, scope: Scope): void {
  if (depth > maxDepth) throw new FormatError('recursion limit exceeded', scope, 'before');
  if (Array.isArray(value)) {
    for (const entry of value) if (typeof entry === 'object' && entry !== null) checkDepth(entry as JsonObject, depth + 1, scope);
    return;
  }
  for (const name in value) {
    const entry = value[name];
    if (typeof entry === 'object' && entry !== null) checkDepth(entry as JsonObject, depth + 1, scope);
  }
}
