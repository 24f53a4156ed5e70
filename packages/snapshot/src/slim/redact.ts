import { isJsonNumber, type JsonObject, type JsonValue } from '@sextant/contract/json';

/** Payload fields by path: `name`, `address.city`, `"dotted.key"`; arrays on the way are gone through, `*` is every key. */
export interface Redaction {
  /** Values give way to a placeholder of their kind: `[redacted]`, 0, false. */
  readonly replace?: readonly string[];
  /** The key goes too. */
  readonly remove?: readonly string[];
}

const placeholderText = '[redacted]';

/**
 * What a redaction makes of a payload; the one given stays as it is. Undefined when nothing is to be redacted. Throws for a path that is none.
 * `onMatch` is told each path, as it was given, whenever it leads to a value.
 */
export function createRedactor(
  { replace = [], remove = [] }: Redaction,
  onMatch: (path: string) => void = () => undefined,
): ((payload: JsonObject) => JsonObject) | undefined {
  const step = (text: string, change: Change): Step => ({
    path: parsePath(text),
    change: (value) => {
      onMatch(text);
      return change(value);
    },
  });
  // Placeholders first: they keep keys and elements in their places, so that removing still finds its own.
  const steps = [...replace.map((text) => step(text, placeholder)), ...remove.map((text) => step(text, () => undefined))];
  if (steps.length === 0) return undefined;
  return (payload) => {
    let result: JsonValue = payload;
    for (const { path, change } of steps) result = redactAt(result, path, change) ?? {};
    return result as JsonObject;
  };
}

/** An answer of undefined takes the value away. */
type Change = (value: JsonValue) => JsonValue | undefined;

interface Step {
  readonly path: readonly string[];
  readonly change: Change;
}

function parsePath(text: string): string[] {
  const parts: string[] = [];
  const pattern = /(?:"([^"]+)"|([^."[\]]+))(?:\[\d*\])*(\.|$)/y;
  let hasMore = true;
  while (hasMore) {
    const match = pattern.exec(text);
    if (!match) throw new TypeError(`"${text}" is no path of a payload field; expected keys with dots between them, such as address.city`);
    parts.push(match[1] ?? match[2] ?? '');
    hasMore = match[3] === '.';
  }
  return parts;
}

/** A copy with the value at the path changed. */
function redactAt(value: JsonValue, path: readonly string[], change: Change): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((element) => redactAt(element, path, change) ?? null);
  if (typeof value !== 'object' || value === null || isJsonNumber(value)) return value;
  const copy: JsonObject = Object.create(null) as JsonObject;
  for (const [name, entry] of Object.entries(value)) {
    const changed = key === '*' || key === name ? redactAt(entry, rest, change) : entry;
    if (changed !== undefined) copy[name] = changed;
  }
  return copy;
}

function placeholder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(placeholder);
  if (value === null) return null;
  if (typeof value === 'string') return placeholderText;
  if (typeof value === 'number' || isJsonNumber(value)) return 0;
  if (typeof value === 'boolean') return false;
  const copy: JsonObject = Object.create(null) as JsonObject;
  for (const [name, entry] of Object.entries(value)) copy[name] = placeholder(entry);
  return copy;
}
