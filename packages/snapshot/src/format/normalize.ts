import type { DenseDatatype, Distance } from './segment-state.ts';

const epsilon = 1.1920929e-7;

/** True when vectors of this kind are stored with unit length: Cosine, except uint8. */
export function isStoredNormalized(distance: Distance, datatype: DenseDatatype): boolean {
  return distance === 'Cosine' && datatype !== 'uint8';
}

/**
 * The stored form of a Cosine vector. Left as it is when its length is (nearly) 0 or 1, so that stored vectors stay bit for bit the
 * same when they are written again. Answers the input itself when nothing changes.
 */
export function normalizeVector(vector: Float32Array): Float32Array {
  let square = 0;
  // Plain loops: this runs once a vector written, and iterators cost several times as much.
  for (let i = 0; i < vector.length; i++) square += vector[i]! * vector[i]!;
  const rounded = Math.fround(square);
  if (rounded < epsilon || Math.abs(rounded - 1) <= 1e-6) return vector;
  const length = Math.fround(Math.sqrt(rounded));
  const unit = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) unit[i] = vector[i]! / length;
  return unit;
}
