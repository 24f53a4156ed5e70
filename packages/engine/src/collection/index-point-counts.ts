import type { PayloadFieldSchema, PayloadSchemaType } from '@sextant/contract';
import type { JsonValue } from '@sextant/contract/json';
import { createTimeSlice } from '@sextant/vfs';
import { parseMoment } from '../query/filter/datetime.ts';
import { floatOf, integerOf } from '../query/filter/payload-number.ts';
import { parseJsonPath } from '../query/json-path/json-path.ts';
import { compilePathSearch, type PathSearch, searchResult, type ValueCheck } from '../query/json-path/path-search.ts';
import { canonicalUuid } from '../query/point-id.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import { isPlainObject } from './config-json.ts';

/** How many points each declared index covers: those with at least one value of its type at its path. */
export interface IndexPointCounts {
  count(field: string, type: PayloadSchemaType, segments: readonly SegmentView[]): Promise<number>;
}

/**
 * Remembers, per segment and field, what it found in each row, so that asking again looks only at rows that are new since. Rows are immutable, but
 * the place of a dead one is used again: the version tells.
 */
export function indexPointCounts(): IndexPointCounts {
  const known = new WeakMap<SegmentView, Map<string, SeenRows>>();
  return {
    async count(field, type, segments) {
      const search = compileSearch(field);
      if (search === undefined) return 0;
      let total = 0;
      for (const segment of segments)
        total += await countSegment(rowsOf(known, segment, `${type} ${field}`), segment, search, checks[type]);
      return total;
    },
  };
}

/** The type a schema names, in both of its forms. */
export function schemaType(schema: PayloadFieldSchema): PayloadSchemaType {
  return typeof schema === 'string' ? schema : schema.type;
}

interface SeenRows {
  /** Low 32 bits of the version of the row when it was looked at. */
  versions: Uint32Array;
  /** 0 not looked at, 1 without a value, 2 with one. */
  found: Uint8Array;
}

async function countSegment(seen: SeenRows, segment: SegmentView, search: PathSearch, check: ValueCheck): Promise<number> {
  grow(seen, segment.rowCount);
  let count = 0;
  const slice = createTimeSlice();
  for (let row = 0; row < segment.rowCount; row++) {
    if (segment.live[row] !== 1) continue;
    const version = segment.versionOf(row) >>> 0;
    if (seen.found[row] === 0 || seen.versions[row] !== version) {
      const payload = segment.payloadOf(row);
      const has = payload !== undefined && search(payload, check) === searchResult.some;
      seen.found[row] = has ? 2 : 1;
      seen.versions[row] = version;
      if (slice.isDue()) await slice.rest();
    }
    if (seen.found[row] === 2) count += 1;
  }
  return count;
}

function rowsOf(known: WeakMap<SegmentView, Map<string, SeenRows>>, segment: SegmentView, key: string): SeenRows {
  const fields = known.get(segment) ?? new Map<string, SeenRows>();
  known.set(segment, fields);
  const rows = fields.get(key) ?? { versions: new Uint32Array(0), found: new Uint8Array(0) };
  fields.set(key, rows);
  return rows;
}

function grow(seen: SeenRows, rows: number): void {
  if (seen.found.length >= rows) return;
  const size = Math.max(1024, rows + (rows >> 1));
  const found = new Uint8Array(size);
  found.set(seen.found);
  const versions = new Uint32Array(size);
  versions.set(seen.versions);
  seen.found = found;
  seen.versions = versions;
}

function compileSearch(field: string): PathSearch | undefined {
  const path = parseJsonPath(field);
  return path === undefined ? undefined : compilePathSearch(path);
}

const checks: Record<PayloadSchemaType, ValueCheck> = {
  keyword: some((value) => typeof value === 'string'),
  text: some((value) => typeof value === 'string'),
  bool: some((value) => typeof value === 'boolean'),
  integer: some((value) => integerOf(value) !== undefined),
  float: some((value) => floatOf(value) !== undefined),
  datetime: some((value) => typeof value === 'string' && parseMoment(value) !== undefined),
  uuid: some((value) => typeof value === 'string' && canonicalUuid(value) !== undefined),
  geo: some(isGeoPoint),
};

/** An array is looked into, one level deep, as the indexes do. */
function some(check: ValueCheck): ValueCheck {
  return (value) => (Array.isArray(value) ? value.some(check) : check(value));
}

function isGeoPoint(value: JsonValue): boolean {
  if (!isPlainObject(value)) return false;
  const lon = floatOf(value['lon']);
  const lat = floatOf(value['lat']);
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
