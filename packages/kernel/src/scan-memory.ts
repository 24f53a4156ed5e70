/** How the elements of a row are stored. `u8` is Qdrant's uint8, `f16` IEEE half. */
export type ElementType = 'f32' | 'f16' | 'u8';

/** Raw value a scan writes for a row. `dot`: sum of products; `euclid`: square root of summed squares; `manhattan`: sum of differences. */
export type Metric = 'dot' | 'euclid' | 'manhattan';

/**
 * The rows of one vector storage in a WebAssembly memory of its own (shared, grows to 4 GiB), and the scans over them.
 * Row r is `strideBytes` long and starts at `rowOffset(r)` of `buffer`. Growing keeps offsets but may change `buffer`: do not hold views over an await.
 */
export interface ScanMemory {
  readonly elementType: ElementType;
  readonly dim: number;
  readonly strideBytes: number;
  readonly buffer: SharedArrayBuffer;
  rowOffset(row: number): number;
  /** Grows so that rows `0 … rows-1` fit; throws RangeError above 4 GiB. New rows are zero. */
  ensureRows(rows: number): void;
  /** The bytes of rows `from … to-1`, a view. */
  rowBytes(from: number, to: number): Uint8Array;
  /** Writes one row from float32 values, converted to the element type as Qdrant does (uint8: cut towards zero and clamped). */
  setRow(row: number, values: Float32Array): void;
  /** Reads one row as float32 into a new array. */
  getRow(row: number): Float32Array;
  /** Copies the query into the memory's scratch space; scores of later scans are against it. At most one query at a time. */
  setQuery(metric: Metric, query: Float32Array): void;
  /** Scores rows `from … to-1` (at most `maxScanRows`) and answers a view of the scores, valid until the next call. */
  scan(from: number, to: number): Float32Array;
  readonly maxScanRows: number;
}
