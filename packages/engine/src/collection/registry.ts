import { EngineError } from '../error.ts';
import { type Aliases, noCollection } from './aliases.ts';
import type { CollectionEntry } from './collection-entry.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import type { CollectionSurroundings } from './open-collection.ts';
import type { StagingArea } from './staging-area.ts';

/** What an engine knows of its collections. */
export interface Registry {
  readonly surroundings: CollectionSurroundings;
  readonly area: StagingArea;
  readonly entries: Map<string, CollectionEntry>;
  readonly failed: Map<string, EngineError>;
  readonly aliases: Aliases;
  /** One change at a time per collection. */
  readonly changes: KeyedQueue;
  readonly aliasChanges: KeyedQueue;
  /** Names of collections that are being made: no alias gets one of them. */
  readonly making: Set<string>;
  closed: boolean;
}

/** The collection of a name, or of an alias where `aliases` are given; fails with `not_found`. */
export function findEntry(
  entries: ReadonlyMap<string, CollectionEntry>,
  aliases: Aliases | undefined,
  nameOrAlias: string,
): CollectionEntry {
  const entry = entries.get(nameOrAlias) ?? entries.get(aliases?.target(nameOrAlias) ?? '');
  if (entry === undefined) throw noCollection(nameOrAlias);
  return entry;
}

/** Runs `make`, which adds a collection, while nothing else can take its name. */
export async function withNewName(registry: Registry, name: string, make: () => Promise<void>): Promise<void> {
  const { aliases, making } = registry;
  // After the alias that is being made, and before the next.
  await registry.aliasChanges.run('', async () => {
    if (aliases.target(name) !== undefined)
      throw new EngineError('wrong_input', `Can't create collection with name ${name}. Alias with the same name already exists`, {
        details: { alias: name },
      });
    requireRoom(registry, name);
    making.add(name);
  });
  try {
    await make();
  } finally {
    making.delete(name);
  }
}

/** Fails when there may be no further collection; those that are being made count. */
export function requireRoom(registry: Registry, name: string): void {
  const limit = registry.surroundings.options.maxCollections;
  if (limit === undefined || registry.entries.size + registry.making.size < limit) return;
  throw new EngineError('bad_request', `Can't create collection with name ${name}. Max collections limit reached: ${limit}`, {
    details: { limit },
  });
}
