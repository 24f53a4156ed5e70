import { baseName, joinPath, parentPath } from './path.ts';
import type { Vfs } from './vfs.ts';

/**
 * Replaces a file so that a crash leaves either the old or the new content, never a mix, and makes the new one durable before
 * it returns. The temporary file lies in the same directory and is gone afterwards, also on failure.
 */
export async function writeFileAtomic(vfs: Vfs, path: string, data: Uint8Array | string): Promise<void> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const directory = parentPath(path);
  const temporary = joinPath(directory, `.${baseName(path).slice(0, 150)}.${crypto.randomUUID()}${suffix}`);
  try {
    await writeNewFile(vfs, temporary, bytes);
    await vfs.rename(temporary, path);
  } catch (error) {
    // The first error is the one to report; a temporary file that cannot be removed either is swept at the next start.
    await vfs.rm(temporary).catch(() => {});
    throw error;
  }
  await vfs.syncDir(directory);
}

/** True for the names of temporary files that a crash inside `writeFileAtomic` may leave behind. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith('.') && name.endsWith(suffix);
}

const suffix = '.sextant-tmp';

async function writeNewFile(vfs: Vfs, path: string, data: Uint8Array): Promise<void> {
  const file = await vfs.open(path, 'wx+');
  try {
    await file.write(data, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}
