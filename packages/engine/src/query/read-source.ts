import type { Distance, PayloadFieldSchema, StrictModeConfig } from '@sextant/contract';
import type { SegmentView } from '../segment/segment-view.ts';

/** What a read sees of one shard. Across segments an id is live in at most one: its highest version. */
export interface ReadSource {
  readonly segments: readonly SegmentView[];
  /** Answered with each record when the collection is sharded by key. */
  readonly shardKey?: string | number;
  /** Until the answer is called, rows that die keep their id, payload and vectors. A read longer than one slice holds it. */
  pin?(): () => void;
}

/** What the configuration of a collection says about one vector name. */
export type VectorSpec =
  | { readonly kind: 'dense' | 'multi'; readonly dim: number; readonly distance: Distance; readonly uint8: boolean }
  | { readonly kind: 'sparse'; readonly idf: boolean };

/** Payload fields with a declared index, by key path as declared. */
export type IndexedFields = ReadonlyMap<string, PayloadFieldSchema>;

/** What a read knows of its collection besides the points. */
export interface ReadContext {
  /** The collection read, by its real name. */
  readonly collection?: string;
  readonly vectors: ReadonlyMap<string, VectorSpec>;
  readonly indexed: IndexedFields;
  /** Limits on what a read may ask for; none unless enabled. */
  readonly strictMode?: StrictModeConfig;
  /** Kilobytes of vectors from which on a segment without an index is no part of an `indexed_only` search; absent: never. */
  readonly unindexedLimitKb?: number;
  /** The collection of a `lookup_from`; fails with `not_found`. */
  readonly lookup?: (collection: string) => { readonly sources: readonly ReadSource[]; readonly context: ReadContext };
}
