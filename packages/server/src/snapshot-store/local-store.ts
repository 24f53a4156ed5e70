import { EngineError } from '@sextant/engine';
import { isTemporaryName, joinPath, makeDirectory, parentPath, type Vfs, type VfsFile, writeFileAtomic } from '@sextant/vfs';
import { readFileChunks } from './read-file-chunks.ts';
import type { SnapshotStore, StoredFile, StoreReader, StoreWriter } from './snapshot-store.ts';

const sidecarSuffix = '.checksum';
const temporarySuffix = '.sextant-tmp';

/** Snapshot files in a directory, in Qdrant's layout: each file with its SHA-256 beside it as `<name>.checksum`. */
export function localStore(vfs: Vfs, root: string): SnapshotStore {
  return {
    kind: 'local',
    list: (prefix) => list(vfs, root, prefix),
    stat: (key) => stat(vfs, root, key),
    open: (key) => open(vfs, root, key),
    create: (key, options) => create(vfs, root, key, options?.sizeHintBytes ?? 0),
    async remove(key) {
      const path = joinPath(root, key);
      if ((await statFile(vfs, path)) === undefined) return false;
      // In this order a kill in between leaves a file without its digest, not a digest without its file.
      await vfs.rm(path + sidecarSuffix);
      await vfs.syncDir(parentPath(path));
      const wasThere = await ifPresent(vfs.unlink(path).then(() => true));
      await vfs.syncDir(parentPath(path));
      return wasThere ?? false;
    },
    sweep: () => sweep(vfs, root, 0),
  };
}

async function list(vfs: Vfs, root: string, prefix: string): Promise<StoredFile[]> {
  const entries = (await ifPresent(vfs.readdir(joinPath(root, prefix)))) ?? [];
  const names = entries.filter(({ name, kind }) => kind === 'file' && !name.endsWith(sidecarSuffix) && !isTemporaryName(name));
  const files = await Promise.all(names.map(({ name }) => stat(vfs, root, prefix === '' ? name : `${prefix}/${name}`)));
  return files.filter((file) => file !== undefined);
}

async function stat(vfs: Vfs, root: string, key: string): Promise<StoredFile | undefined> {
  const path = joinPath(root, key);
  const found = await statFile(vfs, path);
  if (found === undefined) return undefined;
  const checksum = await readChecksum(vfs, path + sidecarSuffix);
  return { key, sizeBytes: found.sizeBytes, modifiedMs: found.modifiedMs, ...(checksum === undefined ? {} : { checksum }) };
}

/** A sidecar that holds no digest is as good as none. */
async function readChecksum(vfs: Vfs, path: string): Promise<string | undefined> {
  if ((await statFile(vfs, path)) === undefined) return undefined;
  const text = new TextDecoder()
    .decode(await ifPresent(vfs.readFile(path)))
    .trim()
    .toLowerCase();
  return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
}

async function open(vfs: Vfs, root: string, key: string): Promise<StoreReader | undefined> {
  const file = await stat(vfs, root, key);
  if (file === undefined) return undefined;
  const handle = await ifPresent(vfs.open(joinPath(root, key), 'r'));
  if (handle === undefined) return undefined;
  return {
    file,
    read: (range) => readFileChunks(handle, range ?? { start: 0, end: file.sizeBytes }),
    close: () => handle.close(),
  };
}

async function create(vfs: Vfs, root: string, key: string, sizeHintBytes: number): Promise<StoreWriter> {
  const path = joinPath(root, key);
  const directory = parentPath(path);
  await makeDirectory(vfs, directory);
  const freeBytes = await vfs.freeBytes(directory);
  if (freeBytes < sizeHintBytes) throw noSpace(directory, sizeHintBytes, freeBytes);
  const temporary = joinPath(directory, `.${crypto.randomUUID()}${temporarySuffix}`);
  const file = await vfs.open(temporary, 'wx+');
  return writerOf(vfs, { key, path, temporary }, file);
}

function writerOf(vfs: Vfs, place: { key: string; path: string; temporary: string }, file: VfsFile): StoreWriter {
  const sidecar = place.path + sidecarSuffix;
  const temporarySidecar = `${place.temporary.slice(0, -temporarySuffix.length)}.checksum${temporarySuffix}`;
  let sizeBytes = 0;
  let isSealed = false;

  async function seal(): Promise<void> {
    if (!isSealed) await file.sync();
    isSealed = true;
  }

  /** Nothing that needs space on the disk is done once the file can be seen. */
  async function show(checksum: string | undefined): Promise<void> {
    if (checksum !== undefined) await writeFileAtomic(vfs, temporarySidecar, checksum);
    // The digest of the file that is replaced must not stand beside the new one, not even for a moment.
    await vfs.rm(sidecar);
    const isNew = (await statFile(vfs, place.path)) === undefined;
    await vfs.rename(place.temporary, place.path);
    try {
      if (checksum !== undefined) await vfs.rename(temporarySidecar, sidecar);
      await vfs.syncDir(parentPath(place.path));
    } catch (error) {
      if (isNew) for (const path of [sidecar, place.path]) await vfs.rm(path).catch(() => undefined); // As if it had never been stored.
      throw error;
    }
  }

  return {
    path: place.temporary,
    async write(chunk) {
      isSealed = false;
      await file.write(chunk, sizeBytes);
      sizeBytes += chunk.length;
    },
    seal,
    async commit(checksum) {
      let modifiedMs: number;
      try {
        try {
          await seal();
          // Of the open file: one that can be seen can be deleted at once.
          ({ modifiedMs } = await file.stat());
        } finally {
          await file.close();
        }
        await show(checksum);
      } catch (error) {
        for (const path of [place.temporary, temporarySidecar]) await vfs.rm(path).catch(() => undefined); // Swept at the next start otherwise.
        throw error;
      }
      return { key: place.key, sizeBytes, modifiedMs, ...(checksum === undefined ? {} : { checksum }) };
    },
    async abort() {
      await file.close().catch(() => undefined);
      await vfs.rm(place.temporary).catch(() => undefined);
    },
  };
}

function noSpace(directory: string, needed: number, free: number): EngineError {
  return new EngineError(
    'insufficient_storage',
    `${directory}: ${needed} bytes are needed, ${free} are free; delete old snapshots or free space`,
    {
      details: { file: directory, expected: needed, found: free },
    },
  );
}

// root/<collection>/shards/<id>/
const deepest = 3;

async function sweep(vfs: Vfs, directory: string, depth: number): Promise<void> {
  const entries = (await ifPresent(vfs.readdir(directory))) ?? [];
  for (const { name, kind } of entries) {
    const path = joinPath(directory, name);
    if (kind === 'file' && isTemporaryName(name)) await vfs.rm(path);
    else if (kind === 'directory' && depth < deepest) await sweep(vfs, path, depth + 1);
  }
}

async function statFile(vfs: Vfs, path: string): Promise<{ sizeBytes: number; modifiedMs: number } | undefined> {
  const found = await ifPresent(vfs.stat(path));
  return found?.kind === 'file' ? found : undefined;
}

/** Undefined where the file is not there, or no longer: between two steps of ours somebody else may delete it. */
async function ifPresent<T>(step: Promise<T>): Promise<T | undefined> {
  try {
    return await step;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** A name that the file system cannot hold is a file that is not there. */
function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
