import { EngineError } from '@sextant/engine';
import { stopped } from './stopped.ts';

/** Those who wait, at several semaphores together. */
export interface Queue {
  readonly maxWaiting: number;
  waiting: number;
}

export function createQueue(maxWaiting: number): Queue {
  return { maxWaiting, waiting: 0 };
}

/** Lets so many pieces of work run at once; the others wait in the order in which they came, or give up by their signal. */
export interface Semaphore {
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Nothing runs and nobody waits. */
  idle(): boolean;
}

export function semaphore(limit: number, queue: Queue): Semaphore {
  let free = limit;
  const waiting: (() => void)[] = [];
  return {
    idle: () => free === limit && waiting.length === 0,
    async run(work, signal) {
      if (free > 0) free -= 1;
      else await turn(waiting, queue, signal);
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
async function turn(waiting: (() => void)[], queue: Queue, signal: AbortSignal): Promise<void> {
  if (queue.waiting >= queue.maxWaiting) throw tooMany(queue.maxWaiting);
  queue.waiting += 1;
  try {
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
  } finally {
    queue.waiting -= 1;
  }
}

function tooMany(maxWaiting: number): EngineError {
  return new EngineError(
    'rate_limited',
    `${maxWaiting} pieces of snapshot work wait for their turn already; try again later, or raise storage.snapshots_config.limits.max_waiting`,
    { details: { expected: maxWaiting, retryAfterSec: 10 } },
  );
}
