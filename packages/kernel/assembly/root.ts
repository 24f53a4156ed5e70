/** Square roots of `count` float32 in place; `values` has room up to a multiple of four. */
export function f32_roots(values: usize, count: i32): void {
  for (let i = 0; i < count; i += 4) {
    const at = values + (i << 2);
    v128.store(at, f32x4.sqrt(v128.load(at)));
  }
}
