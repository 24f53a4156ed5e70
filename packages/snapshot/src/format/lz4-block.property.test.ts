import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBlob, decodePayload, encodeBlob, encodePayload } from './blob-value.ts';
import { isFormatError } from './format-error.ts';
import { compressLz4Block, decompressLz4Block } from './lz4-block.ts';

/** Data with repetitions, as payloads have. */
const repetitive = fc
  .array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 30 })), { maxLength: 30 })
  .map((parts) => Uint8Array.from(parts.flatMap(([part, times]) => Array.from({ length: times }, () => [...part]).flat())));

describe('LZ4 blocks', () => {
  it('give back what went in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 3000 }), repetitive), (data) => {
        expect(decompressLz4Block(compressLz4Block(data), data.length)).toEqual(data);
      }),
    );
  });

  it.each([0, 1, 12, 13, 14, 18, 19, 20, 270, 65_536, 300_000])('give back %d equal bytes, and shrink them', (length) => {
    const data = new Uint8Array(length).fill(7);
    const block = compressLz4Block(data);
    expect(decompressLz4Block(block, length)).toEqual(data);
    if (length > 1000) expect(block.length).toBeLessThan(length / 200);
  });

  it('find matches no further than 64 KiB back', () => {
    const data = new Uint8Array(140_000);
    for (let at = 0; at < data.length; at++) data[at] = (Math.imul(at % 66_000, 2_654_435_761) >>> 13) & 255;
    expect(decompressLz4Block(compressLz4Block(data), data.length)).toEqual(data);
  });

  it('compress text about as well as LZ4 should', () => {
    const text = new TextEncoder().encode(
      JSON.stringify(Array.from({ length: 200 }, (_, n) => ({ city: 'Berlin', number: n, tags: ['a', 'b'] }))),
    );
    expect(compressLz4Block(text).length).toBeLessThan(text.length / 3);
  });

  it('read a block made elsewhere', () => {
    // From the LZ4 format description's rules: 4 literals "abcd", then a match 4 back of length 8 + 4, then the 5 last literals.
    const block = Uint8Array.of(0x48, 97, 98, 99, 100, 4, 0, 0x50, 101, 102, 103, 104, 105);
    expect(new TextDecoder().decode(decompressLz4Block(block, 21))).toBe('abcdabcdabcdabcdefghi');
  });

  it('refuse any bytes with a format error or give the announced size, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(2000), (junk, size) => {
        try {
          expect(decompressLz4Block(junk, size).length).toBe(size);
        } catch (error) {
          expect(isFormatError(error)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuse a size that no block of this length can have, before taking memory for it', () => {
    expect(() => decompressLz4Block(new Uint8Array(10), 2 ** 32 - 1)).toThrow(/cannot hold/);
  });
});

describe('payload values', () => {
  it('round-trip through both compressions', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom('LZ4' as const, 'None' as const), (value, compression) => {
        const payload = JSON.parse(JSON.stringify(value));
        expect(JSON.stringify(decodePayload(decodeBlob(encodeBlob(encodePayload(payload), compression), compression)))).toBe(
          JSON.stringify(payload),
        );
      }),
    );
  });

  it('keep numbers that a double cannot', () => {
    const text = '{"big":18446744073709551615,"float":1.0}';
    const payload = decodePayload(new TextEncoder().encode(text));
    expect(new TextDecoder().decode(encodePayload(payload))).toBe(text);
  });

  it('are refused when they are no UTF-8 or no object', () => {
    expect(() => decodePayload(Uint8Array.of(0xff, 0xfe))).toThrow(/UTF-8/);
    expect(() => decodePayload(new TextEncoder().encode('[1]'))).toThrow(/an object/);
    expect(() => decodeBlob(Uint8Array.of(1, 2), 'LZ4')).toThrow(/too short/);
  });
});
