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
// masks: two of 16 bytes, ones over the halves of the last 16-block | at 32: i32 0x8fffe000 | f32 2^112 | i16 0x7fff | at 64: four slots
// of 16 bytes to work in. The constants come from memory because engines build a constant vector anew in each turn of the loop, but
// keep one that was loaded before it.

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
function operand(words: v128, upper: bool, scaled: bool, careful: bool, bitsKept: v128, scale: v128): v128 {
  return scaled ? spread(words, upper, bitsKept) : decode(words, upper, careful, bitsKept, scale);
}

// @inline
function hasSpecial(largest: v128): bool {
  return v128.any_true(i16x8.ge_s(largest, i16x8.splat(<i16>special)));
}

/**
 * Writes what is left to add of a row's terms, four lanes, to `slot` and answers the largest magnitude of each pair of columns: from
 * 0x7c00 on the row holds infinity or NaN and what was written is worth nothing. With `careful` it is always right.
 */
// @inline
function lanes(metric: i32, scaled: bool, careful: bool, row: usize, query: usize, dim: i32, masks: usize, slot: usize): v128 {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  let largest = i16x8.splat(0);
  const bitsKept = v128.load32_splat(masks, 32),
    scale = v128.load32_splat(masks, 36),
    magnitude = v128.load16_splat(masks, 40);
  for (let n = dim >> 4; n > 0; n--) {
    const x = v128.load(row),
      z = v128.load(row, 16);
    if (!careful) largest = i16x8.max_s(largest, i16x8.max_s(v128.and(x, magnitude), v128.and(z, magnitude)));
    a = addTerm(metric, a, operand(x, false, scaled, careful, bitsKept, scale), v128.load(query));
    b = addTerm(metric, b, operand(x, true, scaled, careful, bitsKept, scale), v128.load(query, 16));
    c = addTerm(metric, c, operand(z, false, scaled, careful, bitsKept, scale), v128.load(query, 32));
    d = addTerm(metric, d, operand(z, true, scaled, careful, bitsKept, scale), v128.load(query, 48));
    row += 32;
    query += 64;
  }
  const rest = dim & 15;
  if (rest > 0) {
    const x = v128.and(v128.load(row), v128.load(masks));
    if (!careful) largest = i16x8.max_s(largest, v128.and(x, magnitude));
    a = addTerm(metric, a, operand(x, false, scaled, careful, bitsKept, scale), v128.load(query));
    b = addTerm(metric, b, operand(x, true, scaled, careful, bitsKept, scale), v128.load(query, 16));
  }
  if (rest > 8) {
    const z = v128.and(v128.load(row, 16), v128.load(masks, 16));
    if (!careful) largest = i16x8.max_s(largest, v128.and(z, magnitude));
    c = addTerm(metric, c, operand(z, false, scaled, careful, bitsKept, scale), v128.load(query, 32));
    d = addTerm(metric, d, operand(z, true, scaled, careful, bitsKept, scale), v128.load(query, 48));
  }
  v128.store(slot, f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  return largest;
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
  const slots = masks + 64;
  for (let i = 0; i < count; ) {
    if (i + 4 <= count) {
      const a = lanes(metric, scaled, false, rowAt(base, stride, first, list, i), query, dim, masks, slots);
      const b = lanes(metric, scaled, false, rowAt(base, stride, first, list, i + 1), query, dim, masks, slots + 16);
      const c = lanes(metric, scaled, false, rowAt(base, stride, first, list, i + 2), query, dim, masks, slots + 32);
      const d = lanes(metric, scaled, false, rowAt(base, stride, first, list, i + 3), query, dim, masks, slots + 48);
      if (!hasSpecial(i16x8.max_s(i16x8.max_s(a, b), i16x8.max_s(c, d)))) {
        v128.store(out + (i << 2), sumFour(v128.load(slots), v128.load(slots, 16), v128.load(slots, 32), v128.load(slots, 48)));
        i += 4;
        continue;
      }
    }
    for (const end = min(count, i + 4); i < end; i++) {
      lanes(metric, false, true, rowAt(base, stride, first, list, i), plain, dim, masks, slots);
      store<f32>(out + (i << 2), sumOne(v128.load(slots)));
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
