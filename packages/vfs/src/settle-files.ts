import type { VfsFile } from './vfs.ts';

// A disk makes several files durable in little more than the time of one.
const mostSettling = 16;

/** Takes a written file over: makes it durable and closes it while the caller writes the next; waits when there are many, and fails when an earlier one has. */
export type SettleFile = (file: VfsFile) => Promise<void>;

/** Ends when `write` and every file it handed over have; fails with the first failure, but never before all files are closed. */
export async function settleFiles(write: (settle: SettleFile) => Promise<void>, { isDurable = true } = {}): Promise<void> {
  const settling = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const finish = async (file: VfsFile): Promise<void> => {
    try {
      if (isDurable) await file.sync();
    } finally {
      await file.close();
    }
  };
  try {
    await write(async (file) => {
      const work = finish(file).catch((error: unknown) => {
        failure ??= { error };
      });
      settling.add(work);
      void work.then(() => settling.delete(work));
      if (settling.size >= mostSettling) await Promise.race(settling);
      if (failure !== undefined) throw failure.error;
    });
  } finally {
    await Promise.all(settling);
  }
  if (failure !== undefined) throw (failure as { readonly error: unknown }).error;
}
