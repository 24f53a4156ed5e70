import { createScanMemory, type ScanMemory } from '@sextant/kernel';
import {
  type DenseDatatype,
  type Distance,
  decodeTurbo4Row,
  encodeTurbo4Row,
  isStoredNormalized,
  normalizeVector,
  turbo4RowBytes,
} from '@sextant/snapshot';

/** Rows of one datatype: `scan` for searching, and the bytes that are in the files, which are the same except for turbo4. */
export interface DenseRows {
  readonly scan: ScanMemory;
  readonly dim: number;
  readonly rowBytes: number;
  ensureRows(rows: number): void;
  /** Whether rows `0 … rows-1` fit the memory. */
  fits(rows: number): boolean;
  /** Stores a user's vector: normalised where the format says so. */
  put(row: number, vector: Float32Array): void;
  get(row: number): Float32Array;
  /** Copies stored rows unchanged. */
  copy(row: number, from: DenseRows, fromRow: number, count: number): void;
  /** File bytes of rows, a view. */
  bytes(from: number, to: number): Uint8Array;
  /** Memory to read the file bytes of rows `from … to - 1` into. */
  room(from: number, to: number): Uint8Array;
  /** Says that file bytes are there, in the room of their rows. */
  take(firstRow: number, bytes: Uint8Array): void;
}

const memoryBytes = 4 * 1024 ** 3 - 16 * 65_536;

const elementTypes = { float32: 'f32', float16: 'f16', uint8: 'u8' } as const;

export function createDenseRows(dim: number, datatype: DenseDatatype, distance: Distance): DenseRows {
  const normalized = isStoredNormalized(distance, datatype);
  const turbo = datatype === 'turbo4';
  const scan = createScanMemory({ elementType: turbo ? 'f32' : elementTypes[datatype], dim });
  // Turbo4 is searched decoded; the codes are kept beside, for the files.
  const stored = turbo ? createScanMemory({ elementType: 'u8', dim: turbo4RowBytes(dim, distance) }) : scan;
  const rowBytes = stored.strideBytes;

  function ensureRows(rows: number): void {
    scan.ensureRows(rows);
    if (turbo) stored.ensureRows(rows);
  }

  function decode(row: number): void {
    const codes = stored.rowBytes(row, row + 1);
    scan.setRow(row, decodeTurbo4Row(codes, dim, distance));
  }

  return {
    scan,
    dim,
    rowBytes,
    ensureRows,
    fits: (rows) => rows * Math.max(scan.strideBytes, rowBytes) < memoryBytes,
    put(row, vector) {
      ensureRows(row + 1);
      const values = normalized ? normalizeVector(vector) : vector;
      if (!turbo) return scan.setRow(row, values);
      encodeTurbo4Row(values, distance, stored.rowBytes(row, row + 1));
      decode(row);
    },
    get: (row) => scan.getRow(row),
    copy(row, from, fromRow, count) {
      ensureRows(row + count);
      stored.rowBytes(row, row + count).set(from.bytes(fromRow, fromRow + count));
      if (turbo) for (let i = 0; i < count; i++) decode(row + i);
    },
    bytes: (from, to) => stored.rowBytes(from, to),
    room(from, to) {
      ensureRows(to);
      return stored.rowBytes(from, to);
    },
    take(firstRow, bytes) {
      if (turbo) for (let i = 0; (i + 1) * rowBytes <= bytes.length; i++) decode(firstRow + i);
    },
  };
}
