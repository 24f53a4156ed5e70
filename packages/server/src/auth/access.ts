/** What a collection-scoped token may do with one collection: read, write everything, or write points only. */
export type CollectionRight = 'r' | 'rw' | 'prw';

/** The rights of one request: over the whole server, or over some collections by name. */
export type Access =
  | { readonly kind: 'global'; readonly right: 'r' | 'manage' }
  | { readonly kind: 'collections'; readonly rights: ReadonlyMap<string, CollectionRight> };

/** Everything; also the rights of everyone where no key is configured. */
export const fullAccess: Access = { kind: 'global', right: 'manage' };

/** True when something of the collection may be seen; lists are filtered by it. */
export function canSee(access: Access, collection: string): boolean {
  return access.kind === 'global' || access.rights.has(collection);
}
