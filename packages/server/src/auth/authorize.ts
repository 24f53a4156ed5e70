import { EngineError } from '@sextant/engine';
import type { Access } from './access.ts';

/** What an operation asks of whoever calls it; one row of the access table of the real server. */
export type AccessNeed =
  | 'open'
  | 'authenticated'
  | 'global_read'
  | 'global_manage'
  | 'collection_read'
  | 'collection_read_whole'
  | 'points_write'
  | 'collection_write'
  | 'collection_manage';

function forbidden(message: string): EngineError {
  return new EngineError('forbidden', message);
}

/**
 * As `authorize`, before the collection is known: fails for rights that cover the need for no collection at all. A transport that has the name of the
 * collection in its message asks this first.
 */
export function authorizeAny(access: Access, need: AccessNeed): void {
  const names = access.kind === 'global' || need === 'global_read' || need === 'global_manage' ? [''] : [...access.rights.keys()];
  const refusals = names.map((name) => refusalOf(access, need, name));
  const [first] = refusals;
  if (first !== undefined && refusals.every((refusal) => refusal !== undefined)) throw first;
}

/** Fails with `forbidden` unless the rights cover the need; `collection` is the name in the path, alias or not. */
export function authorize(access: Access, need: AccessNeed, collection = ''): void {
  const refusal = refusalOf(access, need, collection);
  if (refusal !== undefined) throw refusal;
}

function refusalOf(access: Access, need: AccessNeed, collection: string): EngineError | undefined {
  if (need === 'open' || need === 'authenticated') return undefined;
  if (access.kind === 'global') {
    const reads = need === 'global_read' || need === 'collection_read' || need === 'collection_read_whole';
    if (!reads && access.right !== 'manage') return forbidden('Global manage access is required');
    return undefined;
  }
  if (need === 'global_read' || need === 'global_manage') return forbidden('Global access is required');
  const right = access.rights.get(collection);
  if (right === undefined) return forbidden(`Access to collection ${collection} is required`);
  if (need === 'collection_manage') return forbidden('Manage access for this operation is required');
  if (need === 'collection_read') return undefined;
  if (need === 'collection_read_whole') {
    return right === 'prw' ? forbidden(`Only point access to collection ${collection} is granted`) : undefined;
  }
  if (right === 'r') return forbidden(`Write access to collection ${collection} is required`);
  const isTooMuch = need === 'collection_write' && right === 'prw';
  return isTooMuch ? forbidden(`Only point access to collection ${collection} is granted`) : undefined;
}
