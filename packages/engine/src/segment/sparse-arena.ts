import { grown } from './growable.ts';
import { createRunAllocator, type RunAllocator } from './run-allocator.ts';

const chunkElements = 1 << 16;

interface Elements {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** The elements of many sparse vectors in a few large arrays: 8 bytes an element and 8 a row, however many rows there are. */
export interface SparseArena {
  set(row: number, elements: Elements): void;
  /** Views; what they show does not change while the row is not released. */
  get(row: number): Elements;
  /** Elements of a row; 0 when it was never set. */
  count(row: number): number;
  release(row: number): void;
}

export function createSparseArena(): SparseArena {
  const chunks: Elements[] = [];
  const runs: RunAllocator = createRunAllocator({ span: chunkElements });
  // Vectors longer than a chunk are kept by themselves.
  const large = new Map<number, Elements>();
  let start = new Uint32Array(0);
  let length = new Uint32Array(0);

  return {
    set(row, { indices, values }) {
      start = grown(start, row + 1);
      length = grown(length, row + 1);
      const size = indices.length;
      length[row] = size;
      if (size > chunkElements) {
        large.set(row, { indices: indices.slice(), values: values.slice() });
        return;
      }
      if (size === 0) return;
      const at = runs.allocate(size);
      start[row] = at;
      const chunk = Math.floor(at / chunkElements);
      while (chunks.length <= chunk) chunks.push({ indices: new Uint32Array(chunkElements), values: new Float32Array(chunkElements) });
      const target = chunks[chunk] as Elements;
      target.indices.set(indices, at % chunkElements);
      target.values.set(values, at % chunkElements);
    },
    get(row) {
      const alone = large.get(row);
      if (alone) return alone;
      const size = length[row] ?? 0;
      if (size === 0) return { indices: new Uint32Array(0), values: new Float32Array(0) };
      const at = start[row] as number;
      const chunk = chunks[Math.floor(at / chunkElements)] as Elements;
      const from = at % chunkElements;
      return { indices: chunk.indices.subarray(from, from + size), values: chunk.values.subarray(from, from + size) };
    },
    count: (row) => length[row] ?? 0,
    release(row) {
      const size = length[row] ?? 0;
      if (size === 0) return;
      if (!large.delete(row)) runs.free(start[row] as number, size);
      length[row] = 0;
    },
  };
}
