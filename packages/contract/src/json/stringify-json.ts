import { rawNumber } from './json-number.ts';

/** Writes JSON; `bigint` as an integer, `JsonNumber` with its own text. */
export function stringifyJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // The fast path cannot write a bigint; only then is a replacer, several times slower, worth its price.
    if (!(error instanceof TypeError) || !/BigInt/i.test(error.message)) throw error;
    return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? rawNumber(entry.toString()) : entry));
  }
}
