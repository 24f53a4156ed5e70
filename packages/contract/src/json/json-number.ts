/** `JSON.rawJSON` (ES2026, in Node since 22), which TypeScript 5.9 does not know yet: a number that `JSON.stringify` writes as this text. */
export function rawNumber(text: string): unknown {
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);
}

const brand = Symbol.for('sextant.JsonNumber');

/**
 * A JSON number that a JavaScript number cannot carry unchanged: an integer beyond 2^53 - 1, or a float without a fraction
 * (`1.0` is a float to Qdrant, `1` an integer). Keeps the text it was written with; `JSON.stringify` writes that text again.
 */
export class JsonNumber {
  readonly source: string;
  readonly [brand] = true;

  constructor(source: string) {
    this.source = source;
  }

  /** A float without a fraction, so that it is written as `1.0`, not `1`. */
  static float(value: number): JsonNumber {
    const text = String(value);
    return new JsonNumber(Object.is(value, -0) ? '-0.0' : /[.e]/.test(text) ? text : `${text}.0`);
  }

  /** An integer of any size. */
  static integer(value: bigint): JsonNumber {
    return new JsonNumber(value.toString());
  }

  /** True for `12345678901234567890`, false for `1.0` and `1e3`. */
  get isInteger(): boolean {
    return /^-?\d+$/.test(this.source) && this.source !== '-0';
  }

  /** The integer, exactly; undefined for a float. */
  toBigInt(): bigint | undefined {
    return this.isInteger ? BigInt(this.source) : undefined;
  }

  /** The nearest double. */
  valueOf(): number {
    return Number(this.source);
  }

  toJSON(): unknown {
    return rawNumber(this.source);
  }

  toString(): string {
    return this.source;
  }
}

/** Recognises a `JsonNumber` of any copy of this package. */
export function isJsonNumber(value: unknown): value is JsonNumber {
  return typeof value === 'object' && value !== null && brand in value;
}
