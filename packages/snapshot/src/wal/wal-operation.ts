import type { Filter, PayloadFieldSchema, SparseVectorParams, VectorParams } from '@sextant/contract';
import type { JsonObject } from '@sextant/contract/json';

/** An unsigned 64-bit integer (`number` up to 2^53 - 1, `bigint` above) or a UUID, lower-case and hyphenated. */
export type WalPointId = number | bigint | string;

/** A vector as the user gave it: dense, rows of equal length, or sparse in any order. */
export type WalVector =
  | Float32Array
  | { readonly kind: 'multi'; readonly count: number; readonly data: Float32Array }
  | { readonly kind: 'sparse'; readonly indices: Uint32Array; readonly values: Float32Array };

export interface WalPoint {
  readonly id: WalPointId;
  /** By name; `''` is the unnamed vector. */
  readonly vectors: ReadonlyMap<string, WalVector>;
  readonly payload?: JsonObject;
}

export type WalPointSelector = { readonly ids: readonly WalPointId[] } | { readonly filter: Filter };

/** One record of the log: what Qdrant calls an update operation, by the names it has in the file. */
export type WalOperation =
  | {
      readonly kind: 'upsert_points';
      readonly points: readonly WalPoint[];
      readonly mode?: 'upsert' | 'insert_only' | 'update_only';
      readonly condition?: Filter;
    }
  | { readonly kind: 'sync_points'; readonly points: readonly WalPoint[]; readonly fromId?: WalPointId; readonly toId?: WalPointId }
  | { readonly kind: 'delete_points'; readonly ids: readonly WalPointId[] }
  | { readonly kind: 'delete_points_by_filter'; readonly filter: Filter }
  | { readonly kind: 'update_vectors'; readonly points: readonly Omit<WalPoint, 'payload'>[]; readonly condition?: Filter }
  | { readonly kind: 'delete_vectors'; readonly selector: WalPointSelector; readonly names: readonly string[] }
  | { readonly kind: 'set_payload'; readonly selector: WalPointSelector; readonly payload: JsonObject; readonly key?: string }
  | { readonly kind: 'overwrite_payload'; readonly selector: WalPointSelector; readonly payload: JsonObject; readonly key?: string }
  | { readonly kind: 'delete_payload'; readonly selector: WalPointSelector; readonly keys: readonly string[] }
  | { readonly kind: 'clear_payload'; readonly selector: WalPointSelector }
  /** Without a schema (old releases): the type is to be guessed from the data. */
  | { readonly kind: 'create_index'; readonly field: string; readonly schema?: PayloadFieldSchema }
  | { readonly kind: 'delete_index'; readonly field: string }
  | { readonly kind: 'create_vector_name'; readonly name: string; readonly dense?: VectorParams; readonly sparse?: SparseVectorParams }
  | { readonly kind: 'delete_vector_name'; readonly name: string }
  /** Valid CBOR, but an operation this reader does not know; `name` is its key. */
  | { readonly kind: 'unknown'; readonly name: string };
