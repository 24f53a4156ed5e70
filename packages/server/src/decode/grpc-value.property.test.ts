import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { StructSchema } from '@sextant/contract/grpc';
import { JsonNumber, type JsonObject, parseJson, stringifyJson } from '@sextant/contract/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payloadToProto } from '../encode/grpc-value.ts';
import { payloadFromProto } from './grpc-value.ts';

/** JSON text whose numbers are integers of 64 bits and doubles with a fraction or an exponent. */
const { value: jsonText } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('null', 'true', 'false'),
    fc.string().map((text) => JSON.stringify(text)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JsonNumber.float(value).source),
    fc.array(tie('value') as fc.Arbitrary<string>, { maxLength: 4 }).map((list) => `[${list.join(',')}]`),
    fc.dictionary(fc.string(), tie('value') as fc.Arbitrary<string>, { maxKeys: 4 }).map(objectText),
  ),
}));

function objectText(entries: Record<string, unknown>): string {
  return `{${Object.entries(entries)
    .map(([key, value]) => `${JSON.stringify(key)}:${String(value)}`)
    .join(',')}}`;
}

function roundTrip(payload: JsonObject): JsonObject {
  const bytes = toBinary(StructSchema, create(StructSchema, { fields: payloadToProto(payload) }));
  return payloadFromProto(fromBinary(StructSchema, bytes).fields);
}

describe('payload values over protobuf', () => {
  it('come back as the same JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          jsonText as fc.Arbitrary<string>,
        ),
        (entries) => {
          const payload = parseJson(objectText(entries)) as JsonObject;
          expect(stringifyJson(sorted(roundTrip(payload)))).toBe(stringifyJson(sorted(payload)));
        },
      ),
    );
  });

  it('keep integers and floats apart, and integers of 64 bits whole', () => {
    const text = '{"int":1,"float":1.0,"big":9007199254740993,"low":-9223372036854775808,"tiny":5e-324,"negative":-0.0}';
    const proto = payloadToProto(parseJson(text) as JsonObject);
    expect(proto['int']?.kind).toEqual({ case: 'integerValue', value: 1n });
    expect(proto['float']?.kind).toEqual({ case: 'doubleValue', value: 1 });
    expect(proto['big']?.kind).toEqual({ case: 'integerValue', value: 9_007_199_254_740_993n });
    expect(stringifyJson(payloadFromProto(proto))).toBe(text);
  });

  it('refuse what JSON cannot say, and payloads nested too deep', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const proto = create(StructSchema, { fields: { x: { kind: { case: 'doubleValue', value } } } });
      expect(() => payloadFromProto(proto.fields)).toThrow('cannot convert to json number');
    }
    let deep: JsonObject = {};
    for (let i = 0; i < 130; i += 1) deep = { a: deep };
    expect(() => payloadFromProto(payloadToProto(deep))).toThrow('recursion limit exceeded');
  });

  it('take a key named __proto__ as any other', () => {
    const payload = parseJson('{"__proto__":{"a":1}}') as JsonObject;
    expect(stringifyJson(roundTrip(payload))).toBe('{"__proto__":{"a":1}}');
  });
});

/** Maps have no order on the wire. */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, sorted(entry)]),
  ) as T;
}
