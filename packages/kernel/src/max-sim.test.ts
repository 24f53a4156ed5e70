import { expect, test } from 'vitest';
import { createScanMemory } from './create-scan-memory.ts';
import { maxSim } from './max-sim.ts';
import type { Metric } from './scan-memory.ts';
import { similarity } from './similarity.ts';

const metrics = ['dot', 'euclid', 'manhattan', 'cosine'] as const satisfies readonly Metric[];

test('scores as Qdrant does', () => {
  const memory = createScanMemory({ elementType: 'f32', dim: 2, initialRows: 3 });
  [
    [1, 2],
    [4, 4],
    [9, 9],
  ].forEach((row, i) => memory.setRow(i, Float32Array.from(row)));
  const points = { first: Uint32Array.of(0, 2), count: Uint32Array.of(2, 1) };
  const scores = new Float32Array(2);
  const query = Float32Array.of(0, 0, 1, 1);
  maxSim(memory, 'euclid', query, points, 0, 2, scores);
  expect([...scores]).toEqual([Math.fround(Math.sqrt(5 + 1)), Math.fround(Math.sqrt(162 + 128))]);
  maxSim(memory, 'manhattan', query, points, 0, 2, scores);
  expect([...scores]).toEqual([4, 34]);
  maxSim(memory, 'dot', query, points, 0, 2, scores);
  expect([...scores]).toEqual([8, 18]);
});

test('equals the definition, however the rows lie', () => {
  const dim = 5;
  const counts = [3, 0, 1, 4000, 2, 2, 7, 1, 0, 2500, 5];
  const firsts = [100, 0, 103, 200, 90, 5000, 5010, 10, 0, 5100, 4990];
  const memory = createScanMemory({ elementType: 'f32', dim, initialRows: 8000 });
  for (let row = 0; row < 8000; row++)
    memory.setRow(
      row,
      Float32Array.from({ length: dim }, (_, i) => Math.sin(row * 7 + i)),
    );
  const points = { first: Uint32Array.from(firsts), count: Uint32Array.from(counts) };
  const query = Float32Array.from({ length: 3 * dim }, (_, i) => Math.cos(i));
  for (const metric of metrics) {
    const scores = new Float32Array(counts.length - 1);
    maxSim(memory, metric, query, points, 1, counts.length, scores);
    scores.forEach((score, i) => expect(score, `${metric} point ${i + 1}`).toBe(definition(metric, i + 1)));
  }

  function definition(metric: (typeof metrics)[number], point: number): number {
    let sum = 0;
    for (let token = 0; token < 3; token++) {
      let best = NaN;
      for (let i = 0; i < counts[point]!; i++) {
        const score = similarity(
          metric === 'euclid' ? 'squaredEuclid' : metric,
          memory.getRow(firsts[point]! + i),
          query.subarray(token * dim, token * dim + dim),
        );
        const better = metric === 'dot' || metric === 'cosine' ? score > best : score < best;
        if (better || Number.isNaN(best)) best = score;
      }
      sum = Math.fround(sum + best);
    }
    return metric === 'euclid' ? Math.fround(Math.sqrt(sum)) : sum;
  }
});

test('refuses a query that is no whole number of rows', () => {
  const memory = createScanMemory({ elementType: 'f32', dim: 2, initialRows: 1 });
  const points = { first: Uint32Array.of(0), count: Uint32Array.of(1) };
  expect(() => maxSim(memory, 'dot', new Float32Array(3), points, 0, 1, new Float32Array(1))).toThrow('expected whole rows of 2');
  expect(() => maxSim(memory, 'dot', new Float32Array(0), points, 0, 1, new Float32Array(1))).toThrow(RangeError);
});
