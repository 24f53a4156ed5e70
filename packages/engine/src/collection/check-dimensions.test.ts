import { describe, expect, it } from 'vitest';
import type { Vector } from '../operation/point.ts';
import { vectorSpecs } from '../query/index.ts';
import { checkDimensions } from './check-dimensions.ts';

const specs = vectorSpecs({
  vectors: { d: { size: 3, distance: 'Dot' }, m: { size: 2, distance: 'Dot', multivector_config: { comparator: 'max_sim' } } },
  sparse_vectors: { s: {} },
});
const upsert = (name: string, vector: Vector) => () =>
  checkDimensions({ kind: 'upsert_points', points: [{ id: 1, vectors: new Map([[name, vector]]) }] }, specs);

describe('checkDimensions', () => {
  it('takes vectors of the right length, single rows for multivectors, and whatever only the shard can judge', () => {
    expect(upsert('d', new Float32Array(3))).not.toThrow();
    expect(upsert('m', new Float32Array(2))).not.toThrow();
    expect(upsert('m', { kind: 'multi', count: 2, data: new Float32Array(4) })).not.toThrow();
    expect(upsert('s', new Float32Array(9))).not.toThrow();
    expect(upsert('unknown', new Float32Array(9))).not.toThrow();
  });

  it('refuses other lengths', () => {
    expect(upsert('d', new Float32Array(2))).toThrow('Vector dimension error: expected dim: 3, got 2');
    expect(upsert('m', { kind: 'multi', count: 2, data: new Float32Array(6) })).toThrow('Vector dimension error: expected dim: 2, got 3');
  });
});
