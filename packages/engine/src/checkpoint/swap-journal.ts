import { parseJson, stringifyJson } from '@sextant/contract/json';
import { joinPath, parentPath, pathExists, readTextIfPresent, removeTree, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { isPlainObject } from '../collection/config-json.ts';

/**
 * Puts a staged directory in the place of a collection or shard so that a kill at any instruction leaves the old one or the new one, whole.
 * The journal (`<staging>/<id>.swap.json`: `{"target","staged","replaced"}`) is durable before the first rename and gone after
 * the last. What a start does with what it finds on disk:
 *
 *   target, staged          nothing was moved: drops the staged directory, the old one stays
 *   staged, replaced        between the renames: moves the staged one in
 *   target, replaced        both moved: the new one stands, drops the replaced one
 *   replaced                the new one was taken out again: moves the old one back
 *   staged                  a new collection whose creation was never answered: drops it
 */
export interface Swap {
  /** Path below the collections directory: of a collection, or of a shard (`name/0`). */
  readonly target: string;
  /** Name below the staging directory of what shall stand there. */
  readonly staged: string;
  /** Name below the staging directory for what stands there now. */
  readonly replaced: string;
}

export interface SwapPlaces {
  readonly vfs: Vfs;
  readonly collectionsPath: string;
  /** On the same device as the collections. */
  readonly stagingPath: string;
}

const suffix = '.swap.json';

/** Writes the journal of a swap that is about to begin, the last step that needs space on the disk. Answers its path, for those below. */
export async function noteSwap(places: SwapPlaces, swap: Swap): Promise<string> {
  const journal = joinPath(places.stagingPath, `${crypto.randomUUID()}${suffix}`);
  await writeFileAtomic(places.vfs, journal, stringifyJson({ ...swap }));
  return journal;
}

/** Moves the staged directory in. When it fails the old one is back in its place, and the journal is gone. */
export async function swapIn(places: SwapPlaces, swap: Swap, journal: string): Promise<void> {
  const { vfs } = places;
  const { target, staged, replaced } = pathsOf(places, swap);
  try {
    if (await pathExists(vfs, target)) await vfs.rename(target, replaced);
    await vfs.rename(staged, target);
    await syncPlaces(places, swap);
  } catch (error) {
    await undoSwap(places, swap, journal);
    throw error;
  }
}

/** Takes a swap back, wherever it stopped: the new directory is dropped, the old one returns to its place. */
export async function undoSwap(places: SwapPlaces, swap: Swap, journal: string): Promise<void> {
  const { vfs } = places;
  const { target, staged, replaced } = pathsOf(places, swap);
  const moved = !(await pathExists(vfs, staged));
  // Under a third name, so that a kill before the next rename does not look like a swap that was on its way forward.
  const dropped = `${staged}.dropped`;
  if (moved && (await pathExists(vfs, target))) await vfs.rename(target, dropped);
  else if (!moved) await vfs.rename(staged, dropped);
  if (await pathExists(vfs, replaced)) await vfs.rename(replaced, target);
  await syncPlaces(places, swap);
  await endSwap(places, journal);
  await removeTree(vfs, dropped);
}

/** Forgets a swap that is complete or undone. */
export async function endSwap(places: SwapPlaces, journal: string): Promise<void> {
  await places.vfs.rm(journal);
  await places.vfs.syncDir(places.stagingPath);
}

/** Brings every swap that a kill interrupted to one of its two ends. Run at start, before anything in the staging directory is removed. */
export async function finishSwaps(places: SwapPlaces): Promise<Swap[]> {
  const finished: Swap[] = [];
  for (const { name } of await places.vfs.readdir(places.stagingPath)) {
    if (!name.endsWith(suffix)) continue;
    const journal = joinPath(places.stagingPath, name);
    const swap = parseSwap((await readTextIfPresent(places.vfs, journal)) ?? '');
    if (swap !== undefined) {
      await finishSwap(places, swap);
      finished.push(swap);
    }
    await endSwap(places, journal);
  }
  return finished;
}

async function finishSwap(places: SwapPlaces, swap: Swap): Promise<void> {
  const { vfs } = places;
  const paths = pathsOf(places, swap);
  const [target, staged, replaced] = await Promise.all([paths.target, paths.staged, paths.replaced].map((path) => pathExists(vfs, path)));
  if (target === false && replaced === true) await vfs.rename(staged === true ? paths.staged : paths.replaced, paths.target);
  await syncPlaces(places, swap);
  await removeTree(vfs, paths.staged);
  await removeTree(vfs, paths.replaced);
}

function pathsOf(places: SwapPlaces, swap: Swap): { target: string; staged: string; replaced: string } {
  return {
    target: joinPath(places.collectionsPath, swap.target),
    staged: joinPath(places.stagingPath, swap.staged),
    replaced: joinPath(places.stagingPath, swap.replaced),
  };
}

async function syncPlaces(places: SwapPlaces, swap: Swap): Promise<void> {
  await places.vfs.syncDir(parentPath(joinPath(places.collectionsPath, swap.target)));
  await places.vfs.syncDir(places.stagingPath);
}

function parseSwap(text: string): Swap | undefined {
  const json = text === '' ? undefined : parseJson(text);
  if (!isPlainObject(json)) return undefined;
  const { target, staged, replaced } = json;
  return typeof target === 'string' && typeof staged === 'string' && typeof replaced === 'string'
    ? { target, staged, replaced }
    : undefined;
}
