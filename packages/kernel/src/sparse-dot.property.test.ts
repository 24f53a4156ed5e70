import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SparseElements, sparseDot } from './sparse-dot.ts';

const sparse = (maxLength: number) =>
  fc
    .dictionary(fc.nat(200).map(String), fc.float({ noNaN: true, noDefaultInfinity: true }), { maxKeys: maxLength })
    .map((entries): SparseElements => {
      const indices = Object.keys(entries)
        .map(Number)
        .sort((a, b) => a - b);
      return { indices: Uint32Array.from(indices), values: Float32Array.from(indices, (index) => entries[index]!) };
    });

test('equals the definition, in order of index, for lengths alike and far apart', () => {
  fc.assert(
    fc.property(sparse(4), sparse(150), (a, b) => {
      const shared = [...a.indices].filter((index) => b.indices.includes(index));
      let sum = 0;
      for (const index of shared)
        sum = Math.fround(sum + Math.fround(a.values[a.indices.indexOf(index)]! * b.values[b.indices.indexOf(index)]!));
      expect(sparseDot(a, b)).toBe(shared.length === 0 ? undefined : sum);
      expect(sparseDot(b, a)).toBe(sparseDot(a, b));
    }),
    { numRuns: 1000 },
  );
});
