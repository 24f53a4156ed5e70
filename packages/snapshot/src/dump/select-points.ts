import { FormatError } from '../format/format-error.ts';
import type { StoredShardKey } from '../format/shard-files.ts';
import type { CollectionReader, SnapshotReader } from '../read/collection-reader.ts';
import type { ShardReader } from '../read/shard-reader.ts';

/** Which part of a snapshot is meant. */
export interface PartSelection {
  /** In a full snapshot or a storage directory; all of them without. */
  readonly collection?: string;
  /** Shard id; all shards without. */
  readonly shard?: number;
}

/** A shard and where it stands in its snapshot. */
export interface SelectedShard {
  readonly collection: string | undefined;
  /** Undefined in the snapshot of a shard, which does not tell it. */
  readonly shardId: number | undefined;
  /** With custom sharding. */
  readonly shardKey: StoredShardKey | undefined;
  readonly shard: ShardReader;
}

/** The shards of a selection. Fails when the snapshot has no such collection or shard, naming those it has. */
export function selectShards(snapshot: SnapshotReader, selection: PartSelection = {}): SelectedShard[] {
  if (snapshot.kind === 'shard') {
    if (selection.collection !== undefined)
      throw notThere('collection', selection.collection, ['no name: this is the snapshot of a shard']);
    return [{ collection: undefined, shardId: undefined, shardKey: undefined, shard: snapshot.shard }];
  }
  const selected: SelectedShard[] = [];
  for (const [name, collection] of selectCollections(snapshot, selection.collection))
    for (const [shardId, shard] of collection.shards) {
      if (selection.shard !== undefined && selection.shard !== shardId) continue;
      selected.push({ collection: name, shardId, shardKey: shardKeyOf(collection, shardId), shard });
    }
  if (selected.length === 0 && selection.shard !== undefined) {
    const ids = selectCollections(snapshot, selection.collection).flatMap(([, collection]) => [...collection.shards.keys()]);
    throw notThere('shard', selection.shard, [...new Set(ids)].map(String));
  }
  return selected;
}

/** The collections of a snapshot by name; that of a collection snapshot, which does not tell it, has none. */
export function selectCollections(
  snapshot: Exclude<SnapshotReader, { kind: 'shard' }>,
  name: string | undefined,
): [string | undefined, CollectionReader][] {
  // A collection snapshot answers to any name: it is the one that is meant.
  if (snapshot.kind === 'collection') return [[name, snapshot.collection]];
  if (name === undefined) return [...snapshot.collections];
  const real = snapshot.aliases.get(name) ?? name;
  const collection = snapshot.collections.get(real);
  if (!collection) throw notThere('collection', name, [...snapshot.collections.keys()]);
  return [[real, collection]];
}

function shardKeyOf(collection: CollectionReader, shardId: number): StoredShardKey | undefined {
  return collection.shardKeys.find((entry) => entry.shardIds.includes(shardId))?.key;
}

function notThere(what: string, wanted: string | number, there: readonly string[]): FormatError {
  return new FormatError('missing', `the snapshot has no ${what} ${wanted}`, { found: there.join(', ') || 'none' });
}
