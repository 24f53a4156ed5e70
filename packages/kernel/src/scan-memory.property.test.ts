import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundToElements } from './convert.ts';
import { createScanMemory } from './create-scan-memory.ts';
import type { ElementType, Metric, ScanMemory } from './scan-memory.ts';
import { similarity } from './similarity.ts';

const elementTypes = ['f32', 'f16', 'u8'] as const satisfies readonly ElementType[];
const metrics = ['dot', 'euclid', 'manhattan', 'squaredEuclid', 'cosine'] as const satisfies readonly Metric[];
const rowCount = 7;

/** A small generator of its own, so that every run scans the same numbers. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomRow(next: () => number, elementType: ElementType, dim: number): Float32Array {
  return Float32Array.from({ length: dim }, () => (elementType === 'u8' ? next() * 256 : (next() - 0.5) * 4));
}

/** The score in double precision, and the size of the terms it sums, to which its error relates. */
function reference(metric: Metric, elementType: ElementType, a: Float32Array, b: Float32Array): { score: number; size: number } {
  let dot = 0;
  let size = 0;
  let squares = 0;
  let absolutes = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    size += Math.abs(a[i]! * b[i]!);
    squares += (a[i]! - b[i]!) ** 2;
    absolutes += Math.abs(a[i]! - b[i]!);
  }
  if (metric === 'euclid') return { score: Math.sqrt(squares), size: Math.sqrt(squares) };
  if (metric === 'squaredEuclid') return { score: squares, size: squares };
  if (metric === 'manhattan') return { score: absolutes, size: absolutes };
  if (metric === 'dot' || elementType !== 'u8') return { score: dot, size };
  const length = (v: Float32Array) => v.reduce((sum, x) => sum + x * x, 0);
  const product = length(a) * length(b);
  return product === 0 ? { score: 0, size: 0 } : { score: dot / Math.sqrt(product), size: 1 };
}

function expectScores(memory: ScanMemory, metric: Metric, rows: readonly Float32Array[], query: Float32Array): void {
  const { elementType } = memory;
  const rounded = roundToElements(elementType, query);
  memory.setQuery(metric, query);
  const scores = memory.scan(0, rows.length).slice();
  // A score depends on its row and the query only, however rows are grouped.
  const backwards = Uint32Array.from(rows, (_, i) => rows.length - 1 - i);
  expect(memory.scoreRows(backwards).slice().reverse()).toEqual(scores);
  rows.forEach((_, i) => expect(memory.scan(i, i + 1)[0]).toBe(scores[i]));
  rows.forEach((row, i) => {
    const { score, size } = reference(metric, elementType, roundToElements(elementType, row), rounded);
    const context = `${elementType} ${metric} dim ${memory.dim} row ${i}: ${scores[i]} for ${score}`;
    if (elementType === 'u8') expect(scores[i], context).toBe(Math.fround(score));
    else expect(Math.abs(scores[i]! - score), context).toBeLessThanOrEqual(size * 1e-6);
  });
}

describe('scans against double precision', () => {
  for (const elementType of elementTypes) {
    test(`${elementType}, every metric, dimensions 1 to 260`, () => {
      const next = numbers(1);
      for (let dim = 1; dim <= 260; dim++) {
        const memory = createScanMemory({ elementType, dim, initialRows: rowCount });
        // A row of infinities (or 255) behind the last: what a scan reads past a row must not count.
        memory.ensureRows(rowCount + 1);
        memory.setRow(rowCount, new Float32Array(dim).fill(Infinity));
        const rows = Array.from({ length: rowCount }, () => randomRow(next, elementType, dim));
        rows.forEach((row, i) => memory.setRow(i, row));
        for (const metric of metrics) expectScores(memory, metric, rows, randomRow(next, elementType, dim));
      }
    });
  }
});

test('similarity() and a float32 scan agree bit for bit', () => {
  const vectors = fc.integer({ min: 1, max: 300 }).chain((dim) => {
    const vector = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-1e6), max: Math.fround(1e6) }), {
      minLength: dim,
      maxLength: dim,
    });
    return fc.tuple(vector, vector);
  });
  fc.assert(
    fc.property(vectors, fc.constantFrom(...metrics), ([a, b], metric) => {
      const row = Float32Array.from(a);
      const query = Float32Array.from(b);
      const memory = createScanMemory({ elementType: 'f32', dim: row.length, initialRows: 1 });
      memory.setRow(0, row);
      memory.setQuery(metric, query);
      expect(memory.scan(0, 1)[0]).toBe(similarity(metric, row, query));
    }),
    { numRuns: 200 },
  );
});

test('rows come back as they were stored', () => {
  const stored = fc.tuple(fc.constantFrom(...elementTypes), fc.array(fc.float(), { minLength: 1, maxLength: 40 }));
  fc.assert(
    fc.property(stored, ([elementType, values]) => {
      const memory = createScanMemory({ elementType, dim: values.length, initialRows: 3 });
      memory.setRow(1, Float32Array.from(values));
      expect(memory.getRow(1)).toEqual(roundToElements(elementType, Float32Array.from(values)));
      expect(memory.getRow(0).every((value) => value === 0) && memory.getRow(2).every((value) => value === 0)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
