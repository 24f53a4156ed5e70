import { type EntryPlace, FormatError, type PlaceEntry, placeSnapshotEntry } from '@sextant/snapshot';

const collectionFiles = /^(?:config\.json|version\.info|shard_key_mapping\.json|payload_index\.json)$/;
const shardEntries = /^(?:(?:shard_config|replica_state|newest_clocks|oldest_clocks|applied_seq)\.json|wal(?:\/[^/]+)?|segments(?:\/.+)?)$/;
const shardDirectory = /^(?:0|[1-9]\d{0,9})(?:\/|$)/;
const manifest = /^segments\/[^/]+\/(?:files\/)?segment_manifest\.json$/;
const skip: EntryPlace = { kind: 'skip' };

/** Where an entry of a collection snapshot goes (format, section 3.2). What a restore has no use for is left out. */
export const placeCollectionEntry: PlaceEntry = (entry) => {
  if (collectionFiles.test(entry.path)) return placeSnapshotEntry(entry);
  const match = shardDirectory.exec(entry.path);
  const inShard = match === null ? undefined : entry.path.slice(match[0].length);
  return inShard !== undefined && (inShard === '' || isShardEntry(inShard)) ? placeSnapshotEntry(entry) : skip;
};

/** Where an entry of a shard snapshot goes (format, section 3.3). A partial snapshot is refused here: it holds changed files only. */
export const placeShardEntry: PlaceEntry = (entry) => {
  if (!manifest.test(entry.path)) return isShardEntry(entry.path) ? placeSnapshotEntry(entry) : skip;
  throw new FormatError(
    'forbidden',
    'the archive contains segment manifest; ensure you are not recovering partial snapshot on shard snapshot endpoint',
    {
      file: entry.path,
      offset: entry.archiveOffset,
      remedy: 'recover it with POST /collections/{collection_name}/shards/{shard_id}/snapshot/partial/recover',
    },
  );
};

/** Where an entry of a partial snapshot of a shard goes (format, section 3.4). */
export const placePartialEntry: PlaceEntry = (entry) => (isShardEntry(entry.path) ? placeSnapshotEntry(entry) : skip);

function isShardEntry(path: string): boolean {
  return shardEntries.test(path);
}
