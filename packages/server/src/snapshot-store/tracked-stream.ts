import { EngineError } from '@sextant/engine';
import type { SnapshotScope, SnapshotStream } from './snapshot-service.ts';
import type { ByteSource } from './snapshot-store.ts';
import type { RunningTask } from './snapshot-tasks.ts';
import { stopped } from './stopped.ts';

export interface StreamOptions {
  readonly scope: SnapshotScope;
  readonly signal: AbortSignal | undefined;
  /** Longest time for which nobody takes a byte. */
  readonly idleMs: number;
  /** Runs work in its turn. What answers undefined made no snapshot. */
  track<T>(kind: 'stream', scope: SnapshotScope, signal: AbortSignal | undefined, work: (task: RunningTask) => Promise<T>): Promise<T>;
  /** Begins the stream; undefined when there is nothing to send. */
  open(): Promise<SnapshotStream | undefined>;
}

/** How a stream has come so far. */
interface Course {
  isWhole: boolean;
  /** Why it ends before its end. */
  failure?: EngineError;
}

/**
 * A stream that counts as running work until it is closed. Closed before its end it counts as failed; told to stop, or left alone for too long, it ends
 * with an error and lets go of what it holds, also when nobody reads.
 */
export async function trackedStream({ scope, signal, idleMs, track, open }: StreamOptions): Promise<SnapshotStream | undefined> {
  const opened = Promise.withResolvers<SnapshotStream | undefined>();
  track('stream', scope, signal, async (task) => {
    task.phase('freezing');
    const stream = await open();
    if (stream === undefined) {
      opened.resolve(undefined);
      return undefined;
    }
    const course: Course = { isWhole: false };
    const ended = Promise.withResolvers<void>();
    const fail = (failure: EngineError): void => {
      course.failure ??= failure;
      ended.resolve();
    };
    const stop = (): void => fail(stopped());
    const idle = setTimeout(() => fail(notTaken(idleMs)), idleMs).unref();
    task.signal.addEventListener('abort', stop, { once: true });
    if (task.signal.aborted) stop();
    task.phase('packing');
    const { bytes, letGo } = releasable(stream.body);
    const body = counted(bytes, task, course, () => idle.refresh());
    opened.resolve({ ...stream, body, close: async () => ended.resolve() });
    await ended.promise;
    clearTimeout(idle);
    task.signal.removeEventListener('abort', stop);
    // Bytes that are let go look like bytes that have ended.
    if (!course.isWhole) course.failure ??= stopped();
    await letGo();
    await stream.close();
    if (!course.isWhole) throw course.failure ?? stopped();
    return stream;
  }).catch(opened.reject);
  return opened.promise;
}

/** Bytes whose source closes what it has open when they are let go, although whoever reads them has just stopped to. */
function releasable(source: ByteSource): { bytes: ByteSource; letGo: () => Promise<void> } {
  const iterator = source[Symbol.asyncIterator]();
  let isPending = false;
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    isPending = true;
    try {
      return await iterator.next();
    } finally {
      isPending = false;
    }
  };
  const end = async (): Promise<IteratorResult<Uint8Array>> => (await iterator.return?.()) ?? { value: undefined, done: true };
  return {
    bytes: { [Symbol.asyncIterator]: () => ({ next, return: end }) },
    async letGo() {
      const ended = end().catch(() => undefined);
      // It ends after the chunk that is under way, which may never come.
      if (!isPending) await ended;
    },
  };
}

async function* counted(body: ByteSource, task: RunningTask, course: Course, taken: () => void): ByteSource {
  let sent = 0;
  for await (const chunk of body) {
    if (course.failure !== undefined) throw course.failure;
    taken();
    sent += chunk.length;
    task.progress(sent);
    yield chunk;
    taken();
  }
  if (course.failure !== undefined) throw course.failure;
  course.isWhole = true;
}

function notTaken(idleMs: number): EngineError {
  return new EngineError(
    'timeout',
    `the client took nothing of the snapshot for ${idleMs / 1000} s; the limit is storage.snapshots_config.limits.download_idle_sec`,
    { details: { idleMs } },
  );
}
