import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PointId } from '../operation/point.ts';
import { createIdIndex } from './id-index.ts';
import { createRunAllocator } from './run-allocator.ts';

const id: fc.Arbitrary<PointId> = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 300 }).map((n) => n * 0x1_0000_0000),
  fc.integer({ min: 0, max: 300 }).map((n) => 2n ** 64n - 1n - BigInt(n)),
  fc
    .integer({ min: 0, max: 300 })
    .map((n) => `${n.toString(16).padStart(8, '0')}-1111-4222-8333-${(n * 7919).toString(16).padStart(12, '0')}`),
);

describe('an id index', () => {
  it('finds what a map finds, through moves and deletions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.boolean()), { maxLength: 1500 }), (changes) => {
        const index = createIdIndex();
        const map = new Map<PointId, number>();
        for (const [row, [key, isDeletion]] of changes.entries()) {
          if (isDeletion) {
            index.delete(key);
            map.delete(key);
          } else {
            index.set(key, row);
            map.set(key, row);
          }
        }
        expect(index.size).toBe(map.size);
        for (const [key] of changes) expect(index.rowOf(key)).toBe(map.get(key));
        for (const [key, row] of map) expect(index.idOf(row)).toEqual(key);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a run allocator', () => {
  it.each([undefined, 16])('never hands out a unit twice, nor a run across a span of %s', (span) => {
    const options = span === undefined ? {} : { span };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 16 }), fc.nat()), { maxLength: 400 }), (steps) => {
        let allocator = createRunAllocator(options);
        const held: [number, number][] = [];
        for (const [i, [length, choice]] of steps.entries()) {
          if (choice % 3 === 0 && held.length > 0) {
            const [run] = held.splice(choice % held.length, 1) as [[number, number]];
            allocator.free(...run);
          } else {
            const start = allocator.allocate(length);
            if (span !== undefined) expect(Math.floor(start / span)).toBe(Math.floor((start + length - 1) / span));
            for (const [other, size] of held) expect(start + length <= other || other + size <= start).toBe(true);
            expect(start + length).toBeLessThanOrEqual(allocator.end);
            held.push([start, length]);
          }
          // As after a reopening: what is free follows from what is held.
          if (i % 50 === 49)
            allocator = createRunAllocator(
              options,
              [...held].sort((a, b) => a[0] - b[0]),
            );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('fills what was freed before it grows', () => {
    const allocator = createRunAllocator();
    const starts = Array.from({ length: 10_000 }, () => allocator.allocate(2));
    const end = allocator.end;
    for (const start of starts) allocator.free(start, 2);
    for (let i = 0; i < 100; i++) allocator.allocate(150);
    expect(allocator.end).toBe(end);
  });
});
