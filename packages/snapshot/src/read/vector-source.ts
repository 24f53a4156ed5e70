import { joinPath, type Vfs } from '@sextant/vfs';
import { getBit } from '../format/bits.ts';
import { atFile, corrupt } from '../format/format-error.ts';
import { decodeMatrixDeleted } from '../format/matrix-file.ts';
import { decodeMultivectorOffset, multivectorOffsetBytes } from '../format/multivector-offsets.ts';
import { isChunked, type SegmentSparseConfig, type SegmentVectorConfig, vectorStorageDirectory } from '../format/segment-state.ts';
import { decodeSparseValue } from '../format/sparse-value.ts';
import { decodeTurbo4Row, turbo4RowBytes } from '../format/turbo4.ts';
import { decodeVectorRow, elementBytes } from '../format/vector-row.ts';
import { openBlobSource } from './blob-source.ts';
import { loadFlags } from './flags-files.ts';
import { isDirectory, readOptionalFile } from './read-file.ts';
import { openChunkedRows, openFlatRows } from './row-source.ts';
import type { StoredVector } from './stored-point.ts';

/** The vectors of one name in a segment, by row. */
export interface VectorSource {
  readonly name: string;
  /** Rows that have a place, present or absent; undefined where a row needs none. */
  readonly rowCount: number | undefined;
  /** As stored: rows one after the other for a multivector, the value of a sparse vector; undefined where the row has no such vector. */
  readStored(rows: readonly number[]): Promise<(Uint8Array | undefined)[]>;
  /** What the bytes of `row` say. */
  decode(bytes: Uint8Array, row: number): StoredVector;
  close(): Promise<void>;
}

/** How the elements of a vector lie in its files. */
export interface RowFormat {
  readonly rowBytes: number;
  /** What config.json calls dim. */
  readonly storedDim: number;
  readonly prefix: '' | 'tq_';
  decode(bytes: Uint8Array): Float32Array;
}

/** The row format that a segment's configuration implies. */
export function rowFormat(config: SegmentVectorConfig): RowFormat {
  const datatype = config.datatype ?? 'float32';
  const { size, distance } = config;
  if (datatype === 'turbo4') {
    const rowBytes = turbo4RowBytes(size, distance);
    return { rowBytes, storedDim: rowBytes, prefix: 'tq_', decode: (bytes) => decodeTurbo4Row(bytes, size, distance) };
  }
  return {
    rowBytes: size * elementBytes(datatype),
    storedDim: size,
    prefix: '',
    decode: (bytes) => decodeVectorRow(bytes, datatype, size),
  };
}

/** Opens the storage of a dense vector or multivector. One without a directory holds nothing: it was added after the segment was built. */
export async function openDenseSource(vfs: Vfs, segment: string, name: string, config: SegmentVectorConfig): Promise<VectorSource> {
  const directory = joinPath(segment, vectorStorageDirectory(name));
  if (config.storage_type === 'Empty' || !(await isDirectory(vfs, directory))) return emptySource(name);
  const format = rowFormat(config);
  // Multivectors stay chunked in immutable segments too.
  if (config.multivector_config) return openMultiSource(vfs, directory, name, format);
  const absent = await loadAbsent(vfs, directory, config, format);
  const rows = isChunked(config.storage_type)
    ? await openChunkedRows(vfs, joinPath(directory, `${format.prefix}vectors`), format.storedDim, format.rowBytes)
    : await openFlatRows(
        vfs,
        joinPath(directory, format.prefix === '' ? 'matrix.dat' : 'tq_vectors.dat'),
        format.rowBytes,
        format.prefix === '',
      );
  const readStored: VectorSource['readStored'] = async (wanted) => {
    const present = wanted.filter((row) => row < rows.rowCount && !getBit(absent, row));
    return spread(wanted, present, await rows.readRows(present));
  };
  return {
    name,
    rowCount: rows.rowCount,
    readStored,
    decode: (bytes) => format.decode(bytes),
    close: () => rows.close(),
  };
}

function emptySource(name: string): VectorSource {
  return {
    name,
    rowCount: undefined,
    readStored: async (rows) => rows.map(() => undefined),
    decode: () => {
      throw corrupt(`vector "${name}" has no storage`);
    },
    close: async () => {},
  };
}

async function loadAbsent(vfs: Vfs, directory: string, config: SegmentVectorConfig, format: RowFormat): Promise<Uint8Array> {
  if (isChunked(config.storage_type) || format.prefix === 'tq_') return loadFlags(vfs, joinPath(directory, 'deleted'));
  const path = joinPath(directory, 'deleted.dat');
  const content = await readOptionalFile(vfs, path);
  return content ? atFile(path, () => decodeMatrixDeleted(content)) : new Uint8Array(0);
}

/** Puts the values of the present rows, which are in the order of the wanted ones, back among the absent. */
function spread<T>(wanted: readonly number[], present: readonly number[], values: readonly T[]): (T | undefined)[] {
  let next = 0;
  return wanted.map((row) => (present[next] === row ? values[next++] : undefined));
}

async function openMultiSource(vfs: Vfs, directory: string, name: string, format: RowFormat): Promise<VectorSource> {
  const absent = await loadFlags(vfs, joinPath(directory, 'deleted'));
  const vectors = await openChunkedRows(vfs, joinPath(directory, `${format.prefix}vectors`), format.storedDim, format.rowBytes);
  const offsets = await openChunkedRows(vfs, joinPath(directory, `${format.prefix}offsets`), 1, multivectorOffsetBytes);
  const readStored: VectorSource['readStored'] = async (wanted) => {
    const present = wanted.filter((row) => row < offsets.rowCount && !getBit(absent, row));
    const places = (await offsets.readRows(present)).map((bytes) => decodeMultivectorOffset(bytes));
    for (const [at, { firstRow, count, capacity }] of places.entries()) {
      // What is reserved lies inside too: whoever reuses it would otherwise write over others, or far beyond the end.
      if (firstRow + Math.max(count, capacity) > vectors.rowCount) {
        throw corrupt('a multivector runs over the end of its storage', {
          file: `${directory} (row ${present[at]})`,
          expected: `at most ${vectors.rowCount} rows`,
          found: firstRow + Math.max(count, capacity),
        });
      }
    }
    return spread(wanted, present, await vectors.readRuns(places));
  };
  return {
    name,
    rowCount: offsets.rowCount,
    readStored,
    decode: (bytes) => toMultivector(bytes, format),
    close: async () => {
      await vectors.close();
      await offsets.close();
    },
  };
}

function toMultivector(bytes: Uint8Array, format: RowFormat): StoredVector {
  const count = bytes.length / format.rowBytes;
  const rows = Array.from({ length: count }, (_, row) => format.decode(bytes.subarray(row * format.rowBytes, (row + 1) * format.rowBytes)));
  const dim = rows[0]?.length ?? 0;
  const data = new Float32Array(count * dim);
  for (const [at, row] of rows.entries()) data.set(row, at * dim);
  return { kind: 'multi', count, data };
}

/** Opens the storage of a sparse vector. */
export async function openSparseSource(vfs: Vfs, segment: string, name: string, config: SegmentSparseConfig): Promise<VectorSource> {
  const directory = joinPath(segment, vectorStorageDirectory(name));
  if (config.storage_type === 'empty') return emptySource(name);
  const absent = await loadFlags(vfs, joinPath(directory, 'deleted'));
  const store = await openBlobSource(vfs, joinPath(directory, 'store'));
  if (!store) return emptySource(name);
  const readStored: VectorSource['readStored'] = async (wanted) => {
    const present = wanted.filter((row) => !getBit(absent, row));
    return spread(wanted, present, await store.readValues(present));
  };
  return {
    name,
    rowCount: undefined,
    readStored,
    decode: (bytes, row) => atFile(`${directory} (row ${row})`, () => ({ kind: 'sparse', ...decodeSparseValue(bytes) })),
    close: () => store.close(),
  };
}
