import { describe, expect, it } from 'vitest';
import { failedPrecondition, meetsIfRange } from './preconditions.ts';

// Half a second past what `Last-Modified` can say.
const file = { etag: '"a,b"', modifiedMs: Date.UTC(1994, 10, 6, 8, 49, 37, 500) };
const same = 'Sun, 06 Nov 1994 08:49:37 GMT';
const earlier = 'Sun, 06 Nov 1994 08:49:36 GMT';
const later = 'Sun, 06 Nov 1994 08:49:38 GMT';

describe('preconditions', () => {
  it.each([
    [{ range: 'bytes=0-' }, undefined],
    [{ 'if-none-match': '"a,b"' }, 304],
    [{ 'if-none-match': 'W/"a,b"' }, 304],
    [{ 'if-none-match': '"x", W/"y" ,"a,b"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"xW/","a,b"' }, 304],
    [{ 'if-none-match': '"a", "b"' }, undefined],
    [{ 'if-none-match': 'a,b' }, undefined],
    [{ 'if-none-match': '"x"', 'if-modified-since': later }, undefined],
    [{ 'if-modified-since': same }, 304],
    [{ 'if-modified-since': later }, 304],
    [{ 'if-modified-since': earlier }, undefined],
    [{ 'if-modified-since': 'Sunday, 06-Nov-94 08:49:37 GMT' }, 304],
    [{ 'if-modified-since': 'Sun Nov  6 08:49:37 1994' }, 304],
    [{ 'if-modified-since': '2999' }, undefined],
    [{ 'if-modified-since': 'later' }, undefined],
    [{ 'if-match': '"a,b"' }, undefined],
    [{ 'if-match': '"x", "a,b"' }, undefined],
    [{ 'if-match': '*' }, undefined],
    [{ 'if-match': 'W/"a,b"' }, 412],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-match': '"x"', 'if-none-match': '"a,b"' }, 412],
    [{ 'if-match': '"a,b"', 'if-none-match': '"a,b"' }, 304],
    [{ 'if-unmodified-since': earlier }, 412],
    [{ 'if-unmodified-since': same }, undefined],
    [{ 'if-unmodified-since': 'never' }, undefined],
    [{ 'if-match': '"a,b"', 'if-unmodified-since': earlier }, undefined],
  ])('%j: %s', (headers, status) => {
    expect(failedPrecondition(headers, file)).toBe(status);
  });
});

describe('If-Range', () => {
  it.each([
    ['"a,b"', true],
    ['W/"a,b"', false],
    ['"a"', false],
    ['*', false],
    [same, true],
    ['Sunday, 06-Nov-94 08:49:37 GMT', true],
    [later, false],
    [earlier, false],
    ['later', false],
  ])('%s: %s', (condition, isMet) => {
    expect(meetsIfRange({ 'if-range': condition }, file)).toBe(isMet);
  });
});
