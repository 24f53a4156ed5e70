import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFloat32, formatFloats } from './float32.ts';

describe('formatFloat32', () => {
  it.each([
    [0.1, '0.1'],
    [1, '1.0'],
    [-0, '-0.0'],
    [0, '0.0'],
    [0.26726124, '0.26726124'],
    [0.33325195, '0.33325195'],
    [65504, '65504.0'],
    [0.001, '0.001'],
    [9.5, '9.5'],
    [1e-7, '1e-7'],
    [16_777_216, '16777216.0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatFloat32(Math.fround(value))).toBe(text);
  });

  it('names every float32, in no more digits than are needed', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatFloat32(value);
        expect(Math.fround(Number(text))).toBe(value);
        const digits = text
          .replace(/e.*/, '')
          .replace(/^-?0?\.?0*|[.-]/g, '')
          .replace(/0+$/, '').length;
        expect(digits).toBeLessThanOrEqual(9);
      }),
      { numRuns: 5000 },
    );
  });

  it('writes ranges of an array', () => {
    expect(formatFloats(Float32Array.of(1, 2, 3), 1, 3)).toBe('[2.0,3.0]');
    expect(formatFloats(new Float32Array(0))).toBe('[]');
  });
});
