import type { Vfs, VfsFile } from '@sextant/vfs';

/** A file system that notes what must not happen. */
export interface WatchedVfs {
  readonly vfs: Vfs;
  /** Writes below none of the allowed directories, reads of more at once than any fixture needs. */
  readonly offences: string[];
  openFiles(): number;
}

/** Far above the largest file of a fixture, far below what a hostile one asks for. */
const largestReadBytes = 300 << 20;

/** Watches a file system: writes must lie below one of `allowed`. */
export function watchedVfs(inner: Vfs, allowed: readonly string[]): WatchedVfs {
  const offences: string[] = [];
  let open = 0;
  const written = (path: string): void => {
    if (path.split('/').includes('..') || !allowed.some((directory) => path === directory || path.startsWith(`${directory}/`)))
      offences.push(`wrote ${path}`);
  };
  const sized = (path: string, sizeBytes: number): void => {
    if (sizeBytes <= largestReadBytes) return;
    offences.push(`read ${sizeBytes} bytes of ${path} at once`);
    throw new RangeError(`${path}: ${sizeBytes} bytes at once`);
  };
  const vfs: Vfs = {
    ...inner,
    open: async (path, flags) => {
      if (flags !== 'r') written(path);
      const file = await inner.open(path, flags);
      open++;
      const watched: VfsFile = {
        ...file,
        read: async (target, position) => {
          sized(path, target.length);
          return file.read(target, position);
        },
        close: async () => {
          open--;
          await file.close();
        },
      };
      return watched;
    },
    readFile: async (path) => {
      sized(path, (await inner.stat(path)).sizeBytes);
      return inner.readFile(path);
    },
    mkdir: async (path, options) => {
      written(path);
      return inner.mkdir(path, options);
    },
    rename: async (from, to) => {
      written(to);
      return inner.rename(from, to);
    },
  };
  return { vfs, offences, openFiles: () => open };
}

/** Every file below a directory, sorted. */
export async function listTree(vfs: Vfs, path: string): Promise<string[]> {
  const paths: string[] = [];
  for (const { name, kind } of await vfs.readdir(path)) {
    if (kind === 'file') paths.push(`${path}/${name}`);
    else paths.push(...(await listTree(vfs, `${path}/${name}`)));
  }
  return paths.sort((left, right) => (left < right ? -1 : 1));
}
