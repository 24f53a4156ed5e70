import type { Filter } from '@sextant/contract';
import type { JsonObject, JsonValue } from '@sextant/contract/json';
import { type CborWriter, createCborWriter } from './cbor-writer.ts';
import { uuidToBytes } from './uuid-text.ts';
import type { WalOperation, WalPoint, WalPointId, WalPointSelector, WalVector } from './wal-operation.ts';

type Encoders = { readonly [K in WalOperation['kind']]: (to: CborWriter, operation: Extract<WalOperation, { kind: K }>) => void };

/**
 * Appends one operation, in the CBOR that Qdrant's log holds (format, section 6.4, without a clock tag), to `writer`.
 * Throws a TypeError for an operation that has no record: an `unknown` one, a UUID that is none.
 */
export function encodeWalOperation(operation: WalOperation, writer: CborWriter): void {
  writer.map(1);
  (encoders[operation.kind] as (to: CborWriter, operation: WalOperation) => void)(writer, operation);
}

/** `encodeWalOperation` in steps of so many points, for a caller that lets others in between. Only upserts have more than one step. */
export function* encodeWalOperationInSteps(operation: WalOperation, writer: CborWriter, points: number): Generator<void, void, void> {
  if (operation.kind !== 'upsert_points') return encodeWalOperation(operation, writer);
  writer.map(1);
  yield* upsertSteps(writer, operation, points);
}

/** `encodeWalOperation` into bytes of its own. */
export function walOperationBytes(operation: WalOperation): Uint8Array {
  const writer = createCborWriter();
  encodeWalOperation(operation, writer);
  return writer.bytes().slice();
}

const encoders: Encoders = {
  upsert_points(to, operation) {
    for (const _step of upsertSteps(to, operation, Number.POSITIVE_INFINITY)) continue;
  },
  sync_points(to, operation) {
    to.text('sync_points');
    to.map(3);
    for (const [key, id] of [['from_id', operation.fromId] as const, ['endid', operation.toId] as const]) {
      to.text(key);
      if (id === undefined) to.null();
      else writeId(to, id);
    }
    to.text('points');
    writePoints(to, operation.points);
  },
  delete_points(to, operation) {
    to.text('delete_points');
    to.map(1);
    to.text('ids');
    writeIds(to, operation.ids);
  },
  delete_points_by_filter(to, operation) {
    to.text('delete_points_by_filter');
    writeFilter(to, operation.filter);
  },
  update_vectors(to, operation) {
    to.text('update_vectors');
    to.map(operation.condition ? 2 : 1);
    to.text('points');
    to.array(operation.points.length);
    for (const point of operation.points) {
      to.map(2);
      to.text('id');
      writeId(to, point.id);
      to.text('vector');
      writeVectors(to, point.vectors);
    }
    if (operation.condition) {
      to.text('update_filter');
      writeFilter(to, operation.condition);
    }
  },
  delete_vectors(to, operation) {
    const { selector, names } = operation;
    to.text('ids' in selector ? 'delete_vectors' : 'delete_vectors_by_filter');
    to.array(2);
    if ('ids' in selector) {
      to.map(1);
      to.text('points');
      writeIds(to, selector.ids);
    } else writeFilter(to, selector.filter);
    writeTexts(to, names);
  },
  set_payload: (to, operation) => writeSetPayload(to, 'set_payload', operation),
  overwrite_payload: (to, operation) => writeSetPayload(to, 'overwrite_payload', operation),
  delete_payload(to, operation) {
    to.text('delete_payload');
    to.map(3);
    to.text('keys');
    writeTexts(to, operation.keys);
    writeSelector(to, operation.selector);
  },
  clear_payload(to, operation) {
    const { selector } = operation;
    if ('ids' in selector) {
      to.text('clear_payload');
      to.map(1);
      to.text('points');
      writeIds(to, selector.ids);
    } else {
      to.text('clear_payload_by_filter');
      writeFilter(to, selector.filter);
    }
  },
  create_index(to, operation) {
    to.text('create_index');
    to.map(2);
    to.text('field_name');
    to.text(operation.field);
    to.text('field_schema');
    to.json((operation.schema ?? null) as JsonValue);
  },
  delete_index(to, operation) {
    to.text('delete_index');
    to.text(operation.field);
  },
  create_vector_name(to, operation) {
    to.text('create_vector_name');
    to.map(2);
    to.text('vector_name');
    to.text(operation.name);
    to.text('config');
    to.json(vectorNameConfig(operation));
  },
  delete_vector_name(to, operation) {
    to.text('delete_vector_name');
    to.map(1);
    to.text('vector_name');
    to.text(operation.name);
  },
  unknown(_to, operation) {
    throw new TypeError(`operation ${operation.name} has no record here`);
  },
};

type Upsert = Extract<WalOperation, { kind: 'upsert_points' }>;

function* upsertSteps(to: CborWriter, operation: Upsert, every: number): Generator<void, void, void> {
  const { mode, condition } = operation;
  const restricted = mode === 'insert_only' || mode === 'update_only';
  if (!restricted && condition === undefined) {
    to.text('upsert_points');
    yield* pointListSteps(to, operation.points, every);
    return;
  }
  to.text('upsert_points_conditional');
  to.map(restricted ? 3 : 2);
  to.text('points_op');
  yield* pointListSteps(to, operation.points, every);
  to.text('condition');
  writeFilter(to, condition ?? {});
  if (restricted) {
    to.text('update_mode');
    to.text(mode);
  }
}

function* pointListSteps(to: CborWriter, points: readonly WalPoint[], every: number): Generator<void, void, void> {
  to.map(1);
  to.text('points');
  to.array(points.length);
  for (let from = 0; from < points.length; from += every) {
    const end = Math.min(points.length, from + every);
    for (let i = from; i < end; i++) writePoint(to, points[i] as WalPoint);
    if (end < points.length) yield;
  }
}

function writePoints(to: CborWriter, points: readonly WalPoint[]): void {
  to.array(points.length);
  for (const point of points) writePoint(to, point);
}

function writePoint(to: CborWriter, point: WalPoint): void {
  to.map(3);
  to.text('id');
  writeId(to, point.id);
  to.text('vector');
  writeVectors(to, point.vectors);
  to.text('payload');
  to.json(point.payload ?? null);
}

function writeId(to: CborWriter, id: WalPointId): void {
  if (typeof id !== 'string') return to.unsigned(id);
  const bytes = uuidToBytes(id);
  if (!bytes) throw new TypeError(`point id ${JSON.stringify(id)} is not a UUID`);
  to.byteString(bytes);
}

function writeIds(to: CborWriter, ids: readonly WalPointId[]): void {
  to.array(ids.length);
  for (const id of ids) writeId(to, id);
}

function writeTexts(to: CborWriter, texts: readonly string[]): void {
  to.array(texts.length);
  for (const text of texts) to.text(text);
}

/** The unnamed vector alone goes without a map, unless it is sparse: that form exists only by name. */
function writeVectors(to: CborWriter, vectors: ReadonlyMap<string, WalVector>): void {
  const unnamed = vectors.size === 1 ? vectors.get('') : undefined;
  if (unnamed && !('kind' in unnamed && unnamed.kind === 'sparse')) return writeVector(to, unnamed);
  to.map(vectors.size);
  for (const [name, vector] of vectors) {
    to.text(name);
    writeVector(to, vector);
  }
}

function writeVector(to: CborWriter, vector: WalVector): void {
  if (!('kind' in vector)) to.floats(vector, 0, vector.length);
  else if (vector.kind === 'multi') {
    const dim = vector.count === 0 ? 0 : vector.data.length / vector.count;
    to.array(vector.count);
    for (let row = 0; row < vector.count; row++) to.floats(vector.data, row * dim, (row + 1) * dim);
  } else {
    to.map(2);
    to.text('indices');
    to.array(vector.indices.length);
    for (const index of vector.indices) to.unsigned(index);
    to.text('values');
    to.floats(vector.values, 0, vector.values.length);
  }
}

function writeFilter(to: CborWriter, filter: Filter): void {
  to.json(filter as JsonValue);
}

/** The members `points` and `filter`, one of them null. */
function writeSelector(to: CborWriter, selector: WalPointSelector): void {
  to.text('points');
  if ('ids' in selector) writeIds(to, selector.ids);
  else to.null();
  to.text('filter');
  if ('filter' in selector) writeFilter(to, selector.filter);
  else to.null();
}

function writeSetPayload(
  to: CborWriter,
  name: string,
  operation: { readonly selector: WalPointSelector; readonly payload: JsonObject; readonly key?: string },
): void {
  to.text(name);
  to.map(4);
  to.text('payload');
  to.json(operation.payload);
  writeSelector(to, operation.selector);
  to.text('key');
  if (operation.key === undefined) to.null();
  else to.text(operation.key);
}

/** Only what defines the vector space is recorded; where it is kept and how it is indexed is up to each segment. */
function vectorNameConfig(operation: Extract<WalOperation, { kind: 'create_vector_name' }>): JsonValue {
  const { dense, sparse } = operation;
  if (dense) {
    const config: JsonObject = { size: dense.size, distance: dense.distance };
    if (dense.multivector_config) config['multivector_config'] = dense.multivector_config as JsonObject;
    if (dense.datatype) config['datatype'] = dense.datatype;
    return { dense: config };
  }
  const config: JsonObject = {};
  if (sparse?.modifier) config['modifier'] = sparse.modifier;
  if (sparse?.index?.datatype) config['datatype'] = sparse.index.datatype;
  return { sparse: config };
}
