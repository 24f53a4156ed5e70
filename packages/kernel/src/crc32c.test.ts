import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

test('known checksums', () => {
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(255))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
  expect(crc32c(new Uint8Array(0))).toBe(0);
});

test('continues over any cut, also where the data is longer than the buffer', () => {
  const data = Uint8Array.from({ length: 700_001 }, (_, i) => (i * 31 + (i >> 8)) & 255);
  const whole = crc32c(data);
  expect(whole).toBe(bitwise(data));
  for (const cut of [0, 1, 15, 16, 17, 245_760, 245_761, 700_000])
    expect(crc32c(data.subarray(cut), crc32c(data.subarray(0, cut)))).toBe(whole);
});

function bitwise(data: Uint8Array): number {
  let register = -1;
  for (const byte of data) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >>> 1) ^ (register & 1 ? 0x82f63b78 : 0);
  }
  return ~register >>> 0;
}
