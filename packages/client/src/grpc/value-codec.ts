import { create } from '@bufbuild/protobuf';
import { type Value, ValueSchema } from '@sextant/contract/grpc';
import { isJsonNumber } from '@sextant/contract/json';

const int64Min = -(2n ** 63n);
const int64Max = 2n ** 63n - 1n;

/** A payload as the map of a message. */
export function toValueMap(payload: object | null | undefined): Record<string, Value> {
  return Object.fromEntries(Object.entries(payload ?? {}).map(([key, value]) => [key, toValue(value)]));
}

/** A JSON value as a message: whole numbers as integers, unless their text says they are floats. */
export function toValue(value: unknown): Value {
  return create(ValueSchema, { kind: toKind(value) as Value['kind'] });
}

function toKind(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return { case: 'stringValue', value };
    case 'boolean':
      return { case: 'boolValue', value };
    case 'bigint':
      return toNumberKind(value, Number(value));
    case 'number':
      return Number.isSafeInteger(value) ? { case: 'integerValue', value: BigInt(value) } : { case: 'doubleValue', value };
    case 'object':
      if (value === null) return { case: 'nullValue', value: 0 };
      if (isJsonNumber(value)) return toNumberKind(value.toBigInt(), Number(value));
      if (Array.isArray(value)) return { case: 'listValue', value: { values: value.map(toValue) } };
      return { case: 'structValue', value: { fields: toValueMap(value) } };
    default:
      return { case: 'nullValue', value: 0 };
  }
}

/** gRPC has no integer above 2^63 - 1: such a number goes as a double, as the server itself would send it. */
function toNumberKind(integer: bigint | undefined, double: number): unknown {
  if (integer !== undefined && integer >= int64Min && integer <= int64Max) return { case: 'integerValue', value: integer };
  return { case: 'doubleValue', value: double };
}

export function fromValueMap(fields: Readonly<Record<string, Value>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fromValue(value)]));
}

export function fromValue({ kind }: Value): unknown {
  switch (kind.case) {
    case 'stringValue':
    case 'boolValue':
      return kind.value;
    case 'integerValue':
      return kind.value >= Number.MIN_SAFE_INTEGER && kind.value <= Number.MAX_SAFE_INTEGER ? Number(kind.value) : kind.value;
    case 'doubleValue':
      return kind.value;
    case 'listValue':
      return kind.value.values.map(fromValue);
    case 'structValue':
      return fromValueMap(kind.value.fields);
    default:
      return null;
  }
}
