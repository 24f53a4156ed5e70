import type { CheckpointEntry, CollectionCheckpoint } from '@sextant/engine';
import { type EntryPlace, type PlaceEntry, packedTarBytes, packTar, type TarLimits, unpackTar } from '@sextant/snapshot';
import { givingWay, type Vfs } from '@sextant/vfs';
import { type ArchiveShape, archiveShape } from './archive-shape.ts';
import { placeCollectionEntry, placePartialEntry, placeShardEntry } from './snapshot-layout.ts';
import type { ByteSource } from './snapshot-store.ts';
import { stopped } from './stopped.ts';

/** Size of the archive of these entries, known before any of them is read. */
export function archiveBytes(entries: readonly CheckpointEntry[]): number {
  return packedTarBytes(entries);
}

export function packEntries(entries: readonly CheckpointEntry[], now: Date): ByteSource {
  return packTar(entries, { modifiedSeconds: Math.floor(now.getTime() / 1000) });
}

/** Leaves queries their time. */
export function packCheckpoint(entries: readonly CheckpointEntry[], now: Date): ByteSource {
  return givingWay(packEntries(entries, now));
}

/**
 * The archive of a frozen moment, which is let go when the archive is closed. The HTTP server leaves queries their time as it sends the bytes on; who takes
 * them in process is not slowed.
 */
export function archiveStream(
  checkpoint: Pick<CollectionCheckpoint, 'entries' | 'release'>,
  now: Date,
): { body: ByteSource; close: () => Promise<void> } {
  return { body: packEntries(checkpoint.entries, now), close: () => checkpoint.release() };
}

const places = { collection: placeCollectionEntry, shard: placeShardEntry, partial: placePartialEntry };

/**
 * Unpacks an archive of a collection or a shard into an empty directory: segments of every layout become plain directories, what a restore has no
 * use for is left out. `shape` sees every entry. Fails with a format error that names the entry and the byte.
 */
export async function unpackArchive(
  kind: keyof typeof places,
  source: ByteSource,
  vfs: Vfs,
  directory: string,
  signal: AbortSignal,
  shape: ArchiveShape = archiveShape(),
  limits: Partial<TarLimits> = {},
): Promise<void> {
  const placeEntry = places[kind];
  const place: PlaceEntry = (entry): EntryPlace => {
    if (signal.aborted) throw stopped();
    shape.see(entry, false);
    const found = placeEntry(entry);
    if (found.kind === 'nested') shape.see(entry, true);
    return found;
  };
  try {
    await unpackTar(source, vfs, directory, { place, limits, signal });
  } catch (error) {
    // The reason is whatever whoever aborted gave.
    if (signal.aborted && error === signal.reason) throw stopped();
    throw shape.locate(error);
  }
}
