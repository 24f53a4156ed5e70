import { collectionVersion, encodeCollectionConfig, encodeShardKeyMapping, type ShardKeyEntry } from '@sextant/snapshot/format';
import { encodePayloadSchemas, type PayloadSchemas } from '../collection/collection-files.ts';
import type { StoredConfig } from '../collection/config-defaults.ts';
import type { Shard } from '../shard/shard.ts';
import type { CheckpointEntry, CollectionCheckpoint, ShardCheckpoint } from './checkpoint.ts';

/** What the files at the root of a collection snapshot say. */
export interface CollectionDefinition {
  readonly config: StoredConfig;
  readonly schemas: PayloadSchemas;
  readonly keys: readonly ShardKeyEntry[];
}

/**
 * Freezes every shard and describes the collection (format, section 3.2): the small files first, then `<shard id>/…`. Shards are
 * frozen one by one, so a write that spans shards may be in one and not yet in another, as in Qdrant's own snapshots.
 */
export async function checkpointCollection(
  name: string,
  shards: readonly Shard[],
  definition: CollectionDefinition,
): Promise<CollectionCheckpoint> {
  const frozen = await Promise.allSettled(shards.map((shard) => shard.checkpoint()));
  const checkpoints = frozen.filter((one) => one.status === 'fulfilled').map((one) => one.value);
  const release = once(() => releaseAll(checkpoints));
  const failed = frozen.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await release();
    throw failed.reason;
  }
  return {
    collection: name,
    entries: [
      textEntry('config.json', encodeCollectionConfig(definition.config)),
      textEntry('version.info', collectionVersion),
      textEntry('shard_key_mapping.json', encodeShardKeyMapping(definition.keys)),
      textEntry('payload_index.json', encodePayloadSchemas(definition.schemas)),
      ...checkpoints.flatMap((checkpoint) => checkpoint.entries.map((entry) => below(`${checkpoint.shardId}/`, entry))),
    ],
    release,
  };
}

function textEntry(path: string, text: string): CheckpointEntry {
  const bytes = new TextEncoder().encode(text);
  return {
    path,
    sizeBytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}

function below(prefix: string, entry: CheckpointEntry): CheckpointEntry {
  return {
    path: prefix + entry.path,
    sizeBytes: entry.sizeBytes,
    ...(entry.extents === undefined ? {} : { extents: entry.extents }),
    read: () => entry.read(),
  };
}

async function releaseAll(checkpoints: readonly ShardCheckpoint[]): Promise<void> {
  const released = await Promise.allSettled(checkpoints.map((checkpoint) => checkpoint.release()));
  const failed = released.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
