import { baseName, joinPath } from '@sextant/vfs';
import { noCollection, storedAliases } from '../collection/aliases.ts';
import { checkCollectionName } from '../collection/collection-name.ts';
import type { CollectionSurroundings } from '../collection/open-collection.ts';
import { storagePeerId } from '../collection/peer-id.ts';
import { openStagingArea, type StagingArea, stagingPrefix } from '../collection/staging-area.ts';
import type { EngineEvent, EngineOptions } from '../engine.ts';
import { EngineError } from '../error.ts';
import { prepareRecovery } from './prepare-recovery.ts';
import { isRestoreUnderWay, type RestorePlaces, restoreDirectory, restoredRequest, runRestore } from './restore-journal.ts';

/** What shall be in a storage after a restore. */
export interface RestoreContent {
  readonly collections: readonly string[];
  /** Collection by alias. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Whether collections and aliases that are there are replaced. */
  readonly force: boolean;
}

/** A storage that no engine has open, while snapshots are restored into it: all at once, or not at all. Close it on every path. */
export interface StorageRestore {
  /** Names of the collections that are there, damaged ones included. */
  readonly collections: ReadonlySet<string>;
  /** The request of a restore that came to its end before its server was ready; undefined when there is none. */
  readonly completed: string | undefined;
  /** Fails, before anything is touched, when the content does not fit what is there: `already_exists`, `validation`, `bad_request`. */
  check(content: RestoreContent): void;
  /** A new empty directory; what it holds is gone at the next start. */
  createStagingDirectory(): Promise<string>;
  /** Opens and reads through an unpacked collection snapshot below a staging directory, as a recovery does, and answers its number of points. */
  verify(stagedPath: string): Promise<number>;
  /** Moves verified collections in, by name, and sets the aliases. After it the restore survives a kill; before it nothing has changed. */
  commit(request: string, staged: ReadonlyMap<string, string>, aliases: ReadonlyMap<string, string>): Promise<void>;
  /** Removes the staging directories, unless a commit that failed needs them at the next start, and waits for all removals. */
  close(): Promise<void>;
}

/** Opens a storage for a restore, making it when it is new and ending what a kill interrupted. */
export async function openRestore(options: EngineOptions): Promise<StorageRestore> {
  const { vfs, storagePath } = options;
  const onEvent = options.onEvent ?? ((_event: EngineEvent) => undefined);
  const area = await openStagingArea(vfs, storagePath, options.tempPath, onEvent);
  const lookup = (name: string): never => {
    throw noCollection(name);
  };
  const surroundings: CollectionSurroundings = { vfs, options, peerId: await storagePeerId(vfs, storagePath), lookup, onEvent };
  const entries = await vfs.readdir(area.collectionsPath);
  const collections = new Set(entries.filter(({ kind }) => kind === 'directory').map(({ name }) => name));
  const aliases = await storedAliases(vfs, storagePath, (name) => collections.has(name));
  const places = { vfs, storagePath };
  // Beside temp_path, which is another one when the next start has another configuration.
  const newPath = (purpose: string): string => joinPath(restoreDirectory(places), `${stagingPrefix}${purpose}-${crypto.randomUUID()}`);
  const made: string[] = [];
  return {
    collections,
    completed: await restoredRequest(places),
    check: (content) => checkContent({ storagePath, collections, aliases, maxCollections: options.maxCollections }, content),
    async createStagingDirectory() {
      const path = newPath('restore');
      made.push(path);
      await vfs.mkdir(path, { recursive: true });
      return path;
    },
    async verify(stagedPath) {
      const opened = await prepareRecovery(surroundings, stagedPath, undefined);
      const points = opened.shards.all.reduce((sum, shard) => sum + shard.pointCount, 0);
      await opened.close();
      return points;
    },
    async commit(request, staged, added) {
      const below = `${restoreDirectory(places)}/`;
      const moves = [...staged].map(([name, path]) => ({
        name,
        staged: path.slice(below.length),
        replaced: baseName(newPath('replaced')),
      }));
      await runRestore(places, { request, collections: moves, aliases: Object.fromEntries(added) });
      for (const { replaced } of moves) area.discard(joinPath(below, replaced));
    },
    close: () => closeArea(places, area, made),
  };
}

async function closeArea(places: RestorePlaces, area: StagingArea, made: readonly string[]): Promise<void> {
  // One that failed and could not be taken back is carried on at the next start, with what is staged.
  if (!(await isRestoreUnderWay(places))) for (const path of made) area.discard(path);
  await area.idle();
}

interface Present {
  readonly storagePath: string;
  readonly collections: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly maxCollections: number | undefined;
}

function checkContent(present: Present, { collections, aliases, force }: RestoreContent): void {
  for (const name of collections) {
    checkCollectionName(name);
    if (present.collections.has(name) && !force)
      throw exists(`Collection \`${name}\` already exists in ${present.storagePath}`, { collection: name });
    if (present.aliases.has(name) && !aliases.has(name))
      throw refused(
        `${name} is an alias of ${present.aliases.get(name)}; it cannot be the name of a collection, too: delete the alias first`,
        {
          alias: name,
        },
      );
  }
  const after = new Set([...present.collections, ...collections]);
  for (const [alias, target] of aliases) {
    if (!after.has(target))
      throw refused(
        `alias ${JSON.stringify(alias)} stands for collection ${JSON.stringify(target)}, which is neither in the snapshot nor in the storage`,
        {
          alias,
          collection: target,
        },
      );
    if (after.has(alias)) throw refused(`alias ${JSON.stringify(alias)} has the name of a collection`, { alias });
    const now = present.aliases.get(alias);
    if (now !== undefined && now !== target && !force)
      throw exists(`Alias \`${alias}\` already exists in ${present.storagePath} and stands for \`${now}\``, { alias });
  }
  const { maxCollections } = present;
  if (maxCollections !== undefined && after.size > maxCollections)
    throw refused(`there would be ${after.size} collections, and storage.max_collections is ${maxCollections}`, { limit: maxCollections });
}

function exists(what: string, details: Record<string, unknown>): EngineError {
  return new EngineError('already_exists', `${what}. Use --force-snapshot (restore.force) to replace it`, { details });
}

function refused(what: string, details: Record<string, unknown>): EngineError {
  return new EngineError('bad_request', `The snapshot cannot be restored: ${what}. Nothing was changed`, { details });
}
