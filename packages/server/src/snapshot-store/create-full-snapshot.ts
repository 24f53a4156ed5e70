import type { CheckpointEntry, CollectionCheckpoint } from '@sextant/engine';
import { encodeFullSnapshotConfig } from '@sextant/snapshot';
import { archiveBytes, packCheckpoint } from './archive.ts';
import { type CreationPlaces, storeArchive } from './create-snapshot.ts';
import { snapshotName } from './snapshot-names.ts';
import type { SnapshotDescription } from './snapshot-service.ts';
import type { RunningTask } from './snapshot-tasks.ts';

/**
 * A snapshot of the whole storage (format, section 3.1): one collection snapshot per collection inside, and config.json with their names and the
 * aliases. All collections are frozen before the first is packed; nothing is stored in between, because the size of each archive is known before.
 */
export async function createFullSnapshot(places: CreationPlaces, task: RunningTask): Promise<SnapshotDescription> {
  const { engine, now } = places;
  task.phase('freezing');
  const frozen: CollectionCheckpoint[] = [];
  try {
    const failed = new Set(engine.failedCollections().map(({ name }) => name));
    for (const name of engine.listCollections()) if (!failed.has(name)) frozen.push(await engine.collection(name).checkpoint());
    const entries = fullEntries(places, frozen, now());
    const sizeBytes = archiveBytes(entries);
    task.phase('packing', sizeBytes);
    return await storeArchive(places, { kind: 'full' }, sizeBytes, packCheckpoint(entries, now()), task);
  } finally {
    await Promise.allSettled(frozen.map((checkpoint) => checkpoint.release()));
  }
}

function fullEntries({ engine }: CreationPlaces, frozen: readonly CollectionCheckpoint[], now: Date): CheckpointEntry[] {
  const names = new Map(
    frozen.map(({ collection }) => [collection, snapshotName({ kind: 'collection', collection }, engine.peerId, now, 0)]),
  );
  const aliases = engine.listAliases().filter(({ collection }) => names.has(collection));
  const config = new TextEncoder().encode(
    encodeFullSnapshotConfig({
      collectionsMapping: names,
      collectionsAliases: new Map(aliases.map(({ alias, collection }) => [alias, collection])),
    }),
  );
  return [
    {
      path: 'config.json',
      sizeBytes: config.length,
      read: async function* () {
        yield config;
      },
    },
    ...frozen.map(({ collection, entries }) => ({
      path: names.get(collection) as string,
      sizeBytes: archiveBytes(entries),
      read: () => packCheckpoint(entries, now),
    })),
  ];
}
