import { create } from '@bufbuild/protobuf';
import { ListValueSchema, NullValue, StructSchema, type Value, ValueSchema } from '@sextant/contract/grpc';
import { isJsonNumber, type JsonObject, type JsonValue } from '@sextant/contract/json';

const minInteger = -(2n ** 63n);
const maxInteger = 2n ** 63n - 1n;

/** A payload as protobuf values: integers as `integer_value`, floats as `double_value`, so that both ends see the same JSON. */
export function payloadToProto(payload: JsonObject): Record<string, Value> {
  const result: Record<string, Value> = {};
  for (const key of Object.keys(payload)) {
    const value = jsonToProto(payload[key] as JsonValue);
    // Assigning to `__proto__` would change the object instead of adding a key.
    if (key === '__proto__') Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
    else result[key] = value;
  }
  return result;
}

/** One JSON value. Integers beyond 64 bits become doubles, as in the real server. */
function jsonToProto(value: JsonValue): Value {
  return create(ValueSchema, { kind: kindOf(value) });
}

function kindOf(value: JsonValue): Value['kind'] {
  if (value === null) return { case: 'nullValue', value: NullValue.NULL_VALUE };
  if (typeof value === 'string') return { case: 'stringValue', value };
  if (typeof value === 'boolean') return { case: 'boolValue', value };
  if (typeof value === 'number') return numberKind(value);
  if (isJsonNumber(value)) {
    const integer = value.toBigInt();
    if (integer !== undefined && integer >= minInteger && integer <= maxInteger) return { case: 'integerValue', value: integer };
    return { case: 'doubleValue', value: value.valueOf() };
  }
  if (Array.isArray(value)) return { case: 'listValue', value: create(ListValueSchema, { values: value.map(jsonToProto) }) };
  return { case: 'structValue', value: create(StructSchema, { fields: payloadToProto(value) }) };
}

/** A plain number is an integer when JSON would write it as one: `1e300` has no fraction, but an exponent. */
function numberKind(value: number): Value['kind'] {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return { case: 'integerValue', value: BigInt(value) };
  return { case: 'doubleValue', value };
}
