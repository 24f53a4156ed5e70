import type { Vfs, VfsFile } from '@sextant/vfs';

export interface VfsObserver {
  /** Every call fails once it is aborted, which ends whatever reads. */
  readonly signal: AbortSignal;
  readonly onRead?: (bytes: number) => void;
}

/** A file system that can be stopped and tells how much was read. Closing and removing work to the end, so that cleaning up does too. */
export function observedVfs(vfs: Vfs, { signal, onRead = () => undefined }: VfsObserver): Vfs {
  const stoppable =
    <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      signal.throwIfAborted();
      return call(...args);
    };
  const observeFile = (file: VfsFile): VfsFile => ({
    ...file,
    read: stoppable(async (target, position) => {
      const read = await file.read(target, position);
      onRead(read);
      return read;
    }),
    write: stoppable(file.write),
  });
  return {
    ...vfs,
    open: stoppable(async (path, flags) => observeFile(await vfs.open(path, flags))),
    readFile: stoppable(async (path) => {
      const content = await vfs.readFile(path);
      onRead(content.length);
      return content;
    }),
    readdir: stoppable(vfs.readdir),
    stat: stoppable(vfs.stat),
    mkdir: stoppable(vfs.mkdir),
  };
}
