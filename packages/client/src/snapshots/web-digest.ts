import type { Digest } from './digest.ts';

// WebCrypto digests only whole buffers, and a snapshot must never be one: SHA-256 (FIPS 180-4) in chunks, for where node:crypto is absent.

const blockBytes = 64;
const roundConstants = new Uint32Array(64);
const initialState = new Uint32Array(8);
fillConstants();

/** The first 32 bits of the fractional parts of the cube (rounds) and square (state) roots of the first primes. */
function fillConstants(): void {
  let count = 0;
  for (let candidate = 2; count < 64; candidate += 1) {
    if (!isPrime(candidate)) continue;
    roundConstants[count] = fraction(Math.cbrt(candidate));
    if (count < 8) initialState[count] = fraction(Math.sqrt(candidate));
    count += 1;
  }
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
  return true;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32);
}

/** SHA-256 over chunks, in JavaScript. */
export function createSha256(): Digest {
  const state = initialState.slice();
  const block = new Uint8Array(blockBytes);
  const schedule = new Uint32Array(64);
  let filled = 0;
  let totalBytes = 0;
  return {
    update(chunk) {
      totalBytes += chunk.byteLength;
      let from = 0;
      while (from < chunk.byteLength) {
        const take = Math.min(blockBytes - filled, chunk.byteLength - from);
        block.set(chunk.subarray(from, from + take), filled);
        filled += take;
        from += take;
        if (filled === blockBytes) {
          compress(state, block, schedule);
          filled = 0;
        }
      }
    },
    hex() {
      block[filled] = 0x80;
      block.fill(0, filled + 1);
      if (filled >= blockBytes - 8) {
        compress(state, block, schedule);
        block.fill(0);
      }
      const view = new DataView(block.buffer);
      view.setBigUint64(blockBytes - 8, BigInt(totalBytes) * 8n);
      compress(state, block, schedule);
      return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}

function compress(state: Uint32Array, block: Uint8Array, w: Uint32Array): void {
  const view = new DataView(block.buffer);
  for (let t = 0; t < 16; t += 1) w[t] = view.getUint32(t * 4);
  for (let t = 16; t < 64; t += 1) {
    const a = w[t - 15] as number;
    const b = w[t - 2] as number;
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    w[t] = ((w[t - 16] as number) + s0 + (w[t - 7] as number) + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + sum1 + choice + (roundConstants[t] as number) + (w[t] as number)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + sum0 + majority) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + word;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
