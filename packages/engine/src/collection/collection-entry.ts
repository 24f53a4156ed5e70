import type { CollectionInfo } from '@sextant/contract';
import type { CheckpointEntry } from '../checkpoint/checkpoint.ts';
import { guardEntries } from '../checkpoint/guard-entries.ts';
import type { Collection, CollectionStats } from '../engine.ts';
import { EngineError } from '../error.ts';
import { countPoints, facetPoints, queryPoints, type ReadOptions, retrievePoints, scrollPoints } from '../query/index.ts';
import { type CollectionGate, collectionGate } from './collection-gate.ts';
import { collectionInfo, publicConfig } from './collection-info.ts';
import type { LocalCollection } from './local-collection.ts';

/** A collection of the registry: the handle that callers hold, and the gate behind which its files may be replaced. */
export interface CollectionEntry {
  readonly name: string;
  readonly gate: CollectionGate<LocalCollection>;
  readonly handle: Collection;
}

/** `initial` is the opened collection, or why there is none. */
export function collectionEntry(name: string, initial: LocalCollection | (() => EngineError)): CollectionEntry {
  const gate = collectionGate<LocalCollection>(initial);
  return { name, gate, handle: handleOf(name, gate) };
}

function handleOf(name: string, gate: CollectionGate<LocalCollection>): Collection {
  const frozen = async <T extends { readonly entries: readonly CheckpointEntry[] }>(
    state: LocalCollection,
    made: Promise<T>,
  ): Promise<T> => {
    const checkpoint = await made;
    return {
      ...checkpoint,
      entries: guardEntries(
        checkpoint.entries,
        () => state.isStanding(),
        () => whyGone(name, gate),
      ),
    };
  };
  const sourcesOf = (state: LocalCollection, options: ReadOptions) => state.sources(options.shardKeys);
  return {
    name,
    get shardIds() {
      return gate.current().shards.all.map((shard) => shard.id);
    },
    config: () => publicConfig(gate.current()),
    stats: () => stats(gate.current()),
    info: (): Promise<CollectionInfo> => gate.use(collectionInfo),
    write: (operation, options = {}) => gate.use((state) => state.write(operation, options)),
    retrieve: (ids, options) => gate.use((state) => retrievePoints(sourcesOf(state, options), ids, options, state.readContext())),
    scroll: (request) => gate.use((state) => scrollPoints(sourcesOf(state, request), request, state.readContext())),
    count: (request) => gate.use((state) => countPoints(sourcesOf(state, request), request, state.readContext())),
    facet: (request) => gate.use((state) => facetPoints(sourcesOf(state, request), request, state.readContext())),
    query: (request) => gate.use((state) => queryPoints(sourcesOf(state, request), request, state.readContext())),
    checkpoint: () => gate.use((state) => frozen(state, state.checkpoint(name))),
    checkpointShard: (shardId, options) => gate.use((state) => frozen(state, state.checkpointShard(shardId, options))),
  };
}

/** What became of a collection whose frozen files have been given away: waits until that is known. */
async function whyGone(name: string, gate: CollectionGate<LocalCollection>): Promise<EngineError> {
  try {
    await gate.use(async () => undefined);
  } catch (error) {
    return error as EngineError;
  }
  return new EngineError('cancelled', `collection \`${name}\` was replaced while it was being read for a snapshot; try again`, {
    details: { collection: name },
    retryable: true,
  });
}

function stats(state: LocalCollection): CollectionStats {
  const shards = state.shards.all;
  const names = [...state.readContext().vectors.keys()];
  const sum = (count: (shard: (typeof shards)[number]) => number) => shards.reduce((total, shard) => total + count(shard), 0);
  return {
    pointCount: sum((shard) => shard.pointCount),
    queueLength: sum((shard) => shard.queueLength),
    vectorCounts: Object.fromEntries(names.map((vector) => [vector, sum((shard) => shard.vectorCount(vector))])),
    shards: shards.map((shard) => {
      const shardKey = state.shards.keyOf(shard.id);
      return { shardId: shard.id, pointCount: shard.pointCount, ...(shardKey === undefined ? {} : { shardKey }) };
    }),
  };
}
