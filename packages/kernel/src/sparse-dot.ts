/** A sparse vector: indices ascending without repetition, a value for each. */
export interface SparseElements {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/**
 * Sum of products over the indices two sparse vectors share, in float32 in order of index as Qdrant sums; `undefined` when they
 * share none, for such a point is no result at all.
 */
export function sparseDot(a: SparseElements, b: SparseElements): number | undefined {
  const [small, large] = a.indices.length <= b.indices.length ? [a, b] : [b, a];
  // Far fewer indices on one side: looking each up beats walking the other side.
  if (small.indices.length * 16 < large.indices.length) return dotByLookup(small, large);
  return dotByMerge(small, large);
}

function dotByMerge(a: SparseElements, b: SparseElements): number | undefined {
  const { indices: ai, values: av } = a;
  const { indices: bi, values: bv } = b;
  let sum = 0;
  let shared = false;
  let i = 0;
  let j = 0;
  while (i < ai.length && j < bi.length) {
    const x = ai[i]!;
    const y = bi[j]!;
    if (x === y) {
      sum = Math.fround(sum + Math.fround(av[i]! * bv[j]!));
      shared = true;
    }
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared ? sum : undefined;
}

function dotByLookup(small: SparseElements, large: SparseElements): number | undefined {
  const { indices, values } = large;
  let sum = 0;
  let shared = false;
  let from = 0;
  for (let i = 0; i < small.indices.length; i++) {
    const wanted = small.indices[i]!;
    from = lowerBound(indices, wanted, from);
    if (from === indices.length) break;
    if (indices[from] !== wanted) continue;
    sum = Math.fround(sum + Math.fround(small.values[i]! * values[from]!));
    shared = true;
  }
  return shared ? sum : undefined;
}

/** Position of the first index not below `wanted`, at or after `from`. */
function lowerBound(indices: Uint32Array, wanted: number, from: number): number {
  let low = from;
  let high = indices.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (indices[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
