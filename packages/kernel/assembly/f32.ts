// Float32 rows. Element i of a row always goes to lane i mod 8 (two accumulators of four lanes), and the lanes are added in one order,
// so that a score depends on nothing but the row and the query, and src/similarity.ts can repeat it bit for bit. Four rows are scored
// side by side: their eight chains of additions hide each other's latency, and the scan then runs at the speed of memory.
//
// query: dim values, padded with zeros to a multiple of 16 | masks: two of 16 bytes, ones where the last 8-block has elements.
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

/** The lanes of one row, added in the same order as `sumFour` does. */
// @inline
export function sumOne(low: v128, high: v128): f32 {
  const s = f32x4.add(low, high);
  const t = f32x4.add(s, v128.shuffle<f32>(s, s, 2, 3, 0, 1));
  return f32x4.extract_lane(t, 0) + f32x4.extract_lane(t, 1);
}

/** The sums of four rows: (0 + 2) + (1 + 3) of each, after their two accumulators were added. */
// @inline
export function sumFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

// @inline
function score(metric: i32, row: usize, query: usize, dim: i32, masks: usize): f32 {
  let a = f32x4.splat(0),
    b = f32x4.splat(0);
  for (let n = dim >> 3; n > 0; n--) {
    a = addTerm(metric, a, v128.load(row), v128.load(query));
    b = addTerm(metric, b, v128.load(row, 16), v128.load(query, 16));
    row += 32;
    query += 32;
  }
  const rest = dim & 7;
  if (rest > 0) a = addTerm(metric, a, v128.and(v128.load(row), v128.load(masks)), v128.load(query));
  if (rest > 4) b = addTerm(metric, b, v128.and(v128.load(row, 16), v128.load(masks, 16)), v128.load(query, 16));
  return sumOne(a, b);
}

// @inline
function scoreFour(metric: i32, r: usize, s: usize, t: usize, u: usize, query: usize, dim: i32, masks: usize): v128 {
  let a = f32x4.splat(0),
    b = f32x4.splat(0),
    c = f32x4.splat(0),
    d = f32x4.splat(0);
  let e = f32x4.splat(0),
    f = f32x4.splat(0),
    g = f32x4.splat(0),
    h = f32x4.splat(0);
  for (let n = dim >> 3; n > 0; n--) {
    const y = v128.load(query),
      z = v128.load(query, 16);
    a = addTerm(metric, a, v128.load(r), y);
    b = addTerm(metric, b, v128.load(s), y);
    c = addTerm(metric, c, v128.load(t), y);
    d = addTerm(metric, d, v128.load(u), y);
    e = addTerm(metric, e, v128.load(r, 16), z);
    f = addTerm(metric, f, v128.load(s, 16), z);
    g = addTerm(metric, g, v128.load(t, 16), z);
    h = addTerm(metric, h, v128.load(u, 16), z);
    r += 32;
    s += 32;
    t += 32;
    u += 32;
    query += 32;
  }
  const rest = dim & 7;
  if (rest > 0) {
    const y = v128.load(query),
      mask = v128.load(masks);
    a = addTerm(metric, a, v128.and(v128.load(r), mask), y);
    b = addTerm(metric, b, v128.and(v128.load(s), mask), y);
    c = addTerm(metric, c, v128.and(v128.load(t), mask), y);
    d = addTerm(metric, d, v128.and(v128.load(u), mask), y);
  }
  if (rest > 4) {
    const z = v128.load(query, 16),
      mask = v128.load(masks, 16);
    e = addTerm(metric, e, v128.and(v128.load(r, 16), mask), z);
    f = addTerm(metric, f, v128.and(v128.load(s, 16), mask), z);
    g = addTerm(metric, g, v128.and(v128.load(t, 16), mask), z);
    h = addTerm(metric, h, v128.and(v128.load(u, 16), mask), z);
  }
  return sumFour(f32x4.add(a, e), f32x4.add(b, f), f32x4.add(c, g), f32x4.add(d, h));
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
    const r = rowAt(base, stride, first, list, i),
      s = rowAt(base, stride, first, list, i + 1),
      t = rowAt(base, stride, first, list, i + 2),
      u = rowAt(base, stride, first, list, i + 3);
    v128.store(out + (i << 2), scoreFour(metric, r, s, t, u, query, dim, masks));
  }
  for (; i < count; i++) store<f32>(out + (i << 2), score(metric, rowAt(base, stride, first, list, i), query, dim, masks));
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
