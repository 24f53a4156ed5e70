import type { PayloadSchemaType } from '@sextant/contract';
import { formatJsonPath, parseJsonPath } from '../json-path/json-path.ts';
import type { IndexedFields } from '../read-source.ts';
import { isShape, member, type Shape } from './filter-shape.ts';

/** Indexes that are asked about many points at once. */
const batchTypes: ReadonlySet<PayloadSchemaType> = new Set(['keyword', 'integer', 'float', 'geo', 'text']);

/**
 * Whether Qdrant would ask an index about the links of a node: then the last link takes the place of each that does not pass, and those beyond the
 * limit of a walk are others than in stored order.
 */
export function swapsLinks(filter: Shape, indexed: IndexedFields): boolean {
  const must = member(filter, 'must');
  return (Array.isArray(must) ? must : [must]).some((condition) => {
    if (!isShape(condition) || typeof condition['key'] !== 'string') return false;
    const path = parseJsonPath(condition['key']);
    const schema = path === undefined ? undefined : indexed.get(formatJsonPath(path));
    return schema !== undefined && batchTypes.has(typeof schema === 'string' ? schema : schema.type);
  });
}
