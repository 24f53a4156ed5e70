import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonNumber, JsonNumber, parseJson, parseJsonWithBigInt, stringifyJson } from './index.ts';

describe('parseJson and stringifyJson', () => {
  it.each([
    '18446744073709551615',
    '-9223372036854775808',
    '1.0',
    '-0.0',
    '-0',
    '1e3',
    '9007199254740993',
    '{"a":[1.0,2,{"b":100000000000000000000}]}',
  ])('writes %s again as it was read', (text) => {
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  it('keeps ordinary numbers as numbers', () => {
    expect(parseJson('[1, -5, 0.25, 9007199254740991, 0.12345678901234566]')).toEqual([1, -5, 0.25, 9007199254740991, 0.12345678901234566]);
  });

  it('writes bigint as an integer', () => {
    expect(stringifyJson({ id: 18446744073709551615n, n: 1 })).toBe('{"id":18446744073709551615,"n":1}');
  });

  it('tells integers from floats', () => {
    const [big, float] = parseJson('[12345678901234567890, 2.0]') as JsonNumber[];
    expect(isJsonNumber(big) && big.toBigInt()).toBe(12345678901234567890n);
    expect(float?.isInteger).toBe(false);
    expect(Number(float)).toBe(2);
    expect(JsonNumber.float(3).source).toBe('3.0');
    expect(JsonNumber.float(1e21).source).toBe('1e+21');
  });

  it('is the identity on text for any integer and any double', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n), (value) => {
        expect(stringifyJson(parseJson(`[${value}]`))).toBe(`[${value}]`);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('gives readers plain numbers, and bigint where a number would lose digits', () => {
    const text = '{"id":18446744073709551615,"vector":[1.0,-2.0,1e2,1e400],"n":9007199254740991,"s":"1.0","f":12345678901234567.0}';
    expect(parseJsonWithBigInt(text)).toEqual({
      id: 18446744073709551615n,
      vector: [1, -2, 100, Number.POSITIVE_INFINITY],
      n: 9007199254740991,
      s: '1.0',
      f: 12345678901234568,
    });
  });

  it('fails as JSON.parse does', () => {
    expect(() => parseJson('{"a": 1.0')).toThrow(SyntaxError);
  });
});
