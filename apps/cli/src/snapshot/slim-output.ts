import { access, constants, lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Refuses an output that could not be written, or that would replace what it must not, before anything is read. */
export async function checkOutput(output: string, isForced: boolean): Promise<void> {
  if (output === '-')
    throw new UsageError('--output must name a file: a checksum is written beside it, for which standard output has no place');
  await checkDirectory(dirname(output));
  const stats = await lstat(output).catch(unlessMissing);
  if (stats === undefined) return;
  if (stats.isDirectory()) throw new UsageError(`${output} is a directory`);
  // The new file is renamed into place: it would stand where the link was, and what that led to would stay as it is.
  if (stats.isSymbolicLink()) throw new UsageError(`${output} is a symbolic link; name the file it leads to`);
  if (!stats.isFile()) throw new UsageError(`${output} is not a regular file`);
  if (!isForced) throw new UsageError(`${output} exists; --force replaces it`);
}

async function checkDirectory(path: string): Promise<void> {
  const stats = await stat(path).catch(unlessMissing);
  if (stats === undefined) throw new Error(`${path} does not exist`);
  if (!stats.isDirectory()) throw new Error(`${path} is not a directory`);
  await access(path, constants.W_OK | constants.X_OK);
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
