import { freemem } from 'node:os';
import { createPages, type FilePages, readPages, truncatePages, writePages } from './file-pages.ts';
import { type FsErrorCode, fsError } from './fs-error.ts';
import type { DirEntry, EntryKind, FileStat, OpenFlags, Vfs, VfsFile } from './vfs.ts';

interface FileNode {
  readonly kind: 'file';
  readonly content: FilePages;
  modifiedMs: number;
}

interface DirectoryNode {
  readonly kind: 'directory';
  readonly entries: Map<string, Node>;
  modifiedMs: number;
}

type Node = FileNode | DirectoryNode;

/**
 * A file system that lives in this process and behaves as `nodeVfs` does: same errors, files readable after unlink while
 * open, renames that replace. Paths are POSIX and absolute. Holes cost nothing.
 */
export function memoryVfs(): Vfs {
  const root: DirectoryNode = createDirectory();
  return {
    open: async (path, flags) => openFile(root, path, flags),
    readFile: async (path) => {
      const { content } = fileAt(root, path, 'open');
      const data = new Uint8Array(content.sizeBytes);
      readPages(content, data, 0);
      return data;
    },
    readdir: async (path): Promise<DirEntry[]> =>
      [...directoryAt(root, path, 'scandir').entries].map(([name, node]) => ({ name, kind: node.kind })),
    stat: async (path) => toStat(nodeAt(root, path, 'stat')),
    mkdir: async (path, options) => makeDirectory(root, path, options?.recursive ?? false),
    rename: async (from, to) => renameNode(root, from, to),
    unlink: async (path) => {
      const { parent, name } = locate(root, path, 'unlink');
      const node = parent.entries.get(name);
      if (!node) throw fsError('ENOENT', 'unlink', path);
      if (node.kind === 'directory') throw fsError('EISDIR', 'unlink', path);
      removeEntry(parent, name);
    },
    rm: async (path, options) => removeNode(root, path, options?.recursive ?? false),
    syncDir: async (path) => {
      directoryAt(root, path, 'fsync');
    },
    freeBytes: async () => freemem(),
  };
}

function createDirectory(): DirectoryNode {
  return { kind: 'directory', entries: new Map(), modifiedMs: Date.now() };
}

function splitPath(path: string, syscall: string): string[] {
  if (!path.startsWith('/')) throw fsError('EINVAL', syscall, path);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}

function nodeAt(root: DirectoryNode, path: string, syscall: string): Node {
  let node: Node = root;
  for (const part of splitPath(path, syscall)) {
    if (node.kind === 'file') throw fsError('ENOTDIR', syscall, path);
    const next: Node | undefined = node.entries.get(part);
    if (!next) throw fsError('ENOENT', syscall, path);
    node = next;
  }
  return node;
}

function directoryAt(root: DirectoryNode, path: string, syscall: string): DirectoryNode {
  const node = nodeAt(root, path, syscall);
  if (node.kind === 'file') throw fsError('ENOTDIR', syscall, path);
  return node;
}

function fileAt(root: DirectoryNode, path: string, syscall: string): FileNode {
  const node = nodeAt(root, path, syscall);
  if (node.kind === 'directory') throw fsError('EISDIR', syscall, path);
  return node;
}

/** The directory an entry lives in, and its name there; the entry itself need not exist. */
function locate(root: DirectoryNode, path: string, syscall: string): { parent: DirectoryNode; name: string } {
  const parts = splitPath(path, syscall);
  const name = parts.pop();
  if (name === undefined) throw fsError('EBUSY', syscall, path);
  if (Buffer.byteLength(name) > 255) throw fsError('ENAMETOOLONG', syscall, path);
  const parent = nodeAt(root, `/${parts.join('/')}`, syscall);
  if (parent.kind === 'file') throw fsError('ENOTDIR', syscall, path);
  return { parent, name };
}

function setEntry(parent: DirectoryNode, name: string, node: Node): void {
  parent.entries.set(name, node);
  parent.modifiedMs = Date.now();
}

function removeEntry(parent: DirectoryNode, name: string): void {
  parent.entries.delete(name);
  parent.modifiedMs = Date.now();
}

function openFile(root: DirectoryNode, path: string, flags: OpenFlags): VfsFile {
  if (flags === 'r' || flags === 'r+') {
    const node = nodeAt(root, path, 'open');
    if (node.kind === 'file') return memoryFile(node, path, flags === 'r+');
    throw fsError('EISDIR', 'open', path);
  }
  const { parent, name } = locate(root, path, 'open');
  const existing = parent.entries.get(name);
  if (existing && flags === 'wx+') throw fsError('EEXIST', 'open', path);
  if (existing?.kind === 'directory') throw fsError('EISDIR', 'open', path);
  const file: FileNode = existing ?? { kind: 'file', content: createPages(), modifiedMs: Date.now() };
  if (!existing) setEntry(parent, name, file);
  else if (flags === 'w+') truncatePages(file.content, 0);
  return memoryFile(file, path, true);
}

function memoryFile(node: FileNode, path: string, writable: boolean): VfsFile {
  let open = true;
  const check = (syscall: string, ok = true): void => {
    if (!open || !ok) throw fsError('EBADF', syscall, path);
  };
  const checkRange = (syscall: string, position: number): void => {
    if (!Number.isSafeInteger(position) || position < 0) throw fsError('EINVAL', syscall, path);
  };
  return {
    read: async (target, position) => {
      check('read');
      checkRange('read', position);
      return readPages(node.content, target, position);
    },
    write: async (data, position) => {
      check('write', writable);
      checkRange('write', position);
      writePages(node.content, data, position);
      node.modifiedMs = Date.now();
    },
    truncate: async (sizeBytes) => {
      check('ftruncate', writable);
      checkRange('ftruncate', sizeBytes);
      truncatePages(node.content, sizeBytes);
      node.modifiedMs = Date.now();
    },
    sync: async () => check('fsync'),
    stat: async () => {
      check('fstat');
      return toStat(node);
    },
    close: async () => {
      check('close');
      open = false;
    },
  };
}

function toStat(node: Node): FileStat {
  const kind: EntryKind = node.kind;
  return { kind, sizeBytes: node.kind === 'file' ? node.content.sizeBytes : 0, modifiedMs: node.modifiedMs };
}

function makeDirectory(root: DirectoryNode, path: string, recursive: boolean): void {
  if (!recursive) {
    const { parent, name } = locate(root, path, 'mkdir');
    if (parent.entries.has(name)) throw fsError('EEXIST', 'mkdir', path);
    setEntry(parent, name, createDirectory());
    return;
  }
  let node = root;
  const parts = splitPath(path, 'mkdir');
  for (const [index, part] of parts.entries()) {
    const next = node.entries.get(part) ?? createDirectory();
    if (next.kind === 'file') throw fsError(index === parts.length - 1 ? 'EEXIST' : 'ENOTDIR', 'mkdir', path);
    if (!node.entries.has(part)) setEntry(node, part, next);
    node = next;
  }
}

function renameNode(root: DirectoryNode, from: string, to: string): void {
  const fail = (code: FsErrorCode): never => {
    throw fsError(code, 'rename', from, to);
  };
  const source = locate(root, from, 'rename');
  const moved = source.parent.entries.get(source.name) ?? fail('ENOENT');
  const target = locate(root, to, 'rename');
  const replaced = target.parent.entries.get(target.name);
  if (replaced === moved) return;
  if (moved.kind === 'directory' && contains(moved, target.parent)) fail('EINVAL');
  if (replaced?.kind === 'directory') {
    if (moved.kind === 'file') fail('EISDIR');
    if (replaced.entries.size > 0) fail('ENOTEMPTY');
  } else if (replaced && moved.kind === 'directory') fail('ENOTDIR');
  removeEntry(source.parent, source.name);
  setEntry(target.parent, target.name, moved);
}

function contains(directory: DirectoryNode, sought: DirectoryNode): boolean {
  if (directory === sought) return true;
  for (const child of directory.entries.values()) if (child.kind === 'directory' && contains(child, sought)) return true;
  return false;
}

function removeNode(root: DirectoryNode, path: string, recursive: boolean): void {
  let place: { parent: DirectoryNode; name: string };
  try {
    place = locate(root, path, 'rm');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const node = place.parent.entries.get(place.name);
  if (!node) return;
  if (node.kind === 'directory' && !recursive) throw fsError('ERR_FS_EISDIR', 'rm', path);
  removeEntry(place.parent, place.name);
}
