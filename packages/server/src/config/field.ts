/** One key of the configuration: its default, and how a value from YAML or from the environment becomes typed. */
export interface Field<T> {
  readonly field: true;
  readonly defaultValue: T;
  /** True for values that logs must not show. */
  readonly secret?: boolean;
  /** The typed value, or a sentence saying what was expected. `text` is set for values from the environment. */
  parse(value: unknown, text: boolean): { readonly value: T } | { readonly expected: string };
}

export type ConfigTree = { readonly [key: string]: Field<unknown> | ConfigTree };

/** The type of the configuration a schema describes. */
export type ConfigOf<T> = { -readonly [K in keyof T]: T[K] extends Field<infer V> ? V : ConfigOf<T[K]> };

/** The same with every key optional: what a file, or an embedding program, may say. */
export type PartialConfig<T> = { readonly [K in keyof T]?: T[K] extends object ? PartialConfig<T[K]> : T[K] };

export function isField(node: Field<unknown> | ConfigTree): node is Field<unknown> {
  return (node as { field?: unknown }).field === true;
}

export function text(defaultValue: string): Field<string> {
  return {
    field: true,
    defaultValue,
    parse: (value) =>
      typeof value === 'string' ? { value } : typeof value === 'number' ? { value: String(value) } : { expected: 'a string' },
  };
}

/** A string that is never logged. */
export function secret(): Field<string> {
  return { ...text(''), secret: true };
}

export function flag(defaultValue: boolean): Field<boolean> {
  const words = new Map([
    ['true', true],
    ['1', true],
    ['yes', true],
    ['on', true],
    ['false', false],
    ['0', false],
    ['no', false],
    ['off', false],
  ]);
  return {
    field: true,
    defaultValue,
    parse: (value, fromText) => {
      const found = fromText ? words.get(String(value).toLowerCase()) : value;
      return typeof found === 'boolean' ? { value: found } : { expected: 'true or false' };
    },
  };
}

export function number(defaultValue: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Field<number> {
  return { field: true, defaultValue, parse: (value, fromText) => parseNumber(value, fromText, min, max, false) };
}

export function integer(defaultValue: number, min: number, max = Number.MAX_SAFE_INTEGER): Field<number> {
  return { field: true, defaultValue, parse: (value, fromText) => parseNumber(value, fromText, min, max, true) };
}

function parseNumber(
  value: unknown,
  fromText: boolean,
  min: number,
  max: number,
  whole: boolean,
): { value: number } | { expected: string } {
  const found = fromText && String(value).trim() !== '' ? Number(value) : value;
  const kind = whole ? 'a whole number' : 'a number';
  if (typeof found !== 'number' || Number.isNaN(found) || (whole && !Number.isInteger(found))) return { expected: kind };
  if (found < min || found > max)
    return { expected: max < Number.MAX_SAFE_INTEGER ? `${kind} from ${min} to ${max}` : `${kind}, at least ${min}` };
  return { value: found };
}

export function oneOf<const T extends string>(defaultValue: T, ...others: T[]): Field<T> {
  const allowed: readonly string[] = [defaultValue, ...others];
  return {
    field: true,
    defaultValue,
    parse: (value) =>
      typeof value === 'string' && allowed.includes(value) ? { value: value as T } : { expected: `one of ${allowed.join(', ')}` },
  };
}

/** The field or null; null is the default unless one is given. From the environment, an empty value is null. */
export function nullable<T>(inner: Field<T>, defaultValue: T | null = null): Field<T | null> {
  return {
    ...inner,
    defaultValue,
    parse: (value, fromText) => (value === null || (fromText && value === '') ? { value: null } : inner.parse(value, fromText)),
  };
}

/** A subtree that is accepted and kept as it is: it configures something that a single node without consensus does not have. */
export function unchecked(): Field<Readonly<Record<string, unknown>>> {
  return {
    field: true,
    defaultValue: {},
    parse: (value, fromText) => (fromText || (typeof value === 'object' && value !== null) ? { value: {} } : { value: {} }),
  };
}
