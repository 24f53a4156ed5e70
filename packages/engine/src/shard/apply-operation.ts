import type { Filter, PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { JsonObject } from '@sextant/contract/json';
import type { WalOperation } from '@sextant/snapshot';
import { createTimeSlice } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { Payload, Point, PointId, PointVectors } from '../operation/point.ts';
import { type CompiledFilter, compileFilter } from '../query/index.ts';
import { parseJsonPath } from '../query/json-path/json-path.ts';
import { comparePointIds } from '../query/point-id.ts';
import type { AppendableSegment, RowContent, Segment } from '../segment/segment.ts';
import { fitVectors, unknownName } from './fit-vectors.ts';
import { mergeAtPath, mergePayload, removePaths } from './payload-path.ts';

/** What an operation is applied to. */
export interface ApplyTarget {
  segments(): readonly Segment[];
  /** The segment that takes new rows, with room for at least one more. */
  primary(): AppendableSegment;
  locate(id: PointId): Place | undefined;
  readonly schema: Map<string, PayloadFieldSchema>;
  readonly vectors: Map<string, VectorParams>;
  readonly sparseVectors: Map<string, SparseVectorParams>;
  /** Vector names that a later operation of a replayed log deletes: the files may be without them already. */
  forgotten?: ReadonlySet<string>;
}

/** Where a point is now. */
export interface Place {
  readonly segment: Segment;
  readonly row: number;
}

type Operation<K extends WalOperation['kind']> = Extract<WalOperation, { kind: K }>;

const noVectors = new Map<string, never>();

/**
 * Applies operation number `version`, in slices. A point whose version is not below is left alone, so that a replay changes nothing. Fails with
 * the error that the operation deserves (unknown vector name, missing point); what it concerns besides is applied all the same.
 */
export async function applyOperation(target: ApplyTarget, operation: WalOperation, version: number): Promise<void> {
  switch (operation.kind) {
    case 'upsert_points':
      return upsertPoints(target, operation, version);
    case 'sync_points':
      return syncPoints(target, operation, version);
    case 'delete_points':
      return forIds(target, operation.ids, version, (place) => place.segment.kill(place.row, version), { missing: 'fine' });
    case 'delete_points_by_filter':
      return forFilter(target, operation.filter, version, (place) => place.segment.kill(place.row, version));
    case 'update_vectors':
      return updateVectors(target, operation, version);
    case 'delete_vectors':
      return deleteVectors(target, operation, version);
    case 'set_payload':
    case 'overwrite_payload':
    case 'delete_payload':
    case 'clear_payload':
      return forSelected(target, operation.selector, version, payloadChange(target, operation, version));
    default:
      applySchema(target, operation, version);
  }
}

function applySchema(target: ApplyTarget, operation: WalOperation, version: number): void {
  // A segment whose files know of a later operation had this one: done again, it would take away what came after.
  const behind = target.segments().filter((segment) => (segment.version ?? -1) < version);
  switch (operation.kind) {
    case 'create_index':
      if (operation.schema !== undefined) target.schema.set(operation.field, operation.schema);
      for (const segment of behind) segment.setSchema(target.schema, version);
      break;
    case 'delete_index':
      target.schema.delete(operation.field);
      for (const segment of behind) segment.setSchema(target.schema, version);
      break;
    case 'create_vector_name':
      if (operation.dense) target.vectors.set(operation.name, operation.dense);
      else target.sparseVectors.set(operation.name, operation.sparse ?? {});
      for (const segment of behind) segment.addVector(operation.name, operation, version);
      break;
    case 'delete_vector_name':
      target.vectors.delete(operation.name);
      target.sparseVectors.delete(operation.name);
      for (const segment of behind) segment.removeVector(operation.name, version);
      break;
    default:
      throw new EngineError(
        'not_implemented',
        `operation ${operation.kind === 'unknown' ? operation.name : operation.kind} of the log is not known here`,
        { details: { reason: 'unknown_log_operation' } },
      );
  }
}

/** Gives a point a new row; the old one dies in the same moment. */
function writeRow(target: ApplyTarget, id: PointId, version: number, content: RowContent, before: Place | undefined): void {
  const primary = target.primary();
  primary.insert(id, version, content);
  if (before && before.segment !== primary) before.segment.kill(before.row, version);
}

async function upsertPoints(target: ApplyTarget, operation: Operation<'upsert_points'>, version: number): Promise<void> {
  const { points, mode = 'upsert', condition } = operation;
  const slice = createTimeSlice();
  const shape = target.primary();
  const fitted: RowContent['vectors'][] = [];
  for (const point of points) {
    if (slice.isDue()) await slice.rest();
    fitted.push(fitVectors(shape, point.vectors, target.forgotten));
  }
  const filter = condition && compile(target, condition);
  // From the last: of several points with one id it is the last that counts, and the others then find its version.
  for (let i = points.length - 1; i >= 0; i--) {
    if (slice.isDue()) await slice.rest();
    const { id, payload } = points[i] as Point;
    const before = target.locate(id);
    if (before) {
      if (mode === 'insert_only' || before.segment.view.versionOf(before.row) >= version) continue;
      if (filter && !filter.matches(before.segment.view, before.row)) continue;
    } else if (mode === 'update_only') continue;
    writeRow(target, id, version, { vectors: fitted[i] as RowContent['vectors'], payload }, before);
  }
}

/** Makes the points of an id range exactly these. */
async function syncPoints(target: ApplyTarget, operation: Operation<'sync_points'>, version: number): Promise<void> {
  const { points, fromId, toId } = operation;
  const kept = new Set(points.map((point) => point.id));
  const slice = createTimeSlice();
  for (const segment of target.segments()) {
    const { view } = segment;
    for (let row = 0; row < view.rowCount; row++) {
      if (slice.isDue()) await slice.rest();
      if (view.live[row] !== 1 || view.versionOf(row) >= version) continue;
      const id = view.idOf(row);
      const isInside = (fromId === undefined || comparePointIds(id, fromId) >= 0) && (toId === undefined || comparePointIds(id, toId) <= 0);
      if (isInside && !kept.has(id)) segment.kill(row, version);
    }
  }
  await upsertPoints(target, { kind: 'upsert_points', points }, version);
}

async function updateVectors(target: ApplyTarget, operation: Operation<'update_vectors'>, version: number): Promise<void> {
  const slice = createTimeSlice();
  const shape = target.primary();
  const merged = new Map<PointId, RowContent['vectors']>();
  for (const { id, vectors } of operation.points as readonly PointVectors[]) {
    if (slice.isDue()) await slice.rest();
    const fitted = fitVectors(shape, vectors, target.forgotten);
    const earlier = merged.get(id);
    merged.set(id, earlier ? new Map([...earlier, ...fitted]) : fitted);
  }
  const filter = operation.condition && compile(target, operation.condition);
  await forIds(
    target,
    [...merged.keys()],
    version,
    (place, id) => {
      if (filter && !filter.matches(place.segment.view, place.row)) return;
      const payload = place.segment.view.payloadOf(place.row, 'once');
      writeRow(target, id, version, { vectors: merged.get(id) as RowContent['vectors'], payload, base: place }, place);
    },
    { missing: filter ? 'fine' : 'fails' },
  );
}

async function deleteVectors(target: ApplyTarget, operation: Operation<'delete_vectors'>, version: number): Promise<void> {
  const { storages } = target.primary().core;
  for (const name of operation.names) if (!storages.has(name) && !target.forgotten?.has(name)) throw unknownName(name);
  const dropped = new Set(operation.names);
  await forSelected(target, operation.selector, version, (place, id) => {
    writeRow(
      target,
      id,
      version,
      { vectors: noVectors, payload: place.segment.view.payloadOf(place.row, 'once'), base: place, dropped },
      place,
    );
  });
}

type PayloadOperation = Operation<'set_payload' | 'overwrite_payload' | 'delete_payload' | 'clear_payload'>;

function payloadChange(target: ApplyTarget, operation: PayloadOperation, version: number): (place: Place, id: PointId) => void {
  const change = payloadFunction(operation);
  return (place, id) => {
    const payload = change(place.segment.view.payloadOf(place.row, 'once'));
    writeRow(target, id, version, { vectors: noVectors, payload, base: place }, place);
  };
}

function payloadFunction(operation: PayloadOperation): (payload: Payload | undefined) => JsonObject | undefined {
  switch (operation.kind) {
    case 'set_payload': {
      const { key, payload: changes } = operation;
      if (key === undefined) return (payload) => mergePayload(payload, changes);
      const path = parseJsonPath(key);
      if (!path) throw new EngineError('wrong_input', `Invalid json path: '${key}'`);
      return (payload) => mergeAtPath(payload, path, changes);
    }
    case 'overwrite_payload':
      // As in Qdrant, `key` plays no part here.
      return () => operation.payload;
    case 'delete_payload':
      return (payload) => removePaths(payload, operation.keys);
    case 'clear_payload':
      return () => undefined;
  }
}

function compile(target: ApplyTarget, filter: Filter): CompiledFilter {
  return compileFilter(filter, { indexed: target.schema });
}

async function forSelected(
  target: ApplyTarget,
  selector: { readonly ids: readonly PointId[] } | { readonly filter: Filter },
  version: number,
  act: (place: Place, id: PointId) => void,
): Promise<void> {
  if ('ids' in selector) return forIds(target, selector.ids, version, act, { missing: 'fails' });
  return forFilter(target, selector.filter, version, act);
}

async function forIds(
  target: ApplyTarget,
  ids: readonly PointId[],
  version: number,
  act: (place: Place, id: PointId) => void,
  options: { readonly missing: 'fine' | 'fails' },
): Promise<void> {
  const slice = createTimeSlice();
  let missing: PointId | undefined;
  for (const id of ids) {
    if (slice.isDue()) await slice.rest();
    const place = target.locate(id);
    if (!place) missing ??= id;
    else if (place.segment.view.versionOf(place.row) < version) act(place, id);
  }
  if (missing !== undefined && options.missing === 'fails') {
    throw new EngineError('not_found', `No point with id ${missing} found`, { details: { id: String(missing) } });
  }
}

/** First finds all rows that pass, then acts: a row that is written meanwhile is not met again. */
async function forFilter(target: ApplyTarget, filter: Filter, version: number, act: (place: Place, id: PointId) => void): Promise<void> {
  const compiled = compile(target, filter);
  const slice = createTimeSlice();
  if (compiled.ids) {
    for (const id of compiled.ids) {
      if (slice.isDue()) await slice.rest();
      const place = target.locate(id);
      if (place && place.segment.view.versionOf(place.row) < version && compiled.matches(place.segment.view, place.row)) act(place, id);
    }
    return;
  }
  const found: { readonly segment: Segment; readonly rows: Uint32Array }[] = [];
  for (const segment of target.segments()) {
    const { view } = segment;
    const rows: number[] = [];
    for (let row = 0; row < view.rowCount; row++) {
      if (slice.isDue()) await slice.rest();
      if (view.live[row] === 1 && view.versionOf(row) < version && compiled.matches(view, row)) rows.push(row);
    }
    found.push({ segment, rows: Uint32Array.from(rows) });
  }
  for (const { segment, rows } of found) {
    for (const row of rows) {
      if (slice.isDue()) await slice.rest();
      act({ segment, row }, segment.view.idOf(row));
    }
  }
}
