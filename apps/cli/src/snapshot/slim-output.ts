import { access, constants, lstat, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hashStream } from '@sextant/snapshot';
import type { Vfs } from '@sextant/vfs';
import { UsageError } from './usage-error.ts';

/** Refuses an output that could not be written, or that would replace what it must not, before anything is read. */
export async function checkOutput(output: string, isForced: boolean): Promise<void> {
  if (output === '-')
    throw new UsageError('--output must name a file: a checksum is written beside it, for which standard output has no place');
  await checkDirectory(dirname(output));
  for (const path of [output, `${output}.checksum`]) await checkReplaceable(path, isForced);
}

async function checkReplaceable(path: string, isForced: boolean): Promise<void> {
  const stats = await lstat(path).catch(unlessMissing);
  if (stats === undefined) return;
  if (stats.isDirectory()) throw new UsageError(`${path} is a directory`);
  // The new file is renamed into place: it would stand where the link was, and what that led to would stay as it is.
  if (stats.isSymbolicLink()) throw new UsageError(`${path} is a symbolic link; name the file it leads to`);
  if (!stats.isFile()) throw new UsageError(`${path} is not a regular file`);
  if (!isForced) throw new UsageError(`${path} exists; --force replaces it`);
}

/** Writes an archive and `FILE.checksum` beside it, on an absolute path; answers the SHA-256. */
export async function writeOutput(vfs: Vfs, output: string, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<string> {
  const directory = dirname(output);
  const checksum = `${output}.checksum`;
  const unfinished = (path: string): string => join(directory, `.${basename(path)}.${process.pid}.tmp`);
  try {
    const hashed = hashStream(archive);
    await writeSynced(vfs, unfinished(output), hashed.stream, signal);
    const { sha256 } = hashed.digest();
    await writeSynced(vfs, unfinished(checksum), [Buffer.from(sha256)], signal);
    // All that needs space is written. Each step is durable before the next: a kill or a power cut may leave a file without a checksum, never
    // with that of another.
    await vfs.rm(checksum);
    await vfs.syncDir(directory);
    await vfs.rename(unfinished(output), output);
    await vfs.syncDir(directory);
    await vfs.rename(unfinished(checksum), checksum);
    await vfs.syncDir(directory);
    return sha256;
  } catch (error) {
    for (const path of [output, checksum]) await vfs.rm(unfinished(path)).catch(() => undefined);
    throw error;
  }
}

async function writeSynced(
  vfs: Vfs,
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const file = await vfs.open(path, 'w+');
  try {
    let at = 0;
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      await file.write(chunk, at);
      at += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function checkDirectory(path: string): Promise<void> {
  const stats = await stat(path).catch(unlessMissing);
  if (stats === undefined) throw new Error(`${path} does not exist`);
  if (!stats.isDirectory()) throw new Error(`${path} is not a directory`);
  // Read too: a directory is opened to be made durable.
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
}

function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
