import { joinPath, type Vfs } from '@sextant/vfs';
import {
  type ChunkedConfig,
  chunkFileName,
  chunkRowPlace,
  decodeChunkedStatus,
  parseChunkedConfig,
  planChunks,
} from '../format/chunked-vectors.ts';
import { atFile, corrupt, FormatError } from '../format/format-error.ts';
import { checkMatrixHeader, matrixHeaderBytes, matrixRowCount } from '../format/matrix-file.ts';
import { createRangedFiles, openRangedFile } from './ranged-file.ts';
import { decodeOptionalText, mostStatusBytes, readOptionalFile } from './read-file.ts';

export interface RowRun {
  readonly firstRow: number;
  readonly count: number;
}

/** Rows of equal size in one or several files. */
export interface RowSource {
  readonly rowCount: number;
  /** The bytes of these rows; each must be below `rowCount`. */
  readRows(rows: readonly number[]): Promise<Uint8Array[]>;
  /** The bytes of runs of rows, each inside one chunk. */
  readRuns(runs: readonly RowRun[]): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

/** Opens a chunked storage. Without status.dat it has no rows, without config.json the default layout, as the engine has it. */
export async function openChunkedRows(vfs: Vfs, directory: string, dim: number, rowBytes: number): Promise<RowSource> {
  const statusPath = joinPath(directory, 'status.dat');
  const status = await readOptionalFile(vfs, statusPath, mostStatusBytes);
  const rowCount = status ? atFile(statusPath, () => decodeChunkedStatus(status)) : 0;
  const parsed = await decodeOptionalText(vfs, joinPath(directory, 'config.json'), (text) => parseChunkedConfig(text, { dim, rowBytes }));
  const config: ChunkedConfig = parsed ?? planChunks(dim, rowBytes);
  if (status) await checkChunks(vfs, directory, config, rowCount, rowBytes);
  const files = createRangedFiles(vfs, (chunk) => joinPath(directory, chunkFileName(chunk)));
  const readRuns = (runs: readonly RowRun[]): Promise<Uint8Array[]> =>
    files.read(
      runs.map(({ firstRow, count }) => {
        const { chunk, offset } = chunkRowPlace(config, firstRow, rowBytes);
        if (offset + count * rowBytes > config.chunkSizeBytes) {
          throw corrupt('rows run over the end of their chunk', { file: joinPath(directory, chunkFileName(chunk)), offset, found: count });
        }
        return { file: chunk, offset, length: count * rowBytes };
      }),
    );
  return { rowCount, readRuns, readRows: (rows) => readRuns(rows.map((firstRow) => ({ firstRow, count: 1 }))), close: () => files.close() };
}

/** A count of rows without the chunks that hold them must not be believed: loops run over it, and an engine reads zeros. */
async function checkChunks(vfs: Vfs, directory: string, config: ChunkedConfig, rowCount: number, rowBytes: number): Promise<void> {
  const names = new Set((await vfs.readdir(directory)).map(({ name }) => name));
  let chunks = 0;
  for (; names.has(chunkFileName(chunks)); chunks++) {
    const rows = Math.min(config.chunkRows, rowCount - chunks * config.chunkRows);
    if (rows <= 0) return;
    const file = joinPath(directory, chunkFileName(chunks));
    const { sizeBytes } = await vfs.stat(file);
    if (sizeBytes < rows * rowBytes)
      throw corrupt('the file is too short', { file, expected: `at least ${rows * rowBytes} bytes`, found: sizeBytes });
  }
  if (rowCount <= chunks * config.chunkRows) return;
  throw new FormatError('missing', 'the file does not exist', {
    file: joinPath(directory, chunkFileName(chunks)),
    expected: `chunks for the ${rowCount} rows of status.dat`,
    found: chunks,
  });
}

/** Opens a single file of rows: matrix.dat with its header, tq_vectors.dat without. */
export async function openFlatRows(vfs: Vfs, path: string, rowBytes: number, hasHeader: boolean): Promise<RowSource> {
  const file = await openRangedFile(vfs, path);
  const start = hasHeader ? matrixHeaderBytes : 0;
  try {
    if (hasHeader) {
      const [header] = await file.read([{ offset: 0, length: matrixHeaderBytes }]);
      atFile(path, () => checkMatrixHeader(header ?? new Uint8Array(0)));
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    rowCount: hasHeader ? matrixRowCount(file.sizeBytes, rowBytes) : Math.floor(file.sizeBytes / rowBytes),
    readRows: (rows) => file.read(rows.map((row) => ({ offset: start + row * rowBytes, length: rowBytes }))),
    readRuns: (runs) => file.read(runs.map(({ firstRow, count }) => ({ offset: start + firstRow * rowBytes, length: count * rowBytes }))),
    close: () => file.close(),
  };
}
