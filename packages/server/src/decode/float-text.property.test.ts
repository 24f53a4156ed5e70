import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFloats, skipValue } from './float-text.ts';

const read = (text: string) => readFloats(Buffer.from(text), 0);

describe('readFloats', () => {
  it('reads any doubles as parsing and rounding would', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const text = JSON.stringify(values);
        expect(read(text)?.values).toEqual(Float32Array.from(JSON.parse(text) as number[]));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads float32 written with all the digits of a double', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true })), (values) => {
        expect(read(JSON.stringify(values))?.values).toEqual(Float32Array.from(JSON.parse(JSON.stringify(values)) as number[]));
      }),
      { numRuns: 2000 },
    );
  });

  it('rounds by all digits next to the middle between two float32', () => {
    const middle = '1.00000005960464477539062500000';
    expect(read(`[${middle}1]`)?.values[0]).toBe(Math.fround(Number(`${middle}1`)));
    expect(read(`[${middle}]`)?.values[0]).toBe(Math.fround(Number(middle)));
    expect(read(`[0.1234567890123456789012345678901234567890]`)?.values[0]).toBe(Math.fround(0.12345678901234568));
  });

  it('takes white space anywhere JSON does, and grows past its first size', () => {
    const text = `[ 1.5 ,\n-2.25\t, 3e2 , 0 ]`;
    expect(read(text)).toEqual({ values: Float32Array.of(1.5, -2.25, 300, 0), end: text.length });
    const many = Array.from({ length: 5000 }, (_, i) => i / 8);
    expect(read(JSON.stringify(many))?.values).toEqual(Float32Array.from(many));
  });

  it.each(['[01]', '[1.]', '[.5]', '[-]', '[1,]', '[,1]', '[1 2]', '["1"]', '[1,[2]]', '[1', '[1e]', '[+1]', '[1.5.5]', '[null]', '[--1]'])(
    'does not take %s',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('skips any JSON value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const bytes = Buffer.from(`${text},`);
        expect(skipValue(bytes, 0)).toBe(bytes.length - 1);
      }),
    );
  });
});
