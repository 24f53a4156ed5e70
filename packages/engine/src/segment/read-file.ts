import { chunkBytes, giveBackChunk, isMissing, joinPath, lendChunk, type Vfs, type VfsFile } from '@sextant/vfs';

/** At most the first `lengthBytes` of a file; nothing when there is none. Storage files are mostly room to grow. */
export async function readStart(vfs: Vfs, path: string, lengthBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(lengthBytes);
  const got = lengthBytes === 0 ? 0 : await withFile(vfs, path, (file) => file.read(bytes, 0));
  return bytes.subarray(0, got ?? 0);
}

/** Undefined when there is no such file. */
export async function sizeOf(vfs: Vfs, path: string): Promise<number | undefined> {
  try {
    return (await vfs.stat(path)).sizeBytes;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Opens a file for the time of `use`; undefined when there is none. */
export async function withFile<T>(vfs: Vfs, path: string, use: (file: VfsFile) => Promise<T>): Promise<T | undefined> {
  let file: VfsFile;
  try {
    file = await vfs.open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Where the bytes of a file go, window by window. */
export interface WindowTarget {
  /** The memory that bytes `done … done + length - 1` are read into; without it some is lent, of which `take` must keep no view. */
  room?(done: number, length: number): Uint8Array;
  /** Sees what was read. */
  take(bytes: Uint8Array, done: number): void;
}

/** Reads `lengthBytes` from `position` in windows of whole units of `unitBytes`; answers how many bytes there were. */
export async function readWindows(
  file: VfsFile,
  position: number,
  lengthBytes: number,
  unitBytes: number,
  target: WindowTarget,
): Promise<number> {
  const step = Math.max(unitBytes, chunkBytes - (chunkBytes % unitBytes));
  const lent = target.room === undefined ? lendChunk(Math.min(step, lengthBytes)) : undefined;
  let done = 0;
  while (done < lengthBytes) {
    const length = Math.min(step, lengthBytes - done);
    const window = lent?.subarray(0, length) ?? (target.room?.(done, length) as Uint8Array);
    const got = await file.read(window, position + done);
    if (got > 0) target.take(window.subarray(0, got), done);
    done += got;
    if (got < length) break;
  }
  if (lent !== undefined) giveBackChunk(lent);
  return done;
}

/** Files below a directory, as paths relative to it, with their sizes. */
export async function listFiles(
  vfs: Vfs,
  directory: string,
  prefix = '',
): Promise<{ readonly path: string; readonly sizeBytes: number }[]> {
  const files: { path: string; sizeBytes: number }[] = [];
  for (const { name, kind } of await vfs.readdir(joinPath(directory, prefix))) {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    if (kind === 'directory') files.push(...(await listFiles(vfs, directory, path)));
    else if (kind === 'file') files.push({ path, sizeBytes: (await vfs.stat(joinPath(directory, path))).sizeBytes });
  }
  return files;
}
