import { hash } from 'node:crypto';
import { isJsonNumber, type JsonValue } from '@sextant/contract/json';
import type { StoredVector } from '../read/stored-point.ts';

/** 64 bits of a hash as two halves; never both 0, which stands for "absent". */
export interface Digest {
  readonly high: number;
  readonly low: number;
}

/** Equal for payloads of equal value: the order of keys and the spelling of numbers (`1`, `1.0`) do not count. */
export function digestPayload(payload: Readonly<Record<string, unknown>>): Digest {
  return digestOf(canonicalJson(payload as JsonValue));
}

/** Equal for vectors that are equal bit by bit; a sparse one is compared in the order of its indices. */
export function digestVector(vector: StoredVector): Digest {
  if (vector instanceof Float32Array) return digestOf(bytesOf(vector));
  if (vector.kind === 'multi') return digestOf(Buffer.concat([Buffer.from(`multi ${vector.count} `), bytesOf(vector.data)]));
  const order = Array.from(vector.indices.keys()).sort((left, right) => (vector.indices[left] ?? 0) - (vector.indices[right] ?? 0));
  const indices = Uint32Array.from(order, (at) => vector.indices[at] ?? 0);
  const values = Float32Array.from(order, (at) => vector.values[at] ?? 0);
  return digestOf(Buffer.concat([Buffer.from('sparse '), bytesOf(indices), bytesOf(values)]));
}

function bytesOf(values: Float32Array | Uint32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function digestOf(data: string | Buffer): Digest {
  const bytes = hash('sha1', data, 'buffer');
  const high = bytes.readUInt32LE(0);
  const low = bytes.readUInt32LE(4);
  return high === 0 && low === 0 ? { high: 0, low: 1 } : { high, low };
}

/** Text that is equal for values that are. */
function canonicalJson(value: JsonValue | bigint | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isJsonNumber(value)) return value.isInteger ? canonicalJson(BigInt(value.source)) : String(Number(value.source));
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).sort((left, right) => (left < right ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`;
}
