import {
  checkMatrixHeader,
  decodeMatrixDeleted,
  getBit,
  isChunked,
  matrixHeaderBytes,
  matrixRowCount,
  type SegmentVectorConfig,
  vectorStorageDirectory,
} from '@sextant/snapshot';
import { joinPath, readIfPresent, type Vfs } from '@sextant/vfs';
import type { DenseVector, Vector } from '../operation/point.ts';
import { createChunkedRows, rowRuns, rowWindows } from './chunked-rows.ts';
import { createDenseRows, type DenseRows } from './dense-rows.ts';
import { createPresenceFlags } from './presence-flags.ts';
import { readWindows, withFile } from './read-file.ts';
import type { DenseStorageView } from './segment-view.ts';
import type { VectorStorage } from './vector-storage.ts';

/** A storage of single vectors that gives its rows to others for copying. */
export interface DenseStorage extends VectorStorage {
  readonly rows: DenseRows;
}

/** Single dense vectors of any datatype: row r of the segment is row r of the memory and of the files. */
export function createDenseStorage(name: string, config: SegmentVectorConfig): DenseStorage {
  const { size: dim, distance, datatype = 'float32' } = config;
  const directory = vectorStorageDirectory(name);
  const rows = createDenseRows(dim, datatype, distance);
  const flags = createPresenceFlags(`${directory}/deleted`);
  const chunks = createChunkedRows(
    `${directory}/${datatype === 'turbo4' ? 'tq_vectors' : 'vectors'}`,
    datatype === 'turbo4' ? rows.rowBytes : dim,
    rows.rowBytes,
  );
  const view: DenseStorageView = {
    kind: 'dense',
    dim,
    datatype,
    distance,
    memory: rows.scan,
    get absent() {
      return flags.absent;
    },
  };
  const has = (row: number): boolean => flags.absent[row] === 0;

  async function loadImmutable(vfs: Vfs, segmentDirectory: string, rowCount: number): Promise<number> {
    const base = joinPath(segmentDirectory, directory);
    const isTurbo = datatype === 'turbo4';
    const headerBytes = isTurbo ? 0 : matrixHeaderBytes;
    const read = await withFile(vfs, joinPath(base, isTurbo ? 'tq_vectors.dat' : 'matrix.dat'), async (file) => {
      const { sizeBytes } = await file.stat();
      if (!isTurbo) {
        const header = new Uint8Array(matrixHeaderBytes);
        await file.read(header, 0);
        checkMatrixHeader(header);
      }
      const present = isTurbo ? Math.floor(sizeBytes / rows.rowBytes) : matrixRowCount(sizeBytes, rows.rowBytes);
      const count = Math.min(present, rowCount);
      await readWindows(file, headerBytes, count * rows.rowBytes, rows.rowBytes, rowWindows(rows, 0, rows.rowBytes));
      return count;
    });
    if (isTurbo) await flags.load(vfs, segmentDirectory, rowCount);
    else {
      const deleted = await readIfPresent(vfs, joinPath(base, 'deleted.dat'));
      const bits = deleted && decodeMatrixDeleted(deleted);
      for (let row = 0; row < rowCount; row++) flags.set(row, bits ? getBit(bits, row) : false);
    }
    return read ?? 0;
  }

  return {
    view,
    rows,
    has,
    vectorOf: (row) => (has(row) ? rows.get(row) : undefined),
    put(row, vector: Vector | undefined) {
      rows.ensureRows(row + 1);
      if (vector) rows.put(row, vector as DenseVector);
      flags.set(row, vector === undefined);
    },
    copy(row, from, fromRow) {
      const present = from.has(fromRow);
      rows.ensureRows(row + 1);
      if (present) rows.copy(row, (from as DenseStorage).rows, fromRow, 1);
      flags.set(row, !present);
    },
    release: () => {},
    hasRoom: (more) => rows.fits(flags.absent.length + more),
    async flush(files, written, rowCount) {
      rows.ensureRows(rowCount);
      await flags.flush(files, written, rowCount);
      await chunks.flush(files, rowRuns(written.filter(has), rows.rowBytes), rowCount, (from, to) => rows.bytes(from, to));
    },
    forget: async () => {},
    hasStale: () => false,
    freeze: () => [...chunks.freeze(), ...flags.freeze()],
    async fileVersions(versions) {
      const tally = chunks.tally();
      await versions.each((row, version) => has(row) && tally.note(row, version));
      return tally.result();
    },
    async load(vfs, segmentDirectory, rowCount, live) {
      rows.ensureRows(rowCount);
      let count = 0;
      if (isChunked(config.storage_type)) {
        await flags.load(vfs, segmentDirectory, rowCount);
        count = await chunks.load(vfs, segmentDirectory, rowCount, rows, (from, to) =>
          live.subarray(from, to).some((one, i) => one === 1 && has(from + i)),
        );
      } else if (config.storage_type !== 'Empty') count = await loadImmutable(vfs, segmentDirectory, rowCount);
      for (let row = count; row < rowCount; row++) flags.set(row, true);
    },
  };
}
