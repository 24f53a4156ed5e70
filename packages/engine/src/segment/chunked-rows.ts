import {
  type ChunkedConfig,
  chunkFileName,
  decodeChunkedStatus,
  encodeChunkedConfig,
  encodeChunkedStatus,
  parseChunkedConfig,
  planChunks,
} from '@sextant/snapshot';
import { joinPath, readIfPresent, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { type VersionTally, versionTally } from './file-versions.ts';
import type { FlushFiles } from './flush-files.ts';
import { type FrozenFile, type FrozenPiece, frozenBytes, frozenText } from './frozen-file.ts';
import { readWindows, type WindowTarget, withFile } from './read-file.ts';

/** The bytes of rows `from … to - 1`, valid until the next await. */
export type RowBytes = (from: number, to: number) => Uint8Array;

/** Where rows go that are loaded. */
export interface RowTarget {
  /** The memory that the file bytes of rows `from … to - 1` are read into; without it some is lent, of which `take` must keep no view. */
  room?(from: number, to: number): Uint8Array;
  /** Sees what was read; the last row may be cut. */
  take(firstRow: number, bytes: Uint8Array): void;
}

/** The chunk files of one storage: rows of equal size, written where they belong, with room to grow (format, section 10.2). */
export interface ChunkedRows {
  readonly chunkRows: number;
  /** Writes these runs of rows and sets the row count; chunks exist up to there afterwards. */
  flush(files: FlushFiles, runs: readonly RowRun[], rowCount: number, bytesOf: RowBytes): Promise<void>;
  freeze(): FrozenFile[];
  /** Gathers the versions of the chunks; `note` takes a row, not a chunk. */
  tally(): VersionTally;
  /**
   * Reads up to `maxRows` rows; answers how many there were. A chunk that is missing or cut is an error when `isNeeded` says that one of its rows is:
   * a power cut may take a chunk whose rows were not yet mapped.
   */
  load(
    vfs: Vfs,
    segmentDirectory: string,
    maxRows: number,
    target: RowTarget,
    isNeeded: (from: number, to: number) => boolean,
  ): Promise<number>;
}

export interface RowRun {
  readonly from: number;
  readonly to: number;
}

/** Qdrant makes chunks of 32 MiB and takes any size. A partial snapshot sends whole chunks: smaller ones carry less that did not change. The longest multivector fits. */
const chunkBytes = 4_194_304;
const sliceBytes = 1_048_576;
const mergedGapBytes = 4096;

/** Chunks in `directory` (relative to the segment) for rows of `rowBytes`; `dim` is what config.json says. */
export function createChunkedRows(directory: string, dim: number, rowBytes: number): ChunkedRows {
  let config: ChunkedConfig = planChunks(dim, rowBytes, chunkBytes);
  let isWritten = false;
  let flushedRows = 0;

  return {
    get chunkRows() {
      return config.chunkRows;
    },
    async flush(files, runs, rowCount, bytesOf) {
      if (!isWritten) await files.write(`${directory}/config.json`, new TextEncoder().encode(encodeChunkedConfig(config)), 0);
      for (let chunk = 0; chunk * config.chunkRows < rowCount; chunk++) {
        if (chunk < Math.floor(flushedRows / config.chunkRows)) continue;
        await files.ensureSize(`${directory}/${chunkFileName(chunk)}`, config.chunkSizeBytes);
      }
      const sliceRows = Math.max(1, Math.floor(sliceBytes / rowBytes));
      for (const run of runs) {
        for (let from = run.from; from < run.to; ) {
          const chunk = Math.floor(from / config.chunkRows);
          const to = Math.min(run.to, from + sliceRows, (chunk + 1) * config.chunkRows);
          // A copy, because the memory may move while the write is under way.
          await files.write(`${directory}/${chunkFileName(chunk)}`, bytesOf(from, to).slice(), (from % config.chunkRows) * rowBytes);
          from = to;
        }
      }
      if (!isWritten || rowCount !== flushedRows) await files.write(`${directory}/status.dat`, encodeChunkedStatus(rowCount), 0);
      isWritten = true;
      flushedRows = rowCount;
    },
    freeze() {
      const files: FrozenFile[] = [
        frozenText(`${directory}/config.json`, encodeChunkedConfig(config)),
        frozenBytes(`${directory}/status.dat`, encodeChunkedStatus(flushedRows)),
      ];
      for (let chunk = 0; chunk * config.chunkRows < flushedRows; chunk++) {
        const rows = Math.min(config.chunkRows, flushedRows - chunk * config.chunkRows);
        const pieces: FrozenPiece[] = [{ offset: 0, lengthBytes: rows * rowBytes }];
        files.push({ path: `${directory}/${chunkFileName(chunk)}`, sizeBytes: config.chunkSizeBytes, pieces });
      }
      return files;
    },
    tally() {
      const { chunkRows } = config;
      const chunks = versionTally((chunk) => `${directory}/${chunkFileName(chunk)}`);
      return { note: (row, version) => chunks.note(Math.floor(row / chunkRows), version), result: chunks.result };
    },
    async load(vfs, segmentDirectory, maxRows, target, isNeeded) {
      const base = joinPath(segmentDirectory, directory);
      const text = await readTextIfPresent(vfs, joinPath(base, 'config.json'));
      if (text === undefined) return 0;
      config = parseChunkedConfig(text, { dim, rowBytes });
      isWritten = true;
      const status = await readIfPresent(vfs, joinPath(base, 'status.dat'));
      flushedRows = status ? decodeChunkedStatus(status) : 0;
      const rows = Math.min(flushedRows, maxRows);
      // A count says nothing about how many chunks there are, and a wrong one must not be looked for chunk by chunk.
      const chunkCount = await countChunks(vfs, base);
      const beyond = chunkCount * config.chunkRows;
      if (beyond < rows && isNeeded(beyond, rows)) throw missingChunk(joinPath(base, chunkFileName(chunkCount)), rows);
      for (let chunk = 0; chunk * config.chunkRows < rows && chunk < chunkCount; chunk++) {
        const first = chunk * config.chunkRows;
        const path = joinPath(base, chunkFileName(chunk));
        const wanted = Math.min(config.chunkRows, rows - first);
        const got = await withFile(vfs, path, (file) =>
          readWindows(file, 0, wanted * rowBytes, rowBytes, rowWindows(target, first, rowBytes)),
        );
        const whole = Math.floor((got ?? 0) / rowBytes);
        if (whole === wanted || !isNeeded(first + whole, first + wanted)) continue;
        throw got === undefined ? missingChunk(path, rows) : cutChunk(path, got, wanted * rowBytes);
      }
      return rows;
    },
  };
}

/** Windows of a file that begins with row `first`, as rows. */
export function rowWindows(target: RowTarget, first: number, rowBytes: number): WindowTarget {
  const { room } = target;
  return {
    ...(room && { room: (done, length) => room(first + done / rowBytes, first + (done + length) / rowBytes) }),
    take: (bytes, done) => target.take(first + done / rowBytes, bytes),
  };
}

/** One more than the highest number of a chunk. */
async function countChunks(vfs: Vfs, directory: string): Promise<number> {
  let count = 0;
  for (const { name } of await vfs.readdir(directory)) {
    const number = /^chunk_(\d{1,9})\.mmap$/.exec(name)?.[1];
    if (number !== undefined) count = Math.max(count, Number(number) + 1);
  }
  return count;
}

function missingChunk(path: string, rows: number): EngineError {
  return new EngineError('service_error', `${path} is missing, status.dat counts ${rows} rows. Restore the shard from a snapshot`, {
    details: { file: path },
  });
}

/** Runs of neighbouring rows, ascending; small gaps are written over with what is there already. */
export function rowRuns(rows: Uint32Array, rowBytes: number): RowRun[] {
  const sorted = isAscending(rows) ? rows : rows.slice().sort();
  const gapRows = Math.floor(mergedGapBytes / rowBytes);
  const runs: { from: number; to: number }[] = [];
  for (const row of sorted) {
    const last = runs.at(-1);
    if (last && row <= last.to + gapRows) last.to = Math.max(last.to, row + 1);
    else runs.push({ from: row, to: row + 1 });
  }
  return runs;
}

function isAscending(rows: Uint32Array): boolean {
  for (let i = 1; i < rows.length; i++) if ((rows[i] as number) < (rows[i - 1] as number)) return false;
  return true;
}

function cutChunk(path: string, found: number, expected: number): EngineError {
  return new EngineError(
    'service_error',
    `${path} ends after ${found} bytes, its rows take ${expected}. Restore the shard from a snapshot`,
    {
      details: { file: path, expected, found },
    },
  );
}
