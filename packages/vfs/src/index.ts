export { type FsErrorCode, fsError } from './fs-error.ts';
export { makeDirectory } from './make-directory.ts';
export { memoryVfs } from './memory-vfs.ts';
export { nodeVfs } from './node-vfs.ts';
export { baseName, joinPath, parentPath } from './path.ts';
export { removeTree } from './remove-tree.ts';
export type { DirEntry, EntryKind, FileStat, OpenFlags, Vfs, VfsFile } from './vfs.ts';
export { isTemporaryName, writeFileAtomic } from './write-file-atomic.ts';
