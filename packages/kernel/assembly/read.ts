/** Reads `bytes` (a multiple of 64) and answers their exclusive or: what a scan costs when it does nothing but read. */
export function read(at: usize, bytes: u32): i32 {
  let a = i32x4.splat(0),
    b = i32x4.splat(0),
    c = i32x4.splat(0),
    d = i32x4.splat(0);
  for (let n = bytes >> 6; n > 0; n--) {
    a = v128.xor(a, v128.load(at));
    b = v128.xor(b, v128.load(at, 16));
    c = v128.xor(c, v128.load(at, 32));
    d = v128.xor(d, v128.load(at, 48));
    at += 64;
  }
  const s = v128.xor(v128.xor(a, b), v128.xor(c, d));
  return i32x4.extract_lane(s, 0) ^ i32x4.extract_lane(s, 1) ^ i32x4.extract_lane(s, 2) ^ i32x4.extract_lane(s, 3);
}
