import { giveWay, joinPath, type Vfs } from '@sextant/vfs';
import { nestedTarEntry, type PackEntry } from '../tar/pack-tar.ts';
import type { FileExtent } from '../tar/tar-header.ts';

const readBytes = 1 << 20;
const probeBytes = 4096;
const zeroes = Buffer.alloc(probeBytes);

/**
 * The entries of an archive of a directory, in the order of their names; runs of zeros become holes. Every file is read once here to find
 * them, and once more when it is packed.
 */
export async function treeEntries(vfs: Vfs, directory: string, prefix = ''): Promise<PackEntry[]> {
  const entries: PackEntry[] = [];
  for (const { name, kind } of await sortedEntries(vfs, directory)) {
    const path = joinPath(directory, name);
    if (kind === 'directory') {
      entries.push(directoryEntry(`${prefix}${name}/`), ...(await treeEntries(vfs, path, `${prefix}${name}/`)));
    } else if (kind === 'file') entries.push(await fileEntry(vfs, path, `${prefix}${name}`));
  }
  return entries;
}

/** The entries of the archive of a shard directory: segments as archives of their own, which every version of Qdrant takes. */
export async function shardEntries(vfs: Vfs, directory: string, prefix = ''): Promise<PackEntry[]> {
  const entries: PackEntry[] = [];
  for (const { name, kind } of await sortedEntries(vfs, directory)) {
    const path = joinPath(directory, name);
    if (name === 'segments') {
      entries.push(directoryEntry(`${prefix}segments/`));
      for (const segment of await sortedEntries(vfs, path)) {
        const files = await treeEntries(vfs, joinPath(path, segment.name), 'snapshot/files/');
        const content = [directoryEntry('snapshot/'), directoryEntry('snapshot/files/'), ...files];
        entries.push(nestedTarEntry(`${prefix}segments/${segment.name}.tar`, content));
      }
    } else if (kind === 'directory') {
      entries.push(directoryEntry(`${prefix}${name}/`), ...(await treeEntries(vfs, path, `${prefix}${name}/`)));
    } else entries.push(await fileEntry(vfs, path, `${prefix}${name}`));
  }
  return entries;
}

/** The entries of the archive of a collection directory. */
export async function collectionEntries(vfs: Vfs, directory: string): Promise<PackEntry[]> {
  const entries: PackEntry[] = [];
  for (const { name, kind } of await sortedEntries(vfs, directory)) {
    const path = joinPath(directory, name);
    if (kind === 'directory') entries.push(directoryEntry(`${name}/`), ...(await shardEntries(vfs, path, `${name}/`)));
    else entries.push(await fileEntry(vfs, path, name));
  }
  return entries;
}

async function sortedEntries(vfs: Vfs, directory: string): ReturnType<Vfs['readdir']> {
  return (await vfs.readdir(directory)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

function directoryEntry(path: string): PackEntry {
  return { path, sizeBytes: 0, read: async function* () {} };
}

async function fileEntry(vfs: Vfs, path: string, name: string): Promise<PackEntry> {
  const { sizeBytes } = await vfs.stat(path);
  const extents = await findExtents(vfs, path, sizeBytes);
  return { path: name, sizeBytes, extents, read: () => readExtents(vfs, path, extents) };
}

/** The parts of a file that are not zeros, to a few thousand bytes. */
async function findExtents(vfs: Vfs, path: string, sizeBytes: number): Promise<FileExtent[]> {
  const extents: { offset: number; length: number }[] = [];
  const file = await vfs.open(path, 'r');
  try {
    const buffer = new Uint8Array(Math.min(readBytes, sizeBytes));
    for (let start = 0; start < sizeBytes; start += buffer.length) {
      const read = await file.read(buffer, start);
      for (let at = 0; at < read; at += probeBytes) {
        const length = Math.min(probeBytes, read - at);
        if (zeroes.compare(buffer, at, at + length, 0, length) === 0) continue;
        const last = extents.at(-1);
        if (last && last.offset + last.length === start + at) last.length += length;
        else extents.push({ offset: start + at, length });
      }
      await giveWay();
    }
  } finally {
    await file.close();
  }
  return extents;
}

async function* readExtents(vfs: Vfs, path: string, extents: readonly FileExtent[]): AsyncGenerator<Uint8Array, void, void> {
  const file = await vfs.open(path, 'r');
  try {
    for (const { offset, length } of extents) {
      for (let at = 0; at < length; at += readBytes) {
        const part = new Uint8Array(Math.min(readBytes, length - at));
        const read = await file.read(part, offset + at);
        yield read === part.length ? part : part.subarray(0, read);
      }
    }
  } finally {
    await file.close();
  }
}
