import { performance } from 'node:perf_hooks';
import { beginQuery } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import type { ReadSource } from './read-source.ts';
import type { ReadOptions } from './request.ts';
import { isTurnOver, nextTurn } from './turn.ts';

/** A segment as it was when the read began; rows from `rowCount` on came later. */
export interface SegmentRead {
  readonly segment: SegmentView;
  readonly source: ReadSource;
  readonly rowCount: number;
  /** 1 = live when the read began. */
  readonly live: Uint8Array;
  /** For walks through the graphs of the segment: when the read began. */
  readonly moment: number;
}

/** A read in slices, all of which see the same moment. */
export interface PacedRead {
  /** The segments, shard by shard. Take `live` from here again after each `pause`: it may have been replaced by a frozen copy. */
  readonly segments: readonly SegmentRead[];
  /** Whether the slice is used up: `await pause()` then. */
  due(): boolean;
  /** Lets the event loop run. Fails with `timeout` or `cancelled`. */
  pause(): Promise<void>;
  /** Before a wait that is not a `pause`: freezes what the read sees. */
  hold(): void;
  /** Fails as `pause` does, without a pause. */
  check(): void;
}

/**
 * Runs a read over shards in slices of at most 5 ms, shared with all other reads. One that ends within its first slice sees the segments
 * as they are; a longer one freezes their live flags before its first pause and pins the shards, so that rows which die meanwhile are
 * still what they were: every point is seen once, in one version. Fails with `timeout` after `timeoutMs` and with `cancelled` when the
 * signal aborts.
 */
export async function pacedRead<T>(
  sources: readonly ReadSource[],
  options: ReadOptions,
  run: (read: PacedRead) => Promise<T> | T,
): Promise<T> {
  const end = beginQuery();
  try {
    return await readInSlices(sources, options, run);
  } finally {
    end();
  }
}

async function readInSlices<T>(sources: readonly ReadSource[], options: ReadOptions, run: (read: PacedRead) => Promise<T> | T): Promise<T> {
  const { timeoutMs, signal } = options;
  const deadline = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs;
  const check = (): void => {
    if (signal?.aborted === true) throw new EngineError('cancelled', 'the caller gave up', { cause: signal.reason });
    if (performance.now() >= deadline) throw timeoutError(timeoutMs ?? 0);
  };
  check();
  if (isTurnOver()) {
    await nextTurn();
    check();
  }
  let segments = sources.flatMap((source) => source.segments.map((segment) => readOf(segment, source)));
  const releases: (() => void)[] = [];
  let frozen = false;
  const freeze = (): void => {
    if (frozen) return;
    frozen = true;
    for (const source of sources) if (source.pin !== undefined) releases.push(source.pin());
    segments = segments.map((one) => ({ ...one, live: one.segment.frozenLive() }));
  };
  try {
    return await run({
      get segments() {
        return segments;
      },
      due: () => isTurnOver(),
      async pause() {
        freeze();
        await nextTurn();
        check();
      },
      hold: freeze,
      check,
    });
  } finally {
    for (const release of releases) release();
  }
}

function readOf(segment: SegmentView, source: ReadSource): SegmentRead {
  return { segment, source, rowCount: segment.rowCount, live: segment.live, moment: segment.moment ?? 1 };
}

function timeoutError(timeoutMs: number): EngineError {
  return new EngineError('timeout', `the read was not done after ${timeoutMs} ms; raise the timeout or ask for less`, {
    details: { timeoutMs },
  });
}
