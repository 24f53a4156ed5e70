import { type CheckpointEntry, type CollectionCheckpoint, type Engine, EngineError } from '@sextant/engine';
import { encodeFullSnapshotConfig } from '@sextant/snapshot';
import { archiveBytes, packCheckpoint, packEntries } from './archive.ts';
import { type CreationPlaces, storeArchive } from './create-snapshot.ts';
import { snapshotName } from './snapshot-names.ts';
import type { SnapshotDescription } from './snapshot-service.ts';
import type { RunningTask } from './snapshot-tasks.ts';

const mostAttempts = 5;

/**
 * A snapshot of the whole storage (format, section 3.1): one collection snapshot per collection inside, and config.json with their names and the
 * aliases. All collections are frozen before the first is packed; nothing is stored in between, because the size of each archive is known before.
 * Made anew when one of them is replaced or deleted meanwhile: nobody who asks for a snapshot of everything has asked for that one.
 */
export async function createFullSnapshot(places: CreationPlaces, task: RunningTask): Promise<SnapshotDescription> {
  for (let attempt = 1; ; attempt++) {
    task.phase('freezing');
    const frozen: CollectionCheckpoint[] = [];
    try {
      await freezeAll(places.engine, frozen);
      return await packAll(places, frozen, task);
    } catch (error) {
      if (attempt === mostAttempts || !hasLost(frozen, error)) throw error;
    } finally {
      await Promise.allSettled(frozen.map((checkpoint) => checkpoint.release()));
    }
  }
}

async function freezeAll(engine: Engine, frozen: CollectionCheckpoint[]): Promise<void> {
  const failed = new Set(engine.failedCollections().map(({ name }) => name));
  for (const name of engine.listCollections()) {
    if (failed.has(name)) continue;
    try {
      frozen.push(await engine.collection(name).checkpoint());
    } catch (error) {
      // Deleted since the names were listed.
      if (engine.listCollections().includes(name)) throw error;
    }
  }
}

async function packAll(places: CreationPlaces, frozen: readonly CollectionCheckpoint[], task: RunningTask): Promise<SnapshotDescription> {
  const { now } = places;
  const entries = fullEntries(places, frozen, now());
  const sizeBytes = archiveBytes(entries);
  task.phase('packing', sizeBytes);
  return storeArchive(places, { kind: 'full' }, sizeBytes, packCheckpoint(entries, now()), task);
}

/** Whether it is one of the frozen collections that was replaced or deleted. */
function hasLost(frozen: readonly CollectionCheckpoint[], error: unknown): boolean {
  if (!(error instanceof EngineError) || (error.code !== 'cancelled' && error.code !== 'not_found')) return false;
  return frozen.some(({ collection }) => collection === error.details['collection']);
}

function fullEntries({ engine }: CreationPlaces, frozen: readonly CollectionCheckpoint[], now: Date): CheckpointEntry[] {
  const names = archiveNames(frozen, engine.peerId, now);
  // A storage of an earlier version may have an alias with the name of a collection: nothing could restore it.
  const aliases = engine.listAliases().filter(({ alias, collection }) => names.has(collection) && !names.has(alias));
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
