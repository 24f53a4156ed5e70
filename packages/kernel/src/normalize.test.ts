import { expect, test } from 'vitest';
import { normalizeVector } from './normalize.ts';

test('divides by the length, and leaves zero, tiny and unit vectors as given', () => {
  expect([...normalizeVector(Float32Array.of(3, 4))]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  for (const kept of [Float32Array.of(0, 0), Float32Array.of(1e-4, 1e-4), Float32Array.of(0.6, 0.8), Float32Array.of(1.0000002, 0)]) {
    expect(normalizeVector(kept)).toBe(kept);
  }
  expect(normalizeVector(Float32Array.of(1e-3, 0))[0]).toBe(1);
});
