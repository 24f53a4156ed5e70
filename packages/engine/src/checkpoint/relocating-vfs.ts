import type { Vfs } from '@sextant/vfs';

/** A file system on which one directory is seen under the path it is going to have. */
export interface RelocatingVfs {
  readonly vfs: Vfs;
  /**
   * Runs `move`, which must rename the directory to its final path. Calls that name a path wait meanwhile, those under way are waited for before, so
   * that none sees the directory in between; open files are not affected. When `move` fails the directory is still seen where it was.
   */
  settle(move: () => Promise<void>): Promise<void>;
}

/**
 * Shows what lies in `actual` under `apparent`, until `settle` has moved it there. A collection that is opened through it before it is in its
 * place need not be opened again: its files stay open over the move, and its paths are right before and after.
 */
export function relocatingVfs(inner: Vfs, apparent: string, actual: string): RelocatingVfs {
  let isSettled = false;
  let underWay = 0;
  let moving: PromiseWithResolvers<void> | undefined;
  let quiet: (() => void) | undefined;

  const at = (path: string): string => {
    if (isSettled) return path;
    if (path === apparent) return actual;
    return path.startsWith(`${apparent}/`) ? actual + path.slice(apparent.length) : path;
  };
  async function pass<T>(call: () => Promise<T>): Promise<T> {
    // oxlint-disable-next-line no-unmodified-loop-condition -- `settle` changes it during the await
    while (moving !== undefined) await moving.promise;
    underWay += 1;
    try {
      return await call();
    } finally {
      underWay -= 1;
      if (underWay === 0) quiet?.();
    }
  }

  return {
    vfs: {
      open: (path, flags) => pass(() => inner.open(at(path), flags)),
      readFile: (path) => pass(() => inner.readFile(at(path))),
      readdir: (path) => pass(() => inner.readdir(at(path))),
      stat: (path) => pass(() => inner.stat(at(path))),
      mkdir: (path, options) => pass(() => inner.mkdir(at(path), options)),
      rename: (from, to) => pass(() => inner.rename(at(from), at(to))),
      unlink: (path) => pass(() => inner.unlink(at(path))),
      rm: (path, options) => pass(() => inner.rm(at(path), options)),
      syncDir: (path) => pass(() => inner.syncDir(at(path))),
      freeBytes: (path) => pass(() => inner.freeBytes(at(path))),
    },
    async settle(move) {
      moving = Promise.withResolvers<void>();
      try {
        if (underWay > 0) {
          await new Promise<void>((resolve) => {
            quiet = resolve;
          });
          quiet = undefined;
        }
        await move();
        isSettled = true;
      } finally {
        const done = moving;
        moving = undefined;
        done.resolve();
      }
    },
  };
}
