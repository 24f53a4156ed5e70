// Float32 rows. Element i of a row always goes to lane i mod 16 (four accumulators of four lanes), so that a score depends on
// nothing but the row and the query, and src/similarity.ts can repeat it bit for bit. Four accumulators hide the latency of the
// additions: the scan then runs at the speed of memory.
//
// query: dim values, padded with zeros to a multiple of 16 | masks: four 16-byte masks, ones where the last 16-block has elements.
// Rows may be read up to 15 bytes past their end; the masks clear what was read there.

import { ABSOLUTES, DOT, SQUARES } from './metric';

// @inline
export function sumF32(a: v128, b: v128, c: v128, d: v128): f32 {
  const s = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  const t = f32x4.add(s, v128.shuffle<f32>(s, s, 2, 3, 0, 1));
  return f32x4.extract_lane(t, 0) + f32x4.extract_lane(t, 1);
}

/** One step of a sum. The metric is a constant where this is inlined, so only one branch is left. */
// @inline
export function addTerm(metric: i32, sum: v128, x: v128, y: v128): v128 {
  if (metric == DOT) return f32x4.add(sum, f32x4.mul(x, y));
  const d = f32x4.sub(x, y);
  if (metric == SQUARES) return f32x4.add(sum, f32x4.mul(d, d));
  return f32x4.add(sum, f32x4.abs(d));
}

// @inline
function score(metric: i32, row: usize, query: usize, dim: i32, masks: usize): f32 {
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
  return sumF32(a, b, c, d);
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
    const row = base + (list ? load<u32>(list + (i << 2)) : first + i) * stride;
    store<f32>(out + (i << 2), score(metric, row, query, dim, masks));
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
