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

/** A live row of a segment. */
export interface LiveRow {
  readonly row: number;
  readonly id: PointId;
  readonly version: number;
}
