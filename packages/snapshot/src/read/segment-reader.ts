import { baseName, joinPath, parentPath, type Vfs } from '@sextant/vfs';
import { decodePayload } from '../format/blob-value.ts';
import { atFile } from '../format/format-error.ts';
import { parseSegmentState, type SegmentState } from '../format/segment-state.ts';
import { type PayloadIndexSchema, parseSegmentPayloadIndex } from '../format/shard-files.ts';
import { checkSegmentVersion } from '../format/version-info.ts';
import { type BlobSource, openBlobSource } from './blob-source.ts';
import { type LoadedIds, loadIdTracker } from './id-tracker-files.ts';
import { decodeFile, decodeOptionalText, decodeText } from './read-file.ts';
import type { LiveRow, RawPoint, StoredPoint } from './stored-point.ts';
import { openDenseSource, openSparseSource, type VectorSource } from './vector-source.ts';

/** An open segment directory. */
export interface SegmentReader {
  /** Its UUID: the name of its directory. */
  readonly id: string;
  readonly path: string;
  readonly state: SegmentState;
  readonly ids: LoadedIds;
  /** Fields that the segment indexes. */
  readonly indexedFields: PayloadIndexSchema;
  readonly vectors: readonly Pick<VectorSource, 'name' | 'rowCount'>[];
  /** Live rows, ascending. */
  liveRows(): Generator<LiveRow, void, void>;
  /** The points of these rows, in order. */
  readPoints(rows: readonly LiveRow[]): Promise<StoredPoint[]>;
  /** The same, nothing decoded. */
  readRaw(rows: readonly LiveRow[]): Promise<RawPoint[]>;
  /** As `readRaw`, without payloads, of all vectors or those of these names. */
  readRawVectors(rows: readonly LiveRow[], names?: ReadonlySet<string>): Promise<RawPoint[]>;
  decode(point: RawPoint): StoredPoint;
  close(): Promise<void>;
}

/** Opens a segment whose files lie directly in `path`. Graphs and quantized data are not read. Close it on every path. */
export async function openSegment(vfs: Vfs, path: string): Promise<SegmentReader> {
  await decodeFile(vfs, joinPath(path, 'version.info'), (content) => checkSegmentVersion(decodeText(content)));
  const state = await decodeFile(vfs, joinPath(path, 'segment.json'), (content) => parseSegmentState(decodeText(content)));
  const ids = await loadIdTracker(vfs, path, state.config);
  const indexedFields = (await decodeOptionalText(vfs, joinPath(path, 'payload_index/config.json'), parseSegmentPayloadIndex)) ?? {};
  const opened: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const source of opened.splice(0)) await source.close();
  };
  try {
    const payloads = await openBlobSource(vfs, joinPath(path, 'payload_storage'));
    if (payloads) opened.push(payloads);
    const vectors: VectorSource[] = [];
    const keep = (source: VectorSource): void => {
      opened.push(source);
      vectors.push(source);
    };
    for (const [name, config] of Object.entries(state.config.vector_data)) keep(await openDenseSource(vfs, path, name, config));
    for (const [name, config] of Object.entries(state.config.sparse_vector_data)) keep(await openSparseSource(vfs, path, name, config));
    return {
      id: segmentId(path),
      path,
      state,
      ids,
      indexedFields,
      vectors,
      liveRows: () => liveRowsOf(ids),
      readPoints: async (rows) => (await readRaw(payloads, vectors, rows)).map((point) => decodePoint(path, vectors, point)),
      readRaw: (rows) => readRaw(payloads, vectors, rows),
      readRawVectors: (rows, names) =>
        readRaw(undefined, names === undefined ? vectors : vectors.filter(({ name }) => names.has(name)), rows),
      decode: (point) => decodePoint(path, vectors, point),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The name of the directory, or of the one above when the files lie in `files/`. */
function segmentId(path: string): string {
  const name = baseName(path);
  return name === 'files' ? baseName(parentPath(path)) : name;
}

function* liveRowsOf({ idOfRow, versions }: LoadedIds): Generator<LiveRow, void, void> {
  for (const [row, id] of idOfRow.entries()) if (id !== undefined) yield { row, id, version: versions[row] ?? 0 };
}

function decodePoint(path: string, sources: readonly VectorSource[], { row, id, version, vectors, payload: bytes }: RawPoint): StoredPoint {
  const present = sources.flatMap((source) => {
    const stored = vectors.get(source.name);
    return stored === undefined ? [] : [[source.name, source.decode(stored, row)] as const];
  });
  const payload = bytes ? atFile(`${path}/payload_storage (row ${row})`, () => decodePayload(bytes)) : {};
  return { id, version, vectors: new Map(present), payload };
}

async function readRaw(payloads: BlobSource | undefined, vectors: readonly VectorSource[], rows: readonly LiveRow[]): Promise<RawPoint[]> {
  const numbers = rows.map(({ row }) => row);
  const payloadBytes = await payloads?.readValues(numbers);
  const columns: Awaited<ReturnType<VectorSource['readStored']>>[] = [];
  for (const source of vectors) columns.push(await source.readStored(numbers));
  return rows.map(({ row, id, version }, at) => {
    const present = vectors.flatMap((source, column) => {
      const bytes = columns[column]?.[at];
      return bytes === undefined ? [] : [[source.name, bytes] as const];
    });
    return { row, id, version, vectors: new Map(present), payload: payloadBytes?.[at] };
  });
}
