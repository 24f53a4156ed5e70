import type { JsonObject } from '@sextant/contract/json';

/** A point id: an unsigned 64-bit integer (`number` up to 2^53 - 1, `bigint` above) or a UUID, lower-case and hyphenated. */
export type PointId = number | bigint | string;

export type DenseVector = Float32Array;

/** `count` rows of equal length, row-major in `data`. */
export interface MultiVector {
  readonly kind: 'multi';
  readonly count: number;
  readonly data: Float32Array;
}

/** Indices ascending and unique, one value each. */
export interface SparseVector {
  readonly kind: 'sparse';
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

export type Vector = DenseVector | MultiVector | SparseVector;

/** Vectors by name; the unnamed one is `''`. As the user gave them in an operation, as stored (normalised, rounded) in a read. */
export type NamedVectors = ReadonlyMap<string, Vector>;

export type Payload = JsonObject;

export interface Point {
  readonly id: PointId;
  readonly vectors: NamedVectors;
  readonly payload?: Payload;
}

export interface PointVectors {
  readonly id: PointId;
  readonly vectors: NamedVectors;
}
