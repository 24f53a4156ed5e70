/** One step of a path after the first key: a key of an object, an index of an array, or every element of an array. */
export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'each' };

/** A path into a payload: `a.b[].c[0]."with space"`. The first step is always a key. */
export type JsonPath = readonly PathStep[];

const rawKey = /[\p{Alphabetic}\p{N}_-]+/uy;
const quotedKey = /"([^"\\]*)"/y;
const bracket = /\[(\d*)\]/y;

/** Reads a key path; undefined when it is none. Keys of letters, digits, `_` and `-` stand bare, all others in double quotes. */
export function parseJsonPath(text: string): JsonPath | undefined {
  const steps: PathStep[] = [];
  let at = readKey(text, 0, steps);
  if (at === undefined) return undefined;
  while (at < text.length) {
    at = text[at] === '.' ? readKey(text, at + 1, steps) : readBracket(text, at, steps);
    if (at === undefined) return undefined;
  }
  return steps;
}

/** The text of a path in one canonical form: what `parseJsonPath` reads back to an equal path. */
export function formatJsonPath(path: JsonPath): string {
  let text = '';
  for (const step of path) {
    if (step.kind === 'each') text += '[]';
    else if (step.kind === 'index') text += `[${step.index}]`;
    else text += (text === '' ? '' : '.') + (isRawKey(step.key) ? step.key : `"${step.key}"`);
  }
  return text;
}

function readKey(text: string, at: number, steps: PathStep[]): number | undefined {
  rawKey.lastIndex = at;
  const raw = rawKey.exec(text);
  if (raw !== null) {
    steps.push({ kind: 'key', key: raw[0] });
    return rawKey.lastIndex;
  }
  quotedKey.lastIndex = at;
  const quoted = quotedKey.exec(text);
  if (quoted === null) return undefined;
  steps.push({ kind: 'key', key: quoted[1] ?? '' });
  return quotedKey.lastIndex;
}

function readBracket(text: string, at: number, steps: PathStep[]): number | undefined {
  bracket.lastIndex = at;
  const match = bracket.exec(text);
  if (match === null) return undefined;
  const digits = match[1] ?? '';
  if (digits === '') steps.push({ kind: 'each' });
  else {
    const index = Number(digits);
    if (!Number.isSafeInteger(index)) return undefined;
    steps.push({ kind: 'index', index });
  }
  return bracket.lastIndex;
}

function isRawKey(key: string): boolean {
  rawKey.lastIndex = 0;
  const match = rawKey.exec(key);
  return match !== null && match[0].length === key.length;
}
