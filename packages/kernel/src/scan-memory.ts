/** How the elements of a row are stored. `u8` is Qdrant's uint8, `f16` IEEE half. */
export type ElementType = 'f32' | 'f16' | 'u8';

/**
 * Raw value a scan writes for a row. `dot`: sum of products; `euclid`: square root of summed squares; `manhattan`: sum of differences;
 * `squaredEuclid`: summed squares; `cosine`: of u8 rows the dot product divided by both lengths (0 when one is 0), else the same as
 * `dot`, for such rows are stored normalised and so must the query be.
 */
export type Metric = 'dot' | 'euclid' | 'manhattan' | 'squaredEuclid' | 'cosine';

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
  /**
   * Address of `bytes` zero bytes behind the rows, a multiple of 64; places reserved one after the other in such multiples are adjacent.
   * From the first call on no more rows fit. Throws RangeError above 4 GiB.
   */
  reserve(bytes: number): number;
  /** The bytes of rows `from … to-1`, a view. */
  rowBytes(from: number, to: number): Uint8Array;
  /** Writes one row from float32 values, converted to the element type as Qdrant does (uint8: cut towards zero and clamped). */
  setRow(row: number, values: Float32Array): void;
  /** Reads one row as float32 into a new array. */
  getRow(row: number): Float32Array;
  /**
   * Copies the query into the memory's scratch space, converted to the element type as Qdrant does; scores of later scans are against it.
   * At most one query at a time.
   */
  setQuery(metric: Metric, query: Float32Array): void;
  /** Scores rows `from … to-1` (at most `maxScanRows`) and answers a view of the scores, valid until the next call. */
  scan(from: number, to: number): Float32Array;
  /** Scores the rows numbered in `rows` (at most `maxScanRows`, in any order) and answers a view of the scores, valid until the next call. */
  scoreRows(rows: Uint32Array): Float32Array;
  readonly maxScanRows: number;
  /** What another thread needs to scan the same rows with `attachScanMemory`; may be posted to a worker. */
  share(): SharedScanMemory;
}

/** A scan memory as it is posted between threads. Plain data around a shared WebAssembly memory. */
export interface SharedScanMemory {
  readonly memory: WebAssembly.Memory;
  readonly elementType: ElementType;
  readonly dim: number;
  readonly readers: number;
  /** Rows there are, once no more can come. */
  readonly rows?: number;
}

export interface ScanMemoryOptions {
  readonly elementType: ElementType;
  /** Elements of a row, 1 to 65,536. */
  readonly dim: number;
  /** Rows there is room for at once; default 0. */
  readonly initialRows?: number;
  /** Threads that can hold a query at the same time, the creating one included; default 1. Each costs a few kilobytes. */
  readonly readers?: number;
}
