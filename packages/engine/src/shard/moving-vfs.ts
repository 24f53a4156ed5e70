import type { Vfs } from '@sextant/vfs';

/** A file system on which directories can be renamed while those who know only their old names go on using these. */
export interface MovingVfs {
  readonly vfs: Vfs;
  /** Renames `from`, an actual directory; paths below it lead to `to` from then on. Calls that name a path wait meanwhile; open files are not affected. */
  move(from: string, to: string): Promise<void>;
}

export function movingVfs(inner: Vfs): MovingVfs {
  const moved = new Map<string, string>();
  let underWay = 0;
  let moving: PromiseWithResolvers<void> | undefined;
  let quiet: (() => void) | undefined;

  function at(path: string): string {
    for (const [from, to] of moved) if (path === from || path.startsWith(`${from}/`)) return to + path.slice(from.length);
    return path;
  }
  async function pass<T>(call: () => Promise<T>): Promise<T> {
    // oxlint-disable-next-line no-unmodified-loop-condition -- `move` changes it during the await
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
    async move(from, to) {
      moving = Promise.withResolvers<void>();
      try {
        if (underWay > 0) {
          await new Promise<void>((resolve) => {
            quiet = resolve;
          });
          quiet = undefined;
        }
        await inner.rename(from, to);
        moved.set(from, to);
      } finally {
        const done = moving;
        moving = undefined;
        done.resolve();
      }
    },
  };
}
