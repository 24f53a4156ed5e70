import type { Chance } from './chance.test.data.ts';

type Node = Record<string, unknown> | unknown[];

const longText = 'x'.repeat(100_000);
const deep = 20_000;

/** Values by what they are; a marker is replaced in the text, for what JSON.stringify cannot write. */
const values: Readonly<Record<string, unknown>> = {
  null: null,
  true: true,
  false: false,
  '0': 0,
  '-1': -1,
  '1.5': 1.5,
  '2^31': 2 ** 31,
  '2^32 - 1': 2 ** 32 - 1,
  '2^53 - 1': Number.MAX_SAFE_INTEGER,
  '1e308': 1e308,
  '2^64 - 1': '@max@',
  'deeply nested lists': '@lists@',
  'deeply nested objects': '@objects@',
  'a long text': longText,
  'an empty list': [],
  'an empty object': {},
  'an empty text': '',
  'a path': '../../evil',
  __proto__: '__proto__',
  '"7"': '7',
  '7': 7,
};

const markers: readonly (readonly [string, string])[] = [
  ['"@max@"', '18446744073709551615'],
  ['"@lists@"', '['.repeat(deep) + ']'.repeat(deep)],
  ['"@objects@"', `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`],
];

/** Changes one place of a JSON text; undefined when it is not JSON. */
export function mutateJson(text: string, chance: Chance): { readonly text: string; readonly words: string } | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof root !== 'object' || root === null || chance.below(20) === 0) {
    const [what, value] = chance.pick(Object.entries(values));
    return { text: write(value), words: `the whole text made ${what}` };
  }
  const nodes = nodesOf(root as Node, '').filter(({ node }) => Object.keys(node).length > 0);
  if (nodes.length === 0) return undefined;
  const { node, path } = chance.pick(nodes);
  const key = chance.pick(Object.keys(node));
  const place = `${path}.${key}`;
  const target = node as Record<string, unknown>;
  switch (chance.below(5)) {
    case 0:
      if (Array.isArray(node)) node.splice(Number(key), 1);
      else delete target[key];
      return { text: write(root), words: `${place} dropped` };
    case 1: {
      const name = chance.pick(['../x', '__proto__', '', 'constructor', `${key}2`, 'a/b', 'n'.repeat(300), 'nul\0']);
      target[name] = target[key];
      if (chance.below(2) === 0) delete target[key];
      return { text: write(root), words: `${place} also or only called ${JSON.stringify(name.slice(0, 20))}` };
    }
    case 2: {
      const value = target[key];
      if (typeof value === 'number') target[key] = value + chance.pick([1, -1, 1000, 0.5]);
      else if (typeof value === 'boolean') target[key] = !value;
      else if (typeof value === 'string')
        target[key] = chance.pick([`${value}x`, value.slice(1), 'Euclid', 'Cosine', 'Dead', 'hnsw', 'plain']);
      else target[key] = 'text';
      return { text: write(root), words: `${place} made ${write(target[key]).slice(0, 40)}` };
    }
    default: {
      const [what, value] = chance.pick(Object.entries(values));
      target[key] = value;
      return { text: write(root), words: `${place} made ${what}` };
    }
  }
}

function nodesOf(node: Node, path: string): { node: Node; path: string }[] {
  const below = Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? nodesOf(value as Node, `${path}.${key}`) : [],
  );
  return [{ node, path }, ...below];
}

function write(value: unknown): string {
  let text = JSON.stringify(value) ?? 'null';
  for (const [marker, replacement] of markers) text = text.replaceAll(marker, replacement);
  return text;
}
