/**
 * A row of a turbo4 storage (`tq_vectors/`, `tq_vectors.dat`, which has no header), pd = dim rounded up to even
 *
 *   0            pd / 2   4-bit codes, element 2k in the low half of byte k
 *   pd / 2       f32      scale
 *   pd / 2 + 4   f32      length of the vector; Euclid only
 *
 * A code names one of 16 centroids, ascending. The vector is turned by a fixed rotation before it is encoded and turned back after
 * decoding: a Walsh-Hadamard transform on power-of-two blocks, then three times a fixed shuffle and the transform again.
 */
import { corrupt } from './format-error.ts';
import type { Distance } from './segment-state.ts';
import { viewOf } from './u64.ts';

const positiveCentroids = [0.1284, 0.3881, 0.6568, 0.9424, 1.256, 1.618, 2.069, 2.733];
const centroids = Float64Array.from(
  [...positiveCentroids.toReversed().map((centroid) => -centroid), ...positiveCentroids].map(Math.fround),
);
const boundaries = Float32Array.from(centroids.slice(1), (centroid, at) => Math.fround((centroid + (centroids[at] ?? 0)) / 2));
const shuffleSeeds = [654_605_292_835_415_893n, 8_636_605_637_963_351_413n, 1_775_280_196_666_917_949n];

/** Bytes of one row. */
export function turbo4RowBytes(dim: number, distance: Distance): number {
  return paddedDim(dim) / 2 + (distance === 'Euclid' ? 8 : 4);
}

function paddedDim(dim: number): number {
  return dim + (dim & 1);
}

/** Encodes a vector (already normalised for Cosine) at byte `offset`. */
export function encodeTurbo4Row(vector: ArrayLike<number>, distance: Distance, target: Uint8Array, offset = 0): void {
  const dim = vector.length;
  const padded = paddedDim(dim);
  const rotated = new Float64Array(padded);
  for (let at = 0; at < dim; at++) rotated[at] = vector[at] ?? 0;
  rotate(rotated.subarray(0, dim));
  const length = distance === 'Cosine' ? 1 : euclideanNorm(rotated);
  const toUnit = length === 0 ? 0 : Math.sqrt(padded) / length;
  let centroidSquares = 0;
  for (let at = 0; at < padded; at++) {
    const code = nearestCode(Math.fround((rotated[at] ?? 0) * toUnit));
    const byte = offset + (at >>> 1);
    target[byte] = at & 1 ? (target[byte] ?? 0) | (code << 4) : code;
    centroidSquares += (centroids[code] ?? 0) ** 2;
  }
  const view = viewOf(target);
  view.setFloat32(offset + padded / 2, distance === 'Manhattan' ? length : length / Math.sqrt(centroidSquares), true);
  if (distance === 'Euclid') view.setFloat32(offset + padded / 2 + 4, length, true);
}

function nearestCode(value: number): number {
  let code = 0;
  while (code < boundaries.length && (boundaries[code] ?? 0) < value) code++;
  return code;
}

/** Decodes the row at byte `offset`: the values that Qdrant returns. */
export function decodeTurbo4Row(bytes: Uint8Array, dim: number, distance: Distance, offset = 0): Float32Array {
  const padded = paddedDim(dim);
  if (offset + turbo4RowBytes(dim, distance) > bytes.length) throw corrupt('a turbo4 row is cut off', { offset });
  const elements = new Float64Array(padded);
  for (let at = 0; at < padded; at++) {
    const byte = bytes[offset + (at >>> 1)] ?? 0;
    elements[at] = centroids[at & 1 ? byte >>> 4 : byte & 15] ?? 0;
  }
  const view = viewOf(bytes);
  const scale = view.getFloat32(offset + padded / 2, true);
  let length = scale;
  if (distance === 'Euclid') length = view.getFloat32(offset + padded / 2 + 4, true);
  else if (distance !== 'Manhattan') length = scale * euclideanNorm(elements);
  const factor = length / Math.sqrt(padded);
  for (let at = 0; at < padded; at++) elements[at] = (elements[at] ?? 0) * factor;
  const vector = elements.subarray(0, dim);
  rotateBack(vector);
  return Float32Array.from(vector);
}

function euclideanNorm(vector: Float64Array): number {
  let square = 0;
  for (const element of vector) square += element * element;
  return Math.sqrt(square);
}

function rotate(vector: Float64Array): void {
  hadamard(vector);
  const shuffled = new Float64Array(vector.length);
  for (const map of shufflesOf(vector.length)) {
    for (let at = 0; at < vector.length; at++) shuffled[at] = vector[map[at] ?? 0] ?? 0;
    vector.set(shuffled);
    hadamard(vector);
  }
}

function rotateBack(vector: Float64Array): void {
  hadamard(vector);
  const shuffled = new Float64Array(vector.length);
  for (const map of shufflesOf(vector.length).toReversed()) {
    for (let at = 0; at < vector.length; at++) shuffled[map[at] ?? 0] = vector[at] ?? 0;
    vector.set(shuffled);
    hadamard(vector);
  }
}

/** Walsh-Hadamard on the blocks that the binary digits of the length name, largest first; its own inverse. */
function hadamard(vector: Float64Array): void {
  let start = 0;
  for (let size = 2 ** Math.floor(Math.log2(vector.length)); size >= 1; size /= 2) {
    if ((vector.length & size) === 0) continue;
    transformBlock(vector.subarray(start, start + size));
    start += size;
  }
}

function transformBlock(block: Float64Array): void {
  for (let half = 1; half < block.length; half *= 2) {
    for (let start = 0; start < block.length; start += half * 2) {
      for (let at = start; at < start + half; at++) {
        const left = block[at] ?? 0;
        const right = block[at + half] ?? 0;
        block[at] = left + right;
        block[at + half] = left - right;
      }
    }
  }
  const scale = 1 / Math.sqrt(block.length);
  for (let at = 0; at < block.length; at++) block[at] = (block[at] ?? 0) * scale;
}

const shuffleCache = new Map<number, Uint32Array[]>();

function shufflesOf(dim: number): Uint32Array[] {
  let maps = shuffleCache.get(dim);
  if (!maps) {
    // A process meets a handful of dimensions; hostile input must not make this grow without end.
    if (shuffleCache.size >= 64) shuffleCache.clear();
    maps = shuffleSeeds.map((seed) => createShuffle(dim, seed));
    shuffleCache.set(dim, maps);
  }
  return maps;
}

function createShuffle(dim: number, seed: bigint): Uint32Array {
  const map = Uint32Array.from({ length: dim }, (_, at) => at);
  let state = seed;
  for (let at = dim - 1; at >= 1; at--) {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    const other = Number((state >> 32n) % BigInt(at + 1));
    const kept = map[at] ?? 0;
    map[at] = map[other] ?? 0;
    map[other] = kept;
  }
  return map;
}
