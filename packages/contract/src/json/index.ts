export { isJsonNumber, JsonNumber } from './json-number.ts';
export type { JsonObject, JsonValue } from './json-value.ts';
export { parseJson, parseJsonWithBigInt } from './parse-json.ts';
export { stringifyJson } from './stringify-json.ts';
