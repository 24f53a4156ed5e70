import type { CheckpointEntry, CollectionCheckpoint } from '@sextant/engine';
import { encodeFullSnapshotConfig } from '@sextant/snapshot';
import { archiveBytes, packCheckpoint, packEntries } from './archive.ts';
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
  const names = archiveNames(frozen, engine.peerId, now);
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
      read: () => packEntries(entries, now),
    })),
  ];
}

/** Names of collections that differ only where a file name has no room get a number. */
function archiveNames(frozen: readonly CollectionCheckpoint[], peerId: number | bigint, now: Date): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { collection } of frozen) {
    let attempt = 0;
    let name = snapshotName({ kind: 'collection', collection }, peerId, now, attempt);
    while (taken.has(name)) name = snapshotName({ kind: 'collection', collection }, peerId, now, (attempt += 1));
    taken.add(name);
    names.set(collection, name);
  }
  return names;
}
