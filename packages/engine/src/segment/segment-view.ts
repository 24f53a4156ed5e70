import type { DenseDatatype, Distance } from '@sextant/contract';
import type { HnswGraph, ScanMemory } from '@sextant/kernel';
import type { Payload, PointId, Vector } from '../operation/point.ts';

/**
 * What the read path sees of a segment. Rows are internal ids, `0 … rowCount-1`; a row is immutable from the moment it is live:
 * an update of a point makes a new row. Everything here is synchronous and in memory.
 */
export interface SegmentView {
  readonly rowCount: number;
  /** 1 = the row holds the current version of its point. Length >= rowCount; rows beyond are 0. */
  readonly live: Uint8Array;
  /** `live` as it is now, and stays: the same bytes for all who ask until a row comes or dies. */
  frozenLive(): Uint8Array;
  readonly liveCount: number;
  /** How many times a dead row was given to another point; absent: never. An id order kept by the read path is sorted anew when it changes. */
  readonly rowsReused?: number;
  /** Whether a row is the last one of a point that was deleted, not one that an update replaced. Its sparse vectors count until it is reused. */
  isDeleted(row: number): boolean;
  rowOf(id: PointId): number | undefined;
  idOf(row: number): PointId;
  versionOf(row: number): number;
  /** Parsed when asked for and kept, as far as there is memory, for a filter that asks again; `once`: not kept. */
  payloadOf(row: number, use?: 'once'): Payload | undefined;
  vectorOf(row: number, name: string): Vector | undefined;
  hasVector(row: number, name: string): boolean;
  /** The storage behind a vector name, for scans; undefined when this segment has none (all absent). */
  storage(name: string): VectorStorageView | undefined;
  /** The HNSW index of a vector name; undefined when it has none. */
  index?(name: string): VectorIndexView | undefined;
  /** Counts on with each row that dies, for segments with an index. A walk that is given an earlier value finds what was live then. */
  readonly moment?: number;
}

/** An index over the vectors of one name, which may be there without being searched with. */
export interface VectorIndexView {
  /** What collection info counts as indexed. */
  readonly indexedVectors: number;
  readonly graph?: SearchGraph;
}

/** A graph whose node r is row r, and when to use it. */
export interface SearchGraph {
  readonly graph: HnswGraph;
  /** Width of a search that names none. */
  readonly ef: number;
  /** With fewer vectors than this to choose from, a scan is better. */
  readonly fullScanThreshold: number;
  /** Rows that have a vector, dead ones included. */
  readonly presentCount: number;
}

export type VectorStorageView = DenseStorageView | MultiStorageView | SparseStorageView;

/** Rows of `dim` elements of `datatype` in WebAssembly memory, row r at `memory.rowsOffset + r * memory.strideBytes`. Cosine rows are normalised (except uint8). */
export interface DenseStorageView {
  readonly kind: 'dense';
  readonly dim: number;
  readonly datatype: DenseDatatype;
  readonly distance: Distance;
  readonly memory: ScanMemory;
  /** 1 = this row has no such vector. Length >= rowCount. */
  readonly absent: Uint8Array;
}

/** Rows of points in `offsets` (first, count pairs per segment row), their vectors in `memory`. */
export interface MultiStorageView {
  readonly kind: 'multi';
  readonly dim: number;
  readonly datatype: DenseDatatype;
  readonly distance: Distance;
  readonly memory: ScanMemory;
  readonly first: Uint32Array;
  readonly count: Uint32Array;
  readonly absent: Uint8Array;
}

export interface SparseStorageView {
  readonly kind: 'sparse';
  /** Elements of the vector of a row: 0 when it has none, and when it has an empty one. */
  elementCount(row: number): number;
  vectorOf(row: number): { readonly indices: Uint32Array; readonly values: Float32Array } | undefined;
  readonly absent: Uint8Array;
}
