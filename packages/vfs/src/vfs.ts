/**
 * The file system as every other package sees it. Paths are absolute; all calls are asynchronous and fail with the
 * `NodeJS.ErrnoException` codes of node:fs (`ENOENT`, `EEXIST`, `ENOSPC`, `EXDEV`, …).
 */
export interface Vfs {
  /** Opens a file. `r` read, `r+` read and write an existing one, `w+` create or truncate, `wx+` create, fails with EEXIST, `a+` create or keep. */
  open(path: string, flags: OpenFlags): Promise<VfsFile>;
  readFile(path: string): Promise<Uint8Array>;
  /** Names and kinds of the entries of a directory, unordered. */
  readdir(path: string): Promise<DirEntry[]>;
  stat(path: string): Promise<FileStat>;
  mkdir(path: string, options?: { recursive?: boolean }): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Removes a file or a tree; a missing path is no error. */
  rm(path: string, options?: { recursive?: boolean }): Promise<void>;
  /** Makes the entries of a directory durable (fsync of the directory). */
  syncDir(path: string): Promise<void>;
  /** Bytes free on the device that holds `path`. */
  freeBytes(path: string): Promise<number>;
  /**
   * Takes an existing directory for this process until the answered function is called or the process ends. Fails with `EBUSY` and the number of the
   * process that has it as `holder`. Absent where no other process can be.
   */
  lockDirectory?(path: string): Promise<() => Promise<void>>;
}

export type OpenFlags = 'r' | 'r+' | 'w+' | 'wx+' | 'a+';

export interface DirEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export type EntryKind = 'file' | 'directory' | 'other';

export interface FileStat {
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** An open file. Reads and writes name their position; nothing depends on a cursor. */
export interface VfsFile {
  /** Fills `target` from `position`; answers how many bytes there were (short only at the end of the file). */
  read(target: Uint8Array, position: number): Promise<number>;
  /** Writes all of `data` at `position`; a partial write is retried or thrown, never reported as done. */
  write(data: Uint8Array, position: number): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  sync(): Promise<void>;
  stat(): Promise<FileStat>;
  close(): Promise<void>;
}
