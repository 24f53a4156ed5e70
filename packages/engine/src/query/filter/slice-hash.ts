import type { PointId } from '../../operation/point.ts';

/**
 * Whether a point belongs to slice `index` of `total`: SipHash-2-4 with a zero key over the id (8 little-endian bytes of a number,
 * the 16 bytes of a UUID), modulo `total`. The hash is part of the API: clients compute it, too.
 */
export function isInSlice(id: PointId, total: number, index: number): boolean {
  hashId(id);
  const low = v0l >>> 0;
  const high = v0h >>> 0;
  if (total < 2 ** 20) return ((high % total) * (2 ** 32 % total) + (low % total)) % total === index;
  return Number(((BigInt(high) << 32n) | BigInt(low)) % BigInt(total)) === index;
}

// The state of one hash, in 32-bit halves: BigInt arithmetic would cost a thousand times more on this path, which runs once a row.
let v0l = 0;
let v0h = 0;
let v1l = 0;
let v1h = 0;
let v2l = 0;
let v2h = 0;
let v3l = 0;
let v3h = 0;

/** Leaves the hash in v0. */
function hashId(id: PointId): void {
  v0h = 0x736f6d65;
  v0l = 0x70736575;
  v1h = 0x646f7261;
  v1l = 0x6e646f6d;
  v2h = 0x6c796765;
  v2l = 0x6e657261;
  v3h = 0x74656462;
  v3l = 0x79746573;
  if (typeof id === 'string') {
    const hex = id.replaceAll('-', '');
    compress(word(hex, 0), word(hex, 8));
    compress(word(hex, 16), word(hex, 24));
    compress(0, 16 << 24);
  } else {
    const low = typeof id === 'bigint' ? Number(id & 0xffffffffn) : id % 2 ** 32;
    const high = typeof id === 'bigint' ? Number(id >> 32n) : Math.floor(id / 2 ** 32);
    compress(low, high);
    compress(0, 8 << 24);
  }
  v2l ^= 0xff;
  for (let i = 0; i < 4; i++) round();
  v0l ^= v1l ^ v2l ^ v3l;
  v0h ^= v1h ^ v2h ^ v3h;
}

/** Four bytes written in hexadecimal, read as a little-endian word. */
function word(hex: string, at: number): number {
  const big = Number.parseInt(hex.slice(at, at + 8), 16);
  return ((big & 0xff) << 24) | ((big & 0xff00) << 8) | ((big >>> 8) & 0xff00) | (big >>> 24);
}

function compress(low: number, high: number): void {
  v3l ^= low;
  v3h ^= high;
  round();
  round();
  v0l ^= low;
  v0h ^= high;
}

function round(): void {
  let low = (v0l >>> 0) + (v1l >>> 0);
  v0h = (v0h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
  v0l = low | 0;
  let h = (v1h << 13) | (v1l >>> 19);
  v1l = ((v1l << 13) | (v1h >>> 19)) ^ v0l;
  v1h = h ^ v0h;
  h = v0h;
  v0h = v0l;
  v0l = h;

  low = (v2l >>> 0) + (v3l >>> 0);
  v2h = (v2h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
  v2l = low | 0;
  h = (v3h << 16) | (v3l >>> 16);
  v3l = ((v3l << 16) | (v3h >>> 16)) ^ v2l;
  v3h = h ^ v2h;

  low = (v0l >>> 0) + (v3l >>> 0);
  v0h = (v0h + v3h + (low > 0xffffffff ? 1 : 0)) | 0;
  v0l = low | 0;
  h = (v3h << 21) | (v3l >>> 11);
  v3l = ((v3l << 21) | (v3h >>> 11)) ^ v0l;
  v3h = h ^ v0h;

  low = (v2l >>> 0) + (v1l >>> 0);
  v2h = (v2h + v1h + (low > 0xffffffff ? 1 : 0)) | 0;
  v2l = low | 0;
  h = (v1h << 17) | (v1l >>> 15);
  v1l = ((v1l << 17) | (v1h >>> 15)) ^ v2l;
  v1h = h ^ v2h;
  h = v2h;
  v2h = v2l;
  v2l = h;
}
