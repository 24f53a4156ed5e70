import { EngineError } from '@sextant/engine';
import type { SnapshotCounters, SnapshotScope, SnapshotTask } from './snapshot-service.ts';

/** A piece of work under way: what it tells of itself, and when it must stop. */
export interface RunningTask {
  readonly signal: AbortSignal;
  phase(phase: SnapshotTask['phase'], totalBytes?: number): void;
  progress(doneBytes: number): void;
}

export interface TaskLimits {
  /** Creations and streams at once; more wait. */
  readonly maxCreations: number;
  /** Recoveries at once, uploads included; more wait. */
  readonly maxRecoveries: number;
}

/** The snapshot work of a server: bounded, one piece at a time per collection, visible while it runs. */
export interface SnapshotTasks {
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

export function snapshotTasks(limits: TaskLimits): SnapshotTasks {
  const running = new Map<number, { -readonly [K in keyof SnapshotTask]: SnapshotTask[K] }>();
  const createdTotals = new Map<string, number>();
  const creations = semaphore(limits.maxCreations);
  const recoveries = semaphore(limits.maxRecoveries);
  const perCollection = new Map<string, ReturnType<typeof semaphore>>();
  const settled = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let nextId = 1;

  async function inTurn<T>(task: SnapshotTask, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const creation = isCreation(task);
    // One for both: a collection that is replaced while it is packed makes no snapshot.
    const key = collectionOf(task.scope);
    const own = perCollection.get(key) ?? semaphore(1);
    perCollection.set(key, own);
    try {
      return await own.run(() => (creation ? creations : recoveries).run(work, signal), signal);
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
    const both = signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
    const id = nextId++;
    const task: { -readonly [K in keyof SnapshotTask]: SnapshotTask[K] } = {
      id,
      kind,
      scope,
      phase: 'waiting',
      startedMs: Date.now(),
      doneBytes: 0,
    };
    running.set(id, task);
    const handle: RunningTask = {
      signal: both,
      phase(phase, totalBytes) {
        task.phase = phase;
        task.doneBytes = 0;
        if (totalBytes === undefined) delete task.totalBytes;
        else task.totalBytes = totalBytes;
      },
      progress(doneBytes) {
        if (both.aborted) throw stopped();
        task.doneBytes = doneBytes;
      },
    };
    const outcome = inTurn(task, both, () => work(handle)).finally(() => running.delete(id));
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
      const own = [...running.values()].filter((task) => collectionOf(task.scope) === collection && task.phase !== 'waiting');
      const creationRunning = own.filter(isCreation).length;
      return { creationRunning, recoveryRunning: own.length - creationRunning, createdTotal: createdTotals.get(collection) ?? 0 };
    },
    async close() {
      closing.abort(stopped());
      while (settled.size > 0) await Promise.all(settled);
    },
  };
}

export function stopped(): EngineError {
  return new EngineError('cancelled', 'the snapshot work was stopped: the client has gone or the server stops; nothing was changed');
}

function isCreation(task: SnapshotTask): boolean {
  return task.kind === 'create' || task.kind === 'stream';
}

function collectionOf(scope: SnapshotScope): string {
  return scope.kind === 'full' ? '' : scope.collection;
}

function semaphore(limit: number): { run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>; idle(): boolean } {
  let free = limit;
  const waiting: (() => void)[] = [];
  return {
    idle: () => free === limit && waiting.length === 0,
    async run(work, signal) {
      if (free > 0) free -= 1;
      else await turn(waiting, signal);
      try {
        if (signal.aborted) throw stopped();
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}

/** Resolves when it is this caller's turn; one that gives up leaves the line. */
async function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const leave = (): void => {
      waiting.splice(waiting.indexOf(enter), 1);
      reject(stopped());
    };
    const enter = (): void => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    if (signal.aborted) return reject(stopped());
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(enter);
  });
}
