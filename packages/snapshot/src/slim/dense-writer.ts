import { joinPath, type Vfs } from '@sextant/vfs';
import { chunkFileName, encodeChunkedConfig, encodeChunkedStatus, planChunks } from '../format/chunked-vectors.ts';
import { corrupt } from '../format/format-error.ts';
import { encodeMultivectorOffset, multivectorOffsetBytes, placeMultivector } from '../format/multivector-offsets.ts';
import { type SegmentVectorConfig, vectorStorageDirectory } from '../format/segment-state.ts';
import { rowFormat } from '../read/vector-source.ts';
import { createPagedWriter } from './paged-writer.ts';
import { createRowFlags } from './row-flags.ts';
import { writeNewFile } from './write-file.ts';

/** Fills the storage of one vector in a new segment. */
export interface VectorWriter {
  /** The bytes as another storage of the same layout holds them; undefined when the row has no such vector. */
  add(row: number, bytes: Uint8Array | undefined): Promise<void>;
  /** Writes what is left for a segment of `rows` rows. */
  finish(rows: number): Promise<void>;
  close(): Promise<void>;
}

interface ChunkedWriter {
  readonly chunkRows: number;
  write(row: number, bytes: Uint8Array): Promise<void>;
  finish(rows: number): Promise<void>;
  close(): Promise<void>;
}

/** Appendable storage of a dense vector or multivector: chunks and flags. */
export async function openDenseWriter(vfs: Vfs, segment: string, name: string, config: SegmentVectorConfig): Promise<VectorWriter> {
  const directory = joinPath(segment, vectorStorageDirectory(name));
  const { prefix, rowBytes, storedDim } = rowFormat(config);
  const absent = createRowFlags(vfs, joinPath(directory, 'deleted'));
  const vectors = await openChunkedWriter(vfs, joinPath(directory, `${prefix}vectors`), storedDim, rowBytes);
  if (config.multivector_config) {
    const offsets = await openChunkedWriter(vfs, joinPath(directory, `${prefix}offsets`), 1, multivectorOffsetBytes);
    return multivectorWriter(directory, vectors, offsets, absent, rowBytes);
  }
  return {
    async add(row, bytes) {
      if (!bytes) absent.set(row);
      else if (bytes.length === rowBytes) await vectors.write(row, bytes);
      else throw wrongLength(directory, row, `${rowBytes} bytes`, bytes.length);
    },
    async finish(rows) {
      await vectors.finish(rows);
      await absent.finish(rows);
    },
    close: () => vectors.close(),
  };
}

function multivectorWriter(
  directory: string,
  vectors: ChunkedWriter,
  offsets: ChunkedWriter,
  absent: ReturnType<typeof createRowFlags>,
  rowBytes: number,
): VectorWriter {
  let nextRow = 0;
  return {
    async add(row, bytes) {
      if (!bytes) return absent.set(row);
      if (bytes.length % rowBytes !== 0) throw wrongLength(directory, row, `a multiple of ${rowBytes} bytes`, bytes.length);
      const count = bytes.length / rowBytes;
      const firstRow = placeMultivector(nextRow, count, vectors.chunkRows);
      await vectors.write(firstRow, bytes);
      await offsets.write(row, encodeMultivectorOffset({ firstRow, count, capacity: count }));
      nextRow = firstRow + count;
    },
    async finish(rows) {
      await vectors.finish(nextRow);
      await offsets.finish(rows);
      await absent.finish(rows);
    },
    async close() {
      await vectors.close();
      await offsets.close();
    },
  };
}

async function openChunkedWriter(vfs: Vfs, directory: string, dim: number, rowBytes: number): Promise<ChunkedWriter> {
  const config = planChunks(dim, rowBytes);
  await vfs.mkdir(directory, { recursive: true });
  // Chunks hold whole rows, so a row's place over all chunks is its number times its size.
  const chunks = createPagedWriter(vfs, (chunk) => joinPath(directory, chunkFileName(chunk)), config.chunkSizeBytes);
  return {
    chunkRows: config.chunkRows,
    write: (row, bytes) => chunks.write(row * rowBytes, bytes),
    async finish(rows) {
      await chunks.finish(Math.ceil(rows / config.chunkRows));
      await writeNewFile(vfs, joinPath(directory, 'config.json'), encodeChunkedConfig(config));
      await writeNewFile(vfs, joinPath(directory, 'status.dat'), encodeChunkedStatus(rows));
    },
    close: () => chunks.close(),
  };
}

function wrongLength(file: string, row: number, expected: string, found: number): Error {
  return corrupt(`a stored vector has the wrong length (row ${row})`, { file, expected, found });
}
