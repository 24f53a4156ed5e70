import { addTerm, sumF32 } from './f32';
import { ABSOLUTES, DOT, SQUARES } from './metric';

// Half-precision rows, decoded in registers. Shifting the 15 magnitude bits of a half to where float32 keeps them gives its value
// times 2^-112, subnormals included; the factor goes into the query (dot) or one multiplication (differences). Both are exact.
// Only infinity and NaN come out wrong that way: the largest magnitude of a row tells, and such a row is scored again with care.
//
// Eight halves are taken as four 32-bit words, whose lower halves (elements 0 2 4 6) and upper halves (1 3 5 7) become a vector each:
// fewer instructions than widening them in order. The query is stored in the same order: 0 2 4 6 1 3 5 7 8 10 12 14 9 11 13 15.
// A row is read up to 14 bytes past its end.
//
// masks: two of 16 bytes, over the halves of the last 16-block | i32 0x8fffe000 | f32 2^112 | i16 0x7fff. The constants come from
// memory because engines build a constant vector anew in each turn of the loop, but keep one that was loaded before it.

const special: i32 = 0x7c00;

/** The lower or upper halves of four words as float32 times 2^-112. */
// @inline
function spread(words: v128, upper: bool, bitsKept: v128): v128 {
  const bits = upper ? words : i32x4.shl(words, 16);
  return v128.and(i32x4.shr_s(bits, 3), bitsKept);
}

/** The same as float32. `careful` also gets infinity and NaN right. */
// @inline
function decode(words: v128, upper: bool, careful: bool, bitsKept: v128, scale: v128): v128 {
  const bits = spread(words, upper, bitsKept);
  const value = f32x4.mul(bits, scale);
  if (!careful) return value;
  const isSpecial = i32x4.ge_s(v128.and(bits, i32x4.splat(0x0fffe000)), i32x4.splat(special << 13));
  return v128.or(value, v128.and(isSpecial, i32x4.splat(0x7f800000)));
}

// @inline
function operand(words: v128, upper: bool, scaled: bool, careful: bool, bitsKept: v128, scale: v128): v128 {
  return scaled ? spread(words, upper, bitsKept) : decode(words, upper, careful, bitsKept, scale);
}

// @inline
function hasSpecial(largest: v128): bool {
  return v128.any_true(i16x8.ge_s(largest, i16x8.splat(<i16>special)));
}

/** Answers the score, or NaN when the row may hold infinity or NaN and `careful` is off. `scaled`: the query carries the 2^112. */
// @inline
function score(metric: i32, scaled: bool, careful: bool, row: usize, query: usize, dim: i32, masks: usize): f32 {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  let largest = i16x8.splat(0);
  const bitsKept = v128.load32_splat(masks, 32),
    scale = v128.load32_splat(masks, 36),
    magnitude = v128.load16_splat(masks, 40);
  for (let n = dim >> 4; n > 0; n--) {
    const low = v128.load(row),
      high = v128.load(row, 16);
    if (!careful) largest = i16x8.max_s(largest, i16x8.max_s(v128.and(low, magnitude), v128.and(high, magnitude)));
    a = addTerm(metric, a, operand(low, false, scaled, careful, bitsKept, scale), v128.load(query));
    b = addTerm(metric, b, operand(low, true, scaled, careful, bitsKept, scale), v128.load(query, 16));
    c = addTerm(metric, c, operand(high, false, scaled, careful, bitsKept, scale), v128.load(query, 32));
    d = addTerm(metric, d, operand(high, true, scaled, careful, bitsKept, scale), v128.load(query, 48));
    row += 32;
    query += 64;
  }
  const rest = dim & 15;
  if (rest > 0) {
    const low = v128.and(v128.load(row), v128.load(masks));
    if (!careful) largest = i16x8.max_s(largest, v128.and(low, magnitude));
    a = addTerm(metric, a, operand(low, false, scaled, careful, bitsKept, scale), v128.load(query));
    b = addTerm(metric, b, operand(low, true, scaled, careful, bitsKept, scale), v128.load(query, 16));
    if (rest > 8) {
      const high = v128.and(v128.load(row, 16), v128.load(masks, 16));
      if (!careful) largest = i16x8.max_s(largest, v128.and(high, magnitude));
      c = addTerm(metric, c, operand(high, false, scaled, careful, bitsKept, scale), v128.load(query, 32));
      d = addTerm(metric, d, operand(high, true, scaled, careful, bitsKept, scale), v128.load(query, 48));
    }
  }
  if (!careful && hasSpecial(largest)) return f32.NaN;
  return sumF32(a, b, c, d);
}

function carefulDot(row: usize, query: usize, dim: i32, masks: usize): f32 {
  return score(DOT, false, true, row, query, dim, masks);
}

function carefulSquares(row: usize, query: usize, dim: i32, masks: usize): f32 {
  return score(SQUARES, false, true, row, query, dim, masks);
}

function carefulAbsolutes(row: usize, query: usize, dim: i32, masks: usize): f32 {
  return score(ABSOLUTES, false, true, row, query, dim, masks);
}

/** As `f32_dot` in f32.ts. `query` holds the query times 2^112, `plain` the query itself. */
export function f16_dot(
  base: usize,
  stride: u32,
  first: u32,
  list: usize,
  count: i32,
  query: usize,
  dim: i32,
  masks: usize,
  out: usize,
  plain: usize,
): void {
  for (let i = 0; i < count; i++) {
    const row = base + (list ? load<u32>(list + (i << 2)) : first + i) * stride;
    let value = score(DOT, true, false, row, query, dim, masks);
    if (value != value) value = carefulDot(row, plain, dim, masks);
    store<f32>(out + (i << 2), value);
  }
}

/** As `f32_squares`. */
export function f16_squares(
  base: usize,
  stride: u32,
  first: u32,
  list: usize,
  count: i32,
  query: usize,
  dim: i32,
  masks: usize,
  out: usize,
): void {
  for (let i = 0; i < count; i++) {
    const row = base + (list ? load<u32>(list + (i << 2)) : first + i) * stride;
    let value = score(SQUARES, false, false, row, query, dim, masks);
    if (value != value) value = carefulSquares(row, query, dim, masks);
    store<f32>(out + (i << 2), value);
  }
}

/** As `f32_absolutes`. */
export function f16_absolutes(
  base: usize,
  stride: u32,
  first: u32,
  list: usize,
  count: i32,
  query: usize,
  dim: i32,
  masks: usize,
  out: usize,
): void {
  for (let i = 0; i < count; i++) {
    const row = base + (list ? load<u32>(list + (i << 2)) : first + i) * stride;
    let value = score(ABSOLUTES, false, false, row, query, dim, masks);
    if (value != value) value = carefulAbsolutes(row, query, dim, masks);
    store<f32>(out + (i << 2), value);
  }
}
