import type { PayloadFieldSchema } from '@sextant/contract';
import { formatJsonPath, type JsonPath } from './json-path/json-path.ts';
import type { IndexedFields } from './read-source.ts';

/** The index declared for a key path, whichever way its text was written; `text` is the path in its canonical form. */
export function declaredIndex(
  key: string,
  path: JsonPath,
  indexed: IndexedFields,
): { text: string; schema: PayloadFieldSchema | undefined } {
  const text = formatJsonPath(path);
  return { text, schema: indexed.get(text) ?? indexed.get(key) };
}
