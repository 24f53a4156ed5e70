import type { JsonValue } from '@sextant/contract/json';
import { isJsonNumber } from '@sextant/contract/json';

const minInteger = -(2n ** 63n);
const maxInteger = 2n ** 63n - 1n;

/** The signed 64-bit integer a value is: a `number` up to 2^53 - 1, a `bigint` above. A float without a fraction (`1.0`) is none. */
export function integerOf(value: unknown): number | bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  const big = typeof value === 'bigint' ? value : isJsonNumber(value) ? value.toBigInt() : undefined;
  if (big === undefined || big < minInteger || big > maxInteger) return undefined;
  const small = Number(big);
  return Number.isSafeInteger(small) ? small : big;
}

/** The double nearest to a JSON number, of whatever form. */
export function floatOf(value: JsonValue | bigint | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return isJsonNumber(value) ? Number(value) : undefined;
}
