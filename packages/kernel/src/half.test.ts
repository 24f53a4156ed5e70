import { expect, test } from 'vitest';
import { decodeHalf, encodeHalf } from './half.ts';

test('every half survives decoding and encoding', () => {
  for (let half = 0; half < 0x10000; half++) {
    const value = decodeHalf(half);
    if (Number.isNaN(value)) expect(encodeHalf(value) & 0x7c00).toBe(0x7c00);
    else if (encodeHalf(value) !== half) expect.fail(`${half.toString(16)} became ${encodeHalf(value).toString(16)}`);
  }
});

test('rounds to the nearest half, ties to even', () => {
  const cases: [number, number][] = [
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [1 + 2 ** -11 + 2 ** -20, 0x3c01],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [2 ** -25 * 1.0001, 0x0001],
    [3 * 2 ** -25, 0x0002],
    [2 ** -14 - 2 ** -26, 0x0400],
    [-0, 0x8000],
    [-Infinity, 0xfc00],
    [1e-8, 0x0000],
  ];
  for (const [value, half] of cases) expect(encodeHalf(value), String(value)).toBe(half);
});

test('the nearest half is at most half a step away', () => {
  for (let i = 0; i < 100_000; i++) {
    const value = Math.fround(Math.sin(i) * 2 ** ((i % 30) - 14));
    const half = encodeHalf(value);
    const error = Math.abs(decodeHalf(half) - value);
    for (const neighbour of [half - 1, half + 1]) {
      if ((neighbour & 0x7fff) < 0x7c00 && Math.abs(decodeHalf(neighbour) - value) < error)
        expect.fail(`${value} became ${decodeHalf(half)}`);
    }
  }
});
