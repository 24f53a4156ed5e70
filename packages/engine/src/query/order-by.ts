import type { OrderBy, PayloadFieldSchema } from '@sextant/contract';
import type { JsonValue } from '@sextant/contract/json';
import { EngineError } from '../error.ts';
import type { PointId } from '../operation/point.ts';
import { createBestRows } from './best-rows.ts';
import { declaredIndex } from './declared-index.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import { microsOf, parseMoment } from './filter/datetime.ts';
import { floatOf, integerOf } from './filter/payload-number.ts';
import { parseJsonPath } from './json-path/json-path.ts';
import type { PathSearch } from './json-path/path-search.ts';
import { compilePathSearch } from './json-path/path-search.ts';
import type { PacedRead, SegmentRead } from './paced-read.ts';
import { comparePointIds } from './point-id.ts';
import type { IndexedFields } from './read-source.ts';

type OrderValue = number | bigint;

/** An order ready to run over payloads. */
export interface CompiledOrder {
  readonly search: PathSearch;
  readonly read: (value: JsonValue) => OrderValue | undefined;
  readonly descending: boolean;
  /** Inclusive. */
  readonly startFrom: OrderValue | undefined;
}

export interface OrderedRow {
  readonly found: SegmentRead;
  readonly row: number;
  readonly id: PointId;
  readonly value: OrderValue;
}

/** Rows looked at between two looks at the clock. */
const rowsPerLook = 256;

/** Compiles an order. Fails with `wrong_input` when the field has no index of integers, floats or moments, with `json_format` for a bad start. */
export function compileOrder(orderBy: OrderBy, indexed: IndexedFields): CompiledOrder {
  const path = parseJsonPath(orderBy.key);
  if (path === undefined) throw new EngineError('json_format', 'Expected a string, or an object with a key, direction and/or start_from');
  const { text, schema } = declaredIndex(orderBy.key, path, indexed);
  const read = schema === undefined ? undefined : valueReader(schema);
  if (read === undefined) {
    throw new EngineError(
      'wrong_input',
      `No range index for \`order_by\` key: \`${text}\`. Please create one to use \`order_by\`. Check https://qdrant.tech/documentation/concepts/indexing/#payload-index to see which payload schemas support Range conditions`,
    );
  }
  return {
    search: compilePathSearch(path),
    read,
    descending: orderBy.direction === 'desc',
    startFrom: orderBy.start_from == null ? undefined : readStart(orderBy.start_from),
  };
}

/**
 * The first `limit` values of the order, each with its point: a point with several values stands several times. Equal values stand in
 * id order.
 */
export async function orderedRows(
  read: PacedRead,
  order: CompiledOrder,
  filter: CompiledFilter | undefined,
  limit: number,
): Promise<OrderedRow[]> {
  const best = createBestRows<OrderedRow>(
    limit,
    (a, b) => compareValues(a.value, b.value, order.descending) || comparePointIds(a.id, b.id),
  );
  for (let index = 0; index < read.segments.length; index++) {
    const { rowCount } = read.segments[index] as SegmentRead;
    for (let row = 0; row < rowCount; row++) {
      const found = read.segments[index] as SegmentRead;
      if (found.live[row] === 1) offerValues(found, row, order, filter, (one) => best.offer(one));
      if (row % rowsPerLook === 0 && read.due()) await read.pause();
    }
  }
  return best.sorted();
}

function offerValues(
  found: SegmentRead,
  row: number,
  order: CompiledOrder,
  filter: CompiledFilter | undefined,
  offer: (row: OrderedRow) => void,
): void {
  const payload = found.segment.payloadOf(row);
  if (payload === undefined) return;
  const values: OrderValue[] = [];
  order.search(payload, (value) => {
    for (const one of Array.isArray(value) ? value : [value]) {
      const read = order.read(one);
      if (read !== undefined && isFrom(read, order)) values.push(read);
    }
    return false;
  });
  if (values.length === 0 || filter?.matches(found.segment, row) === false) return;
  const id = found.segment.idOf(row);
  for (const value of values) offer({ found, row, id, value });
}

function isFrom(value: OrderValue, { startFrom, descending }: CompiledOrder): boolean {
  return startFrom === undefined || (descending ? value <= startFrom : value >= startFrom);
}

function compareValues(a: OrderValue, b: OrderValue, descending: boolean): number {
  const ascending = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -ascending : ascending;
}

function valueReader(schema: PayloadFieldSchema): ((value: JsonValue) => OrderValue | undefined) | undefined {
  const type = typeof schema === 'string' ? schema : schema.type;
  if (type === 'float') return floatOf;
  if (type === 'integer')
    return typeof schema !== 'string' && (schema as { range?: boolean | null }).range === false ? undefined : integerOf;
  return type === 'datetime' ? readMicros : undefined;
}

function readMicros(value: JsonValue): OrderValue | undefined {
  const moment = typeof value === 'string' ? parseMoment(value) : undefined;
  return moment && microsOf(moment);
}

function readStart(value: unknown): OrderValue {
  const start = typeof value === 'string' ? readMicros(value) : (integerOf(value) ?? floatOf(value as JsonValue));
  if (start === undefined) throw new EngineError('json_format', 'Expected a string, or an object with a key, direction and/or start_from');
  return start;
}
