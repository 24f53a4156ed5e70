import type { Vfs } from './vfs.ts';

/** True for ENOENT. */
export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

/** The bytes of a file; undefined when there is none. Other failures are thrown. */
export async function readIfPresent(vfs: Vfs, path: string): Promise<Uint8Array | undefined> {
  try {
    return await vfs.readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The content of a file as text; undefined when there is none. */
export async function readTextIfPresent(vfs: Vfs, path: string): Promise<string | undefined> {
  const bytes = await readIfPresent(vfs, path);
  return bytes && new TextDecoder().decode(bytes);
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
