import type { Filter, PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { JsonObject } from '@sextant/contract/json';
import { CborError, type CborReader, cborMajor, createCborReader } from './cbor-reader.ts';
import { uuidFromBytes, uuidToBytes } from './uuid-text.ts';
import type { WalOperation, WalPoint, WalPointId, WalPointSelector, WalVector } from './wal-operation.ts';

type Decoder = (from: CborReader) => WalOperation;

/**
 * Reads the data of one log entry. Clock tags are skipped, both forms of point lists and of ids are understood.
 * Throws a `CborError` (offset in the data) when it is not such a record; an operation of another name is answered as `unknown`.
 */
export function decodeWalOperation(data: Uint8Array): WalOperation {
  const reader = createCborReader(data);
  if (reader.major() !== cborMajor.map) throw new CborError('the entry is not a CBOR map', 0);
  let operation: WalOperation | undefined;
  reader.map((key) => {
    const decode = decoders[key];
    if (key === 'clock_tag') reader.skip();
    else if (operation && operation.kind !== 'unknown') throw new CborError(`a second operation ${JSON.stringify(key)}`, reader.offset);
    else if (decode) operation = decode(reader);
    else {
      reader.skip();
      operation ??= { kind: 'unknown', name: key };
    }
  });
  if (!operation) throw new CborError('the entry names no operation', 0);
  return operation;
}

const decoders: Readonly<Record<string, Decoder | undefined>> = Object.assign(Object.create(null), {
  upsert_points: (from) => ({ kind: 'upsert_points', points: readPointList(from) }),
  upsert_points_conditional: (from) => {
    let points: WalPoint[] = [];
    let condition: Filter | undefined;
    let mode: string | undefined;
    from.map((key) => {
      if (key === 'points_op') points = readPointList(from);
      else if (key === 'condition') condition = readFilter(from);
      else if (key === 'update_mode') mode = from.takeNull() ? undefined : from.text();
      else from.skip();
    });
    const filter = condition && Object.keys(condition).length > 0 ? condition : undefined;
    return {
      kind: 'upsert_points',
      points,
      ...(mode === 'insert_only' || mode === 'update_only' ? { mode } : {}),
      ...(filter ? { condition: filter } : {}),
    };
  },
  sync_points: (from) => {
    let points: WalPoint[] = [];
    let fromId: WalPointId | undefined;
    let toId: WalPointId | undefined;
    from.map((key) => {
      if (key === 'points') points = readPoints(from);
      else if (key === 'from_id') fromId = from.takeNull() ? undefined : readId(from);
      else if (key === 'to_id') toId = from.takeNull() ? undefined : readId(from);
      else from.skip();
    });
    return { kind: 'sync_points', points, ...(fromId === undefined ? {} : { fromId }), ...(toId === undefined ? {} : { toId }) };
  },
  delete_points: (from) => {
    let ids: WalPointId[] = [];
    from.map((key) => {
      if (key === 'ids') ids = readIds(from);
      else from.skip();
    });
    return { kind: 'delete_points', ids };
  },
  delete_points_by_filter: (from) => ({ kind: 'delete_points_by_filter', filter: readFilter(from) }),
  update_vectors: (from) => {
    let points: WalPoint[] = [];
    let condition: Filter | undefined;
    from.map((key) => {
      if (key === 'points') points = readPoints(from);
      else if (key === 'update_filter') condition = from.takeNull() ? undefined : readFilter(from);
      else from.skip();
    });
    return { kind: 'update_vectors', points, ...(condition ? { condition } : {}) };
  },
  delete_vectors: (from) => readDeleteVectors(from, () => ({ ids: readPointsMember(from) })),
  delete_vectors_by_filter: (from) => readDeleteVectors(from, () => ({ filter: readFilter(from) })),
  set_payload: (from) => readSetPayload(from, 'set_payload'),
  overwrite_payload: (from) => readSetPayload(from, 'overwrite_payload'),
  delete_payload: (from) => {
    let keys: string[] = [];
    const selector = readSelected(from, (key) => {
      if (key === 'keys') keys = readTexts(from);
      else from.skip();
    });
    return { kind: 'delete_payload', selector, keys };
  },
  clear_payload: (from) => ({ kind: 'clear_payload', selector: { ids: readPointsMember(from) } }),
  clear_payload_by_filter: (from) => ({ kind: 'clear_payload', selector: { filter: readFilter(from) } }),
  create_index: (from) => {
    let field = '';
    let schema: PayloadFieldSchema | undefined;
    from.map((key) => {
      if (key === 'field_name') field = from.text();
      else if (key === 'field_schema') schema = from.takeNull() ? undefined : (from.json() as PayloadFieldSchema);
      else from.skip();
    });
    return { kind: 'create_index', field, ...(schema === undefined ? {} : { schema }) };
  },
  delete_index: (from) => ({ kind: 'delete_index', field: from.text() }),
  create_vector_name: (from) => {
    let name = '';
    let config: { dense?: VectorParams; sparse?: SparseVectorParams } = {};
    from.map((key) => {
      if (key === 'vector_name') name = from.text();
      else if (key === 'config') config = readVectorNameConfig(from);
      else from.skip();
    });
    return { kind: 'create_vector_name', name, ...config };
  },
  delete_vector_name: (from) => {
    let name = '';
    from.map((key) => {
      if (key === 'vector_name') name = from.text();
      else from.skip();
    });
    return { kind: 'delete_vector_name', name };
  },
} satisfies Record<string, Decoder>);

/** `{"points": […]}` or `{"batch": {…}}`. */
function readPointList(from: CborReader): WalPoint[] {
  let points: WalPoint[] = [];
  from.map((key) => {
    if (key === 'points') points = readPoints(from);
    else if (key === 'batch') points = readBatch(from);
    else from.skip();
  });
  return points;
}

function readPoints(from: CborReader): WalPoint[] {
  const points: WalPoint[] = [];
  from.array(() => points.push(readPoint(from)));
  return points;
}

function readPoint(from: CborReader): WalPoint {
  const start = from.offset;
  let id: WalPointId | undefined;
  let vectors: Map<string, WalVector> | undefined;
  let payload: JsonObject | undefined;
  from.map((key) => {
    if (key === 'id') id = readId(from);
    else if (key === 'vector') vectors = readVectors(from);
    else if (key === 'payload') payload = readPayload(from);
    else from.skip();
  });
  if (id === undefined) throw new CborError('a point without id', start);
  return { id, vectors: vectors ?? new Map(), ...(payload ? { payload } : {}) };
}

function readBatch(from: CborReader): WalPoint[] {
  const start = from.offset;
  let ids: WalPointId[] = [];
  const columns = new Map<string, WalVector[]>();
  let payloads: (JsonObject | undefined)[] | undefined;
  const column = (): WalVector[] => {
    const vectors: WalVector[] = [];
    from.array(() => vectors.push(readVector(from)));
    return vectors;
  };
  from.map((key) => {
    if (key === 'ids') ids = readIds(from);
    else if (key === 'vectors' && from.major() === cborMajor.map) from.map((name) => columns.set(name, column()));
    else if (key === 'vectors') columns.set('', column());
    else if (key === 'payloads' && !from.takeNull()) {
      const read: (JsonObject | undefined)[] = [];
      from.array(() => read.push(readPayload(from)));
      payloads = read;
    } else if (key !== 'payloads') from.skip();
  });
  return ids.map((id, index) => {
    const vectors = new Map<string, WalVector>();
    for (const [name, list] of columns) {
      const vector = list[index];
      if (!vector) throw new CborError(`a batch of ${ids.length} ids and ${list.length} vectors ${JSON.stringify(name)}`, start);
      vectors.set(name, vector);
    }
    const payload = payloads?.[index];
    return { id, vectors, ...(payload ? { payload } : {}) };
  });
}

function readPayload(from: CborReader): JsonObject | undefined {
  if (from.takeNull()) return undefined;
  if (from.major() !== cborMajor.map) throw new CborError('a payload that is no map', from.offset);
  return from.json() as JsonObject;
}

function readId(from: CborReader): WalPointId {
  const type = from.major();
  const start = from.offset;
  if (type === cborMajor.unsigned) return from.unsigned();
  const bytes = type === cborMajor.bytes ? from.bytes() : type === cborMajor.text ? uuidToBytes(from.text()) : undefined;
  if (bytes?.length !== 16) throw new CborError('a point id that is neither an unsigned integer nor a UUID', start);
  return uuidFromBytes(bytes);
}

function readIds(from: CborReader): WalPointId[] {
  const ids: WalPointId[] = [];
  from.array(() => ids.push(readId(from)));
  return ids;
}

function readTexts(from: CborReader): string[] {
  const texts: string[] = [];
  from.array(() => texts.push(from.text()));
  return texts;
}

function readVectors(from: CborReader): Map<string, WalVector> {
  const vectors = new Map<string, WalVector>();
  if (from.major() === cborMajor.map) from.map((name) => vectors.set(name, readVector(from)));
  else vectors.set('', readVector(from));
  return vectors;
}

function readVector(from: CborReader): WalVector {
  if (from.major() === cborMajor.map) return readSparse(from);
  if (!from.startsNested()) return from.floats();
  const rows: Float32Array[] = [];
  const start = from.offset;
  from.array(() => rows.push(from.floats()));
  const dim = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * dim);
  for (const [index, row] of rows.entries()) {
    if (row.length !== dim) throw new CborError(`a multivector with rows of ${dim} and ${row.length}`, start);
    data.set(row, index * dim);
  }
  return { kind: 'multi', count: rows.length, data };
}

function readSparse(from: CborReader): WalVector {
  const start = from.offset;
  let indices: number[] = [];
  let values = new Float32Array(0);
  from.map((key) => {
    if (key === 'indices') {
      indices = [];
      from.array(() => indices.push(from.number()));
    } else if (key === 'values') values = from.floats() as Float32Array<ArrayBuffer>;
    else from.skip();
  });
  if (indices.length !== values.length)
    throw new CborError(`a sparse vector of ${indices.length} indices and ${values.length} values`, start);
  if (!indices.every((index) => Number.isInteger(index) && index >= 0 && index < 2 ** 32))
    throw new CborError('a sparse vector with an index that is no 32-bit number', start);
  return { kind: 'sparse', indices: Uint32Array.from(indices), values };
}

function readFilter(from: CborReader): Filter {
  return from.json() as Filter;
}

function readPointsMember(from: CborReader): WalPointId[] {
  let ids: WalPointId[] = [];
  from.map((key) => {
    if (key === 'points') ids = readIds(from);
    else from.skip();
  });
  return ids;
}

function readDeleteVectors(from: CborReader, readSelector: () => WalPointSelector): WalOperation {
  let selector: WalPointSelector = { ids: [] };
  let names: string[] = [];
  from.array((index) => {
    if (index === 0) selector = readSelector();
    else if (index === 1) names = readTexts(from);
    else from.skip();
  });
  return { kind: 'delete_vectors', selector, names };
}

/** Reads a map with `points` and `filter`, one of them null; `other` consumes the rest. */
function readSelected(from: CborReader, other: (key: string) => void): WalPointSelector {
  let ids: WalPointId[] | undefined;
  let filter: Filter | undefined;
  from.map((key) => {
    if (key === 'points') ids = from.takeNull() ? undefined : readIds(from);
    else if (key === 'filter') filter = from.takeNull() ? undefined : readFilter(from);
    else other(key);
  });
  return ids || !filter ? { ids: ids ?? [] } : { filter };
}

function readSetPayload(from: CborReader, kind: 'set_payload' | 'overwrite_payload'): WalOperation {
  let payload: JsonObject = {};
  let path: string | undefined;
  const selector = readSelected(from, (key) => {
    if (key === 'payload') payload = readPayload(from) ?? {};
    else if (key === 'key') path = from.takeNull() ? undefined : from.text();
    else from.skip();
  });
  return { kind, selector, payload, ...(path === undefined ? {} : { key: path }) };
}

function readVectorNameConfig(from: CborReader): { dense?: VectorParams; sparse?: SparseVectorParams } {
  const config = from.json() as { dense?: VectorParams; sparse?: { modifier?: string; datatype?: string } };
  if (config.dense) return { dense: config.dense };
  const { modifier, datatype } = config.sparse ?? {};
  return { sparse: { ...(modifier ? { modifier } : {}), ...(datatype ? { index: { datatype } } : {}) } as SparseVectorParams };
}
