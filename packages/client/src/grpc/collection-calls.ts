import type { Client } from '@connectrpc/connect';
import type { Collections } from '@sextant/contract/grpc';
import type { GrpcCall } from './grpc-call.ts';
import { NotOverGrpc } from './point-codec.ts';

type AliasAction = {
  readonly create_alias?: { collection_name: string; alias_name: string };
  readonly delete_alias?: { alias_name: string };
  readonly rename_alias?: { old_alias_name: string; new_alias_name: string };
};

/** Collections and aliases over gRPC. Configurations, which REST carries whole, are created, changed and read over REST. */
export function collectionCalls(collections: Client<typeof Collections>): Readonly<Record<string, GrpcCall>> {
  return {
    async get_collections(_args, options) {
      const answer = await collections.list({}, options);
      return { collections: answer.collections.map(({ name }) => ({ name })) };
    },
    async collection_exists({ collection }, options) {
      return { exists: (await collections.collectionExists({ collectionName: collection }, options)).result?.exists === true };
    },
    async delete_collection({ collection, query }, options) {
      const timeout = query.timeout === undefined ? {} : { timeout: BigInt(query.timeout as number) };
      return (await collections.delete({ collectionName: collection, ...timeout }, options)).result;
    },
    async update_aliases({ body, query }, options) {
      const actions = (body.actions as AliasAction[]).map((action) => ({ action: toAliasAction(action) }));
      const timeout = query.timeout === undefined ? {} : { timeout: BigInt(query.timeout as number) };
      return (await collections.updateAliases({ actions, ...timeout }, options)).result;
    },
    async get_collections_aliases(_args, options) {
      return { aliases: (await collections.listAliases({}, options)).aliases.map(fromAlias) };
    },
    async get_collection_aliases({ collection }, options) {
      return { aliases: (await collections.listCollectionAliases({ collectionName: collection }, options)).aliases.map(fromAlias) };
    },
  };
}

const fromAlias = (alias: { aliasName: string; collectionName: string }) => ({
  alias_name: alias.aliasName,
  collection_name: alias.collectionName,
});

function toAliasAction({ create_alias, delete_alias, rename_alias }: AliasAction) {
  if (create_alias) {
    const value = { collectionName: create_alias.collection_name, aliasName: create_alias.alias_name };
    return { case: 'createAlias' as const, value };
  }
  if (delete_alias) return { case: 'deleteAlias' as const, value: { aliasName: delete_alias.alias_name } };
  if (rename_alias) {
    const value = { oldAliasName: rename_alias.old_alias_name, newAliasName: rename_alias.new_alias_name };
    return { case: 'renameAlias' as const, value };
  }
  throw new NotOverGrpc('an alias action of no known kind');
}
