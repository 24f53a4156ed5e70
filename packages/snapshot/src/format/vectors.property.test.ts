import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkRowPlace, encodeChunkedConfig, parseChunkedConfig, planChunks } from './chunked-vectors.ts';
import { decodeFlagsStatus, encodeFlagsStatus, flagsFileBytes } from './dynamic-flags.ts';
import { fromFloat16Bits, toFloat16Bits } from './float16.ts';
import { isFormatError } from './format-error.ts';
import { checkMatrixHeader, decodeMatrixDeleted, encodeMatrixDeleted, encodeMatrixHeader, matrixRowCount } from './matrix-file.ts';
import { decodeMultivectorOffset, encodeMultivectorOffset, placeMultivector } from './multivector-offsets.ts';
import { isStoredNormalized, normalizeVector } from './normalize.ts';
import type { Distance } from './segment-state.ts';
import { decodeSparseValue, encodeSparseValue } from './sparse-value.ts';
import { decodeTurbo4Row, encodeTurbo4Row, turbo4RowBytes } from './turbo4.ts';
import { decodeVectorRow, elementBytes, encodeVectorRow, toUint8 } from './vector-row.ts';

describe('float16', () => {
  it('decodes and encodes all 65536 values', () => {
    const halves = new Uint16Array(1);
    const native = new (globalThis as unknown as { Float16Array: new (buffer: ArrayBuffer) => ArrayLike<number> }).Float16Array(
      halves.buffer,
    );
    for (let half = 0; half < 65_536; half++) {
      halves[0] = half;
      const value = fromFloat16Bits(half);
      expect(Object.is(value, native[0])).toBe(true);
      if (!Number.isNaN(value) && toFloat16Bits(value) !== half) expect.unreachable(`${half}`);
    }
  });

  it('rounds as the language does', () => {
    const f16round = (Math as unknown as { f16round: (value: number) => number }).f16round;
    fc.assert(
      fc.property(
        fc.oneof(fc.float(), fc.float({ min: -70_000, max: 70_000 }), fc.float({ min: Math.fround(-1e-4), max: Math.fround(1e-4) })),
        (value) => {
          expect(Object.is(fromFloat16Bits(toFloat16Bits(value)), f16round(value))).toBe(true);
        },
      ),
      { numRuns: 5000 },
    );
    expect([65_519.99, 65_520, 1e-8, -1e-8, 2 ** -25, 1.5 * 2 ** -25].map(toFloat16Bits)).toEqual([0x7bff, 0x7c00, 0, 0x8000, 0, 1]);
  });
});

describe('dense rows', () => {
  it('keep float32 and round the others', () => {
    const vector = [1.5, -2.25, 300, Number.NaN];
    const round = (datatype: 'float32' | 'float16' | 'uint8'): number[] => {
      const bytes = new Uint8Array(3 + 4 * elementBytes(datatype));
      encodeVectorRow(vector, datatype, bytes, 3);
      return [...decodeVectorRow(bytes, datatype, 4, 3)];
    };
    expect(round('float32')).toEqual(vector);
    expect(round('float16')).toEqual(vector);
    expect(round('uint8')).toEqual([1, 0, 255, 0]);
    expect([3.7, -5, 300, 254.99, Number.POSITIVE_INFINITY].map(toUint8)).toEqual([3, 0, 255, 254, 255]);
  });
});

describe('normalisation', () => {
  it('gives length 1, keeps zero, tiny and normalised vectors, and is idempotent', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, maxLength: 64, noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), (vector) => {
        const once = normalizeVector(vector);
        const square = once.reduce((sum, element) => sum + element * element, 0);
        if (once === vector) expect(square < 1.2e-7 || Math.abs(square - 1) <= 1.1e-6).toBe(true);
        else expect(square).toBeCloseTo(1, 5);
        expect(normalizeVector(once)).toEqual(once);
      }),
    );
    const tiny = Float32Array.of(1e-5, 0);
    expect(normalizeVector(tiny)).toBe(tiny);
    expect(isStoredNormalized('Cosine', 'uint8')).toBe(false);
    expect(isStoredNormalized('Cosine', 'turbo4')).toBe(true);
    expect(isStoredNormalized('Dot', 'float32')).toBe(false);
  });
});

describe('sparse values', () => {
  const sparse = fc.uniqueArray(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 50 }).map((list) => ({
    indices: Uint32Array.from(list.sort((left, right) => left - right)),
    values: Float32Array.from(list, (_, at) => at / 4),
  }));

  it('round-trip any indices', () => {
    fc.assert(
      fc.property(sparse, (value) => {
        expect(decodeSparseValue(encodeSparseValue(value))).toEqual(value);
      }),
    );
  });

  it('have the bytes of the format', () => {
    const bytes = encodeSparseValue({ indices: Uint32Array.of(1, 3), values: Float32Array.of(1, 2) });
    // Width 8 is written as 0 in 6 bits, then the differences 1 and 2.
    expect(Buffer.from(bytes).toString('hex')).toBe(['0300000000000000', '408000', '0200000000000000', '0000803f', '00000040'].join(''));
    expect(encodeSparseValue({ indices: new Uint32Array(0), values: new Float32Array(0) })).toEqual(new Uint8Array(16));
  });

  it('are refused when cut, or with any junk, by a format error', () => {
    fc.assert(
      fc.property(sparse, fc.uint8Array({ maxLength: 40 }), fc.nat(), (value, junk, cut) => {
        const bytes = encodeSparseValue(value);
        for (const hostile of [bytes.subarray(0, cut % bytes.length), junk]) {
          try {
            decodeSparseValue(hostile);
          } catch (error) {
            expect(isFormatError(error)).toBe(true);
          }
        }
      }),
    );
    expect(() => encodeSparseValue({ indices: Uint32Array.of(3, 3), values: Float32Array.of(1, 2) })).toThrow(/ascend/);
  });
});

describe('layouts', () => {
  it('plan the chunks that the engine makes', () => {
    expect(planChunks(5, 20)).toEqual({ chunkSizeBytes: 33_554_420, chunkRows: 1_677_721, dim: 5 });
    expect(planChunks(1, 12).chunkRows).toBe(2_796_202);
    const config = planChunks(3, 12, 100);
    expect(parseChunkedConfig(encodeChunkedConfig(config, true), { dim: 3, rowBytes: 12 })).toEqual(config);
    expect(chunkRowPlace(config, 17, 12)).toEqual({ chunk: 2, offset: 12 });
    expect(() => parseChunkedConfig(encodeChunkedConfig(config), { dim: 4, rowBytes: 16 })).toThrow(/differs from segment.json/);
  });

  it('keep flags, matrices and offsets', () => {
    expect(decodeFlagsStatus(encodeFlagsStatus(77))).toEqual({ length: 77, fileName: 'flags_a.dat' });
    expect(decodeFlagsStatus(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)).fileName).toBe('flags_b.dat');
    expect([flagsFileBytes(0), flagsFileBytes((1 << 23) + 1)]).toEqual([1 << 20, 1 << 21]);
    expect(() => checkMatrixHeader(encodeMatrixHeader())).not.toThrow();
    expect(() => checkMatrixHeader(new Uint8Array(4))).toThrow(/not a vector matrix/);
    expect(matrixRowCount(4 + 40, 20)).toBe(2);
    expect(decodeMatrixDeleted(encodeMatrixDeleted(Uint8Array.of(5), 3))).toEqual(Uint8Array.of(5, 0, 0, 0, 0, 0, 0, 0));
    const place = { firstRow: 9, count: 2, capacity: 3 };
    expect(decodeMultivectorOffset(encodeMultivectorOffset(place))).toEqual(place);
    expect([placeMultivector(7, 3, 10), placeMultivector(8, 3, 10), placeMultivector(10, 10, 10)]).toEqual([7, 10, 10]);
    expect(() => placeMultivector(0, 11, 10)).toThrow(/does not fit a chunk/);
  });
});

describe('turbo4', () => {
  it.each(['Cosine', 'Dot', 'Euclid', 'Manhattan'] as const)('comes near to what went in (%s)', (distance: Distance) => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 8, maxLength: 70, noNaN: true, noDefaultInfinity: true, min: -10, max: 10 }), (input) => {
        const vector = distance === 'Cosine' ? normalizeVector(input) : input;
        const norm = Math.hypot(...vector);
        if (norm < 0.5) return;
        const row = new Uint8Array(turbo4RowBytes(vector.length, distance));
        encodeTurbo4Row(vector, distance, row);
        const decoded = decodeTurbo4Row(row, vector.length, distance);
        const error = Math.hypot(...decoded.map((element, at) => element - (vector[at] ?? 0)));
        expect(error / norm).toBeLessThan(0.35);
      }),
      { numRuns: 50 },
    );
  });

  it('encodes to the very codes of the engine: what it returned for the fixture comes out of our rows', async () => {
    const url = new URL('../../fixtures/turbo4.json', import.meta.url);
    type Entry = { id: number; vectors: Record<string, number[]>; raw_input_vectors?: Record<string, number[]> };
    const { points } = JSON.parse(await readFile(url, 'utf8')) as { points: Entry[] };
    const distances: Record<string, Distance> = { c: 'Cosine', d: 'Dot', e: 'Euclid', m: 'Manhattan' };
    let compared = 0;
    for (const point of points) {
      for (const [name, raw] of Object.entries(point.raw_input_vectors ?? {})) {
        const distance = /^[cdem]\d/.test(name) ? distances[name.charAt(0)] : undefined;
        const expected = point.vectors[name];
        if (!distance || !expected || typeof raw[0] !== 'number') continue;
        const input = Float32Array.from(raw);
        const row = new Uint8Array(turbo4RowBytes(input.length, distance));
        encodeTurbo4Row(distance === 'Cosine' ? normalizeVector(input) : input, distance, row);
        const decoded = decodeTurbo4Row(row, input.length, distance);
        for (const [at, element] of decoded.entries()) expect(element).toBeCloseTo(expected[at] ?? 0, 4);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});
