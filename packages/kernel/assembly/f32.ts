// Float32 rows. Element i of a row always goes to lane i mod 16 (four accumulators of four lanes, which hide the latency of additions),
// and the lanes are added in one order, so that a score depends on nothing but the row and the query, and src/similarity.ts can repeat
// it bit for bit. Rows are read one after the other: side by side they would be four streams, which memory serves more slowly.
//
// query: dim values, padded with zeros to a multiple of 16 | masks: four of 16 bytes, ones where the last 16-block has elements.
// Rows may be read up to 12 bytes past their end; the masks clear what was read there.

import { ABSOLUTES, DOT, SQUARES } from './metric';
import { rowAt } from './rows';

/** One step of a sum. The metric is a constant where this is inlined, so only one branch is left. */
// @inline
export function addTerm(metric: i32, sum: v128, x: v128, y: v128): v128 {
  if (metric == DOT) return f32x4.add(sum, f32x4.mul(x, y));
  const d = f32x4.sub(x, y);
  if (metric == SQUARES) return f32x4.add(sum, f32x4.mul(d, d));
  return f32x4.add(sum, f32x4.abs(d));
}

/** The sum of the lanes of one row: (0 + 2) + (1 + 3). */
// @inline
export function sumOne(a: v128): f32 {
  const t = f32x4.add(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
  return f32x4.extract_lane(t, 0) + f32x4.extract_lane(t, 1);
}

/** The sums of four rows, each in the order of `sumOne`. */
// @inline
export function sumFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** What is left to add of a row's terms: four lanes. */
// @inline
function lanes(metric: i32, row: usize, query: usize, dim: i32, masks: usize): v128 {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  for (let n = dim >> 4; n > 0; n--) {
    a = addTerm(metric, a, v128.load(row), v128.load(query));
    b = addTerm(metric, b, v128.load(row, 16), v128.load(query, 16));
    c = addTerm(metric, c, v128.load(row, 32), v128.load(query, 32));
    d = addTerm(metric, d, v128.load(row, 48), v128.load(query, 48));
    row += 64;
    query += 64;
  }
  const rest = dim & 15;
  if (rest > 0) a = addTerm(metric, a, v128.and(v128.load(row), v128.load(masks)), v128.load(query));
  if (rest > 4) b = addTerm(metric, b, v128.and(v128.load(row, 16), v128.load(masks, 16)), v128.load(query, 16));
  if (rest > 8) c = addTerm(metric, c, v128.and(v128.load(row, 32), v128.load(masks, 32)), v128.load(query, 32));
  if (rest > 12) d = addTerm(metric, d, v128.and(v128.load(row, 48), v128.load(masks, 48)), v128.load(query, 48));
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
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
  for (let i = 0; i < count; i++) {
    store<f32>(out + (i << 2), sumOne(lanes(metric, rowAt(base, stride, first, list, i), query, dim, masks)));
  }
}

/** Scores `count` rows into `out`: the rows numbered in `list` (u32 each), or `first`, `first + 1`, … when `list` is 0. */
export function f32_dot(
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

/** As `f32_dot`: sums of squared differences. */
export function f32_squares(
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

/** As `f32_dot`: sums of absolute differences. */
export function f32_absolutes(
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
