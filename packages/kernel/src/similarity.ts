import type { Metric } from './scan-memory.ts';

const lanes = new Float32Array(16);

/**
 * The raw score of two vectors of equal length, for the odd pair that is not worth a memory; `cosine` is that of `dot` here, as of
 * normalised vectors. Bit for bit what a scan of float32 (or decoded float16) rows answers.
 */
export function similarity(metric: Metric, a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} elements have no similarity`);
  lanes.fill(0);
  if (metric === 'dot' || metric === 'cosine') addProducts(a, b);
  else if (metric === 'manhattan') addAbsolutes(a, b);
  else addSquares(a, b);
  const sum = sumLanes();
  return metric === 'euclid' ? Math.fround(Math.sqrt(sum)) : sum;
}

function addProducts(a: Float32Array, b: Float32Array): void {
  for (let i = 0; i < a.length; i++) lanes[i & 15] = lanes[i & 15]! + Math.fround(a[i]! * b[i]!);
}

function addSquares(a: Float32Array, b: Float32Array): void {
  for (let i = 0; i < a.length; i++) {
    const d = Math.fround(a[i]! - b[i]!);
    lanes[i & 15] = lanes[i & 15]! + Math.fround(d * d);
  }
}

function addAbsolutes(a: Float32Array, b: Float32Array): void {
  for (let i = 0; i < a.length; i++) lanes[i & 15] = lanes[i & 15]! + Math.abs(Math.fround(a[i]! - b[i]!));
}

/** The order of additions of assembly/f32.ts. */
function sumLanes(): number {
  const [a, b, c, d] = [0, 1, 2, 3].map((lane) =>
    Math.fround(Math.fround(lanes[lane]! + lanes[lane + 4]!) + Math.fround(lanes[lane + 8]! + lanes[lane + 12]!)),
  ) as [number, number, number, number];
  return Math.fround(Math.fround(a + c) + Math.fround(b + d));
}
