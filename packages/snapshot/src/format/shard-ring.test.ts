import { describe, expect, it } from 'vitest';
import { createShardRing } from './shard-ring.ts';
import { sipHash24 } from './siphash.ts';

describe('shard routing', () => {
  const ring = createShardRing([0, 1, 2]);

  it('sends numbers where Qdrant sends them', () => {
    const owners = Array.from({ length: 20 }, (_, id) => ring.shardOf(id));
    expect(owners.join(' ')).toBe('2 2 2 2 2 0 2 2 0 1 1 2 2 0 2 2 0 1 1 0');
    expect([ring.shardOf(1000), ring.shardOf(2n ** 64n - 1n)]).toEqual([2, 2]);
  });

  it('sends UUIDs where Qdrant sends them', () => {
    const owners = Array.from({ length: 8 }, (_, n) => {
      const hex = (17 * n).toString(16).padStart(2, '0').repeat(16);
      return ring.shardOf(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
    });
    expect(owners.join(' ')).toBe('2 0 0 0 0 1 1 0');
  });

  it('needs no hash for one shard, and refuses none', () => {
    expect(createShardRing([7]).shardOf('anything')).toBe(7);
    expect(() => createShardRing([])).toThrow(/needs a shard/);
  });
});

describe('SipHash-2-4', () => {
  it('does not depend on where its bytes lie', () => {
    const bytes = Uint8Array.from({ length: 31 }, (_, at) => at);
    expect(sipHash24(bytes.subarray(3, 20))).toBe(sipHash24(bytes.slice(3, 20)));
    expect(sipHash24(new Uint8Array(0))).toBe(0x1e924b9d737700d7n);
  });
});
