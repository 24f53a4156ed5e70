import { isTemporaryName, joinPath, makeDirectory, removeTree, type Vfs } from '@sextant/vfs';
import { finishRestore } from '../checkpoint/restore-journal.ts';
import { finishSwaps, type SwapPlaces } from '../checkpoint/swap-journal.ts';
import type { EngineEvent } from '../engine.ts';

/** Where collections are made, taken apart and recovered, on the device of the storage. What a kill leaves there is gone after the next start. */
export interface StagingArea extends SwapPlaces {
  /** A path below the area that nothing stands at yet. */
  newPath(purpose: string): string;
  /** Removes a tree in the background; `idle` waits for it, a failure is an event. */
  discard(path: string): void;
  idle(): Promise<void>;
}

// Qdrant keeps its own scratch files in the same directory; only ours are touched when it is a shared one.
export const stagingPrefix = 'sextant-';

export async function openStagingArea(
  vfs: Vfs,
  storagePath: string,
  tempPath: string | undefined,
  onEvent: (event: EngineEvent) => void,
): Promise<StagingArea> {
  const collectionsPath = joinPath(storagePath, 'collections');
  const own = joinPath(storagePath, 'tmp');
  for (const path of [collectionsPath, own]) await makeDirectory(vfs, path);
  const stagingPath = tempPath !== undefined && (await canRename(vfs, tempPath, own, onEvent)) ? tempPath : own;
  const removals = new Set<Promise<void>>();
  const area: StagingArea = {
    vfs,
    collectionsPath,
    stagingPath,
    newPath: (purpose) => joinPath(stagingPath, `${stagingPrefix}${purpose}-${crypto.randomUUID()}`),
    discard(path) {
      const removal = removeTree(vfs, path)
        .catch((error: unknown) =>
          onEvent({
            level: 'warn',
            message: 'A discarded directory could not be removed; the next start tries again',
            fields: { path },
            error,
          }),
        )
        .finally(() => removals.delete(removal));
      removals.add(removal);
    },
    async idle() {
      while (removals.size > 0) await Promise.all(removals);
    },
  };
  const restored = await finishRestore({ vfs, storagePath });
  if (restored !== undefined) {
    onEvent({
      level: 'warn',
      message: 'A restore of snapshots that was interrupted has been brought to an end',
      fields: { collections: restored.collections.map(({ name }) => name) },
    });
  }
  for (const path of new Set([own, stagingPath])) await cleanArea(area, path, onEvent);
  return area;
}

/** Ends interrupted swaps; what else a kill left behind goes in the background, so that a large leftover does not delay the start. */
async function cleanArea(area: StagingArea, path: string, onEvent: (event: EngineEvent) => void): Promise<void> {
  for (const swap of await finishSwaps({ ...area, stagingPath: path })) {
    onEvent({
      level: 'warn',
      message: 'A recovery that was interrupted has been brought to an end',
      fields: { target: swap.target },
    });
  }
  for (const { name } of await area.vfs.readdir(path))
    if (name.startsWith(stagingPrefix) || isTemporaryName(name)) area.discard(joinPath(path, name));
}

/** A directory on another device cannot be renamed into the storage. */
async function canRename(vfs: Vfs, tempPath: string, own: string, onEvent: (event: EngineEvent) => void): Promise<boolean> {
  const name = `${stagingPrefix}probe-${crypto.randomUUID()}`;
  try {
    await vfs.mkdir(joinPath(tempPath, name), { recursive: true });
    await vfs.rename(joinPath(tempPath, name), joinPath(own, name));
    await vfs.rm(joinPath(own, name), { recursive: true });
    return true;
  } catch (error) {
    await vfs.rm(joinPath(tempPath, name), { recursive: true }).catch(() => undefined);
    onEvent({
      level: 'warn',
      message: 'temp_path is not on the device of the storage; recoveries are staged in the storage directory',
      fields: { tempPath, used: own },
      error,
    });
    return false;
  }
}
