import { decodeWalOperation, defaultWalCapacityBytes } from '@sextant/snapshot';
import { joinPath, type Vfs } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { type OpenSegmentOptions, openSegment } from '../segment/open-segment.ts';
import type { Segment } from '../segment/segment.ts';
import { openWal, resetWal } from '../wal/open-wal.ts';
import type { Wal, WalOptions } from '../wal/wal.ts';
import { createApplier } from './applier.ts';
import { applyOperation } from './apply-operation.ts';
import { createFlusher, type Flusher } from './flusher.ts';
import { movingVfs } from './moving-vfs.ts';
import { runShard } from './run-shard.ts';
import { openLineage, type SegmentLineage } from './segment-lineage.ts';
import { createSegmentSet, dropOlderDuplicates, type SegmentSet } from './segment-set.ts';
import type { Shard, ShardConfig, ShardEvent, ShardOptions } from './shard.ts';
import { prepareShardDirectory } from './shard-files.ts';

const defaultFlushIntervalMs = 5000;

/**
 * Opens the shard in `directory`, which Qdrant may have written: segments are read, the tail of the log is replayed. An empty or missing directory
 * becomes a new shard. Fails naming the file that is wrong; nothing stays open then.
 */
export async function openShard(outer: Vfs, directory: string, config: ShardConfig, options: ShardOptions = {}): Promise<Shard> {
  const moving = movingVfs(outer);
  const { vfs } = moving;
  const onEvent = options.onEvent ?? (() => {});
  const durable = options.flushSync ?? true;
  const uuids = await prepareShardDirectory(vfs, directory, config.peerId ?? 1n, onEvent);
  const schema = new Map(config.payloadSchema);
  const opened: Segment[] = [];
  const warn: OpenSegmentOptions['warn'] = (message, fields) => onEvent({ level: 'warn', message, fields });
  for (const uuid of uuids)
    opened.push(await openSegment({ vfs, directory: joinPath(directory, `segments/${uuid}`), uuid, durable, schema, warn }));
  const lineage = await openLineage(moving, directory, opened);
  const dropped = await dropOlderDuplicates(opened);
  if (dropped > 0) onEvent({ level: 'debug', message: 'Older copies of points were dropped', fields: { directory, points: dropped } });
  const segments = createSegmentSet(
    {
      vfs,
      directory,
      durable,
      onDiskPayload: config.onDiskPayload ?? true,
      schema,
      vectors: new Map(config.vectors),
      sparseVectors: new Map(config.sparseVectors),
    },
    opened,
  );
  const walDirectory = joinPath(directory, 'wal');
  const walOptions: WalOptions = {
    ...(config.walCapacityBytes === undefined ? {} : { capacityBytes: config.walCapacityBytes }),
    ...(config.walRetainClosed === undefined ? {} : { retainClosed: config.walRetainClosed }),
    ...(options.walFsync === undefined ? {} : { fsync: options.walFsync }),
  };
  const isNew = uuids.length === 0;
  const wal = await openWal(vfs, walDirectory, walOptions, isNew ? 0 : highestVersion(opened) + 1);
  let current = wal;
  try {
    // As in Qdrant, the log of a new shard begins with an operation without points: the first of a user is number 1.
    if (isNew && wal.nextIndex === 0) await wal.append({ kind: 'upsert_points', points: [] });
    await replay(segments, wal, directory, onEvent);
    await lineage.forkChanged(segments.segments());
    current = await continueAbove(
      segments,
      wal,
      () => resetWal(vfs, walDirectory, walOptions, highestVersion(segments.segments()) + 1),
      onEvent,
    );
    alignWithConfig(segments, config, current.nextIndex - 1);
    const applier = createApplier(current.nextIndex, (operation, number) => applyOperation(segments, operation, number));
    const flusher = flusherOf(segments, lineage, current, applier, config, onEvent);
    if (isNew) await flusher.flush();
    else if (segments.segments().some((segment) => segment.isDirty)) flusher.noteApplied();
    return runShard({
      vfs,
      directory,
      config,
      segments,
      lineage,
      wal: current,
      applier,
      flusher,
      onEvent,
      walCapacityBytes: config.walCapacityBytes ?? defaultWalCapacityBytes,
    });
  } catch (error) {
    await current.close().catch(() => {}); // the first error is the one to report
    throw error;
  }
}

function flusherOf(
  segments: SegmentSet,
  lineage: SegmentLineage,
  wal: Wal,
  applier: ReturnType<typeof createApplier>,
  config: ShardConfig,
  onEvent: (event: ShardEvent) => void,
): Flusher {
  return createFlusher({ segments, lineage, wal, applier, intervalMs: config.flushIntervalMs ?? defaultFlushIntervalMs, onEvent });
}

function highestVersion(segments: readonly Segment[]): number {
  let highest = -1;
  for (const { core, version } of segments) highest = Math.max(highest, version ?? -1, core.newestVersion());
  return highest;
}

/** Applies what the log has beyond the segments. An operation that failed when it was applied fails again, which changes nothing. */
async function replay(segments: SegmentSet, wal: Wal, directory: string, onEvent: (event: ShardEvent) => void): Promise<void> {
  let count = 0;
  segments.forgotten = await deletedNames(wal);
  for await (const { index, data } of wal.entries(wal.ackIndex)) {
    let operation: ReturnType<typeof decodeWalOperation>;
    try {
      operation = decodeWalOperation(data);
    } catch (error) {
      throw new EngineError(
        'service_error',
        `${directory}/wal: entry ${index} is whole but no operation (${(error as Error).message}). Restore the shard from a snapshot`,
        { cause: error, details: { entry: index } },
      );
    }
    if (operation.kind === 'unknown') {
      throw new EngineError(
        'not_implemented',
        `${directory}/wal: entry ${index} is an operation ${operation.name}, which is not known here. Let the Qdrant that wrote it apply its log, then take a snapshot`,
        { details: { entry: index } },
      );
    }
    count++;
    try {
      await applyOperation(segments, operation, index);
    } catch (error) {
      onEvent({
        level: 'debug',
        message: 'A logged operation failed when it was replayed',
        fields: { directory, operation: index },
        error,
      });
    }
  }
  segments.forgotten = undefined;
  if (count > 0) onEvent({ level: 'debug', message: 'The log was replayed', fields: { directory, operations: count } });
}

const deleteMark = new TextEncoder().encode('delete_vector_name');

/** Vector names that the tail of the log deletes. */
async function deletedNames(wal: Wal): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { data } of wal.entries(wal.ackIndex)) {
    // The name of an operation is its first key.
    if (!holds(data.subarray(0, 64), deleteMark)) continue;
    const operation = decodeWalOperation(data);
    if (operation.kind === 'delete_vector_name') names.add(operation.name);
  }
  return names;
}

function holds(data: Uint8Array, mark: Uint8Array): boolean {
  return Buffer.from(data.buffer, data.byteOffset, data.length).includes(Buffer.from(mark));
}

/** A log that ends below a point's version (its end was lost, or it was left out) would have its next operations ignored: it goes on above. */
async function continueAbove(
  segments: SegmentSet,
  wal: Wal,
  reset: () => Promise<Wal>,
  onEvent: (event: ShardEvent) => void,
): Promise<Wal> {
  const highest = highestVersion(segments.segments());
  if (wal.nextIndex > highest) return wal;
  onEvent({
    level: 'warn',
    message: 'The log ends before the newest point; it is begun anew behind it',
    fields: { log: wal.nextIndex - 1, newest: highest },
  });
  for (const segment of segments.inFlushOrder()) if (segment.isDirty) await segment.beginFlush().write();
  await wal.close();
  return reset();
}

/** A collection writes its definition before its shards get the operation: what one misses after a crash is added here. */
function alignWithConfig(segments: SegmentSet, config: ShardConfig, version: number): void {
  const { core } = segments.primary();
  const all = segments.segments();
  for (const [name, dense] of config.vectors) {
    segments.vectors.set(name, dense);
    if (!core.storages.has(name)) for (const segment of all) segment.addVector(name, { dense }, version);
  }
  for (const [name, sparse] of config.sparseVectors) {
    segments.sparseVectors.set(name, sparse);
    if (!core.storages.has(name)) for (const segment of all) segment.addVector(name, { sparse }, version);
  }
  segments.schema.clear();
  for (const [field, schema] of config.payloadSchema) segments.schema.set(field, schema);
  for (const segment of all) segment.setSchema(segments.schema, undefined);
}
