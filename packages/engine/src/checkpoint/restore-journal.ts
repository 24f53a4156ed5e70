import { parseJson, stringifyJson } from '@sextant/contract/json';
import { joinPath, pathExists, readTextIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { mergeAliases } from '../collection/aliases.ts';
import { isPlainObject } from '../collection/config-json.ts';
import { EngineError } from '../error.ts';

/**
 * Puts many staged collections and their aliases in place so that a kill at any instruction leaves all of them or none. Both files lie in
 * `<storage>/tmp`:
 *
 *   restore.json    {"request","collections":[{"name","staged","replaced"}],"aliases":{alias:collection}}
 *                   durable before the first rename: from then on the restore is decided, and each start carries on with what is missing
 *   restored.json   {"request"}
 *                   the restore is done; there until a server has said that it is ready, so that the same command, given again after a kill,
 *                   does not take the collections it has restored itself for somebody else's
 *
 * A collection that is to be moved has its `staged` directory still; the old one goes to `replaced` first.
 */
export interface RestoreJournal {
  /** What was asked for, in the words of the caller. */
  readonly request: string;
  readonly collections: readonly RestoredCollection[];
  readonly aliases: Readonly<Record<string, string>>;
}

export interface RestoredCollection {
  readonly name: string;
  /** Paths below `<storage>/tmp`. */
  readonly staged: string;
  readonly replaced: string;
}

/** Where a restore lies. `tmp` is always that of the storage: a temporary directory of one start may be another's at the next. */
export interface RestorePlaces {
  readonly vfs: Vfs;
  readonly storagePath: string;
}

export const restoreDirectory = ({ storagePath }: RestorePlaces): string => joinPath(storagePath, 'tmp');
const journalPath = (places: RestorePlaces): string => joinPath(restoreDirectory(places), 'restore.json');
const recordPath = (places: RestorePlaces): string => joinPath(restoreDirectory(places), 'restored.json');

/** Moves everything in. When it fails, everything is back where it was, unless that fails too: then the next start carries on. */
export async function runRestore(places: RestorePlaces, journal: RestoreJournal): Promise<void> {
  // What the journal will point to must outlive a power cut as the journal does.
  await syncPlaces(places, journal.collections);
  try {
    await writeFileAtomic(places.vfs, journalPath(places), stringifyJson({ ...journal } as never));
    await carryOut(places, journal);
  } catch (error) {
    await undo(places, journal).catch((cause: unknown) => {
      throw undoFailed(places, error, cause);
    });
    throw error;
  }
  await settle(places, journal).catch(() => undefined); // It is done; the next start tidies.
}

function undoFailed(places: RestorePlaces, error: unknown, cause: unknown): EngineError {
  const reasons = [error, cause].map((one) => (one instanceof Error ? one.message : String(one)));
  return new EngineError(
    'service_error',
    `the restore failed (${reasons[0]}) and could not be taken back (${reasons[1]}); the next start brings it to its end from ${journalPath(places)}`,
    { cause, details: { file: journalPath(places) } },
  );
}

/**
 * Brings a restore that a kill interrupted to its end; answers its journal. Run at start, before anything in `tmp` is removed; what it replaced is
 * removed with the rest.
 */
export async function finishRestore(places: RestorePlaces): Promise<RestoreJournal | undefined> {
  const text = await readTextIfPresent(places.vfs, journalPath(places));
  if (text === undefined) return undefined;
  const journal = parseJournal(journalPath(places), text);
  await carryOut(places, journal);
  await settle(places, journal);
  return journal;
}

/** Whether a restore is decided and not at its end: the next start needs the staged directories. */
export async function isRestoreUnderWay(places: RestorePlaces): Promise<boolean> {
  return pathExists(places.vfs, journalPath(places));
}

/** The request of a restore that is done and of which no server has said yet that it is ready. */
export async function restoredRequest(places: RestorePlaces): Promise<string | undefined> {
  const text = await readTextIfPresent(places.vfs, recordPath(places));
  const json = text === undefined ? undefined : parseJson(text);
  return isPlainObject(json) && typeof json['request'] === 'string' ? json['request'] : undefined;
}

/** Forgets which restore was done last: a server is ready, and the same command means another one from now on. */
export async function forgetRestore(places: RestorePlaces): Promise<void> {
  if (await pathExists(places.vfs, recordPath(places))) await forget(places, recordPath(places));
}

async function carryOut(places: RestorePlaces, { collections, aliases }: RestoreJournal): Promise<void> {
  const { vfs } = places;
  for (const collection of collections) {
    const { target, staged, replaced } = pathsOf(places, collection);
    const isStaged = await pathExists(vfs, staged);
    const isThere = await pathExists(vfs, target);
    if (isStaged && isThere) await vfs.rename(target, replaced);
    if (isStaged) await vfs.rename(staged, target);
    // Somebody removed what was to come: better the old one than none.
    else if (!isThere && (await pathExists(vfs, replaced))) await vfs.rename(replaced, target);
  }
  await syncPlaces(places, collections);
  await mergeAliases(vfs, places.storagePath, aliases);
}

/** The record first: between the two the journal is carried out again, which changes nothing. */
async function settle(places: RestorePlaces, { request }: RestoreJournal): Promise<void> {
  await writeFileAtomic(places.vfs, recordPath(places), stringifyJson({ request }));
  await forget(places, journalPath(places));
}

async function undo(places: RestorePlaces, { collections }: RestoreJournal): Promise<void> {
  const { vfs } = places;
  for (const collection of collections.toReversed()) {
    const { target, staged, replaced } = pathsOf(places, collection);
    const isOldAway = await pathExists(vfs, replaced);
    if (!(await pathExists(vfs, staged)) && (await pathExists(vfs, target))) await vfs.rename(target, staged);
    if (isOldAway) await vfs.rename(replaced, target);
  }
  await syncPlaces(places, collections);
  await forget(places, journalPath(places));
}

async function syncPlaces(places: RestorePlaces, collections: readonly RestoredCollection[]): Promise<void> {
  await places.vfs.syncDir(joinPath(places.storagePath, 'collections'));
  const parents = new Set(collections.map(({ staged }) => staged.split('/').slice(0, -1).join('/')));
  for (const parent of parents) await places.vfs.syncDir(joinPath(restoreDirectory(places), parent));
  await places.vfs.syncDir(restoreDirectory(places));
}

async function forget(places: RestorePlaces, path: string): Promise<void> {
  await places.vfs.rm(path);
  await places.vfs.syncDir(restoreDirectory(places));
}

function pathsOf(
  places: RestorePlaces,
  { name, staged, replaced }: RestoredCollection,
): { target: string; staged: string; replaced: string } {
  const directory = restoreDirectory(places);
  return {
    target: joinPath(places.storagePath, 'collections', name),
    staged: joinPath(directory, staged),
    replaced: joinPath(directory, replaced),
  };
}

function parseJournal(path: string, text: string): RestoreJournal {
  const json = parseJson(text);
  if (isPlainObject(json)) {
    const { request, collections, aliases } = json;
    const isText = (value: unknown): boolean => typeof value === 'string';
    const areCollections =
      Array.isArray(collections) &&
      collections.every((one) => isPlainObject(one) && [one['name'], one['staged'], one['replaced']].every(isText));
    if (isText(request) && areCollections && isPlainObject(aliases) && Object.values(aliases).every(isText))
      return json as unknown as RestoreJournal;
  }
  throw new EngineError('service_error', `${path}: it is no journal of a restore; expected {"request","collections","aliases"}`, {
    details: { file: path },
  });
}
