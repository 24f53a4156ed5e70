import type { ServerContext } from '../context.ts';

/** Collections that are not among `names` and that snapshot work under way is about to make or to repair. */
export function restoredCollections({ snapshots }: Pick<ServerContext, 'snapshots'>, names: readonly string[]): string[] {
  const others = new Set<string>();
  for (const { scope } of snapshots.tasks()) if (scope.kind !== 'full' && !names.includes(scope.collection)) others.add(scope.collection);
  return [...others];
}
