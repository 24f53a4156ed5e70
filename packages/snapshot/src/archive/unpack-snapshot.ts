import { joinPath, removeTree, type Vfs } from '@sextant/vfs';
import { openSnapshot, type SnapshotReader } from '../read/collection-reader.ts';
import { type HashedStream, hashStream } from '../tar/hash-stream.ts';
import { type UnpackOptions, type UnpackResult, unpackTar } from '../tar/unpack-tar.ts';
import { placeSnapshotEntry } from './segment-layout.ts';

export interface UnpackedSnapshot extends UnpackResult {
  /** SHA-256 of the archive, lower-case hexadecimal. */
  readonly sha256: string;
  readonly archiveBytes: number;
}

/**
 * Unpacks a snapshot of any kind below an existing directory, in one streaming pass: segments become plain directories whatever their
 * layout, collection archives of a full snapshot directories of the same name. See `unpackTar` for what happens on failure.
 */
export async function unpackSnapshot(
  source: AsyncIterable<Uint8Array>,
  vfs: Vfs,
  targetDir: string,
  options: Omit<UnpackOptions, 'place'> = {},
): Promise<UnpackedSnapshot> {
  const hashed: HashedStream = hashStream(source);
  const result = await unpackTar(hashed.stream, vfs, targetDir, { ...options, place: placeSnapshotEntry });
  const { sha256, sizeBytes: archiveBytes } = hashed.digest();
  return { ...result, sha256, archiveBytes };
}

/** An archive that was unpacked into a temporary directory to be read. */
export interface OpenedArchive {
  readonly snapshot: SnapshotReader;
  readonly unpacked: UnpackedSnapshot;
  /** Closes the snapshot and removes the temporary directory. */
  close(): Promise<void>;
}

/** Unpacks an archive into a new directory below `temporaryDir` and opens it. Nothing is left behind on failure or after `close`. */
export async function openSnapshotArchive(
  source: AsyncIterable<Uint8Array>,
  vfs: Vfs,
  temporaryDir: string,
  options: Omit<UnpackOptions, 'place'> = {},
): Promise<OpenedArchive> {
  const directory = joinPath(temporaryDir, `snapshot-${crypto.randomUUID()}`);
  await vfs.mkdir(directory, { recursive: true });
  try {
    const unpacked = await unpackSnapshot(source, vfs, directory, { isDurable: false, ...options });
    const snapshot = await openSnapshot(vfs, directory);
    const close = async (): Promise<void> => {
      await snapshot.close();
      await removeTree(vfs, directory);
    };
    return { snapshot, unpacked, close };
  } catch (error) {
    await removeTree(vfs, directory).catch(() => {});
    throw error;
  }
}
