import { parentPath } from './path.ts';
import type { Vfs } from './vfs.ts';

/** Makes a directory and the missing ones above it, and makes their names durable; one that is there is no error. */
export async function makeDirectory(vfs: Vfs, path: string): Promise<void> {
  const made: string[] = [];
  for (let current = path; !(await isThere(vfs, current)); current = parentPath(current)) {
    made.push(current);
    if (parentPath(current) === current) break;
  }
  await vfs.mkdir(path, { recursive: true });
  for (const directory of made) await vfs.syncDir(parentPath(directory));
}

async function isThere(vfs: Vfs, path: string): Promise<boolean> {
  try {
    await vfs.stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
