import { describe, expect, it } from 'vitest';
import { decodeSegment, encodeKey, encodeSegment, keyPrefix } from './s3-keys.ts';
import { partBytes } from './s3-writer.ts';

describe('object keys', () => {
  it.each([
    ['./snapshots', 'snapshots/'],
    ['/a/b/snaps', 'a/b/snaps/'],
    ['/a/b/snaps/', 'a/b/snaps/'],
    ['./././x', 'x/'],
    ['snaps/sub', 'snaps/sub/'],
    ['../up', '%2E%2E/up/'],
    ['.', ''],
    ['/', ''],
  ])('of the snapshots path %s begin with %s', (path, prefix) => {
    expect(keyPrefix(path)).toBe(prefix);
  });

  it.each([
    ['ü-1.snapshot', '%C3%BC-1.snapshot'],
    ['a#b%c d+e', 'a%23b%25c d+e'],
    ['..', '%2E%2E'],
    ['\\{^}%`]">[~<#|*?\n\x7f', '%5C%7B%5E%7D%25%60%5D%22%3E%5B%7E%3C%23%7C%2A%3F%0A%7F'],
    ["-_.!$&'(),;=@:", "-_.!$&'(),;=@:"],
    ['日本 🙂', '%E6%97%A5%E6%9C%AC %F0%9F%99%82'],
  ])('encode %j as the real server does, and back', (name, encoded) => {
    expect(encodeSegment(name)).toBe(encoded);
    expect(decodeSegment(encoded)).toBe(name);
  });

  it('keep a name that this encoding would not make', () => {
    for (const name of ['ü', '%c3%bc', '100%', '%FF']) expect(decodeSegment(name)).toBe(name);
    expect(encodeKey('ü/shards/0/ü-shard-0.snapshot')).toBe('%C3%BC/shards/0/%C3%BC-shard-0.snapshot');
  });
});

describe('parts', () => {
  it('are of one size when the size of the file is known, at most 10,000 of them', () => {
    expect(partBytes(1, 1000)).toBe(8 * 1024 * 1024);
    const tebibyte = 2 ** 40;
    expect(partBytes(1, tebibyte) * 10_000).toBeGreaterThanOrEqual(tebibyte);
    expect(partBytes(10_000, tebibyte)).toBe(partBytes(1, tebibyte));
  });

  it('grow when it is not, to more than an object may hold', () => {
    let total = 0;
    for (let number = 1; number <= 10_000; number++) total += partBytes(number, undefined);
    expect(total).toBeGreaterThan(5 * 2 ** 40);
    expect(partBytes(1000, undefined)).toBe(8 * 1024 * 1024);
  });
});
