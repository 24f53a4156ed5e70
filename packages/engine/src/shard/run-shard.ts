import type { WalOperation } from '@sextant/snapshot';
import type { Vfs } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { PointOperation, WriteResult } from '../operation/operation.ts';
import type { Wal } from '../wal/wal.ts';
import type { Applier } from './applier.ts';
import { checkpointShard } from './checkpoint-shard.ts';
import type { Flusher } from './flusher.ts';
import type { SegmentLineage } from './segment-lineage.ts';
import type { SegmentSet } from './segment-set.ts';
import type { Shard, ShardConfig, ShardEvent, ShardWriteOptions } from './shard.ts';

export interface ShardParts {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly config: ShardConfig;
  readonly segments: SegmentSet;
  readonly lineage: SegmentLineage;
  readonly wal: Wal;
  readonly applier: Applier;
  readonly flusher: Flusher;
  readonly walCapacityBytes: number;
  readonly onEvent: (event: ShardEvent) => void;
}

/** Operations waiting to be applied before a writer that does not wait for its own is made to wait. */
const maxQueued = 256;

/** The running shard over parts that `openShard` has brought up to date. */
export function runShard(parts: ShardParts): Shard {
  const { vfs, directory, config, segments, lineage, wal, applier, flusher, onEvent } = parts;
  let closing: Promise<void> | undefined;
  let appending = 0;
  let idle: (() => void) | undefined;

  async function append(operation: PointOperation): Promise<{ readonly number: number; readonly applied: Promise<void> }> {
    appending++;
    try {
      const number = await wal.append(operation as WalOperation);
      const applied = applier.submit(number, operation as WalOperation);
      applied.then(
        () => flusher.noteApplied(),
        () => flusher.noteApplied(),
      );
      return { number, applied };
    } finally {
      appending--;
      if (appending === 0) idle?.();
    }
  }

  async function write(operation: PointOperation, options: ShardWriteOptions = {}): Promise<WriteResult> {
    if (closing) throw new EngineError('shutting_down', `shard ${config.id} is closed`);
    options.signal?.throwIfAborted();
    if (applier.queueLength >= maxQueued) await applier.reached(applier.applied + applier.queueLength - maxQueued + 1);
    const { number, applied } = await append(operation);
    if (options.wait !== true) {
      applied.catch((error: unknown) =>
        onEvent({
          level: 'debug',
          message: 'An operation nobody waited for failed',
          fields: { shard: config.id, operation: number },
          error,
        }),
      );
      return { operationId: number, status: 'acknowledged' };
    }
    const status = await settledWithin(applied, options);
    return { operationId: number, status };
  }

  async function close(): Promise<void> {
    if (appending > 0) {
      await new Promise<void>((resolve) => {
        idle = resolve;
      });
    }
    await applier.reached(wal.nextIndex - 1);
    await flusher.stop();
    try {
      await flusher.flush();
    } catch (error) {
      onEvent({
        level: 'error',
        message: 'The last changes stay in the log: they could not be written to the segments',
        fields: { shard: config.id },
        error,
      });
    } finally {
      await wal.close();
    }
  }

  return {
    id: config.id,
    segments: () => segments.views(),
    locate(id) {
      const place = segments.locate(id);
      return place && { segment: place.segment.view, row: place.row };
    },
    pin: () => segments.pin(),
    write,
    settled: () => applier.reached(wal.nextIndex - 1),
    async checkpoint({ withManifest = false } = {}) {
      await applier.reached(wal.nextIndex - 1);
      return flusher.afterFlush((flushed) =>
        checkpointShard({
          vfs,
          directory,
          shardId: config.id,
          walCapacityBytes: parts.walCapacityBytes,
          withManifest,
          uuidOf: lineage.uuidOf,
          ...flushed,
        }),
      );
    },
    flush: () => flusher.flush(),
    close: () => (closing ??= close()),
    get pointCount() {
      let points = 0;
      for (const view of segments.views()) points += view.liveCount;
      return points;
    },
    vectorCount(name) {
      let vectors = 0;
      for (const segment of segments.segments()) vectors += segment.core.vectorCount(name);
      return vectors;
    },
    get queueLength() {
      return applier.queueLength;
    },
    get lastOperationId() {
      return wal.nextIndex - 1;
    },
    get payloadSchema() {
      return segments.schema;
    },
    get vectors() {
      return segments.vectors;
    },
    get sparseVectors() {
      return segments.sparseVectors;
    },
  };
}

/** Waits for an operation, its timeout or the caller's signal, whichever comes first. The operation itself goes on. */
async function settledWithin(applied: Promise<void>, { timeoutMs, signal }: ShardWriteOptions): Promise<'completed' | 'wait_timeout'> {
  if (timeoutMs === undefined && signal === undefined) {
    await applied;
    return 'completed';
  }
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const stopped = new Promise<'wait_timeout'>((resolve, reject) => {
    if (timeoutMs !== undefined) timer = setTimeout(() => resolve('wait_timeout'), timeoutMs);
    onAbort = () => reject(new EngineError('cancelled', 'the wait for an operation was given up; the operation itself goes on'));
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([applied.then(() => 'completed' as const), stopped]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}
