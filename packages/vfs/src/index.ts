export type { DirEntry, EntryKind, FileStat, OpenFlags, Vfs, VfsFile } from './vfs.ts';
