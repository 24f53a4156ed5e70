import { positionOf } from './json-syntax.ts';
import type { ErrorPosition, PathStep } from './scope.ts';

/**
 * ` at line L column C` for the value at `path` of a well-formed JSON text. Runs only for refused requests: keeping positions
 * while parsing would cost every request.
 */
export function locate(source: string, path: readonly PathStep[], position: ErrorPosition): string {
  if (position === 'none') return '';
  const span = findSpan(source, path);
  const end = position === 'before' ? span.start : position === 'end' ? span.end : Math.min(span.end + 1, source.trimEnd().length);
  const { line, column } = positionOf(source, end);
  return ` at line ${line} column ${column}`;
}

interface Span {
  start: number;
  end: number;
}

/** The text of the value at the path, or of the nearest container on the way that exists. */
function findSpan(source: string, path: readonly PathStep[]): Span {
  let start = skipSpace(source, 0);
  for (const step of path) {
    const next = typeof step === 'number' ? elementStart(source, start, step) : fieldStart(source, start, step);
    if (next === undefined) break;
    start = next;
  }
  return { start, end: valueEnd(source, start) };
}

function elementStart(source: string, start: number, index: number): number | undefined {
  if (source[start] !== '[') return undefined;
  let at = skipSpace(source, start + 1);
  for (let i = 0; i < index; i += 1) {
    if (source[at] === ']') return undefined;
    at = skipSpace(source, valueEnd(source, at));
    if (source[at] !== ',') return undefined;
    at = skipSpace(source, at + 1);
  }
  return source[at] === ']' ? undefined : at;
}

function fieldStart(source: string, start: number, name: string): number | undefined {
  if (source[start] !== '{') return undefined;
  let found: number | undefined;
  let at = skipSpace(source, start + 1);
  while (source[at] === '"') {
    const keyEnd = valueEnd(source, at);
    const key = JSON.parse(source.slice(at, keyEnd)) as string;
    const value = skipSpace(source, skipSpace(source, keyEnd) + 1);
    if (key === name) found = value;
    at = skipSpace(source, valueEnd(source, value));
    if (source[at] === '}') break;
    at = skipSpace(source, at + 1);
  }
  return found;
}

/** Offset after the value that starts at `start`. */
function valueEnd(source: string, start: number): number {
  const first = source[start];
  if (first === '"') return stringEnd(source, start);
  if (first !== '{' && first !== '[') {
    let at = start;
    while (at < source.length && !/[\s,\]}:]/.test(source[at] as string)) at += 1;
    return at;
  }
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const c = source[at];
    if (c === '"') at = stringEnd(source, at) - 1;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return source.length;
}

function stringEnd(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '"') return at + 1;
  }
  return source.length;
}

function skipSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && /\s/.test(source[at] as string)) at += 1;
  return at;
}
