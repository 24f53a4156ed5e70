import { redirectingVfs, type Vfs } from '@sextant/vfs';

/** A file system on which directories can be renamed while those who know only their old names go on using these. */
export interface MovingVfs {
  readonly vfs: Vfs;
  /** Renames `from`, an actual directory; paths below it lead to `to` from then on. Calls that name a path wait meanwhile; open files are not affected. */
  move(from: string, to: string): Promise<void>;
}

export function movingVfs(inner: Vfs): MovingVfs {
  const moved = new Map<string, string>();
  const { vfs, exclusively } = redirectingVfs(inner, (path) => {
    for (const [from, to] of moved) if (path === from || path.startsWith(`${from}/`)) return to + path.slice(from.length);
    return path;
  });
  return {
    vfs,
    move: (from, to) =>
      exclusively(async () => {
        await inner.rename(from, to);
        moved.set(from, to);
      }),
  };
}
