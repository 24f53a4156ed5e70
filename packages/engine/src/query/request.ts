import type { Filter, OrderBy } from '@sextant/contract';
import type { NamedVectors, Payload, PointId, Vector } from '../operation/point.ts';

/** Which payload keys come back: all, none, or the named paths (`a.b[].c`). */
export type PayloadSelector = boolean | { readonly include: readonly string[] } | { readonly exclude: readonly string[] };

/** Which vectors come back: all, none, or the named ones. */
export type VectorSelector = boolean | readonly string[];

export interface ReadOptions {
  readonly timeoutMs?: number;
  readonly shardKeys?: readonly (string | number)[];
  readonly signal?: AbortSignal;
}

export interface Selectors {
  readonly withPayload: PayloadSelector;
  readonly withVector: VectorSelector;
}

/** A point as read; `vectors` and `payload` are absent when not selected. */
export interface PointRecord {
  readonly id: PointId;
  readonly payload?: Payload;
  readonly vectors?: NamedVectors;
  readonly orderValue?: number | bigint;
  readonly shardKey?: string | number;
}

export interface ScoredPoint extends PointRecord {
  readonly version: number;
  readonly score: number;
}

export interface ScrollRequest extends Selectors, ReadOptions {
  readonly filter?: Filter;
  /** Points a page; at least 1. */
  readonly limit: number;
  /** First id of the page, inclusive. */
  readonly offset?: PointId;
  readonly orderBy?: OrderBy;
}

export interface ScrollPage {
  readonly points: readonly PointRecord[];
  readonly nextPageOffset: PointId | null;
}

export interface CountRequest extends ReadOptions {
  readonly filter?: Filter;
  readonly exact: boolean;
}

export interface FacetRequest extends ReadOptions {
  /** Key path of the field. */
  readonly key: string;
  readonly filter?: Filter;
  /** Values in the answer; at least 1. */
  readonly limit: number;
  /** Counts are exact either way; strict mode may refuse to be asked for it. */
  readonly exact: boolean;
}

/** A UUID is a string in its canonical form. */
export type FacetValue = string | number | bigint | boolean;

export interface FacetHit {
  readonly value: FacetValue;
  /** Points that have the value. */
  readonly count: number;
}

/** What `points/query` asks of one vector: a vector as given, or that of a stored point (which is then left out of the answer). */
export type QueryInput =
  | { readonly vector: Vector }
  | { readonly id: PointId; readonly lookupFrom?: { readonly collection: string; readonly using?: string } };

/** The union grows with the roadmap (recommend, discover, fusion, formula …); each kind is one file in query/. */
export type Query =
  | { readonly kind: 'nearest'; readonly input: QueryInput }
  | { readonly kind: 'order_by'; readonly orderBy: OrderBy }
  /** Points by chance, each equally likely. */
  | { readonly kind: 'sample' };

export interface QueryRequest extends Selectors, ReadOptions {
  /** Absent: points in id order, `version` 0 and `score` 1, as the real server answers. */
  readonly query?: Query;
  /** Vector name; `''` is the unnamed one. */
  readonly using: string;
  readonly filter?: Filter;
  readonly scoreThreshold?: number;
  readonly limit: number;
  readonly offset: number;
  readonly params?: {
    readonly exact?: boolean;
    readonly hnswEf?: number;
    readonly indexedOnly?: boolean;
    /** Asks for the walk that looks behind points which do not pass the filter, if it passes no more than this share of the points. */
    readonly acorn?: { readonly maxSelectivity: number };
    /** Of quantized vectors; only held against strict mode so far. */
    readonly oversampling?: number;
    /** Which points count for the idf modifier: all of the shard, or those that pass a filter. */
    readonly idf?: 'global' | { readonly corpus: Filter };
  };
}
