import type { SnapshotScope, SnapshotStream } from './snapshot-service.ts';
import type { ByteSource } from './snapshot-store.ts';
import type { RunningTask } from './snapshot-tasks.ts';
import { stopped } from './stopped.ts';

type Track = (
  kind: 'stream',
  scope: SnapshotScope,
  signal: AbortSignal | undefined,
  work: (task: RunningTask) => Promise<void>,
) => Promise<void>;

/**
 * A stream that counts as running work until it is closed. Closed before its end it counts as failed; told to stop, it ends with an error and lets go
 * of what it holds, also when nobody reads. `open` may find that there is nothing to send.
 */
export async function trackedStream(
  track: Track,
  scope: SnapshotScope,
  signal: AbortSignal | undefined,
  open: (task: RunningTask) => Promise<SnapshotStream | undefined>,
): Promise<SnapshotStream | undefined> {
  const opened = Promise.withResolvers<SnapshotStream | undefined>();
  track('stream', scope, signal, async (task) => {
    task.phase('freezing');
    const stream = await open(task);
    if (stream === undefined) return opened.resolve(undefined);
    const ended = Promise.withResolvers<boolean>();
    const stop = (): void => ended.resolve(false);
    task.signal.addEventListener('abort', stop, { once: true });
    if (task.signal.aborted) stop();
    task.phase('packing');
    const progress = { isWhole: false };
    opened.resolve({ ...stream, body: counted(stream.body, task, progress), close: async () => ended.resolve(progress.isWhole) });
    const isWhole = await ended.promise;
    task.signal.removeEventListener('abort', stop);
    await stream.close();
    if (!isWhole) throw stopped();
  }).catch(opened.reject);
  return opened.promise;
}

async function* counted(body: ByteSource, task: RunningTask, progress: { isWhole: boolean }): ByteSource {
  let sent = 0;
  for await (const chunk of body) {
    sent += chunk.length;
    task.progress(sent);
    yield chunk;
  }
  progress.isWhole = true;
}
