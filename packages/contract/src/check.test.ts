import { expect, it } from 'vitest';
import { isDateTime, isGeoRing, isJsonPath, isMatrix, isSparseVector, isUuid } from './check.ts';

it('takes UUIDs in every form the real server takes', () => {
  const hex = '6F2A1B0C9D534A6E8F0B1C2D3E4F5A6B';
  const hyphenated = '6f2a1b0c-9d53-4a6e-8f0b-1c2d3e4f5a6b';
  for (const text of [hex, hyphenated, `{${hyphenated}}`, `urn:uuid:${hyphenated}`, hyphenated.toUpperCase()])
    expect(isUuid(text), text).toBe(true);
  for (const text of ['', '1', hex.slice(1), `{${hyphenated}`, `${hyphenated}0`, hyphenated.replace('-', '')])
    expect(isUuid(text), text).toBe(false);
});

it('takes moments with and without zone, seconds and time', () => {
  const good = [
    '2024-02-29T23:59:60Z',
    '2024-01-01T00:00:00.123456+02:00',
    '2024-01-01T00:00:00-0530',
    '2024-01-01 00:00:00',
    '2024-01-01T00:00',
    '2024-01-01',
    '2000-02-29',
  ];
  for (const text of good) expect(isDateTime(text), text).toBe(true);
  for (const text of ['', 'abc', '2023-02-29', '2024-13-01', '2024-01-00', '2024-01-01T24:00:00Z', '01.02.2024', '2024-01-01T00:00:00 UTC'])
    expect(isDateTime(text), text).toBe(false);
});

it('takes paths of payload fields', () => {
  for (const text of ['a', 'a.b', 'a[].b', 'a[0][1]', '"with space".b', 'a."x.y"[]', 'ü_-1', '""'])
    expect(isJsonPath(text), text).toBe(true);
  for (const text of ['', '.', 'a..b', 'a.', '.a', 'a[', 'a[x]', 'a b', 'a.[]', '[]', '"a', 'a"b"', '"a\\"b"'])
    expect(isJsonPath(text), text).toBe(false);
});

it('looks at lists as a whole', () => {
  const ring = [0, 1, 2, 0].map((lon) => ({ lon, lat: 0 }));
  expect(isGeoRing({ points: ring })).toBe(true);
  expect(isGeoRing({ points: ring.slice(1) })).toBe(false);
  expect(
    isMatrix([
      [1, 2],
      [3, 4],
    ]),
  ).toBe(true);
  expect(isMatrix([[1, 2], [3]])).toBe(false);
  expect(isMatrix([[]])).toBe(false);
  expect(isSparseVector({ indices: [2, 1], values: [1, 1] })).toBe(true);
  expect(isSparseVector({ indices: [1, 1], values: [1, 1] })).toBe(false);
  expect(isSparseVector({ indices: [1], values: [1, 1] })).toBe(false);
});
