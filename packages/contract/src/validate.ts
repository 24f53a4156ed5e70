import { mode, shapeChecks } from './check.ts';
import { isJsonNumber } from './json/json-number.ts';

/** What is wrong with a request body. */
export interface ValidationIssue {
  /** `format`: the body cannot be read as this type (400). `value`: readable, but out of bounds (422). */
  readonly kind: 'format' | 'value';
  /** Where, as `points[0].vector`; empty for the body itself. */
  readonly path: string;
  /** The rule: `type`, `required`, `enum`, `anyOf`, `additionalProperties`, `number`, `minItems`, or the name of an `x-check`. */
  readonly keyword: string;
  readonly message: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Answers `true`, or what is wrong, the most telling issue first; never throws. */
export type Validator = (value: unknown) => true | ValidationIssue[];

interface CheckError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
/** A compiled schema. */
export type Check = ((value: unknown) => boolean) & { errors?: readonly CheckError[] | null };

/** Only a body that fails is looked at again, for its types alone, to tell 400 from 422. */
export function validator(check: Check): Validator {
  return (value) => {
    if (check(value)) return true;
    const errors = causes(check);
    mode.values = false;
    try {
      return [check(value) ? valueIssue(errors, value) : formatIssue(causes(check), value)];
    } finally {
      mode.values = true;
    }
  };
}

/** `if` only says that the other rules of a nullable type failed. */
const causes = (check: Check): readonly CheckError[] => (check.errors ?? []).filter(({ keyword }) => keyword !== 'if');

/** The body is readable, so some variant of each union fits: the deepest broken rule about a value is the cause. */
function valueIssue(errors: readonly CheckError[], root: unknown): ValidationIssue {
  const rules = errors.filter(
    ({ keyword, params }) => keyword === 'items_at_least' || keyword === 'number' || (keyword === 'check' && !isShapeCheck(params)),
  );
  const error = deepest(rules.length > 0 ? rules : errors);
  const found = valueAt(root, error.instancePath);
  const issue = { kind: 'value', path: dotted(error.instancePath), params: error.params } as const;
  if (error.keyword === 'number')
    return { ...issue, keyword: 'number', message: `value ${show(found)} invalid, must be ${bounds(error.params)}` };
  if (error.keyword === 'items_at_least')
    return {
      ...issue,
      keyword: 'minItems',
      message: `must have at least ${String(error.params.limit)} element(s), has ${(found as unknown[]).length}`,
    };
  const check = checkName(error.params);
  return { ...issue, keyword: check, message: valueRules[check] ?? `breaks the rule ${check}` };
}

function formatIssue(errors: readonly CheckError[], root: unknown): ValidationIssue {
  const error = errors.at(-1) as CheckError;
  const found = valueAt(root, error.instancePath);
  const issue = { kind: 'format', path: dotted(error.instancePath), keyword: error.keyword, params: error.params } as const;
  switch (error.keyword) {
    case 'required':
      return { ...issue, message: `missing field \`${String(error.params.missingProperty)}\`` };
    case 'additionalProperties':
      return { ...issue, message: `unknown field \`${String(error.params.additionalProperty)}\`` };
    case 'enum':
      return {
        ...issue,
        message: `unknown variant ${show(found, '`')}, expected one of ${(error.params.allowedValues as unknown[]).map((value) => `\`${String(value)}\``).join(', ')}`,
      };
    case 'number':
      return { ...issue, message: numberMessage(found, error.params) };
    case 'type':
      return { ...issue, message: `invalid type: ${describe(found)}, expected ${expected(error.params.type)}` };
    case 'check': {
      const rule = shapeRules[checkName(error.params)] ?? 'has a wrong format';
      return { ...issue, keyword: checkName(error.params), message: typeof found === 'string' ? `${show(found)} ${rule}` : rule };
    }
    case 'anyOf': {
      const inner = errors.slice(0, -1).filter(({ instancePath }) => instancePath.length > error.instancePath.length);
      const hint = inner.length > 0 ? formatIssue([deepest(inner)], root) : undefined;
      const near = hint === undefined ? '' : ` (${hint.path}: ${hint.message})`;
      return { ...issue, message: `data did not match any variant of untagged enum ${String(error.params.union)}${near}` };
    }
    default:
      return { ...issue, message: `does not satisfy ${error.keyword}` };
  }
}

const isShapeCheck = (params: CheckError['params']): boolean => checkName(params) in shapeChecks;
const checkName = (params: CheckError['params']): string => String(params.name);

const depth = ({ instancePath }: CheckError): number => instancePath.split('/').length;

function deepest(errors: readonly CheckError[]): CheckError {
  return errors.reduce((best, error) => (depth(error) > depth(best) ? error : best));
}

function bounds({ minimum, maximum }: CheckError['params']): string {
  if (minimum === undefined) return `${String(maximum)} or smaller`;
  return maximum === undefined ? `${String(minimum)} or larger` : `from ${String(minimum)} to ${String(maximum)}`;
}

function numberMessage(found: unknown, { kind, minimum }: CheckError['params']): string {
  const type = { uint: 'usize', uint8: 'u8', uint32: 'u32', uint64: 'u64', int64: 'i64', float: 'f32' }[String(kind)] ?? String(kind);
  const isInteger = Number.isInteger(found) || typeof found === 'bigint' || (isJsonNumber(found) && found.isInteger);
  if (kind === 'float' || !isInteger) return `invalid type: ${describe(found)}, expected ${type}`;
  const nonzero = Number(minimum) >= 1 && Number(found) === 0 ? 'a nonzero ' : '';
  return `invalid value: integer \`${String(found)}\`, expected ${nonzero}${type}`;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'sequence';
  if (typeof value === 'boolean') return `boolean \`${value}\``;
  if (typeof value === 'string') return `string ${show(value)}`;
  if (typeof value === 'number') return Number.isInteger(value) ? `integer \`${value}\`` : `floating point \`${value}\``;
  if (isJsonNumber(value)) return value.isInteger ? `integer \`${value.source}\`` : `floating point \`${value.source}\``;
  return 'map';
}

function expected(type: unknown): string {
  const words: Record<string, string> = { object: 'a map', array: 'a sequence', string: 'a string', boolean: 'a boolean', null: 'null' };
  return [type]
    .flat()
    .map((one) => words[String(one)] ?? String(one))
    .join(' or ');
}

/** Shortened: a body may hold megabytes at any place. */
function show(value: unknown, quote = '"'): string {
  const text =
    typeof value === 'string'
      ? value
      : value === null || typeof value !== 'object' || isJsonNumber(value)
        ? String(value)
        : Array.isArray(value)
          ? 'a sequence'
          : 'a map';
  const short = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  return typeof value === 'string' || quote === '`' ? `${quote}${short}${quote}` : short;
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const key of keys(pointer)) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

function keys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function dotted(pointer: string): string {
  return keys(pointer)
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}

const shapeRules: Readonly<Record<string, string>> = {
  uuid: 'is not a valid point ID, valid values are either an unsigned integer or a UUID',
  'date-time': 'does not match accepted datetime format (RFC3339). Example: 2014-01-01T00:00:00Z',
  uri: 'is not an absolute URL',
  'json-path': 'is not a valid json path; expected keys joined by dots, `[]` or `[0]` for arrays, quotes around keys with other characters',
  'geo-point': 'expected `lat` within [-90;90] and `lon` within [-180;180]',
  'geo-ring': 'expected a closed line: at least 4 points, the last equal to the first',
  'points-or-filter': 'either a list of point ids or a filter must be provided',
};

const valueRules: Readonly<Record<string, string>> = {
  'not-empty': 'must not be empty',
  sha256: 'must be a SHA-256 hash of 64 hexadecimal digits',
  'sparse-vector': 'indices must be unique, and values must be the same length as indices',
  matrix: 'vectors must not be empty and must have the same length',
  batch: 'number of ids, of vectors of each name and of payloads must be equal',
  'any-condition': 'at least one field condition must be specified',
  slice: 'slice index must be less than the total number of slices',
  'positive-or-negative': 'at least one positive or negative vector/id must be provided',
};
