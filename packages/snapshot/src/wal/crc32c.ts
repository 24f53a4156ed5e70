const polynomial = 0x82f63b78;
const tables = buildTables();

/**
 * CRC-32C (Castagnoli, reflected) as a running register: no complement on entry or exit, so that calls chain. `crc32cOf` is the usual whole.
 * `end` is exclusive.
 */
export function updateCrc32c(register: number, bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = register | 0;
  let at = start;
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  while (at < end && ((bytes.byteOffset + at) & 3) !== 0) crc = (t0[(crc ^ (bytes[at++] as number)) & 255] as number) ^ (crc >>> 8);
  const pairs = (end - at) >> 3;
  if (pairs > 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, pairs * 2);
    for (let i = 0; i < words.length; i += 2) {
      const low = crc ^ (words[i] as number);
      const high = words[i + 1] as number;
      crc =
        (t7[low & 255] as number) ^
        (t6[(low >>> 8) & 255] as number) ^
        (t5[(low >>> 16) & 255] as number) ^
        (t4[low >>> 24] as number) ^
        (t3[high & 255] as number) ^
        (t2[(high >>> 8) & 255] as number) ^
        (t1[(high >>> 16) & 255] as number) ^
        (t0[high >>> 24] as number);
    }
    at += pairs * 8;
  }
  while (at < end) crc = (t0[(crc ^ (bytes[at++] as number)) & 255] as number) ^ (crc >>> 8);
  return crc >>> 0;
}

/** CRC-32C of `bytes` as everyone prints it: `crc32cOf('123456789') === 0xe3069283`. */
export function crc32cOf(bytes: Uint8Array): number {
  return ~updateCrc32c(0xffffffff, bytes) >>> 0;
}

/** The 32 bits in opposite order. */
export function reverseBits32(value: number): number {
  let v = value;
  v = ((v >>> 1) & 0x55555555) | ((v & 0x55555555) << 1);
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return ((v >>> 16) | (v << 16)) >>> 0;
}

type Tables = readonly [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];

/** Slicing by eight: table k advances a byte over k more zero bytes. */
function buildTables(): Tables {
  const made = Array.from({ length: 8 }, () => new Int32Array(256));
  const first = made[0] as Int32Array;
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    first[byte] = crc;
  }
  for (let k = 1; k < 8; k++) {
    const previous = made[k - 1] as Int32Array;
    const table = made[k] as Int32Array;
    for (let byte = 0; byte < 256; byte++)
      table[byte] = (first[(previous[byte] as number) & 255] as number) ^ ((previous[byte] as number) >>> 8);
  }
  return made as unknown as Tables;
}
