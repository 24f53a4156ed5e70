import { redirectingVfs, type Vfs } from '@sextant/vfs';

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
  const { vfs, exclusively } = redirectingVfs(inner, (path) => {
    if (isSettled) return path;
    if (path === apparent) return actual;
    return path.startsWith(`${apparent}/`) ? actual + path.slice(apparent.length) : path;
  });
  return {
    vfs,
    settle: (move) =>
      exclusively(async () => {
        await move();
        isSettled = true;
      }),
  };
}
