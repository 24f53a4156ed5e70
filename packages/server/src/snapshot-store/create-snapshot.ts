import type { CollectionCheckpoint, Engine } from '@sextant/engine';
import { giveBackChunk } from '@sextant/vfs';
import { archiveBytes, packCheckpoint } from './archive.ts';
import { hashed } from './hashing-source.ts';
import { snapshotKey, snapshotName, snapshotNotFound } from './snapshot-names.ts';
import type { SnapshotDescription, SnapshotScope } from './snapshot-service.ts';
import type { SnapshotStore, StoredFile } from './snapshot-store.ts';
import type { RunningTask } from './snapshot-tasks.ts';
import { stopped } from './stopped.ts';

export interface CreationPlaces {
  readonly engine: Engine;
  readonly store: SnapshotStore;
  readonly now: () => Date;
  /** Keys of snapshots being made. */
  readonly reserved: Set<string>;
}

/** Freezes a collection or shard, packs it, hashes it in the same pass and stores it. Nothing is left when it fails. */
export async function createSnapshot(
  places: CreationPlaces,
  scope: Exclude<SnapshotScope, { kind: 'full' }>,
  task: RunningTask,
): Promise<SnapshotDescription> {
  task.phase('freezing');
  const checkpoint = await freeze(places.engine, scope);
  try {
    const sizeBytes = archiveBytes(checkpoint.entries);
    task.phase('packing', sizeBytes);
    return await storeArchive(places, scope, sizeBytes, packCheckpoint(checkpoint.entries, places.now()), task);
  } finally {
    await checkpoint.release();
  }
}

/** The frozen moment behind a scope; fails with `not_found` for a collection or shard that is not there. */
export async function freeze(
  engine: Engine,
  scope: Exclude<SnapshotScope, { kind: 'full' }>,
): Promise<Pick<CollectionCheckpoint, 'entries' | 'release'>> {
  const collection = engine.collection(scope.collection);
  return scope.kind === 'collection' ? collection.checkpoint() : collection.checkpointShard(scope.shardId);
}

/** Writes an archive under a new name of the scope, with its digest. */
export async function storeArchive(
  places: CreationPlaces,
  scope: SnapshotScope,
  sizeBytes: number,
  archive: AsyncIterable<Uint8Array>,
  task: RunningTask,
): Promise<SnapshotDescription> {
  const { name, key, free } = await reserveName(places, scope);
  try {
    const writer = await places.store.create(key, { sizeHintBytes: sizeBytes, signal: task.signal });
    const source = hashed(archive, async (chunk, doneBytes) => {
      if (task.signal.aborted) throw stopped();
      await writer.write(chunk);
      giveBackChunk(chunk);
      task.progress(doneBytes);
    });
    try {
      const { checksum } = await source.finish();
      return describe(name, await writer.commit(checksum));
    } catch (error) {
      await source.close().catch(() => undefined);
      await writer.abort();
      throw error;
    }
  } finally {
    free();
  }
}

export function describe(name: string, file: StoredFile): SnapshotDescription {
  return {
    name,
    createdMs: Math.floor(file.modifiedMs / 1000) * 1000,
    sizeBytes: file.sizeBytes,
    ...(file.checksum === undefined ? {} : { checksum: file.checksum }),
  };
}

/** Names have a resolution of one second: two of one second get different ones, also while the first is not stored yet. */
async function reserveName(places: CreationPlaces, scope: SnapshotScope): Promise<{ name: string; key: string; free: () => void }> {
  const { reserved } = places;
  const now = places.now();
  for (let attempt = 0; ; attempt++) {
    const name = snapshotName(scope, places.engine.peerId, now, attempt);
    const key = snapshotKey(scope, name);
    if (key === undefined) throw snapshotNotFound(name);
    if (reserved.has(key)) continue;
    reserved.add(key);
    if ((await places.store.stat(key)) === undefined) return { name, key, free: () => reserved.delete(key) };
    reserved.delete(key);
  }
}
