import type { JsonPath } from '../json-path/json-path.ts';
import { formatJsonPath } from '../json-path/json-path.ts';
import { compilePathSearch, isObject, searchResult } from '../json-path/path-search.ts';
import type { CompileBoolean, Compiled, Scope } from './compiled-condition.ts';
import { isShape, malformed, noCondition, readPath } from './filter-shape.ts';
import type { Subject } from './subject.ts';
import { payloadOf } from './subject.ts';

/** `{"nested": {"key", "filter"}}`: one object of the array must pass the whole filter, whose keys start inside of it. */
export function compileNested(value: unknown, place: string, scope: Scope, compileBoolean: CompileBoolean): Compiled {
  const shape = isShape(value) ? value : {};
  const { key, filter } = shape;
  if (key === undefined || !isShape(filter)) throw malformed(noCondition);
  const path = arrayPath(readPath(key));
  const inner = compileBoolean(filter, `${place}.filter`, { nested: true, indexed: indexesBelow(path, scope) });
  const search = compilePathSearch(path);
  const subject: Subject = { segment: undefined, row: 0, payload: undefined };
  const passes = (element: unknown): boolean => {
    if (!isObject(element as never)) return false;
    subject.payload = element as Subject['payload'];
    return inner.check(subject);
  };
  return { cost: 4 + 2 * inner.cost, check: (outer) => search(payloadOf(outer), passes) === searchResult.some };
}

function arrayPath(path: JsonPath): JsonPath {
  return path.at(-1)?.kind === 'each' ? path : [...path, { kind: 'each' }];
}

/** The declared indexes of fields inside the elements, under the keys they have in there. */
function indexesBelow(path: JsonPath, scope: Scope): Scope['indexed'] {
  const prefix = `${formatJsonPath(path)}.`;
  return new Map(
    [...scope.indexed].flatMap(([field, schema]) => (field.startsWith(prefix) ? [[field.slice(prefix.length), schema] as const] : [])),
  );
}
