import { readFile } from 'node:fs/promises';
import { type JsonObject, type JsonValue, parseJson, stringifyJson } from '@sextant/contract/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CborError,
  createCborReader,
  decodeWalHeader,
  decodeWalOperation,
  readWalEntry,
  type WalOperation,
  type WalVector,
  walHeaderBytes,
  walOperationBytes,
} from './index.ts';

const id = fc.oneof(
  fc.maxSafeNat(),
  fc.bigInt(2n ** 53n, 2n ** 64n - 1n),
  fc.uuid().map((text) => text.toLowerCase()),
);
const float = fc.float({ noNaN: true });
const dense = fc.array(float, { minLength: 1, maxLength: 5 }).map((values): WalVector => Float32Array.from(values));
const vector: fc.Arbitrary<WalVector> = fc.oneof(
  dense,
  fc
    .array(fc.tuple(float, float), { minLength: 1, maxLength: 4 })
    .map((rows): WalVector => ({ kind: 'multi', count: rows.length, data: Float32Array.from(rows.flat()) })),
  fc.array(fc.tuple(fc.nat(2 ** 32 - 1), float), { maxLength: 4 }).map(
    (pairs): WalVector => ({
      kind: 'sparse',
      indices: Uint32Array.from(pairs, ([index]) => index),
      values: Float32Array.from(pairs, ([, value]) => value),
    }),
  ),
);
const vectors = fc
  .array(fc.tuple(fc.oneof(fc.constant(''), fc.string({ maxLength: 5 })), vector), { maxLength: 3 })
  .map((list) => new Map(list));
// Integers beyond 64 bits are floats to Qdrant, and after a round through its log here, too.
const json = fc
  .json()
  .filter((text) => !/\d{19}/.test(text))
  .map((text) => parseJson(text));
const payload = fc.dictionary(fc.string(), json).map((object) => parseJson(stringifyJson(object as JsonValue)) as JsonObject);
const points = fc.array(fc.record({ id, vectors, payload }, { requiredKeys: ['id', 'vectors'] }), { maxLength: 4 });
const selector = fc.oneof(
  fc.array(id, { maxLength: 4 }).map((ids) => ({ ids })),
  fc.record({ must: fc.constant([{ key: 'n', range: { lt: 5.5 } }]) }).map((filter) => ({ filter })),
);
const operation = fc.oneof(
  fc.record({ kind: fc.constant('upsert_points' as const), points }),
  fc.record({ kind: fc.constant('upsert_points' as const), points, mode: fc.constantFrom('insert_only' as const, 'update_only' as const) }),
  fc.record({ kind: fc.constant('delete_points' as const), ids: fc.array(id) }),
  fc.record({ kind: fc.constant('update_vectors' as const), points: fc.array(fc.record({ id, vectors })) }),
  fc.record({ kind: fc.constant('delete_vectors' as const), selector, names: fc.array(fc.string()) }),
  fc.record(
    { kind: fc.constant('set_payload' as const), selector, payload, key: fc.string() },
    { requiredKeys: ['kind', 'selector', 'payload'] },
  ),
  fc.record({ kind: fc.constant('delete_payload' as const), selector, keys: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('clear_payload' as const), selector }),
);

describe('WAL operations', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(operation, (value) => {
        expect(decodeWalOperation(walOperationBytes(value as WalOperation))).toEqual(value);
      }),
    );
  });

  it('of Qdrant come back the same after a round through our encoder', async () => {
    const file = new Uint8Array(await readFile(new URL('../../fixtures/wal/all-operations.wal', import.meta.url)));
    const header = decodeWalHeader(file);
    let crc = header.ok ? header.seed : 0;
    let at = walHeaderBytes;
    for (let index = 0; index < 28; index++) {
      const entry = readWalEntry(file, at, crc);
      if (entry.kind !== 'entry') throw new Error(`entry ${index}`);
      const read = decodeWalOperation(entry.data);
      expect(decodeWalOperation(walOperationBytes(read))).toEqual(read);
      crc = entry.crc;
      at = entry.end;
    }
  });

  it('keep what a double would lose', () => {
    const text = '{"big":18446744073709551615,"float":1.0,"low":-9223372036854775808,"n":1,"wide":100000000000000000000.5}';
    const read = decodeWalOperation(
      walOperationBytes({ kind: 'set_payload', selector: { ids: [1] }, payload: parseJson(text) as JsonObject }),
    );
    expect(read.kind === 'set_payload' && stringifyJson(read.payload)).toBe(
      text.replace('100000000000000000000.5', '100000000000000000000.0'),
    );
  });

  it('refuse bytes that are none, and never hang on them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          decodeWalOperation(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(CborError);
        }
      }),
    );
    expect(() => createCborReader(Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff)).floats()).toThrow(CborError);
  });
});
