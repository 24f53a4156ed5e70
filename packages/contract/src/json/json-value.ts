import type { JsonNumber } from './json-number.ts';

/** A JSON value without loss: numbers that a double would change are `JsonNumber`. */
export type JsonValue = null | boolean | number | string | JsonNumber | JsonValue[] | JsonObject;

export interface JsonObject {
  [key: string]: JsonValue;
}
