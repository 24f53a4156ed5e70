import type { Filter, PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { Payload, Point, PointId, PointVectors } from './point.ts';

/** Which points a payload operation touches: exactly one of the two. */
export type PointSelector = { readonly ids: readonly PointId[] } | { readonly filter: Filter };

export type UpdateMode = 'upsert' | 'insert_only' | 'update_only';

/**
 * Everything that can change the points of a shard; the names are those of the WAL records (format, section 6.4).
 * An operation is validated before it is built: vector names exist, lengths match, ids are canonical.
 */
export type PointOperation =
  | { readonly kind: 'upsert_points'; readonly points: readonly Point[]; readonly mode?: UpdateMode; readonly condition?: Filter }
  | { readonly kind: 'delete_points'; readonly ids: readonly PointId[] }
  | { readonly kind: 'delete_points_by_filter'; readonly filter: Filter }
  | { readonly kind: 'update_vectors'; readonly points: readonly PointVectors[]; readonly condition?: Filter }
  | { readonly kind: 'delete_vectors'; readonly selector: PointSelector; readonly names: readonly string[] }
  | { readonly kind: 'set_payload'; readonly selector: PointSelector; readonly payload: Payload; readonly key?: string }
  | { readonly kind: 'overwrite_payload'; readonly selector: PointSelector; readonly payload: Payload; readonly key?: string }
  | { readonly kind: 'delete_payload'; readonly selector: PointSelector; readonly keys: readonly string[] }
  | { readonly kind: 'clear_payload'; readonly selector: PointSelector }
  | { readonly kind: 'create_index'; readonly field: string; readonly schema: PayloadFieldSchema }
  | { readonly kind: 'delete_index'; readonly field: string }
  | { readonly kind: 'create_vector_name'; readonly name: string; readonly dense?: VectorParams; readonly sparse?: SparseVectorParams }
  | { readonly kind: 'delete_vector_name'; readonly name: string };

export interface WriteOptions {
  /** Answer after the operation is applied (`completed`) instead of after it is logged (`acknowledged`). */
  readonly wait?: boolean;
  readonly ordering?: 'weak' | 'medium' | 'strong';
  readonly timeoutMs?: number;
  readonly shardKeys?: readonly (string | number)[];
  readonly signal?: AbortSignal;
}

export interface WriteResult {
  readonly operationId: number;
  readonly status: 'acknowledged' | 'completed' | 'wait_timeout';
}
