import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setBit } from './bits.ts';
import { decodeCompactBitmask, encodeCompactBitmask } from './compact-bitmask.ts';
import { decodeDiskMappings } from './disk-id-tracker.ts';
import { isFormatError } from './format-error.ts';
import { decodeImmutableMappings, encodeDeletedRows, encodeImmutableMappings } from './immutable-id-tracker.ts';
import {
  applyMappingChange,
  createPointMapping,
  decodeMappingChanges,
  encodeMappingChanges,
  type MappingChange,
} from './mutable-id-tracker.ts';
import { comparePointIds, numericId, type PointId } from './point-id.ts';
import { decodePointVersions, encodePointVersions } from './point-versions.ts';
import { decodeRoaring } from './roaring.ts';

const pointId: fc.Arbitrary<PointId> = fc.oneof(fc.nat(1000), fc.bigInt(0n, 2n ** 64n - 1n).map(numericId), fc.uuid());

const change: fc.Arbitrary<MappingChange> = fc.record({ id: pointId, row: fc.option(fc.nat(200), { nil: undefined }) });

function read(bytes: Uint8Array): { changes: MappingChange[]; end: number } {
  const changes: MappingChange[] = [];
  const end = decodeMappingChanges(bytes, (id, row) => changes.push({ id, row }));
  return { changes, end };
}

describe('mutable id tracker', () => {
  it('writes the bytes of the format', () => {
    const changes = [
      { id: 5, row: 1 },
      { id: '00010203-0405-0607-0809-0a0b0c0d0e0f', row: 2 },
      { id: 2n ** 64n - 1n, row: undefined },
      { id: '00010203-0405-0607-0809-0a0b0c0d0e0f', row: undefined },
    ];
    const bytes = encodeMappingChanges(changes);
    expect(Buffer.from(bytes).toString('hex')).toBe(
      [
        '01 0500000000000000 01000000',
        '02 000102030405060708090a0b0c0d0e0f 02000000',
        '03 ffffffffffffffff',
        '04 000102030405060708090a0b0c0d0e0f',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
    expect(read(bytes)).toEqual({ changes, end: bytes.length });
  });

  it('gives back every record, wherever the log is cut', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), fc.nat(), (changes, seed) => {
        const bytes = encodeMappingChanges(changes);
        const cut = seed % (bytes.length + 1);
        const { changes: kept, end } = read(bytes.subarray(0, cut));
        expect(kept).toEqual(changes.slice(0, kept.length));
        expect(end).toBe(encodeMappingChanges(kept).length);
        if (cut === bytes.length) expect(kept).toEqual(changes);
      }),
    );
  });

  it('goes on from where a limited pass stopped', () => {
    const changes = Array.from({ length: 10 }, (_, row) => ({ id: row, row }));
    const bytes = encodeMappingChanges(changes);
    const rows: (number | undefined)[] = [];
    for (let offset = 0; offset < bytes.length; ) offset = decodeMappingChanges(bytes, (_id, row) => rows.push(row), offset, 3);
    expect(rows).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('refuses an unknown record with its offset', () => {
    expect(() => read(Uint8Array.of(9))).toThrow(/byte 0: unknown record type .*expected 1 to 4, found 9/);
  });

  it('moves ids and replaces them as the engine does', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const mapping = createPointMapping();
        const model = new Map<PointId, number>();
        for (const { id, row } of changes) {
          applyMappingChange(mapping, id, row);
          if (row !== undefined) for (const [other, held] of model) if (held === row) model.delete(other);
          if (row === undefined) model.delete(id);
          else model.set(id, row);
        }
        expect(mapping.rowOfId).toEqual(model);
        const live = mapping.idOfRow.flatMap((id, row) => (id === undefined ? [] : [[id, row] as const]));
        expect(new Map(live)).toEqual(model);
      }),
    );
  });

  it('keeps versions and ignores a torn one', () => {
    const bytes = encodePointVersions([0, 7, 2 ** 53 - 1]);
    expect([...decodePointVersions(bytes)]).toEqual([0, 7, 2 ** 53 - 1]);
    expect([...decodePointVersions(bytes.subarray(0, 20))]).toEqual([0, 7]);
    expect(() => decodePointVersions(new Uint8Array(8).fill(255))).toThrow(/beyond 2\^53/);
  });
});

describe('immutable id tracker', () => {
  it('round-trips any ids', () => {
    fc.assert(
      fc.property(fc.array(pointId, { maxLength: 50 }), (ids) => {
        expect(decodeImmutableMappings(encodeImmutableMappings(ids))).toEqual(ids);
      }),
    );
  });

  it('refuses any junk with a format error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(4), (junk, count) => {
        junk.set([count, 0, 0, 0, 0, 0, 0, 0].slice(0, junk.length));
        try {
          expect(decodeImmutableMappings(junk)).toHaveLength(count);
        } catch (error) {
          expect(isFormatError(error)).toBe(true);
        }
      }),
    );
  });

  it('refuses a count that the file cannot hold', () => {
    const bytes = encodeImmutableMappings([1, 2]);
    bytes[5] = 1;
    expect(() => decodeImmutableMappings(bytes)).toThrow(/shorter than its row count/);
  });

  it('rounds deletions up to words', () => {
    expect(encodeDeletedRows(Uint8Array.of(1), 65)).toEqual(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  });
});

describe('disk id tracker', () => {
  it('reads numbers and UUIDs by the mask', () => {
    const i2e = new Uint8Array(32 + 32);
    const view = new DataView(i2e.buffer);
    view.setBigUint64(0, 0x51445f4932450001n, true);
    view.setUint32(8, 2, true);
    view.setBigUint64(16, 2n, true);
    view.setBigUint64(32, 77n, true);
    for (let at = 0; at < 16; at++) i2e[48 + at] = 15 - at;
    const bits = new Uint8Array(8);
    setBit(bits, 1, true);
    const isUuid = encodeCompactBitmask({ length: 2, bits });
    expect(decodeDiskMappings(i2e, isUuid)).toEqual([77, '00010203-0405-0607-0809-0a0b0c0d0e0f']);
    i2e[8] = 1;
    expect(() => decodeDiskMappings(i2e, isUuid)).toThrow(/id_tracker.i2e, byte 8: unknown version/);
  });
});

describe('compact bitmask', () => {
  const header = (length: number, encoding: number, payload: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(32 + payload.length);
    const view = new DataView(bytes.buffer);
    bytes.set(new TextEncoder().encode('QBMK'));
    view.setUint32(4, 1, true);
    view.setUint32(8, length, true);
    view.setUint32(16, encoding, true);
    view.setUint32(24, payload.length, true);
    bytes.set(payload, 32);
    return bytes;
  };

  it('round-trips raw bits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bits) => {
        expect(decodeCompactBitmask(encodeCompactBitmask({ length: 64, bits }), 64)).toEqual({ length: 64, bits });
      }),
    );
  });

  it('reads set and unset positions from a Roaring bitmap with a run', () => {
    // The run [0, 3) as the engine writes it: cookie with one container and its run flag.
    const run = Uint8Array.of(0x3b, 0x30, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 2, 0);
    expect(decodeCompactBitmask(header(10, 1, run), 10).bits[0]).toBe(0b111);
    expect([...decodeCompactBitmask(header(10, 2, run), 10).bits.subarray(0, 2)]).toEqual([0b1111_1000, 0b11]);
    expect(() => decodeCompactBitmask(header(2, 1, run), 10)).toThrow(/beyond the bitmask/);
  });

  it('reads arrays and bitmaps of Roaring containers', () => {
    const array = Uint8Array.of(0x3a, 0x30, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 16, 0, 0, 0, 5, 0, 9, 0);
    const found: number[] = [];
    decodeRoaring(array, (start, count) => found.push(start, count));
    expect(found).toEqual([65_541, 1, 65_545, 1]);
    const bitmap = new Uint8Array(16 + 8192);
    bitmap.set([0x3a, 0x30, 0, 0, 1, 0, 0, 0, 0, 0, 0xff, 0xff]);
    bitmap.fill(255, 16);
    let ones = 0;
    decodeRoaring(bitmap, (_start, count) => {
      ones += count;
    });
    expect(ones).toBe(65_536);
  });

  it('refuses hostile lengths and any junk with a format error', () => {
    expect(() => decodeCompactBitmask(header(2 ** 31, 2, new Uint8Array(0)), 1000)).toThrow(/longer than its segment/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (junk, withRuns) => {
        const bytes = Uint8Array.of(withRuns ? 0x3b : 0x3a, 0x30, ...junk);
        try {
          decodeRoaring(bytes, () => {});
        } catch (error) {
          expect(isFormatError(error)).toBe(true);
        }
      }),
    );
  });
});

describe('point ids', () => {
  it('order numbers before UUIDs', () => {
    const ids: PointId[] = ['b0000000-0000-0000-0000-000000000000', 2n ** 63n, 5, 'a0000000-0000-0000-0000-000000000000', 1];
    expect(ids.toSorted(comparePointIds)).toEqual([
      1,
      5,
      2n ** 63n,
      'a0000000-0000-0000-0000-000000000000',
      'b0000000-0000-0000-0000-000000000000',
    ]);
  });
});
