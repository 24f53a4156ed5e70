import type { Vfs } from './vfs.ts';

/** A file system that leads paths elsewhere, and can keep its callers out while where they lead changes. */
export interface RedirectingVfs {
  readonly vfs: Vfs;
  /** Runs `work` when no call that names a path is under way; such calls wait until it is done. Open files are not affected. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** Leads each path to `at(path)`, asked anew for every call. */
export function redirectingVfs(inner: Vfs, at: (path: string) => string): RedirectingVfs {
  let underWay = 0;
  let closed: PromiseWithResolvers<void> | undefined;
  let quiet: (() => void) | undefined;

  async function pass<T>(call: () => Promise<T>): Promise<T> {
    // oxlint-disable-next-line no-unmodified-loop-condition -- `exclusively` changes it during the await
    while (closed !== undefined) await closed.promise;
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
    async exclusively(work) {
      closed = Promise.withResolvers<void>();
      try {
        if (underWay > 0) {
          await new Promise<void>((resolve) => {
            quiet = resolve;
          });
          quiet = undefined;
        }
        return await work();
      } finally {
        const done = closed;
        closed = undefined;
        done.resolve();
      }
    },
  };
}
