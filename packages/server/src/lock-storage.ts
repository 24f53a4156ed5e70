import { EngineError } from '@sextant/engine';
import { makeDirectory, type Vfs } from '@sextant/vfs';

/** Keeps other servers out of a storage until the answered function is called: two that write the same files destroy them. */
export async function lockStorage(vfs: Vfs, storagePath: string): Promise<() => Promise<void>> {
  if (vfs.lockDirectory === undefined) return async () => {};
  await makeDirectory(vfs, storagePath);
  try {
    return await vfs.lockDirectory(storagePath);
  } catch (error) {
    const { code, holder } = error as NodeJS.ErrnoException & { holder?: number };
    if (code !== 'EBUSY') throw error;
    const who = holder === undefined ? 'another process' : holder === process.pid ? 'another server of this process' : `process ${holder}`;
    throw new EngineError(
      'service_error',
      `The storage ${storagePath} is in use by ${who}: stop that server first, or give this one another directory (storage.storage_path)`,
      { cause: error, details: { file: storagePath, ...(holder === undefined ? {} : { found: holder }) } },
    );
  }
}
