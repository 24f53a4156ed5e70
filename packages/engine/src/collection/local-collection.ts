import type { PayloadFieldSchema, UpdateCollection } from '@sextant/contract';
import type { ShardKeyEntry } from '@sextant/snapshot/format';
import type { Vfs } from '@sextant/vfs';
import type { CollectionCheckpoint, ShardCheckpoint, ShardCheckpointOptions } from '../checkpoint/checkpoint.ts';
import { checkpointCollection } from '../checkpoint/checkpoint-collection.ts';
import { EngineError } from '../error.ts';
import type { PointOperation, WriteOptions, WriteResult } from '../operation/operation.ts';
import type { ReadContext, ReadSource } from '../query/index.ts';
import { checkStrictWrite, vectorSpecs } from '../query/index.ts';
import type { Shard } from '../shard/shard.ts';
import { checkDimensions } from './check-dimensions.ts';
import { type PayloadSchemas, type ShardKey, writeConfig, writePayloadSchemas } from './collection-files.ts';
import type { StoredConfig } from './config-defaults.ts';
import { type IndexPointCounts, indexPointCounts } from './index-point-counts.ts';
import { keyedQueue } from './keyed-queue.ts';
import { mergeConfig } from './merge-config.ts';
import { type ShardSet, shardSet } from './shard-set.ts';
import { splitOperation } from './split-operation.ts';
import { addVectorName, removeVectorName } from './vector-names.ts';

/** What a collection directory holds, opened: its shards, its configuration, its indexes. One per directory at any time. */
export interface LocalCollection {
  readonly directory: string;
  readonly shards: ShardSet;
  readonly pointCounts: IndexPointCounts;
  config(): StoredConfig;
  payloadSchemas(): PayloadSchemas;
  readContext(): ReadContext;
  sources(shardKeys?: readonly ShardKey[]): readonly ReadSource[];
  write(operation: PointOperation, options: WriteOptions): Promise<WriteResult>;
  update(request: UpdateCollection): Promise<void>;
  /** Until its directory, or that of a shard, is about to be given to another: frozen moments read their files by path. */
  isStanding(): boolean;
  checkpoint(name: string): Promise<CollectionCheckpoint>;
  /** The same for one shard. Fails with `not_found` for one that is not there. */
  checkpointShard(shardId: number, options?: ShardCheckpointOptions): Promise<ShardCheckpoint>;
  /** Closes one shard, whose directory is about to be given to another: frozen moments of the collection end with it. */
  closeShard(shardId: number): Promise<void>;
  /** The same collection with another shard in the place of the one of its id, which is closed already. */
  withShard(shard: Shard): LocalCollection;
  /** Applies and flushes everything, then closes the files. Idempotent. */
  close(): Promise<void>;
}

export interface LocalCollectionParts {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly config: StoredConfig;
  readonly schemas: PayloadSchemas;
  readonly keys: readonly ShardKeyEntry[];
  readonly shards: readonly Shard[];
  readonly lookup: ReadContext['lookup'];
}

export function localCollection(parts: LocalCollectionParts): LocalCollection {
  const { vfs, directory } = parts;
  const shards = shardSet(parts.shards, parts.config.params.sharding_method === 'custom', parts.keys);
  const changes = keyedQueue();
  let config = parts.config;
  let schemas = parts.schemas;
  let context = contextOf();
  let isStanding = true;

  function contextOf(): ReadContext {
    return {
      vectors: vectorSpecs(config.params),
      indexed: schemas,
      ...unindexedLimit(config),
      ...(config.strict_mode_config == null ? {} : { strictMode: config.strict_mode_config }),
      ...(parts.lookup === undefined ? {} : { lookup: parts.lookup }),
    };
  }
  async function saveConfig(next: StoredConfig): Promise<void> {
    if (next === config) return;
    await writeConfig(vfs, directory, next);
    config = next;
    context = contextOf();
  }
  async function saveSchemas(change: (next: Map<string, PayloadFieldSchema>) => void): Promise<void> {
    const next = new Map(schemas);
    change(next);
    await writePayloadSchemas(vfs, directory, next);
    schemas = next;
    context = contextOf();
  }

  /** The definition first, then the shards: one that was killed in between is brought in line with the definition when it opens. */
  async function define(operation: PointOperation): Promise<void> {
    if (operation.kind === 'create_index') await saveSchemas((next) => next.set(operation.field, operation.schema));
    if (operation.kind === 'delete_index' && schemas.has(operation.field)) await saveSchemas((next) => next.delete(operation.field));
    if (operation.kind === 'create_vector_name') await saveConfig(addVectorName(config, operation));
    if (operation.kind === 'delete_vector_name') await saveConfig(removeVectorName(config, operation.name));
  }

  async function writeSchema(operation: PointOperation, options: WriteOptions): Promise<WriteResult> {
    return changes.run('', async () => {
      await define(operation);
      // Qdrant logs such an operation twice, so each takes two numbers; the first is applied before the second is answered.
      await writeAll(new Map(shards.all.map((shard) => [shard.id, operation])), { wait: false });
      return writeAll(new Map(shards.all.map((shard) => [shard.id, operation])), options);
    });
  }

  async function writeAll(byShard: ReadonlyMap<number, PointOperation>, options: WriteOptions): Promise<WriteResult> {
    if (byShard.size === 0) return { operationId: 0, status: options.wait === true ? 'completed' : 'acknowledged' };
    const written = shards.all
      .filter((shard) => byShard.has(shard.id))
      .map((shard) => shard.write(byShard.get(shard.id) as PointOperation, options));
    return mergeResults(await Promise.allSettled(written));
  }

  return {
    directory,
    shards,
    pointCounts: indexPointCounts(),
    config: () => config,
    payloadSchemas: () => schemas,
    readContext: () => context,
    sources: (shardKeys) => shards.sources(shardKeys),
    async write(operation, options) {
      checkStrictWrite(operation, context);
      if (isSchemaOperation(operation)) return writeSchema(operation, options);
      checkDimensions(operation, context.vectors);
      const results: WriteResult[] = [];
      for (const target of shards.writeTargets(options.shardKeys)) {
        results.push(await writeAll(splitOperation(operation, target.shardIds, target.shardOf), options));
      }
      return mergeResults(results.map((value) => ({ status: 'fulfilled', value })));
    },
    update: (request) => changes.run('', () => saveConfig(mergeConfig(config, request))),
    isStanding: () => isStanding,
    checkpoint: (name) => changes.run('', () => checkpointCollection(name, shards.all, { config, schemas, keys: parts.keys })),
    async checkpointShard(shardId, options) {
      const shard = shards.all.find((one) => one.id === shardId);
      if (shard === undefined) throw new EngineError('not_found', `shard ${shardId} not found`, { details: { shard: shardId } });
      return shard.checkpoint(options);
    },
    async closeShard(shardId) {
      isStanding = false;
      await shards.all.find((one) => one.id === shardId)?.close();
    },
    withShard(shard) {
      return localCollection({ ...parts, config, schemas, shards: shards.all.map((one) => (one.id === shard.id ? shard : one)) });
    },
    close: async () => {
      isStanding = false;
      await changes.idle();
      await Promise.all(shards.all.map((shard) => shard.close()));
    },
  };
}

/** Qdrant scans what is below both thresholds; an indexing threshold of 0 is none. */
function unindexedLimit({ optimizer_config, hnsw_config }: StoredConfig): Pick<ReadContext, 'unindexedLimitKb'> {
  const threshold = optimizer_config?.indexing_threshold ?? 10_000;
  return threshold === 0 ? {} : { unindexedLimitKb: Math.max(threshold, hnsw_config?.full_scan_threshold ?? 0) };
}

function isSchemaOperation(operation: PointOperation): boolean {
  return (
    operation.kind === 'create_index' ||
    operation.kind === 'delete_index' ||
    operation.kind === 'create_vector_name' ||
    operation.kind === 'delete_vector_name'
  );
}

/** The answer of several shards: the first failure, else the last number and the weakest status. */
function mergeResults(results: readonly PromiseSettledResult<WriteResult>[]): WriteResult {
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const values = results.map((result) => (result as PromiseFulfilledResult<WriteResult>).value);
  const last = values.at(-1);
  if (last === undefined) throw new EngineError('wrong_input', 'The collection has no shard that could take the operation');
  const status = values.find((value) => value.status === 'wait_timeout')?.status ?? last.status;
  return { operationId: Math.max(...values.map((value) => value.operationId)), status };
}
