// CRC-32C (Castagnoli, reflected 0x82f63b78), sixteen bytes a step. Tables: 16 x 256 u32 at address 0; the data behind them.

const polynomial: u32 = 0x82f63b78;

/** Fills the tables: table k advances a byte by k more zero bytes. */
export function crc32c_init(): void {
  for (let i: u32 = 0; i < 256; i++) {
    let crc = i;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (polynomial & (0 - (crc & 1)));
    store<u32>(i << 2, crc);
  }
  for (let k: u32 = 1; k < 16; k++) {
    for (let i: u32 = 0; i < 256; i++) {
      const before = load<u32>(((k - 1) << 10) + (i << 2));
      store<u32>((k << 10) + (i << 2), (before >>> 8) ^ load<u32>((before & 255) << 2));
    }
  }
}

// @inline
function word(value: u32, table: u32): u32 {
  return (
    load<u32>(((value & 255) << 2) + table + 3072) ^
    load<u32>((((value >>> 8) & 255) << 2) + table + 2048) ^
    load<u32>((((value >>> 16) & 255) << 2) + table + 1024) ^
    load<u32>(((value >>> 24) << 2) + table)
  );
}

/** Continues the inverted register `crc` over `length` bytes at `at`. */
export function crc32c_update(crc: u32, at: usize, length: i32): u32 {
  for (; length >= 16; length -= 16) {
    crc = word(load<u32>(at) ^ crc, 12288) ^ word(load<u32>(at, 4), 8192) ^ word(load<u32>(at, 8), 4096) ^ word(load<u32>(at, 12), 0);
    at += 16;
  }
  for (; length > 0; length--) {
    crc = (crc >>> 8) ^ load<u32>(((crc ^ load<u8>(at)) & 255) << 2);
    at++;
  }
  return crc;
}
