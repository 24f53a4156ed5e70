import { isTemporaryName, joinPath, type Vfs } from '@sextant/vfs';

/** Removes what a kill in the middle of an atomic write left directly in `directory`. */
export async function sweepTemporaries(vfs: Vfs, directory: string): Promise<void> {
  for (const { name, kind } of await vfs.readdir(directory)) {
    if (kind === 'file' && isTemporaryName(name)) await vfs.rm(joinPath(directory, name));
  }
}
