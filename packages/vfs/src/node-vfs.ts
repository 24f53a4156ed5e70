import { constants, type Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, statfs, unlink } from 'node:fs/promises';
import { lockDirectory } from './lock-directory.ts';
import { joinPath, parentPath } from './path.ts';
import type { DirEntry, EntryKind, FileStat, OpenFlags, Vfs, VfsFile } from './vfs.ts';

/** The machine's own file system. */
export function nodeVfs(): Vfs {
  return {
    open: async (path, flags) => nodeFile(await open(path, openModes[flags])),
    readFile: async (path) => {
      const buffer = await readFile(path);
      return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    },
    readdir: listDirectory,
    stat: async (path) => toStat(await stat(path)),
    mkdir: async (path, options) => {
      await mkdir(path, { recursive: options?.recursive ?? false });
    },
    rename,
    unlink,
    rm: (path, options) => rm(path, { recursive: options?.recursive ?? false, force: true }),
    syncDir,
    freeBytes,
    lockDirectory,
  };
}

// `a+` is spelled out in bits: the string form adds O_APPEND, with which Linux ignores the position of every write.
const openModes: Record<OpenFlags, number> = {
  r: constants.O_RDONLY,
  'r+': constants.O_RDWR,
  'w+': constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
  'wx+': constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
  'a+': constants.O_RDWR | constants.O_CREAT,
};

function nodeFile(handle: FileHandle): VfsFile {
  return {
    read: (target, position) => readFully(handle, target, position),
    write: (data, position) => writeFully(handle, data, position),
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    sync: () => handle.sync(),
    stat: async () => toStat(await handle.stat()),
    close: () => handle.close(),
  };
}

async function readFully(handle: FileHandle, target: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const { bytesRead } = await handle.read(target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

async function writeFully(handle: FileHandle, data: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < data.length) {
    // The kernel may take a part of a large write; the next round takes the rest or names the error.
    const { bytesWritten } = await handle.write(data, written, data.length - written, position + written);
    written += bytesWritten;
  }
}

async function listDirectory(path: string): Promise<DirEntry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return Promise.all(entries.map(async (entry) => ({ name: entry.name, kind: await entryKind(path, entry) })));
}

async function entryKind(directory: string, entry: Dirent): Promise<EntryKind> {
  if (!entry.isSymbolicLink()) return kindOf(entry);
  // A link counts as what it points at, so that a storage directory may be placed on another disk.
  try {
    return kindOf(await stat(joinPath(directory, entry.name)));
  } catch {
    return 'other';
  }
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): EntryKind {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

function toStat(stats: { isFile(): boolean; isDirectory(): boolean; size: number; mtimeMs: number }): FileStat {
  return { kind: kindOf(stats), sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
}

async function syncDir(path: string): Promise<void> {
  // Windows has no handle on a directory that could be flushed, and needs none: NTFS journals its entries.
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function freeBytes(path: string): Promise<number> {
  for (let current = path; ; current = parentPath(current)) {
    try {
      const { bavail, bsize } = await statfs(current);
      return bavail * bsize;
    } catch (error) {
      // A path that is still to be made lives on the device of its nearest ancestor.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parentPath(current) === current) throw error;
    }
  }
}
