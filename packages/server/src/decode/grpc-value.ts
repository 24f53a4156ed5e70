import type { Value } from '@sextant/contract/grpc';
import { JsonNumber, type JsonObject, type JsonValue } from '@sextant/contract/json';
import { invalidArgument } from '../grpc/errors.ts';

// A payload nested deeper could not be written as JSON again by the real server.
const maxDepth = 120;
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** A protobuf payload as JSON: integers stay integers of any size, doubles stay floats (`1.0`). NaN and infinities are refused. */
export function payloadFromProto(fields: Readonly<Record<string, Value>>): JsonObject {
  return objectFromProto(fields, 1);
}

/** One protobuf value as JSON; one without a kind is null. */
function jsonFromProto(value: Value, depth = 1): JsonValue {
  const { kind } = value;
  switch (kind.case) {
    case 'doubleValue':
      return floatToJson(kind.value);
    case 'integerValue':
      return integerToJson(kind.value);
    case 'stringValue':
    case 'boolValue':
      return kind.value;
    case 'structValue':
      return objectFromProto(kind.value.fields, depth + 1);
    case 'listValue':
      checkDepth(depth + 1);
      return kind.value.values.map((entry) => jsonFromProto(entry, depth + 1));
    default:
      return null;
  }
}

/** A 64-bit integer as JSON; exact at any size. */
export function integerToJson(value: bigint): number | JsonNumber {
  return value <= maxSafe && value >= -maxSafe ? Number(value) : JsonNumber.integer(value);
}

/** A double as JSON that stays a float when it is read again. */
function floatToJson(value: number): number | JsonNumber {
  if (!Number.isFinite(value)) throw invalidArgument('cannot convert to json number');
  return Number.isInteger(value) ? JsonNumber.float(value) : value;
}

function objectFromProto(fields: Readonly<Record<string, Value>>, depth: number): JsonObject {
  checkDepth(depth);
  const result: JsonObject = {};
  for (const key of Object.keys(fields)) {
    const value = jsonFromProto(fields[key] as Value, depth);
    // Assigning to `__proto__` would change the object instead of adding a key.
    if (key === '__proto__') Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
    else result[key] = value;
  }
  return result;
}

function checkDepth(depth: number): void {
  if (depth > maxDepth) throw invalidArgument('recursion limit exceeded');
}
