import { addTerm, sumFour, sumOne } from './f32';
import { ABSOLUTES, DOT, SQUARES } from './metric';
import { rowAt } from './rows';

// Half-precision rows, decoded in registers. Shifting the 15 magnitude bits of a half to where float32 keeps them gives its value
// times 2^-112, subnormals included; the factor goes into the query (dot) or one multiplication (differences). Both are exact.
// Only infinity and NaN come out wrong that way: the largest magnitude of a row tells, and such a row is scored again with care.
//
// Eight halves are taken as four 32-bit words, whose lower halves (elements 0 2 4 6) and upper halves (1 3 5 7) become a vector each:
// fewer instructions than widening them in order. The query is stored in the same order: 0 2 4 6 1 3 5 7 8 10 12 14 9 11 13 15.
// A row is read up to 14 bytes past its end.
//
// masks: 16 bytes, ones over the halves of the last 8-block, or all ones | at 32: i32 0x8fffe000 | f32 2^112 | i16 0x7fff. The constants come from
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

/** What the fast path multiplies or subtracts: undecoded where the query is scaled instead. */
// @inline
function operand(words: v128, upper: bool, scaled: bool, bitsKept: v128, scale: v128): v128 {
  return scaled ? spread(words, upper, bitsKept) : decode(words, upper, false, bitsKept, scale);
}

// @inline
function hasSpecial(largest: v128): bool {
  return v128.any_true(i16x8.ge_s(largest, i16x8.splat(<i16>special)));
}

/** One row, with care for infinity and NaN; `query` is the plain one. Finite rows get what `scoreFour` gives them. */
// @inline
function score(metric: i32, row: usize, query: usize, dim: i32, masks: usize): f32 {
  let a = f32x4.splat(0),
    b = f32x4.splat(0);
  const bitsKept = v128.load32_splat(masks, 32),
    scale = v128.load32_splat(masks, 36);
  for (let n = dim >> 3; n > 0; n--) {
    const x = v128.load(row);
    a = addTerm(metric, a, decode(x, false, true, bitsKept, scale), v128.load(query));
    b = addTerm(metric, b, decode(x, true, true, bitsKept, scale), v128.load(query, 16));
    row += 16;
    query += 32;
  }
  if (dim & 7) {
    const x = v128.and(v128.load(row), v128.load(masks));
    a = addTerm(metric, a, decode(x, false, true, bitsKept, scale), v128.load(query));
    b = addTerm(metric, b, decode(x, true, true, bitsKept, scale), v128.load(query, 16));
  }
  return sumOne(a, b);
}

/** Four rows side by side, stored to `out`; false when one may hold infinity or NaN. */
// @inline
function scoreFour(
  metric: i32,
  scaled: bool,
  r: usize,
  s: usize,
  t: usize,
  u: usize,
  query: usize,
  dim: i32,
  masks: usize,
  out: usize,
): bool {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  let e = f32x4.splat(0),
    f = f32x4.splat(0),
    g = f32x4.splat(0),
    h = f32x4.splat(0);
  let largest = i16x8.splat(0);
  const bitsKept = v128.load32_splat(masks, 32),
    scale = v128.load32_splat(masks, 36),
    magnitude = v128.load16_splat(masks, 40);
  for (let n = (dim + 7) >> 3; n > 0; n--) {
    const mask = n == 1 ? v128.load(masks) : i32x4.splat(-1);
    const y = v128.load(query),
      z = v128.load(query, 16);
    let x = v128.and(v128.load(r), mask);
    largest = i16x8.max_s(largest, v128.and(x, magnitude));
    a = addTerm(metric, a, operand(x, false, scaled, bitsKept, scale), y);
    e = addTerm(metric, e, operand(x, true, scaled, bitsKept, scale), z);
    x = v128.and(v128.load(s), mask);
    largest = i16x8.max_s(largest, v128.and(x, magnitude));
    b = addTerm(metric, b, operand(x, false, scaled, bitsKept, scale), y);
    f = addTerm(metric, f, operand(x, true, scaled, bitsKept, scale), z);
    x = v128.and(v128.load(t), mask);
    largest = i16x8.max_s(largest, v128.and(x, magnitude));
    c = addTerm(metric, c, operand(x, false, scaled, bitsKept, scale), y);
    g = addTerm(metric, g, operand(x, true, scaled, bitsKept, scale), z);
    x = v128.and(v128.load(u), mask);
    largest = i16x8.max_s(largest, v128.and(x, magnitude));
    d = addTerm(metric, d, operand(x, false, scaled, bitsKept, scale), y);
    h = addTerm(metric, h, operand(x, true, scaled, bitsKept, scale), z);
    r += 16;
    s += 16;
    t += 16;
    u += 16;
    query += 32;
  }
  if (hasSpecial(largest)) return false;
  v128.store(out, sumFour(f32x4.add(a, e), f32x4.add(b, f), f32x4.add(c, g), f32x4.add(d, h)));
  return true;
}

/** `query` is what the fast path takes, scaled for the dot product; `plain` always the query itself. */
// @inline
function scan(
  metric: i32,
  scaled: bool,
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
  let i = 0;
  while (i < count) {
    if (i + 4 <= count) {
      const r = rowAt(base, stride, first, list, i),
        s = rowAt(base, stride, first, list, i + 1),
        t = rowAt(base, stride, first, list, i + 2),
        u = rowAt(base, stride, first, list, i + 3);
      if (scoreFour(metric, scaled, r, s, t, u, query, dim, masks, out + (i << 2))) {
        i += 4;
        continue;
      }
    }
    for (const end = min(count, i + 4); i < end; i++) {
      store<f32>(out + (i << 2), score(metric, rowAt(base, stride, first, list, i), plain, dim, masks));
    }
  }
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
  scan(DOT, true, base, stride, first, list, count, query, dim, masks, out, plain);
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
  scan(SQUARES, false, base, stride, first, list, count, query, dim, masks, out, query);
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
  scan(ABSOLUTES, false, base, stride, first, list, count, query, dim, masks, out, query);
}
