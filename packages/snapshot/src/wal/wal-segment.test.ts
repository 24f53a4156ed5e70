import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crc32cOf,
  decodeWalHeader,
  decodeWalOperation,
  encodeWalHeader,
  readWalEntry,
  sealWalEntry,
  walEntryBytes,
  walHeaderBytes,
} from './index.ts';

const golden = new URL('../../fixtures/wal/all-operations.wal', import.meta.url);

/** All entries of a whole segment file. */
export function entriesOf(file: Uint8Array): Uint8Array[] {
  const header = decodeWalHeader(file);
  if (!header.ok) throw new Error(header.problem);
  const entries: Uint8Array[] = [];
  let crc = header.seed;
  for (let at = walHeaderBytes; ; ) {
    const result = readWalEntry(file, at, crc);
    if (result.kind !== 'entry') return entries;
    entries.push(result.data);
    crc = result.crc;
    at = result.end;
  }
}

describe('WAL segment bytes', () => {
  it('computes the check value of CRC-32C at any alignment', () => {
    const text = new TextEncoder().encode('123456789');
    for (let shift = 0; shift < 8; shift++) {
      const moved = new Uint8Array(32).subarray(shift, shift + 9);
      moved.set(text);
      expect(crc32cOf(moved)).toBe(0xe3069283);
    }
    expect(crc32cOf(new Uint8Array(32))).toBe(0x8a9136aa);
  });

  it('reads the 28 entries Qdrant wrote, up to the last byte', async () => {
    const file = new Uint8Array(await readFile(golden));
    const entries = entriesOf(file);
    expect(entries).toHaveLength(28);
    expect(entries.reduce((size, entry) => size + walEntryBytes(entry.length), walHeaderBytes)).toBe(file.length);
  });

  it('writes the same bytes as Qdrant from the same entries and seed', async () => {
    const file = new Uint8Array(await readFile(golden));
    const header = decodeWalHeader(file);
    if (!header.ok) throw new Error(header.problem);
    const copy = new Uint8Array(file.length);
    copy.set(encodeWalHeader(header.seed));
    let at = walHeaderBytes;
    let crc = header.seed;
    for (const entry of entriesOf(file)) {
      copy.set(entry, at + 8);
      crc = sealWalEntry(copy, at, entry.length, crc);
      at += walEntryBytes(entry.length);
    }
    expect(Buffer.from(copy).equals(file)).toBe(true);
  });

  it('stops at the first byte that was changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (list, where, flip) => {
          const file = new Uint8Array(walHeaderBytes + list.reduce((size, data) => size + walEntryBytes(data.length), 0) + 64);
          file.set(encodeWalHeader(77));
          const ends: number[] = [];
          let at = walHeaderBytes;
          let crc = 77;
          for (const data of list) {
            file.set(data, at + 8);
            crc = sealWalEntry(file, at, data.length, crc);
            at += walEntryBytes(data.length);
            ends.push(at);
          }
          expect(entriesOf(file).map((entry) => [...entry])).toEqual(list.map((entry) => [...entry]));
          const position = walHeaderBytes + (where % (at - walHeaderBytes));
          file[position] = (file[position] as number) ^ flip;
          expect(entriesOf(file)).toHaveLength(ends.findIndex((end) => position < end));
        },
      ),
    );
  });

  it('names what is wrong with a header', () => {
    expect(decodeWalHeader(new Uint8Array(3))).toEqual({ ok: false, problem: 'is 3 bytes long, a WAL segment has at least 8' });
    expect(decodeWalHeader(new Uint8Array(8))).toMatchObject({ ok: false, problem: expect.stringContaining('found 00 00 00') });
    expect(decodeWalHeader(Uint8Array.of(0x77, 0x61, 0x6c, 9, 0, 0, 0, 0))).toMatchObject({
      ok: false,
      problem: expect.stringContaining('version 9'),
    });
  });

  it('decodes every golden entry to a known operation', async () => {
    const kinds = entriesOf(new Uint8Array(await readFile(golden))).map((entry) => decodeWalOperation(entry).kind);
    expect(kinds).not.toContain('unknown');
    expect(new Set(kinds).size).toBe(13);
  });
});
