import { JsonNumber } from '@sextant/contract/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../http/body.ts';
import { upsert } from './points.ts';
import { readUpsert } from './upsert-text.ts';

const id = fc.oneof(fc.maxSafeNat(), fc.bigInt(2n ** 53n, 2n ** 64n - 1n), fc.uuid());
const floats = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 8 });
const sparse = fc.uniqueArray(fc.nat(1000), { maxLength: 5 }).map((indices) => ({ indices, values: indices.map((index) => index / 4) }));
const rows = fc.array(fc.tuple(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true })), {
  minLength: 1,
  maxLength: 4,
});
const name = fc.string().filter((text) => !['model', 'text', 'image', 'object', 'indices'].includes(text));
const vectors = fc.oneof(floats, fc.dictionary(name, fc.oneof(floats, sparse, rows)));
const point = fc.record(
  { id, vector: vectors, payload: fc.option(fc.dictionary(fc.string(), fc.jsonValue())) },
  { requiredKeys: ['id', 'vector'] },
);
const body = fc.record(
  { points: fc.array(point, { minLength: 1, maxLength: 4 }), shard_key: fc.string(), update_mode: fc.constant('insert_only') },
  { requiredKeys: ['points'] },
);

const write = (value: unknown, space: number) =>
  JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? new JsonNumber(entry.toString()).toJSON() : entry), space);

describe('readUpsert', () => {
  it('reads what the general decoder reads', () => {
    fc.assert(
      fc.property(body, fc.nat(2), (value, space) => {
        const text = write(value, space);
        expect(readUpsert(Buffer.from(text))).toEqual(decodeText(text, upsert));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves what is malformed or unusual to the general decoder', () => {
    const usual = '{"points":[{"id":1,"vector":[1,2],"payload":{"a":1}}]}';
    expect(readUpsert(Buffer.from(usual))).toBeDefined();
    for (let cut = 0; cut < usual.length; cut += 1) expect(readUpsert(Buffer.from(usual.slice(0, cut)))).toBeUndefined();
    for (const text of [
      `${usual}x`,
      '{"batch":{"ids":[1],"vectors":[[1]]}}',
      '{"points":[{"id":1,"vector":[]}]}',
      '{"points":[{"id":1}]}',
      '{"points":[{"id":-1,"vector":[1]}]}',
      '{"points":[{"id":1,"vector":[1],"payload":[1]}]}',
      '{"points":[{"id":1,"vector":{"d":{"text":"x","model":"m"}}}]}',
      '{"points":[{"id":1,"vector":[1]}],"update_filter":{"must":[{"key":"a"}]}}',
      '{"points":[{"id":1 "vector":[1]}]}',
      '[{"id":1,"vector":[1]}]',
    ]) {
      expect(readUpsert(Buffer.from(text)), text).toBeUndefined();
    }
    expect(readUpsert(Buffer.concat([Buffer.from('{"points":[],"x":"'), Buffer.from([0xff]), Buffer.from('"}')]))).toBeUndefined();
  });
});
