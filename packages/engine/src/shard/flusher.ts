import type { PendingFlush, Segment } from '../segment/segment.ts';
import type { Wal } from '../wal/wal.ts';
import type { Applier } from './applier.ts';
import type { SegmentLineage } from './segment-lineage.ts';
import type { SegmentSet } from './segment-set.ts';
import type { ShardEvent } from './shard.ts';

/** Brings the segments' files up to the operations applied, now and then by itself. One flush at a time. */
export interface Flusher {
  flush(): Promise<void>;
  /** Runs `action` right after a flush and before any other: the files are as that one left them. */
  afterFlush<T>(action: (flushed: Flushed) => Promise<T>): Promise<T>;
  /** Told after each applied operation. */
  noteApplied(): void;
  /** No flush starts by itself any more; waits for one under way. */
  stop(): Promise<void>;
}

/** What the files hold. */
export interface Flushed {
  readonly segments: readonly Segment[];
  /** Last operation in them. */
  readonly flushedTo: number;
}

export interface FlusherParts {
  readonly segments: SegmentSet;
  readonly lineage: SegmentLineage;
  readonly wal: Wal;
  readonly applier: Applier;
  readonly intervalMs: number;
  readonly onEvent: (event: ShardEvent) => void;
}

/** So many rows are flushed at once, without waiting for the interval. */
const eagerRows = 40_000;

export function createFlusher({ segments, lineage, wal, applier, intervalMs, onEvent }: FlusherParts): Flusher {
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  let isEager = false;
  let hasFailed = false;
  let flushedTo = wal.ackIndex;

  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = turn.then(action);
    turn = result.catch(() => {});
    return result;
  }

  async function flushNow(): Promise<Flushed> {
    clearTimeout(timer);
    timer = undefined;
    const { pending, upTo, written } = await applier.between(() => ({
      written: segments.segments(),
      pending: segments.inFlushOrder().map((segment): PendingFlush | undefined => (segment.isDirty ? segment.beginFlush() : undefined)),
      upTo: applier.applied,
    }));
    let next = -1;
    try {
      await lineage.forkChanged(written);
      next = 0;
      for (; next < pending.length; next++) await pending[next]?.write();
    } catch (error) {
      for (const rest of pending.slice(next + 1)) rest?.cancel();
      throw error;
    }
    if (upTo > flushedTo || upTo > wal.ackIndex) await wal.acknowledge(upTo);
    flushedTo = Math.max(flushedTo, upTo);
    return { segments: written, flushedTo };
  }

  function flushInBackground(): void {
    inTurn(flushNow).then(
      () => {
        if (hasFailed) onEvent({ level: 'info', message: 'Changes are being written to disk again' });
        hasFailed = false;
        isEager = false;
        if (!isStopped && segments.segments().some((segment) => segment.isDirty)) schedule();
      },
      (error: unknown) => {
        hasFailed = true;
        isEager = false;
        onEvent({
          level: 'error',
          message: 'Changes could not be written to the segments; they stay in the log and are tried again',
          error,
        });
        schedule();
      },
    );
  }

  function schedule(): void {
    if (isStopped || timer) return;
    timer = setTimeout(flushInBackground, intervalMs);
    timer.unref();
  }

  return {
    async flush() {
      await inTurn(flushNow);
    },
    afterFlush: (action) => inTurn(async () => action(await flushNow())),
    noteApplied() {
      if (isStopped) return;
      if (timer === undefined) schedule();
      if (isEager || hasFailed) return;
      let rows = 0;
      for (const segment of segments.segments()) rows += segment.dirtyRows;
      if (rows < eagerRows) return;
      isEager = true;
      clearTimeout(timer);
      timer = undefined;
      flushInBackground();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
}
