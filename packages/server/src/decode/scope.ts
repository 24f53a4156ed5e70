import { isJsonNumber } from '@sextant/contract/json';

export type PathStep = string | number;

/** Where a decoder is in the document, and what it found to be out of range on the way. */
export interface Scope {
  readonly path: PathStep[];
  /** Sentences `field.path: value 0 invalid, must be 1 or larger`; reported together, and only when the whole document has the right form. */
  readonly violations: string[];
}

export function newScope(): Scope {
  return { path: [], violations: [] };
}

/** Which column a format error names: that after the value, that of its last character, that before its first, or none at all. */
export type ErrorPosition = 'after' | 'end' | 'before' | 'none';

/** The document has the wrong form: answered with 400 and, where the real server gives one, a line and a column. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly path: readonly PathStep[];
  readonly position: ErrorPosition;

  constructor(message: string, scope: Scope, position: ErrorPosition = 'end') {
    super(message);
    this.path = scope.path.slice();
    this.position = position;
  }
}

/** The document has the right form but values out of range: answered with 422. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
}

/** `value` as the real server's messages name what they got: ``integer `5` ``, `string "x"`, `map`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'sequence';
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  if (typeof value === 'string') return `string ${JSON.stringify(value)}`;
  if (typeof value === 'number') return Number.isInteger(value) ? `integer \`${value}\`` : `floating point \`${formatFloat(value)}\``;
  if (isJsonNumber(value)) {
    const integer = value.toBigInt();
    const fits = integer !== undefined && integer <= 18_446_744_073_709_551_615n && integer >= -9_223_372_036_854_775_808n;
    return fits ? `integer \`${integer}\`` : `floating point \`${formatFloat(value.valueOf())}\``;
  }
  return 'map';
}

/** A float as Rust prints it in messages: `100.0`, `1e+23`. */
export function formatFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** `points[0].vector`, as validation messages name a place. */
export function formatPath(path: readonly PathStep[]): string {
  let text = '';
  for (const step of path) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return text;
}

/** Notes that the value at the current place, or at its field `name`, breaks a rule. */
export function violate(scope: Scope, message: string, name?: string): void {
  const place = formatPath(name === undefined ? scope.path : [...scope.path, name]);
  scope.violations.push(place === '' ? message : `${place}: ${message}`);
}

/** Ends a decoding: fails with everything that was out of range. */
export function rejectViolations(scope: Scope): void {
  if (scope.violations.length > 0) throw new ValidationError(`[${scope.violations.join('; ')}]`);
}
