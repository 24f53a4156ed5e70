import type { AliasOperation } from '@sextant/contract';
import { parseJson, stringifyJson } from '@sextant/contract/json';
import { joinPath, makeDirectory, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { isPlainObject } from './config-json.ts';
import { sweepTemporaries } from './sweep-temporaries.ts';

/** `aliases/data.json`: `{"alias":"collection", …}`. Every change is on disk before it is visible. */
export interface Aliases {
  /** The collection an alias stands for. */
  target(alias: string): string | undefined;
  /** In the order they were made; all, or those of one collection. */
  list(collection?: string): { alias: string; collection: string }[];
  /** One action after another: those before a failing one stay. */
  update(
    actions: readonly AliasOperation[],
    isCollection: (name: string) => boolean,
    isBeingMade?: (name: string) => boolean,
  ): Promise<void>;
  dropCollection(collection: string): Promise<void>;
}

/** Reads the aliases of a storage; those of collections that are gone are forgotten. */
export async function openAliases(vfs: Vfs, storagePath: string, isCollection: (name: string) => boolean): Promise<Aliases> {
  const directory = joinPath(storagePath, 'aliases');
  const path = joinPath(directory, 'data.json');
  await makeDirectory(vfs, directory);
  await sweepTemporaries(vfs, directory);
  let current = await storedAliases(vfs, storagePath, isCollection);

  async function replace(next: Map<string, string>): Promise<void> {
    await writeFileAtomic(vfs, path, stringifyJson(Object.fromEntries(next)));
    current = next;
  }

  return {
    target: (alias) => current.get(alias),
    list: (only) =>
      [...current]
        .filter(([, collection]) => only === undefined || collection === only)
        .map(([alias, collection]) => ({ alias, collection })),
    async update(actions, isCollectionNow, isBeingMade = () => false) {
      for (const action of actions) {
        const next = applyAction(current, action, isCollectionNow, isBeingMade);
        if (next !== undefined) await replace(next);
      }
    },
    async dropCollection(gone) {
      const next = new Map([...current].filter(([, collection]) => collection !== gone));
      if (next.size < current.size) await replace(next);
    },
  };
}

/** Adds aliases to those of a storage that is not open; of two with the same name the added one stays. */
export async function mergeAliases(vfs: Vfs, storagePath: string, added: Readonly<Record<string, string>>): Promise<void> {
  const directory = joinPath(storagePath, 'aliases');
  const path = joinPath(directory, 'data.json');
  const current = await readAliases(vfs, path);
  const changed = Object.entries(added).filter(([alias, collection]) => current.get(alias) !== collection);
  if (changed.length === 0) return;
  await makeDirectory(vfs, directory);
  await writeFileAtomic(vfs, path, stringifyJson(Object.fromEntries([...current, ...changed])));
}

/** The aliases of a storage that is not open, those of missing collections left out. */
export async function storedAliases(vfs: Vfs, storagePath: string, isCollection: (name: string) => boolean): Promise<Map<string, string>> {
  const all = await readAliases(vfs, joinPath(storagePath, 'aliases', 'data.json'));
  return new Map([...all].filter(([, collection]) => isCollection(collection)));
}

/** The aliases after one action; undefined when it changes nothing. */
function applyAction(
  current: ReadonlyMap<string, string>,
  action: AliasOperation,
  isCollection: (name: string) => boolean,
  isBeingMade: (name: string) => boolean,
): Map<string, string> | undefined {
  const isTaken = (name: string): boolean => isCollection(name) || isBeingMade(name);
  const next = new Map(current);
  if ('create_alias' in action) {
    const { alias_name: alias, collection_name: collection } = action.create_alias;
    if (!isCollection(collection)) throw noCollection(collection);
    if (isTaken(alias))
      throw new EngineError('already_exists', `Collection \`${alias}\` already exists!`, { details: { collection: alias } });
    next.set(alias, collection);
    return next;
  }
  if ('delete_alias' in action) return next.delete(action.delete_alias.alias_name) ? next : undefined;
  const { old_alias_name: from, new_alias_name: to } = action.rename_alias;
  const collection = next.get(from);
  if (collection === undefined) throw new EngineError('not_found', `Alias ${from} does not exists!`, { details: { alias: from } });
  if (isTaken(to)) throw new EngineError('already_exists', `Collection \`${to}\` already exists!`, { details: { collection: to } });
  next.delete(from);
  next.set(to, collection);
  return next;
}

export function noCollection(name: string): EngineError {
  return new EngineError('not_found', `Collection \`${name}\` doesn't exist!`, { details: { collection: name } });
}

async function readAliases(vfs: Vfs, path: string): Promise<Map<string, string>> {
  const text = await readTextIfPresent(vfs, path);
  if (text === undefined || text.trim() === '') return new Map();
  const json = parseAliases(path, text);
  return new Map(Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function parseAliases(path: string, text: string): Record<string, unknown> {
  try {
    const json = parseJson(text);
    if (isPlainObject(json)) return json;
  } catch (cause) {
    throw new EngineError(
      'service_error',
      `${path}: it is not JSON; expected {"alias":"collection"}; repair it, or remove it to start without aliases`,
      { cause, details: { file: path } },
    );
  }
  throw new EngineError(
    'service_error',
    `${path}: it holds no object; expected {"alias":"collection"}; repair it, or remove it to start without aliases`,
    { details: { file: path } },
  );
}
