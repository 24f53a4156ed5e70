import type { AliasDescription, PayloadFieldSchema } from '@sextant/contract';
import type { CallOptions } from './call-options.ts';
import type { Driver, ResultOf } from './operation.ts';
import { type Args, splitArgs } from './point-methods.ts';

/** Collections, aliases and payload indexes. */
export interface CollectionMethods {
  getCollections(options?: CallOptions): Promise<ResultOf<'get_collections'>>;
  /** Configuration, counts and state of a collection; rejects with `not_found`. */
  getCollection(collection: string, options?: CallOptions): Promise<ResultOf<'get_collection'>>;
  collectionExists(collection: string, options?: CallOptions): Promise<boolean>;
  /** Rejects with `already_exists`. */
  createCollection(collection: string, args: Args<'create_collection'>, options?: CallOptions): Promise<boolean>;
  updateCollection(collection: string, args: Args<'update_collection'>, options?: CallOptions): Promise<boolean>;
  /** `false` when there was none. */
  deleteCollection(collection: string, args?: { timeout?: number }, options?: CallOptions): Promise<boolean>;
  getAliases(options?: CallOptions): Promise<AliasDescription[]>;
  getCollectionAliases(collection: string, options?: CallOptions): Promise<AliasDescription[]>;
  /** Creates, renames and deletes aliases; those before a failing action stay applied. */
  updateAliases(args: Args<'update_aliases'>, options?: CallOptions): Promise<boolean>;
  createPayloadIndex(
    collection: string,
    args: { field_name: string; field_schema?: PayloadFieldSchema | null; wait?: boolean; ordering?: 'weak' | 'medium' | 'strong' },
    options?: CallOptions,
  ): Promise<ResultOf<'create_field_index'>>;
  deletePayloadIndex(
    collection: string,
    field: string,
    args?: { wait?: boolean; ordering?: 'weak' | 'medium' | 'strong' },
    options?: CallOptions,
  ): Promise<ResultOf<'delete_field_index'>>;
}

export function collectionMethods(driver: Driver): CollectionMethods {
  const at = (collection: string) => ({ collection_name: collection });
  return {
    getCollections: (options) => driver.call('get_collections', { path: undefined as never }, options),
    getCollection: (collection, options) => driver.call('get_collection', { path: at(collection) }, options),
    collectionExists: async (collection, options) =>
      (await driver.call('collection_exists', { path: at(collection) }, options))?.exists === true,
    createCollection: async (collection, args, options) =>
      (await driver.call('create_collection', { path: at(collection), ...splitArgs(args) } as never, options)) === true,
    updateCollection: async (collection, args, options) =>
      (await driver.call('update_collection', { path: at(collection), ...splitArgs(args) } as never, options)) === true,
    deleteCollection: async (collection, args, options) =>
      (await driver.call('delete_collection', { path: at(collection), query: args ?? {} }, options)) === true,
    getAliases: async (options) => (await driver.call('get_collections_aliases', { path: undefined as never }, options))?.aliases ?? [],
    getCollectionAliases: async (collection, options) =>
      (await driver.call('get_collection_aliases', { path: at(collection) }, options))?.aliases ?? [],
    updateAliases: async (args, options) => (await driver.call('update_aliases', splitArgs(args) as never, options)) === true,
    createPayloadIndex: (collection, args, options) =>
      driver.call('create_field_index', { path: at(collection), ...splitArgs(args) } as never, options),
    deletePayloadIndex: (collection, field, args, options) =>
      driver.call('delete_field_index', { path: { collection_name: collection, field_name: field }, query: args ?? {} }, options),
  };
}
