import { lstat } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** Refuses an output that could not be written, or that would replace what it must not, before anything is read. */
export async function checkOutput(output: string, isForced: boolean): Promise<void> {
  const stats = await lstat(output).catch(unlessMissing);
  if (stats === undefined) return;
  if (stats.isDirectory()) throw new UsageError(`${output} is a directory`);
  // The new file is renamed into place: it would stand where the link was, and what that led to would stay as it is.
  if (stats.isSymbolicLink()) throw new UsageError(`${output} is a symbolic link; name the file it leads to`);
  if (!stats.isFile()) throw new UsageError(`${output} is not a regular file`);
  if (!isForced) throw new UsageError(`${output} exists; --force replaces it`);
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
