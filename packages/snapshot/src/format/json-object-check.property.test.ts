import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJsonObject, jsonObjectCheck } from './json-object-check.ts';

function byParsing(bytes: Uint8Array): number {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return jsonObjectCheck.unproven;
    return Object.keys(value).length === 0 ? jsonObjectCheck.empty : jsonObjectCheck.object;
  } catch {
    return jsonObjectCheck.unproven;
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const object = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }));

describe('checkJsonObject', () => {
  it.each([
    '{}',
    ' { \n} ',
    '{"a":[]}',
    '{"a":[{}],"b":{"c":[1,-0.5e+7,true,false,null,"\\u00e9\\n"]}}',
    '{"a":1}{"b":2}',
    '{"a":1,}',
    '{,}',
    '{"a"}',
    '{"a":}',
    '{"a":[1,]}',
    '{"a":[1}}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":.5}',
    '{"a":-}',
    '{"a":1e}',
    '{"a":tru}',
    '{"a":"\\x"}',
    '{"a":"\\u12g4"}',
    '{"a":"\\u12',
    '{"a":"\t"}',
    '{"a":"b',
    '{"a":1} x',
    '\uFEFF{}',
    '[]',
    '1',
    '',
    '{',
  ])('decides about %j as JSON.parse does', (text) => {
    expect(checkJsonObject(encode(text))).toBe(byParsing(encode(text)));
  });

  it('takes what JSON.stringify writes, however it is spaced', () => {
    fc.assert(
      fc.property(object, fc.integer({ min: 0, max: 3 }), (value, space) => {
        const bytes = encode(JSON.stringify(value, undefined, space));
        expect(checkJsonObject(bytes)).toBe(byParsing(bytes));
      }),
    );
  });

  it('takes no damaged text that JSON.parse refuses', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...encode('{}[]",:\\0e.-u')))), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(object, damage, fc.nat(), (value, changes, cut) => {
        const bytes = encode(JSON.stringify(value));
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const text = cut % 4 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
        expect(checkJsonObject(text)).toBe(byParsing(text));
      }),
      { numRuns: 1500 },
    );
  });

  it('leaves deep nesting to a parser', () => {
    const deep = (levels: number): Uint8Array => encode(`{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`);
    expect(checkJsonObject(deep(255))).toBe(jsonObjectCheck.object);
    expect(checkJsonObject(deep(256))).toBe(jsonObjectCheck.unproven);
  });
});
