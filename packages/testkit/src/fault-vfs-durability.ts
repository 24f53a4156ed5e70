import { joinPath, memoryVfs, type Vfs } from '@sextant/vfs';
import { createRandom } from './seeded-random.ts';

/** What a power cut takes: everything unsynced, or a seeded random part of it. */
export type Loss = 'none' | 'unsynced' | { readonly seed: number };

interface FileNode {
  readonly kind: 'file';
  pending: ContentChange[];
}

interface DirectoryNode {
  readonly kind: 'directory';
  readonly live: Map<string, Node>;
  readonly durable: Map<string, Node>;
}

type Node = FileNode | DirectoryNode;
type ContentChange = { readonly data: Uint8Array; readonly position: number } | { readonly sizeBytes: number };

/** A change of names, durable once `directory` is synced. A rename across directories is one change. */
interface NameChange {
  readonly directory: DirectoryNode;
  apply(): void;
}

/**
 * Follows every change and knows which of them a power cut would leave: content after a sync of its file, names after a
 * sync of their directory. Stricter than ext4, as POSIX allows.
 */
export interface Durability {
  createFile(path: string, truncate: boolean): FileNode;
  fileAt(path: string): FileNode;
  write(file: FileNode, data: Uint8Array, position: number): void;
  truncate(file: FileNode, sizeBytes: number): void;
  syncFile(file: FileNode): void;
  makeDirectory(path: string): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  syncDirectory(path: string): void;
  adopt(source: Vfs, path: string): Promise<void>;
  imageAfterLoss(loss: Exclude<Loss, 'none'>): Promise<Vfs>;
}

export function createDurability(): Durability {
  const root = createDirectory();
  let nameChanges: NameChange[] = [];
  // Content changes made durable so far, in order; replayed into an image when one is asked for.
  const durableContent = new Map<FileNode, ContentChange[]>();

  const newFile = (): FileNode => ({ kind: 'file', pending: [] });
  const walk = (parts: readonly string[]): DirectoryNode => {
    let node = root;
    for (const part of parts) {
      let next = node.live.get(part);
      // A directory that was there before the wrapping counts as durable.
      if (next?.kind !== 'directory') {
        next = createDirectory();
        node.live.set(part, next);
        node.durable.set(part, next);
      }
      node = next;
    }
    return node;
  };
  const place = (path: string): { parent: DirectoryNode; name: string } => {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.pop() ?? '';
    return { parent: walk(parts), name };
  };
  const link = (parent: DirectoryNode, name: string, node: Node): void => {
    parent.live.set(name, node);
    nameChanges.push({ directory: parent, apply: () => parent.durable.set(name, node) });
  };
  const fileAt = (path: string): FileNode => {
    const { parent, name } = place(path);
    const node = parent.live.get(name);
    if (node?.kind === 'file') return node;
    const file = newFile();
    parent.live.set(name, file);
    parent.durable.set(name, file);
    return file;
  };
  const syncFile = (file: FileNode): void => {
    const synced = durableContent.get(file) ?? [];
    durableContent.set(file, synced);
    synced.push(...file.pending);
    file.pending = [];
  };

  return {
    createFile: (path, truncate) => {
      const { parent, name } = place(path);
      const node = parent.live.get(name);
      if (node?.kind === 'file') {
        if (truncate) node.pending.push({ sizeBytes: 0 });
        return node;
      }
      const file = newFile();
      link(parent, name, file);
      return file;
    },
    fileAt,
    write: (file, data, position) => file.pending.push({ data: data.slice(), position }),
    truncate: (file, sizeBytes) => file.pending.push({ sizeBytes }),
    syncFile,
    makeDirectory: (path) => {
      let node = root;
      for (const part of path.split('/').filter((name) => name !== '')) {
        let next = node.live.get(part);
        if (next?.kind !== 'directory') {
          next = createDirectory();
          link(node, part, next);
        }
        node = next;
      }
    },
    rename: (from, to) => {
      const source = place(from);
      const target = place(to);
      const node = source.parent.live.get(source.name) ?? fileAt(from);
      source.parent.live.delete(source.name);
      target.parent.live.set(target.name, node);
      nameChanges.push({
        directory: target.parent,
        apply: () => {
          if (source.parent.durable.get(source.name) === node) source.parent.durable.delete(source.name);
          target.parent.durable.set(target.name, node);
        },
      });
    },
    remove: (path) => {
      const { parent, name } = place(path);
      const node = parent.live.get(name);
      parent.live.delete(name);
      nameChanges.push({
        directory: parent,
        apply: () => {
          if (parent.durable.get(name) === node) parent.durable.delete(name);
        },
      });
    },
    syncDirectory: (path) => {
      const { parent, name } = place(path);
      const directory = name === '' ? root : walkChild(parent, name);
      for (const change of nameChanges) if (change.directory === directory) change.apply();
      nameChanges = nameChanges.filter((change) => change.directory !== directory);
    },
    adopt: async (source, path) => {
      const { kind } = await source.stat(path);
      await adoptTree(source, path, kind === 'directory', (found, data) => {
        if (data === undefined) {
          walk(found.split('/').filter((part) => part !== ''));
          return;
        }
        const file = fileAt(found);
        file.pending = [{ sizeBytes: 0 }, { data, position: 0 }];
        syncFile(file);
      });
    },
    imageAfterLoss: async (loss) => {
      const random = loss === 'unsynced' ? undefined : createRandom(loss.seed);
      if (random) {
        const kept = Math.floor(random() * (nameChanges.length + 1));
        for (const change of nameChanges.slice(0, kept)) change.apply();
        nameChanges = nameChanges.slice(kept);
      }
      const image = memoryVfs();
      await writeImage(image, '/', root, (file) => [
        ...(durableContent.get(file) ?? []),
        ...(random ? keepSome(file.pending, random) : []),
      ]);
      return image;
    },
  };
}

function createDirectory(): DirectoryNode {
  return { kind: 'directory', live: new Map(), durable: new Map() };
}

function walkChild(parent: DirectoryNode, name: string): DirectoryNode | undefined {
  const node = parent.live.get(name);
  return node?.kind === 'directory' ? node : undefined;
}

/** `take` is called without data for a directory, also for an empty one. */
async function adoptTree(source: Vfs, path: string, isDirectory: boolean, take: (path: string, data?: Uint8Array) => void): Promise<void> {
  if (!isDirectory) {
    take(path, await source.readFile(path));
    return;
  }
  take(path);
  for (const entry of await source.readdir(path)) {
    await adoptTree(source, joinPath(path, entry.name), entry.kind === 'directory', take);
  }
}

/** Each write reaches the disk whole, in its first half, or not at all, independently of the others. */
function keepSome(changes: readonly ContentChange[], random: () => number): ContentChange[] {
  return changes.flatMap((change) => {
    const luck = random();
    if (luck < 0.4) return [];
    if (luck < 0.6 && 'data' in change) return [{ ...change, data: change.data.subarray(0, change.data.length >> 1) }];
    return [change];
  });
}

async function writeImage(
  image: Vfs,
  path: string,
  directory: DirectoryNode,
  contentOf: (file: FileNode) => readonly ContentChange[],
): Promise<void> {
  for (const [name, node] of directory.durable) {
    const childPath = joinPath(path, name);
    if (node.kind === 'directory') {
      await image.mkdir(childPath, { recursive: true });
      await writeImage(image, childPath, node, contentOf);
      continue;
    }
    const file = await image.open(childPath, 'w+');
    for (const change of contentOf(node)) {
      if ('data' in change) await file.write(change.data, change.position);
      else await file.truncate(change.sizeBytes);
    }
    await file.close();
  }
}
