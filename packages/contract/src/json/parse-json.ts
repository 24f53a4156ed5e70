import { JsonNumber } from './json-number.ts';
import type { JsonValue } from './json-value.ts';

// A string no sender can guess: numbers that must keep their text pass through JSON.parse as strings with this prefix.
const marker = `\u{E000}${globalThis.crypto.randomUUID()}:`;

/**
 * Parses JSON without losing digits: integers beyond 2^53 - 1 and floats without a fraction become `JsonNumber`.
 * Throws JSON.parse's SyntaxError on malformed text. One scan finds the numbers to keep; where there are none (most bodies), JSON.parse does the rest.
 */
export function parseJson(text: string): JsonValue {
  return parseKeeping(text, findKeptNumbers(text), (source) => new JsonNumber(source)) as JsonValue;
}

/** Parses JSON with integers beyond 2^53 - 1 as `bigint` and every other number as a number, for those who read rather than store. */
export function parseJsonWithBigInt(text: string): unknown {
  const spans = findKeptNumbers(text);
  const integers: number[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const [start, end] = [spans[i] as number, spans[i + 1] as number];
    if (end - start > 15 && isWhole(text, start, end)) integers.push(start, end);
  }
  return parseKeeping(text, integers, BigInt);
}

function isWhole(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const c = text.charCodeAt(i);
    if (!isDigit(c) && c !== 0x2d) return false;
  }
  return true;
}

type Keep = (source: string) => unknown;

/** Parses text whose numbers at `spans` go through `keep`. */
function parseKeeping(text: string, spans: readonly number[], keep: Keep): unknown {
  if (spans.length === 0) return JSON.parse(text);
  let marked = '';
  let from = 0;
  for (let i = 0; i < spans.length; i += 2) {
    const start = spans[i] as number;
    const end = spans[i + 1] as number;
    marked += `${text.slice(from, start)}"${marker}${text.slice(start, end)}"`;
    from = end;
  }
  let value: unknown;
  try {
    value = JSON.parse(marked + text.slice(from));
  } catch {
    value = JSON.parse(text); // fails with the position in the text as it was sent
  }
  return restore(value, keep);
}

/** Start and end of each number that a double would change, outside strings. */
function findKeptNumbers(text: string): number[] {
  const spans: number[] = [];
  const length = text.length;
  let i = 0;
  while (i < length) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      i = skipString(text, i);
    } else if (isDigit(c) || c === 0x2d) {
      const end = keptNumberEnd(text, i);
      if (end < 0) {
        spans.push(i, -end);
        i = -end;
      } else {
        i = end;
      }
    } else {
      i += 1;
    }
  }
  return spans;
}

/** Index after the closing quote of the string that starts at `start`. */
function skipString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote > 0) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return text.length;
}

/** End of the number at `start`; negated when its text must be kept. Text that is no JSON number is left for JSON.parse to refuse. */
function keptNumberEnd(text: string, start: number): number {
  const length = text.length;
  let i = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  const firstDigit = i;
  while (i < length && isDigit(text.charCodeAt(i))) i += 1;
  const integerDigits = i - firstDigit;
  const leadingZero = text.charCodeAt(firstDigit) === 0x30;
  if (integerDigits === 0 || (leadingZero && integerDigits > 1)) return Math.max(i, start + 1);
  let next = text.charCodeAt(i);
  if (next !== 0x2e && next !== 0x65 && next !== 0x45) {
    const minusZero = leadingZero && firstDigit > start;
    const big = integerDigits > 15 && !Number.isSafeInteger(Number(text.slice(start, i)));
    return minusZero || big ? -i : i;
  }
  let hasFraction = false;
  if (next === 0x2e) {
    i += 1;
    const fractionStart = i;
    for (; i < length; i += 1) {
      const digit = text.charCodeAt(i);
      if (!isDigit(digit)) break;
      if (digit !== 0x30) hasFraction = true;
    }
    if (i === fractionStart) return i;
    next = text.charCodeAt(i);
  }
  if (next !== 0x65 && next !== 0x45) {
    // A fraction beyond a double's reach leaves a whole number behind, which would be written without its point.
    const isWhole = !hasFraction || (integerDigits > 15 && Number.isInteger(Number(text.slice(start, i))));
    return isWhole ? -i : i;
  }
  i += 1;
  const sign = text.charCodeAt(i);
  if (sign === 0x2b || sign === 0x2d) i += 1;
  const exponentStart = i;
  while (i < length && isDigit(text.charCodeAt(i))) i += 1;
  if (i === exponentStart) return i;
  const value = Number(text.slice(start, i));
  return Number.isFinite(value) && !Number.isInteger(value) ? i : -i;
}

function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** Puts the kept number in place of each marked string, in place and without recursion: depth is the sender's choice. */
function restore(root: unknown, keep: Keep): unknown {
  const restored = (entry: string): unknown => (entry.startsWith(marker) ? keep(entry.slice(marker.length)) : entry);
  if (typeof root === 'string') return restored(root);
  if (typeof root !== 'object' || root === null) return root;
  const pending: object[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (Array.isArray(node)) {
      for (let i = 0; i < node.length; i += 1) {
        const entry: unknown = node[i];
        if (typeof entry === 'number') continue;
        if (typeof entry === 'string') node[i] = restored(entry);
        else if (typeof entry === 'object' && entry !== null) pending.push(entry);
      }
      continue;
    }
    for (const [key, entry] of Object.entries(node) as [string, unknown][]) {
      if (typeof entry === 'string' && entry.startsWith(marker)) {
        // An own `__proto__` key, which JSON.parse makes, must stay an own key.
        Object.defineProperty(node, key, { value: restored(entry), writable: true, enumerable: true, configurable: true });
      } else if (typeof entry === 'object' && entry !== null) {
        pending.push(entry);
      }
    }
  }
  return root;
}
