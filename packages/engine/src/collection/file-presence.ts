import { isTemporaryName, joinPath, type Vfs } from '@sextant/vfs';

/** The content of a file as text, or undefined when there is none. Other failures are thrown. */
export async function readTextIfPresent(vfs: Vfs, path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vfs.readFile(path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** True when there is an entry of any kind at `path`. */
export async function pathExists(vfs: Vfs, path: string): Promise<boolean> {
  try {
    await vfs.stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** True for ENOENT. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

/** Removes what a kill in the middle of an atomic write left directly in `directory`. */
export async function sweepTemporaries(vfs: Vfs, directory: string): Promise<void> {
  for (const { name, kind } of await vfs.readdir(directory)) {
    if (kind === 'file' && isTemporaryName(name)) await vfs.rm(joinPath(directory, name));
  }
}
