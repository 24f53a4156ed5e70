import type { JsonObject } from '@sextant/contract/json';
import type { PointId } from '../format/point-id.ts';
import type { SparseValue } from '../format/sparse-value.ts';

/** A vector as it is stored: normalised and rounded as its storage demands. */
export type StoredVector =
  | Float32Array
  /** `count` rows of equal length, row-major in `data`. */
  | { readonly kind: 'multi'; readonly count: number; readonly data: Float32Array }
  | ({ readonly kind: 'sparse' } & SparseValue);

/** A point as a segment holds it. */
export interface StoredPoint {
  readonly id: PointId;
  /** Number of the operation that last changed it. */
  readonly version: number;
  /** By name; the unnamed vector is `''`. Absent vectors are not in the map. */
  readonly vectors: ReadonlyMap<string, StoredVector>;
  readonly payload: JsonObject;
}

/** A point as bytes: vectors as their storage holds them, the payload as JSON text (UTF-8), absent when nothing is stored. */
export interface RawPoint {
  readonly row: number;
  readonly id: PointId;
  readonly version: number;
  readonly vectors: ReadonlyMap<string, Uint8Array>;
  readonly payload: Uint8Array | undefined;
}

/** A live row of a segment. */
export interface LiveRow {
  readonly row: number;
  readonly id: PointId;
  readonly version: number;
}
