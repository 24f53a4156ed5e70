import type { JsonValue } from '@sextant/contract/json';
import { EngineError } from '../error.ts';
import { createBestRows } from './best-rows.ts';
import { declaredIndex } from './declared-index.ts';
import { compileFilter } from './filter/compile-filter.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import { integerOf } from './filter/payload-number.ts';
import { parseJsonPath } from './json-path/json-path.ts';
import { compilePathSearch, type PathSearch } from './json-path/path-search.ts';
import { narrowRead } from './narrow-read.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import { pacedRead } from './paced-read.ts';
import { canonicalUuid } from './point-id.ts';
import type { IndexedFields, ReadContext, ReadSource } from './read-source.ts';
import type { FacetHit, FacetRequest, FacetValue } from './request.ts';
import { checkStrictRead } from './strict-mode/check-strict-read.ts';

interface CompiledFacet {
  readonly search: PathSearch;
  /** The value as its index has it; undefined for one that the index passes over. */
  readonly read: (value: JsonValue) => FacetValue | undefined;
}

/** Points that have a value, and the last of them by its number in this read: a point with the value twice counts once. */
interface Tally {
  count: number;
  lastPoint: number;
}

/** Rows looked at between two looks at the clock. */
const rowsPerLook = 256;

/**
 * The values of one field over the points that pass the filter, with how many points have each: most frequent first, equal counts by
 * value ascending. Always exact. Fails with `wrong_input` when the field has no index of keywords, integers, booleans or UUIDs.
 */
export async function facetPoints(
  sources: readonly ReadSource[],
  request: FacetRequest,
  context: Pick<ReadContext, 'indexed' | 'strictMode'>,
): Promise<FacetHit[]> {
  const filter = request.filter === undefined ? undefined : compileFilter(request.filter, context);
  checkStrictRead(request, context);
  const facet = compileFacet(request.key, context.indexed);
  return pacedRead(sources, request, async (read) => {
    const tallies = await tallyValues(filter?.ids === undefined ? read : await narrowRead(read, filter.ids), facet, filter);
    const best = createBestRows<FacetHit>(request.limit, (a, b) => b.count - a.count || compareValues(a.value, b.value));
    let looked = 0;
    for (const [value, { count }] of tallies) {
      best.offer({ value, count });
      if (++looked % rowsPerLook === 0 && read.due()) await read.pause();
    }
    return best.sorted();
  });
}

async function tallyValues(read: PacedRead, facet: CompiledFacet, filter: CompiledFilter | undefined): Promise<Map<FacetValue, Tally>> {
  const tallies = new Map<FacetValue, Tally>();
  let point = 0;
  for (let index = 0; index < read.segments.length; index++) {
    let { segment, rowCount, live } = read.segments[index] as SegmentRead;
    for (let row = 0; row < rowCount; row++) {
      if (row % rowsPerLook === 0 && read.due()) {
        await read.pause();
        ({ segment, rowCount, live } = read.segments[index] as SegmentRead);
      }
      if (live[row] !== 1 || filter?.matches(segment, row) === false) continue;
      const payload = segment.payloadOf(row);
      point++;
      if (payload !== undefined) facet.search(payload, (value) => tally(tallies, value, facet, point));
    }
  }
  return tallies;
}

/** Counts one value, or each of an array. Answers false: the search goes on. */
function tally(tallies: Map<FacetValue, Tally>, value: JsonValue, facet: CompiledFacet, point: number): false {
  for (const one of Array.isArray(value) ? value : [value]) {
    const read = facet.read(one);
    if (read === undefined) continue;
    const found = tallies.get(read);
    if (found === undefined) tallies.set(read, { count: 1, lastPoint: point });
    else if (found.lastPoint !== point) {
      found.count++;
      found.lastPoint = point;
    }
  }
  return false;
}

function compileFacet(key: string, indexed: IndexedFields): CompiledFacet {
  const path = parseJsonPath(key);
  if (path === undefined) throw new EngineError('json_format', `Invalid json path: '${key}'`);
  const { text, schema } = declaredIndex(key, path, indexed);
  const params: { readonly type?: string; readonly lookup?: boolean | null } =
    typeof schema === 'string' ? { type: schema } : (schema ?? {});
  // An integer index for ranges alone knows no values.
  const read = params.lookup === false ? undefined : valueReaders[params.type ?? ''];
  if (read === undefined) {
    throw new EngineError(
      'wrong_input',
      `No appropriate index for faceting: \`${text}\`. Please create one to facet on this field. Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Match conditions`,
    );
  }
  return { search: compilePathSearch(path), read };
}

const valueReaders: Readonly<Record<string, CompiledFacet['read']>> = {
  keyword: (value) => (typeof value === 'string' ? value : undefined),
  integer: integerOf,
  bool: (value) => (typeof value === 'boolean' ? value : undefined),
  uuid: (value) => (typeof value === 'string' ? canonicalUuid(value) : undefined),
};

/** Values of one facet are of one kind. Strings in the order of their UTF-8 bytes, false before true. */
function compareValues(a: FacetValue, b: FacetValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareStrings(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return byteOrder(x) - byteOrder(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for characters beyond all that one code unit can name. */
function byteOrder(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}
