import { EngineError, type EngineEvent } from '@sextant/engine';
import { createQueue, type Semaphore, semaphore } from './semaphore.ts';
import type { SnapshotLimits } from './snapshot-limits.ts';
import type { SnapshotCounters, SnapshotScope, SnapshotTask } from './snapshot-service.ts';
import { stopped } from './stopped.ts';

/** A piece of work under way: what it tells of itself, and when it must stop. */
export interface RunningTask {
  readonly signal: AbortSignal;
  phase(phase: SnapshotTask['phase'], totalBytes?: number): void;
  progress(doneBytes: number): void;
}

export type TaskLimits = Pick<
  SnapshotLimits,
  'maxCreations' | 'maxRecoveries' | 'maxStreams' | 'maxWaiting' | 'maxDurationMs' | 'progressLogMs'
>;

/** The snapshot work of a server: bounded, one piece at a time per collection, visible while it runs. */
export interface SnapshotTasks {
  /**
   * Runs work when it is its turn. Streams wait for streams only: one whose client is slow holds up nothing else. Fails with `rate_limited` when too
   * many wait, with `timeout` when the work took too long, with `cancelled` when it was told to stop.
   */
  run<T>(
    kind: SnapshotTask['kind'],
    scope: SnapshotScope,
    signal: AbortSignal | undefined,
    work: (task: RunningTask) => Promise<T>,
  ): Promise<T>;
  list(): readonly SnapshotTask[];
  counters(collection: string): SnapshotCounters;
  created(collection: string): void;
  /** Aborts what runs and waits for it. */
  close(): Promise<void>;
}

type MutableTask = { -readonly [K in keyof SnapshotTask]: SnapshotTask[K] };

/** `onEvent` hears of the start, of progress now and then, and of the end of everything that runs. */
export function snapshotTasks(limits: TaskLimits, onEvent: (event: EngineEvent) => void = () => undefined): SnapshotTasks {
  const running = new Map<number, MutableTask>();
  const createdTotals = new Map<string, number>();
  const queue = createQueue(limits.maxWaiting);
  const creations = semaphore(limits.maxCreations, queue);
  const recoveries = semaphore(limits.maxRecoveries, queue);
  const streams = semaphore(limits.maxStreams, queue);
  const perCollection = new Map<string, Semaphore>();
  const settled = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let nextId = 1;

  async function inTurn<T>(task: SnapshotTask, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (task.kind === 'stream') return streams.run(work, signal);
    // One for both: a collection that is replaced while it is packed makes no snapshot.
    const key = collectionOf(task.scope);
    const own = perCollection.get(key) ?? semaphore(1, queue);
    perCollection.set(key, own);
    try {
      return await own.run(() => (isCreation(task) ? creations : recoveries).run(work, signal), signal);
    } finally {
      if (own.idle() && perCollection.get(key) === own) perCollection.delete(key);
    }
  }

  async function run<T>(
    kind: SnapshotTask['kind'],
    scope: SnapshotScope,
    signal: AbortSignal | undefined,
    work: (task: RunningTask) => Promise<T>,
  ): Promise<T> {
    if (closing.signal.aborted) throw new EngineError('shutting_down', 'no snapshot work is started any more');
    const overdue = new AbortController();
    const stop = AbortSignal.any([closing.signal, overdue.signal, ...(signal === undefined ? [] : [signal])]);
    const id = nextId++;
    const startedMs = Date.now();
    const task: MutableTask = { id, kind, scope, phase: 'waiting', startedMs, phaseStartedMs: startedMs, doneBytes: 0 };
    running.set(id, task);
    const outcome = inTurn(task, stop, () => observed(task, limits, onEvent, overdue, () => work(handleOf(task, stop)))).finally(() =>
      running.delete(id),
    );
    const quiet = outcome.then(
      () => undefined,
      () => undefined,
    );
    settled.add(quiet);
    void quiet.finally(() => settled.delete(quiet));
    return outcome;
  }

  return {
    run,
    list: () => [...running.values()].map((task) => ({ ...task })),
    created: (collection) => createdTotals.set(collection, (createdTotals.get(collection) ?? 0) + 1),
    counters(collection) {
      const own = [...running.values()].filter((task) => concerns(task.scope, collection) && task.phase !== 'waiting');
      const creationRunning = own.filter(isCreation).length;
      return { creationRunning, recoveryRunning: own.length - creationRunning, createdTotal: createdTotals.get(collection) ?? 0 };
    },
    async close() {
      closing.abort(stopped());
      while (settled.size > 0) await Promise.all(settled);
    },
  };
}

function handleOf(task: MutableTask, signal: AbortSignal): RunningTask {
  return {
    signal,
    phase(phase, totalBytes) {
      task.phase = phase;
      task.phaseStartedMs = Date.now();
      task.doneBytes = 0;
      if (totalBytes === undefined) delete task.totalBytes;
      else task.totalBytes = totalBytes;
    },
    progress(doneBytes) {
      if (signal.aborted) throw stopped();
      task.doneBytes = doneBytes;
    },
  };
}

/** Work whose turn it is: told to the log, and stopped when it takes too long. */
async function observed<T>(
  task: MutableTask,
  limits: TaskLimits,
  onEvent: (event: EngineEvent) => void,
  overdue: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const tell = (level: EngineEvent['level'], message: string, error?: unknown): void =>
    onEvent({
      level,
      message,
      fields: { ...task.scope, work: task.kind, task: task.id, ...progressOf(task, performance.now() - started) },
      ...(error === undefined ? {} : { error }),
    });
  const report = setInterval(() => tell('info', 'Snapshot work goes on'), limits.progressLogMs).unref();
  const limit = setTimeout(() => overdue.abort(stopped()), limits.maxDurationMs).unref();
  tell('info', 'Snapshot work started');
  try {
    const result = await work();
    tell('info', 'Snapshot work ended');
    return result;
  } catch (error) {
    const failure = overdue.signal.aborted ? tookTooLong(limits.maxDurationMs, error) : error;
    tell('warn', 'Snapshot work failed', failure);
    throw failure;
  } finally {
    clearInterval(report);
    clearTimeout(limit);
  }
}

function progressOf({ phase, doneBytes, totalBytes }: SnapshotTask, durationMs: number): Record<string, unknown> {
  return { phase, doneBytes, ...(totalBytes === undefined ? {} : { totalBytes }), durationMs: Math.round(durationMs) };
}

function tookTooLong(limitMs: number, cause: unknown): EngineError {
  const text = `the snapshot work took longer than ${limitMs / 1000} s and was stopped; nothing was changed. The limit is storage.snapshots_config.limits.max_duration_sec`;
  return new EngineError('timeout', text, { cause, details: { limitMs } });
}

function isCreation(task: SnapshotTask): boolean {
  return task.kind === 'create' || task.kind === 'stream';
}

function collectionOf(scope: SnapshotScope): string {
  return scope.kind === 'full' ? '' : scope.collection;
}

/** A snapshot of the storage is one of every collection. */
function concerns(scope: SnapshotScope, collection: string): boolean {
  return scope.kind === 'full' || scope.collection === collection;
}
