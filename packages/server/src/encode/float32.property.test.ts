import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFloat32, formatFloats } from './float32.ts';

/** The same number by the text that JavaScript gives a double of 6 to 9 digits. */
function byToPrecision(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const fewest = size >= 0.001 && size < 10 ? 7 : 6;
  const digits = [fewest, 7, 8, 9].find((count) => Math.fround(Number(value.toPrecision(count))) === value) ?? 9;
  const text = String(Number(value.toPrecision(digits)));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

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

  it('writes the very text of the double with those digits', () => {
    const anyBits = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((word) => {
      bits[0] = word;
      return float[0] as number;
    });
    const usual = fc.double({ min: -12, max: 12, noNaN: true }).map(Math.fround);
    const short = fc.integer({ min: -99_999, max: 99_999 }).map((units) => Math.fround(units / 10_000));
    fc.assert(
      fc.property(fc.oneof(anyBits, usual, short), (value) => {
        if (Number.isFinite(value)) expect(formatFloat32(value)).toBe(byToPrecision(value));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([0.001, 0.01, 0.1, 1, 10])('writes the neighbours of %d', (value) => {
    float[0] = value;
    const middle = bits[0] as number;
    for (let word = middle - 500; word < middle + 500; word += 1) {
      bits[0] = word;
      const near = float[0] as number;
      expect(formatFloat32(near)).toBe(byToPrecision(near));
      expect(formatFloat32(-near)).toBe(byToPrecision(-near));
    }
  });

  it('writes arrays of any length', () => {
    const values = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 10 ** ((i % 9) - 5));
    expect(formatFloats(values)).toBe(`[${Array.from(values, formatFloat32).join(',')}]`);
  });

  it('writes ranges of an array', () => {
    expect(formatFloats(Float32Array.of(1, 2, 3), 1, 3)).toBe('[2.0,3.0]');
    expect(formatFloats(new Float32Array(0))).toBe('[]');
  });
});
