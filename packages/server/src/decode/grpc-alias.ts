import type { AliasOperation } from '@sextant/contract';
import type { AliasOperations } from '@sextant/contract/grpc';
import { invalidArgument } from '../grpc/errors.ts';

export function aliasOperationFromProto({ action }: AliasOperations): AliasOperation {
  switch (action.case) {
    case 'createAlias':
      return { create_alias: { collection_name: action.value.collectionName, alias_name: action.value.aliasName } };
    case 'renameAlias':
      return { rename_alias: { old_alias_name: action.value.oldAliasName, new_alias_name: action.value.newAliasName } };
    case 'deleteAlias':
      return { delete_alias: { alias_name: action.value.aliasName } };
    default:
      throw invalidArgument('Malformed AliasOperation type');
  }
}
