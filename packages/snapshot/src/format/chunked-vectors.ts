/**
 * A chunked storage (`vectors/`, `offsets/`, `tq_vectors/`, `tq_offsets/`)
 *
 *   config.json       {"chunk_size_bytes":33554420,"chunk_size_vectors":1677721,"dim":5} and optionally "populate"
 *   status.dat        0   u64   number of rows
 *   chunk_<n>.mmap    rows from n * chunk_size_vectors on, without a header; full size from the start, a hole where nothing was written
 */
import { corrupt } from './format-error.ts';
import { asCount, parseJsonObject } from './json-shape.ts';
import { readCount, viewOf, writeU64 } from './u64.ts';

/** Chunks are 32 MiB, rounded down to whole rows. */
export const defaultChunkBytes = 33_554_432;

export interface ChunkedConfig {
  readonly chunkSizeBytes: number;
  readonly chunkRows: number;
  /** Elements a row; 1 for offsets, bytes a row for turbo4. */
  readonly dim: number;
}

/** The layout for rows of `rowBytes`: whole rows in at most `chunkBytes`, at least one row a chunk. */
export function planChunks(dim: number, rowBytes: number, chunkBytes = defaultChunkBytes): ChunkedConfig {
  const chunkRows = Math.max(1, Math.floor(chunkBytes / rowBytes));
  return { chunkSizeBytes: chunkRows * rowBytes, chunkRows, dim };
}

/** Parses config.json and checks it against the row size that the segment configuration implies. */
export function parseChunkedConfig(text: string, expected: { readonly dim: number; readonly rowBytes: number }): ChunkedConfig {
  const json = parseJsonObject(text, 'the configuration of a chunked storage');
  const config = {
    chunkSizeBytes: asCount(json['chunk_size_bytes'], 'chunk_size_bytes', 1),
    chunkRows: asCount(json['chunk_size_vectors'], 'chunk_size_vectors', 1),
    dim: asCount(json['dim'], 'dim', 1),
  };
  if (config.dim !== expected.dim) throw corrupt('the row length differs from segment.json', { expected: expected.dim, found: config.dim });
  if (config.chunkSizeBytes < config.chunkRows * expected.rowBytes) {
    throw corrupt('a chunk is too small for its rows', { expected: config.chunkRows * expected.rowBytes, found: config.chunkSizeBytes });
  }
  return config;
}

/** The text of config.json. */
export function encodeChunkedConfig(config: ChunkedConfig, populate?: boolean): string {
  return JSON.stringify({
    chunk_size_bytes: config.chunkSizeBytes,
    chunk_size_vectors: config.chunkRows,
    dim: config.dim,
    ...(populate === undefined ? {} : { populate }),
  });
}

export function decodeChunkedStatus(bytes: Uint8Array): number {
  return readCount(viewOf(bytes), 0, 'the number of rows');
}

/** status.dat for `rows` rows. */
export function encodeChunkedStatus(rows: number): Uint8Array {
  const bytes = new Uint8Array(8);
  writeU64(viewOf(bytes), 0, rows);
  return bytes;
}

/** Chunk and byte in it where a row starts. */
export function chunkRowPlace(config: ChunkedConfig, row: number, rowBytes: number): { readonly chunk: number; readonly offset: number } {
  return { chunk: Math.floor(row / config.chunkRows), offset: (row % config.chunkRows) * rowBytes };
}

export function chunkFileName(chunk: number): string {
  return `chunk_${chunk}.mmap`;
}
