import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Payload } from '../operation/point.ts';
import { createPayloadRows } from './payload-rows.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Step = readonly ['set' | 'load' | 'text' | 'get' | 'once' | 'clear' | 'forget', number, number];

describe('payload rows', () => {
  it('hold what was last put into a row, however rows are written, read and given up', () => {
    const step = fc.tuple(
      fc.constantFrom('set', 'load', 'text', 'get', 'once', 'clear', 'forget'),
      fc.nat(30),
      fc.oneof(fc.nat(40), fc.nat(3000), fc.nat(300_000)),
    ) as fc.Arbitrary<Step>;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const rows = createPayloadRows();
        const model = new Map<number, Payload>();
        for (const [kind, row, size] of steps) {
          const payload: Payload = size === 0 ? {} : { n: size, text: 'ä'.repeat(size / 2) };
          if (kind === 'set' || kind === 'load') {
            rows.set(row, kind === 'set' ? payload : undefined);
            if (kind === 'load') rows.load(row, encode(JSON.stringify(payload)));
            if (size === 0) model.delete(row);
            else model.set(row, payload);
          } else if (kind === 'clear') {
            rows.set(row, undefined);
            model.delete(row);
          } else if (kind === 'forget') rows.forgetParsed();
          else if (kind === 'text') {
            const text = rows.text(row);
            expect(text && JSON.parse(new TextDecoder().decode(text))).toEqual(model.get(row));
          } else expect(rows.get(row, kind === 'once' ? 'once' : undefined)).toEqual(model.get(row));
        }
        for (let row = 0; row <= 30; row++) expect(rows.get(row)).toEqual(model.get(row));
      }),
    );
  });

  it('keep a text apart from the bytes it was read from', () => {
    const rows = createPayloadRows();
    const bytes = encode('{"a":1.0,"b":18446744073709551615}');
    rows.load(3, bytes);
    const text = rows.text(3);
    bytes.fill(0);
    for (let i = 0; i < 40_000; i++) rows.load(4 + i, encode(`{"i":${i}}`));
    for (let i = 0; i < 40_000; i++) rows.set(4 + i, undefined);
    expect(new TextDecoder().decode(text)).toBe('{"a":1.0,"b":18446744073709551615}');
    expect(JSON.stringify(rows.get(3))).toBe('{"a":1.0,"b":18446744073709551615}');
  });

  it.each(['[]', '{"a":', '{"a":1}x', ''])('refuse %j', (text) => {
    expect(() => createPayloadRows().load(0, encode(text))).toThrow(/a payload/);
  });

  it('refuse what is not UTF-8', () => {
    expect(() => createPayloadRows().load(0, Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toThrow('a payload is not UTF-8');
  });
});
