const closeToUnit = 1e-6;
const epsilon = 1.1920929e-7;

/**
 * The unit vector Qdrant stores for Cosine (float32 and float16, and each row of a multivector): a new array, or `values` itself
 * when they are close to zero or already of length 1 and are therefore kept as given.
 */
export function normalizeVector(values: Float32Array): Float32Array {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares = Math.fround(squares + Math.fround(values[i]! * values[i]!));
  if (squares < epsilon || Math.abs(squares - 1) <= closeToUnit) return values;
  const length = Math.fround(Math.sqrt(squares));
  return values.map((value) => value / length);
}
