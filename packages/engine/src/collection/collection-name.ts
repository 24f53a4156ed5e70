import { EngineError } from '../error.ts';

// The characters Qdrant refuses; everything else, spaces and Unicode included, is a name.
const refused = ['<', '>', ':', '"', '/', '\\', '|', '?', '*', '\0', '\u{1F}'];
const maxBytes = 255;

/**
 * Fails with `validation` unless `name` can be the name of a collection and of its directory. Stricter than Qdrant in two points:
 * `.` and `..` are refused, and the limit of 255 holds for UTF-8 bytes (a longer one passes validation there and fails on the disk).
 */
export function checkCollectionName(name: string): void {
  const problem = problemWith(name);
  if (problem !== undefined)
    throw new EngineError('validation', `path parameters: [collection_name: ${problem}]`, { details: { collection: name } });
}

function problemWith(name: string): string | undefined {
  if (name.length === 0) return `value "${name}" invalid, must be from 1 to ${maxBytes} characters`;
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > maxBytes) return `value "${name}" invalid, must be from 1 to ${maxBytes} characters (it has ${bytes} bytes)`;
  if (name === '.' || name === '..') return `"${name}" is not a collection name`;
  const bad = refused.find((character) => name.includes(character));
  return bad === undefined ? undefined : `collection name cannot contain ${JSON.stringify(bad)} char`;
}
