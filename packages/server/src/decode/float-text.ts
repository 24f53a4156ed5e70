/**
 * Reads numbers of JSON text straight into float32, without a JavaScript value for each. Digits are gathered in an integer that a
 * double holds exactly and scaled by an exact power of ten, which rounds once; where that could differ from parsing all digits first,
 * the text goes through `Number`. Works on bytes: reading characters of a string costs twice as much.
 */

const powers = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
// Largest mantissa that takes one more digit and stays exact.
const mantissaLimit = 900_719_925_474_098;
// Relative error of a mantissa cut after 15 digits, with room to spare.
const slack = 4e-15;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const minus = 0x2d;
const dot = 0x2e;
const digit0 = 0x30;
const digit9 = 0x39;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Numbers read so far; grows as needed and is reused between arrays. */
let scratch = new Float32Array(1024);

/** Numbers of an array, and the offset after its `]`. */
export interface FloatArray {
  readonly values: Float32Array;
  readonly end: number;
}

/** The array of numbers whose `[` is at `start`; undefined when it holds anything else, so that the careful way must be taken. */
export function readFloats(bytes: Uint8Array, start: number): FloatArray | undefined {
  let out = scratch;
  let count = 0;
  let at = skipSpace(bytes, start + 1);
  if (bytes[at] === closeBracket) return { values: new Float32Array(0), end: at + 1 };
  for (;;) {
    const first = at;
    let c = bytes[at] as number;
    const negative = c === minus;
    if (negative) c = bytes[++at] as number;
    const integerStart = at;
    let mantissa = 0;
    let scale = 0;
    let cut = false;
    while (c >= digit0 && c <= digit9) {
      mantissa = mantissa * 10 + (c - digit0);
      c = bytes[++at] as number;
    }
    const integerDigits = at - integerStart;
    if (integerDigits === 0 || (integerDigits > 1 && bytes[integerStart] === digit0)) return undefined;
    let slow = integerDigits > 15;
    if (c === dot) {
      const fractionStart = at + 1;
      c = bytes[++at] as number;
      while (c >= digit0 && c <= digit9 && mantissa < mantissaLimit) {
        mantissa = mantissa * 10 + (c - digit0);
        c = bytes[++at] as number;
      }
      scale = at - fractionStart;
      if (scale > 22) slow = true;
      while (c >= digit0 && c <= digit9) {
        cut = true;
        c = bytes[++at] as number;
      }
      if (at === fractionStart) return undefined;
    }
    let value = 0;
    if (!slow && c !== 0x65 && c !== 0x45) {
      value = mantissa / (powers[scale] as number);
      // A cut mantissa may lie on the wrong side of the middle between two float32: then all digits decide.
      slow = cut && Math.fround(value * (1 - slack)) !== Math.fround(value * (1 + slack));
      if (negative) value = -value;
    } else {
      slow = true;
    }
    if (slow) {
      const exact = readSlow(bytes, first);
      if (exact === undefined) return undefined;
      value = exact.value;
      at = exact.end;
      c = bytes[at] as number;
    }
    if (count === out.length) {
      out = new Float32Array(count * 2);
      out.set(scratch);
      scratch = out;
    }
    out[count++] = value;
    if (c <= 0x20) {
      at = skipSpace(bytes, at);
      c = bytes[at] as number;
    }
    if (c === closeBracket) return { values: out.slice(0, count), end: at + 1 };
    if (c !== comma) return undefined;
    at += 1;
    if ((bytes[at] as number) <= 0x20) at = skipSpace(bytes, at);
  }
}

const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Any number, by all its digits; undefined for text that is none. */
function readSlow(bytes: Uint8Array, start: number): { value: number; end: number } | undefined {
  let end = start;
  while (isNumberByte(bytes[end] as number)) end += 1;
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 2048)));
  return end - start <= 2048 && numberForm.test(text) ? { value: Number(text), end } : undefined;
}

function isNumberByte(c: number): boolean {
  return (c >= digit0 && c <= digit9) || c === minus || c === dot || c === 0x2b || c === 0x65 || c === 0x45;
}

/** Offset of the next byte that is no JSON white space. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const c = bytes[at];
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return at;
    at += 1;
  }
}

/** Offset after the JSON value at `start`; undefined at the end of the text. Only brackets and strings are looked at. */
export function skipValue(bytes: Uint8Array, start: number): number | undefined {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const c = bytes[at];
    if (c === quote) {
      const after = skipString(bytes, at);
      if (after === undefined || depth === 0) return after;
      at = after;
      continue;
    }
    if (c === openBrace || c === openBracket) depth += 1;
    else if (c === closeBrace || c === closeBracket) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && c === comma) {
      return at;
    }
    at += 1;
  }
  return undefined;
}

/** Offset after the string whose quote is at `start`; undefined when it does not end. */
export function skipString(bytes: Uint8Array, start: number): number | undefined {
  let at = start + 1;
  while (at < bytes.length) {
    const c = bytes[at];
    if (c === quote) return at + 1;
    at += c === backslash ? 2 : 1;
  }
  return undefined;
}
