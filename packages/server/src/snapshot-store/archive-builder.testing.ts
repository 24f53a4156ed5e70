import { packTar, treeEntries, unpackSnapshot } from '@sextant/snapshot';
import { joinPath, memoryVfs, readTextIfPresent, removeTree, type Vfs } from '@sextant/vfs';

/** An unpacked snapshot that a test takes things out of, or puts things into. */
export interface ArchiveTree {
  readonly vfs: Vfs;
  /** Full path of what is at `path` in the snapshot. */
  at(path: string): string;
  /** Names of the segments of a shard directory. */
  segments(shard?: string): Promise<string[]>;
  remove(path: string): Promise<void>;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Rewrites a JSON file. */
  edit(path: string, change: (json: never) => unknown): Promise<void>;
  /** The first segment of the first shard that has rows, as a path. */
  filled(): Promise<string>;
}

/** The same snapshot after `change`, packed with segments as plain directories. */
export async function edited(archive: Uint8Array, change: (tree: ArchiveTree) => Promise<unknown>): Promise<Uint8Array> {
  const tree = await treeOf(archive);
  await change(tree);
  const chunks: Uint8Array[] = [];
  for await (const chunk of packTar(await treeEntries(tree.vfs, tree.at('')))) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 60_000) yield bytes.subarray(start, start + 60_000);
}

async function treeOf(archive: Uint8Array): Promise<ArchiveTree> {
  const vfs = memoryVfs();
  await vfs.mkdir('/t');
  await unpackSnapshot(inPieces(archive), vfs, '/t', { isDurable: false });
  const at = (path: string): string => (path === '' ? '/t' : joinPath('/t', path));
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    const full = at(path);
    await vfs.mkdir(full.slice(0, full.lastIndexOf('/')), { recursive: true });
    const file = await vfs.open(full, 'w+');
    await file.write(typeof content === 'string' ? new TextEncoder().encode(content) : content, 0);
    await file.close();
  };
  const segments = async (shard = '0'): Promise<string[]> =>
    (await vfs.readdir(at(shard === '' ? 'segments' : `${shard}/segments`))).map(({ name }) => name).sort();
  return {
    vfs,
    at,
    segments,
    remove: (path) => removeTree(vfs, at(path)),
    write,
    edit: async (path, change) => {
      const json = JSON.parse((await readTextIfPresent(vfs, at(path))) ?? '') as never;
      await write(path, JSON.stringify(change(json) ?? json));
    },
    filled: async () => {
      for (const name of await segments()) {
        const path = `0/segments/${name}`;
        const { sizeBytes } = await vfs.stat(at(`${path}/mutable_id_tracker.mappings`)).catch(() => ({ sizeBytes: 0 }));
        if (sizeBytes > 0) return path;
      }
      throw new Error('no segment has rows');
    },
  };
}
