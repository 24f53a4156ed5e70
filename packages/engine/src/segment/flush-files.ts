import { joinPath, parentPath, type Vfs, type VfsFile } from '@sextant/vfs';

/** The files one flush writes: opened when first touched, synced together, closed at its end. */
export interface FlushFiles {
  /**
   * Writes at a position, in slices. A file that is shorter than `minimumBytes` is first given that size (holes); directories are made.
   */
  write(path: string, data: Uint8Array, position: number, minimumBytes?: number): Promise<void>;
  /** Gives a file at least this size. */
  ensureSize(path: string, sizeBytes: number): Promise<void>;
  truncate(path: string, sizeBytes: number): Promise<void>;
  /** Makes everything written so far durable, and new directory entries with it. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

const sliceBytes = 1_048_576;

/** `durable: false` leaves out the syncs: enough against a killed process, not against a power cut. */
export function openFlushFiles(vfs: Vfs, directory: string, durable: boolean): FlushFiles {
  const open = new Map<string, { readonly file: VfsFile; sizeBytes: number; dirty: boolean }>();
  const newEntries = new Set<string>();
  const made = new Set<string>();

  async function ensureDirectory(path: string): Promise<void> {
    if (made.has(path)) return;
    try {
      await vfs.stat(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      if (path !== directory) await ensureDirectory(parentPath(path));
      await vfs.mkdir(path, { recursive: true });
      newEntries.add(parentPath(path));
    }
    made.add(path);
  }

  async function entry(relativePath: string): Promise<{ readonly file: VfsFile; sizeBytes: number; dirty: boolean }> {
    const known = open.get(relativePath);
    if (known) return known;
    const path = joinPath(directory, relativePath);
    await ensureDirectory(parentPath(path));
    const file = await vfs.open(path, 'a+');
    try {
      const { sizeBytes } = await file.stat();
      if (sizeBytes === 0) newEntries.add(parentPath(path));
      const opened = { file, sizeBytes, dirty: false };
      open.set(relativePath, opened);
      return opened;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async function ensureSize(path: string, sizeBytes: number): Promise<void> {
    const target = await entry(path);
    if (target.sizeBytes >= sizeBytes) return;
    target.dirty = true;
    await target.file.truncate(sizeBytes);
    target.sizeBytes = sizeBytes;
  }

  return {
    async write(path, data, position, minimumBytes = 0) {
      await ensureSize(path, minimumBytes);
      const target = await entry(path);
      target.dirty = true;
      for (let from = 0; from < data.length; from += sliceBytes) {
        await target.file.write(data.subarray(from, Math.min(data.length, from + sliceBytes)), position + from);
      }
      target.sizeBytes = Math.max(target.sizeBytes, position + data.length);
    },
    ensureSize,
    async truncate(path, sizeBytes) {
      const target = await entry(path);
      target.dirty = true;
      await target.file.truncate(sizeBytes);
      target.sizeBytes = sizeBytes;
    },
    async sync() {
      if (!durable) return;
      for (const target of open.values()) {
        if (!target.dirty) continue;
        await target.file.sync();
        target.dirty = false;
      }
      for (const path of newEntries) await vfs.syncDir(path);
      newEntries.clear();
    },
    async close() {
      const results = await Promise.allSettled([...open.values()].map((target) => target.file.close()));
      open.clear();
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}
