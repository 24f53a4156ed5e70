import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, type EngineEvent, openEngine } from '@sextant/engine';
import {
  encodeCollectionConfig,
  encodeReplicaState,
  encodeShardConfig,
  FormatError,
  isStorage,
  parseCollectionConfig,
  parseFullSnapshotConfig,
  type SegmentConfig,
  type SnapshotReader,
  selectShards,
  summarizePending,
} from '@sextant/snapshot';
import { nodeVfs } from '@sextant/vfs';
import { formatCounted } from '../quantity.ts';
import { shownText } from './shown-text.ts';
import { filesOf, makeTemporary, openReader, type SnapshotContext, type Source } from './source.ts';

const collectionName = 'snapshot';

/** An open snapshot whose segments are the whole truth, and whether the log had to be applied for that. */
export interface Settled {
  readonly snapshot: SnapshotReader;
  readonly appliedOperations: number;
}

/**
 * Opens a source with its log applied. Where the log holds operations that the segments lack, which can happen to collection snapshots and
 * storage directories of servers, the engine opens a copy once and so applies them; that takes as much memory as serving the data.
 */
export async function openSettled(context: SnapshotContext, source: Source): Promise<Settled> {
  const snapshot = await openReader(context, source);
  let unapplied = 0;
  try {
    for (const { shard } of selectShards(snapshot)) unapplied += (await summarizePending(shard)).unapplied;
    if (unapplied === 0) return { snapshot, appliedOperations: 0 };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
  const shardVectors = snapshot.kind === 'shard' ? snapshot.shard.segments[0]?.state.config : undefined;
  const { kind } = snapshot;
  await snapshot.close();
  context.io.stderr.write(
    `${source.label}: the log holds ${formatCounted(unapplied, 'operation')} that the segments may lack; applying it to a copy\n`,
  );
  const copy = await makeTemporary(context, source);
  const settled = await applyLog(context, copy, (await isStorage(filesOf(context), copy.path)) ? 'storage' : kind, shardVectors);
  return { snapshot: await openReader(context, settled), appliedOperations: unapplied };
}

async function applyLog(
  context: SnapshotContext,
  copy: Source,
  kind: SnapshotReader['kind'] | 'storage',
  shardVectors: SegmentConfig | undefined,
): Promise<Source> {
  const storage = kind === 'storage' ? copy.path : await makeStorage(context, copy, kind, shardVectors);
  const problems: string[] = [];
  const onEvent = ({ level, message, fields, error }: EngineEvent): void => {
    const text = error instanceof Error ? `${message}: ${error.message}` : message;
    // An operation that was refused when it was new, for a point that is not there say, is refused again: that loses nothing.
    if (level !== 'error' && error instanceof EngineError)
      context.io.stderr.write(`${copy.label}: operation ${String(fields?.['operation'])}: ${shownText(text)}\n`);
    else if (level === 'error' || error !== undefined) problems.push(text);
  };
  const engine = await openEngine({ vfs: nodeVfs(), storagePath: storage, onEvent });
  try {
    const [failed] = engine.failedCollections();
    if (failed) throw failed.error;
  } finally {
    await engine.close();
  }
  // Points that lack an operation must not pass for the whole truth.
  if (problems.length > 0) throw new Error(`the log of ${copy.label} cannot be applied: ${problems.join('; ')}`);
  const collection = join(storage, 'collections', collectionName);
  const path = kind === 'shard' ? join(collection, '0') : kind === 'collection' ? collection : storage;
  return { ...copy, path };
}

/** Puts the directories of a snapshot where a server has them. */
async function makeStorage(
  context: SnapshotContext,
  copy: Source,
  kind: SnapshotReader['kind'],
  shardVectors: SegmentConfig | undefined,
): Promise<string> {
  const files = filesOf(context);
  const storage = await context.workspace.newDirectory();
  const collections = join(storage, 'collections');
  await files.mkdir(collections);
  if (kind === 'collection') await rename(copy.path, join(collections, collectionName));
  if (kind === 'shard') await makeCollection(context, copy, join(collections, collectionName), shardVectors);
  if (kind !== 'full') return storage;
  const config = parseFullSnapshotConfig(new TextDecoder().decode(await files.readFile(join(copy.path, 'config.json'))));
  for (const [name, archive] of config.collectionsMapping) await rename(join(copy.path, archive), join(collections, name));
  if (config.collectionsAliases.size > 0) {
    await files.mkdir(join(storage, 'aliases'));
    await writeText(context, join(storage, 'aliases/data.json'), JSON.stringify(Object.fromEntries(config.collectionsAliases)));
  }
  return storage;
}

/** A shard alone does not tell its collection; its segments tell what matters of it. */
async function makeCollection(
  context: SnapshotContext,
  copy: Source,
  directory: string,
  vectors: SegmentConfig | undefined,
): Promise<void> {
  if (!vectors) {
    throw new FormatError('missing', 'all points are in the log, and no segment tells their vectors', {
      file: copy.label,
      remedy: 'recover the snapshot into its collection and take another one',
    });
  }
  await filesOf(context).mkdir(directory);
  await rename(copy.path, join(directory, '0'));
  await writeText(context, join(directory, 'config.json'), encodeCollectionConfig(parseCollectionConfig(configText(vectors))));
  await writeText(context, join(directory, '0/shard_config.json'), encodeShardConfig());
  const replica = encodeReplicaState({ isLocal: true, thisPeerId: 1, peers: new Map([['1', 'Active']]) });
  await writeText(context, join(directory, '0/replica_state.json'), replica);
}

function configText({ vector_data, sparse_vector_data }: SegmentConfig): string {
  const vectors = Object.entries(vector_data).map(([name, { size, distance, datatype, multivector_config }]) => [
    name,
    { size, distance, ...(datatype ? { datatype } : {}), ...(multivector_config ? { multivector_config } : {}) },
  ]);
  const sparse = Object.entries(sparse_vector_data).map(([name, { modifier }]) => [name, modifier ? { modifier } : {}]);
  return JSON.stringify({
    params: { vectors: Object.fromEntries(vectors), sparse_vectors: Object.fromEntries(sparse), shard_number: 1 },
    hnsw_config: { m: 16, ef_construct: 100, full_scan_threshold: 10_000 },
    // Nothing is to be built: the copy is read once and removed.
    optimizer_config: { default_segment_number: 0, flush_interval_sec: 5, indexing_threshold: 0 },
    wal_config: { wal_capacity_mb: 32, wal_segments_ahead: 0 },
  });
}

async function writeText(context: SnapshotContext, path: string, text: string): Promise<void> {
  const file = await filesOf(context).open(path, 'w+');
  try {
    await file.write(new TextEncoder().encode(text), 0);
  } finally {
    await file.close();
  }
}
