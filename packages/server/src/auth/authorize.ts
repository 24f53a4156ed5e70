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
  if (access.kind === 'global') return authorize(access, need);
  if (need === 'global_read' || need === 'global_manage') return authorize(access, need);
  let refusal: unknown;
  for (const collection of access.rights.keys()) {
    try {
      return authorize(access, need, collection);
    } catch (error) {
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
}

/** Fails with `forbidden` unless the rights cover the need; `collection` is the name in the path, alias or not. */
export function authorize(access: Access, need: AccessNeed, collection = ''): void {
  if (need === 'open' || need === 'authenticated') return;
  if (access.kind === 'global') {
    const reads = need === 'global_read' || need === 'collection_read' || need === 'collection_read_whole';
    if (!reads && access.right !== 'manage') throw forbidden('Global manage access is required');
    return;
  }
  if (need === 'global_read' || need === 'global_manage') throw forbidden('Global access is required');
  const right = access.rights.get(collection);
  if (right === undefined) throw forbidden(`Access to collection ${collection} is required`);
  if (need === 'collection_manage') throw forbidden('Manage access for this operation is required');
  if (need === 'collection_read') return;
  if (need === 'collection_read_whole') {
    if (right === 'prw') throw forbidden(`Only point access to collection ${collection} is granted`);
    return;
  }
  if (right === 'r') throw forbidden(`Write access to collection ${collection} is required`);
  if (need === 'collection_write' && right === 'prw') throw forbidden(`Only point access to collection ${collection} is granted`);
}
