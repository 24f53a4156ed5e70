import { JsonNumber } from './json-number.ts';
import type { JsonValue } from './json-value.ts';

// What a plain JSON.parse would change: integers of 16 digits and more, floats without a fraction, exponents, minus zero.
// A hit inside a string only costs the slower path.
const losesText = /(?<![.\d])\d{16,}|\d\.0+(?!\d)|\d[eE][+-]?\d|-0(?![.\d])/;

type SourceReviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

/**
 * Parses JSON without losing digits: integers beyond 2^53 - 1 and floats without a fraction become `JsonNumber`.
 * Throws the engine's SyntaxError, with its position, on malformed text.
 */
export function parseJson(text: string): JsonValue {
  if (!losesText.test(text)) return JSON.parse(text) as JsonValue;
  const revive: SourceReviver = (_key, value, context) => {
    if (typeof value !== 'number' || context?.source === undefined) return value;
    return keepNumber(value, context.source);
  };
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown) as JsonValue;
}

function keepNumber(value: number, source: string): number | JsonNumber {
  if (!Number.isInteger(value)) return Number.isFinite(value) ? value : new JsonNumber(source);
  const isInteger = !/[.eE]/.test(source);
  if (isInteger && Number.isSafeInteger(value) && source !== '-0') return value;
  return new JsonNumber(source);
}
