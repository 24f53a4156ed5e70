import { parentPath } from './path.ts';
import type { Vfs } from './vfs.ts';

/** Removes a file or a whole tree and makes the removal durable; a missing path is no error. */
export async function removeTree(vfs: Vfs, path: string): Promise<void> {
  await vfs.rm(path, { recursive: true });
  try {
    await vfs.syncDir(parentPath(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
