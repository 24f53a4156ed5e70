/** Address of the i-th row of a scan: numbered by `list` (u32 each), or `first + i` when `list` is 0. */
// @inline
export function rowAt(base: usize, stride: u32, first: u32, list: usize, i: i32): usize {
  return base + (list ? load<u32>(list + (i << 2)) : first + i) * stride;
}
