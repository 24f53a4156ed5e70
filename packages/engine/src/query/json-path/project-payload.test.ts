import type { JsonObject } from '@sextant/contract/json';
import { describe, expect, it } from 'vitest';
import type { PayloadSelector } from '../request.ts';
import { formatJsonPath, parseJsonPath } from './json-path.ts';
import { compileProjection } from './project-payload.ts';

const payload: JsonObject = { a: { b: { c: 1, d: 2 }, e: [1, 2] }, f: [{ g: 1, h: 2 }, { g: 3 }], k: 'v', n: null, 'x.y': 5 };

describe('payload selectors, as the real server answers them', () => {
  const cases: readonly [PayloadSelector, unknown][] = [
    [true, payload],
    [false, undefined],
    [{ include: ['k'] }, { k: 'v' }],
    [{ include: ['a.b'] }, { a: { b: { c: 1, d: 2 } } }],
    [{ include: ['a.b.c', 'k'] }, { a: { b: { c: 1 } }, k: 'v' }],
    [{ include: ['f[].g'] }, { f: [{ g: 1 }, { g: 3 }] }],
    [{ include: ['f[0].h'] }, { f: [] }],
    [{ include: ['ghost'] }, {}],
    [{ include: [] }, {}],
    [{ include: ['"x.y"'] }, { 'x.y': 5 }],
    [{ exclude: ['a'] }, { f: payload['f'], k: 'v', n: null, 'x.y': 5 }],
    [{ exclude: ['a.b.c', 'f[].g'] }, { a: { b: { d: 2 }, e: [1, 2] }, f: [{ h: 2 }, {}], k: 'v', n: null, 'x.y': 5 }],
    [{ exclude: [] }, payload],
  ];

  it.each(cases)('%j', (selector, expected) => {
    expect(compileProjection(selector)(payload)).toEqual(expected);
  });

  it('reads a missing payload as empty', () => {
    expect(compileProjection(true)(undefined)).toEqual({});
    expect(compileProjection({ include: ['k'] })(undefined)).toEqual({});
  });

  it('keeps a key named __proto__ a key', () => {
    const odd = JSON.parse('{"__proto__":{"x":1},"y":2}') as JsonObject;
    expect(JSON.stringify(compileProjection({ include: ['__proto__'] })(odd))).toBe('{"__proto__":{"x":1}}');
  });
});

describe('key paths', () => {
  it.each(['a', 'a.b[].c', 'a[0][].b-c_d', '"with space"."a.b"', 'größe.名前'])('keeps %s', (text) => {
    expect(formatJsonPath(parseJsonPath(text) ?? [])).toBe(text);
  });

  it('drops quotes that are not needed', () => {
    expect(formatJsonPath(parseJsonPath('"a"."b c"') ?? [])).toBe('a."b c"');
  });
});
