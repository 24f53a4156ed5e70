// Byte rows, in integers, so that every sum is exact (65,536 x 255 x 255 fits 32 bits). The query is dim bytes, padded with zeros
// to a multiple of 16; one 16-byte mask for the last block. A row is read up to 15 bytes past its end.

import { ABSOLUTES, DOT, SQUARES } from './metric';
import { rowAt } from './rows';

// @inline
function sumU32(s: v128): u32 {
  const t = i32x4.add(s, v128.shuffle<i32>(s, s, 2, 3, 0, 1));
  return <u32>(i32x4.extract_lane(t, 0) + i32x4.extract_lane(t, 1));
}

/** The sums of four rows, as float32. */
// @inline
function sumFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.convert_i32x4_u(i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7)));
}

// @inline
function low(x: v128): v128 {
  return i16x8.extend_low_i8x16_u(x);
}

// @inline
function high(x: v128): v128 {
  return i16x8.extend_high_i8x16_u(x);
}

// @inline
function addProducts(sum: v128, x: v128, y: v128): v128 {
  return i32x4.add(sum, i32x4.add(i32x4.dot_i16x8_s(low(x), low(y)), i32x4.dot_i16x8_s(high(x), high(y))));
}

// @inline
function addTerm(metric: i32, sum: v128, x: v128, y: v128): v128 {
  if (metric == DOT) return addProducts(sum, x, y);
  const d = v128.or(i8x16.sub_sat_u(x, y), i8x16.sub_sat_u(y, x));
  if (metric == SQUARES) return addProducts(sum, d, d);
  return i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(d)));
}

/** What is left to add of a row's terms: four lanes. */
// @inline
function lanes(metric: i32, row: usize, query: usize, dim: i32, masks: usize): v128 {
  let a = i32x4.splat(0),
    b = i32x4.splat(0);
  for (let n = dim >> 5; n > 0; n--) {
    a = addTerm(metric, a, v128.load(row), v128.load(query));
    b = addTerm(metric, b, v128.load(row, 16), v128.load(query, 16));
    row += 32;
    query += 32;
  }
  if (dim & 16) {
    a = addTerm(metric, a, v128.load(row), v128.load(query));
    row += 16;
    query += 16;
  }
  if (dim & 15) b = addTerm(metric, b, v128.and(v128.load(row), v128.load(masks)), v128.load(query));
  return i32x4.add(a, b);
}

/** The sum of squares of a row, which unlike the query is not padded with zeros. */
// @inline
function squaredLength(row: usize, dim: i32, masks: usize): u32 {
  let a = i32x4.splat(0);
  for (let n = dim >> 4; n > 0; n--) {
    const x = v128.load(row);
    a = addProducts(a, x, x);
    row += 16;
  }
  if (dim & 15) {
    const x = v128.and(v128.load(row), v128.load(masks));
    a = addProducts(a, x, x);
  }
  return sumU32(a);
}

// @inline
function scan(
  metric: i32,
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
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const a = lanes(metric, rowAt(base, stride, first, list, i), query, dim, masks);
    const b = lanes(metric, rowAt(base, stride, first, list, i + 1), query, dim, masks);
    const c = lanes(metric, rowAt(base, stride, first, list, i + 2), query, dim, masks);
    const d = lanes(metric, rowAt(base, stride, first, list, i + 3), query, dim, masks);
    v128.store(out + (i << 2), sumFour(a, b, c, d));
  }
  for (; i < count; i++) store<f32>(out + (i << 2), <f32>sumU32(lanes(metric, rowAt(base, stride, first, list, i), query, dim, masks)));
}

/** As `f32_dot` in f32.ts. */
export function u8_dot(
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
  scan(DOT, base, stride, first, list, count, query, dim, masks, out);
}

/** As `f32_squares`. */
export function u8_squares(
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
  scan(SQUARES, base, stride, first, list, count, query, dim, masks, out);
}

/** As `f32_absolutes`. */
export function u8_absolutes(
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
  scan(ABSOLUTES, base, stride, first, list, count, query, dim, masks, out);
}

/** Dot product divided by both lengths, 0 when either is 0: byte rows are stored unnormalised. */
export function u8_cosine(
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
  const length = <f64>squaredLength(query, dim, masks);
  for (let i = 0; i < count; i++) {
    const row = rowAt(base, stride, first, list, i);
    const product = length * <f64>squaredLength(row, dim, masks);
    store<f32>(out + (i << 2), product > 0 ? <f32>(<f64>sumU32(lanes(DOT, row, query, dim, masks)) / Math.sqrt(product)) : 0);
  }
}
