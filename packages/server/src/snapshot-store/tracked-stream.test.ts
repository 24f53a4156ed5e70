import { EngineError } from '@sextant/engine';
import { memoryVfs, type Vfs } from '@sextant/vfs';
import { describe, expect, it } from 'vitest';
import type { SnapshotStream } from './snapshot-service.ts';
import type { RunningTask } from './snapshot-tasks.ts';
import { trackedStream } from './tracked-stream.ts';

const scope = { kind: 'collection', collection: 'c' } as const;

/** Files of which it is known how many are open. */
async function countingVfs(): Promise<{ vfs: Vfs; open: () => number }> {
  const vfs = memoryVfs();
  let open = 0;
  const made = await vfs.open('/data', 'w+');
  await made.write(new Uint8Array(100).fill(1), 0);
  await made.close();
  return {
    open: () => open,
    vfs: {
      ...vfs,
      open: async (path, flags) => {
        const file = await vfs.open(path, flags);
        open++;
        return { ...file, close: () => file.close().finally(() => open--) };
      },
    },
  };
}

/** A file in ten chunks; after `stuckAt` of them nothing comes any more. */
async function* tenChunks(vfs: Vfs, stuckAt = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void, void> {
  const file = await vfs.open('/data', 'r');
  try {
    for (let at = 0; at < 100; at += 10) {
      if (at === stuckAt * 10) await new Promise(() => undefined);
      const chunk = new Uint8Array(10);
      await file.read(chunk, at);
      yield chunk;
    }
  } finally {
    await file.close();
  }
}

interface Tracked {
  readonly stream: SnapshotStream;
  readonly stop: AbortController;
  /** How the work ended, and how many files were open when what it read from was let go. */
  readonly ended: Promise<unknown>;
  openAtClose(): number | undefined;
  open(): number;
}

async function tracked({ idleMs = 60_000, stuckAt }: { idleMs?: number; stuckAt?: number } = {}): Promise<Tracked> {
  const { vfs, open } = await countingVfs();
  const stop = new AbortController();
  const ended = Promise.withResolvers<unknown>();
  let openAtClose: number | undefined;
  const stream = await trackedStream({
    scope,
    signal: undefined,
    idleMs,
    track: (_kind, _scope, _signal, work) => {
      const task: RunningTask = { signal: stop.signal, phase: () => undefined, progress: () => undefined };
      const done = work(task);
      void done.then(ended.resolve, (error: unknown) => ended.resolve(error));
      return done;
    },
    open: async () => ({
      fileName: 'c.snapshot',
      body: tenChunks(vfs, stuckAt),
      close: async () => {
        openAtClose = open();
      },
    }),
  });
  if (stream === undefined) throw new Error('there is a stream');
  return { stream, stop, ended: ended.promise, openAtClose: () => openAtClose, open };
}

describe('a stream that nobody reads to its end leaves no file open', () => {
  const endings: readonly [string, string, number | undefined, (tracked: Tracked) => unknown][] = [
    ['it is told to stop', 'cancelled', undefined, ({ stop }) => stop.abort()],
    ['it is closed', 'cancelled', undefined, ({ stream }) => stream.close()],
    ['nobody takes a byte', 'timeout', 20, () => undefined],
  ];
  it.each(endings)('when %s', async (_, code, idleMs, end) => {
    const begun = await tracked(idleMs === undefined ? {} : { idleMs });
    const reader = begun.stream.body[Symbol.asyncIterator]();
    expect((await reader.next()).value).toHaveLength(10);
    await end(begun);
    expect(await begun.ended).toMatchObject({ code });
    expect([begun.openAtClose(), begun.open()]).toEqual([0, 0]);
    await expect(reader.next()).rejects.toMatchObject({ code });
  });

  it('and does not wait for a chunk that never comes', async () => {
    const begun = await tracked({ stuckAt: 1 });
    const reader = begun.stream.body[Symbol.asyncIterator]();
    await reader.next();
    void reader.next();
    begun.stop.abort();
    expect(await begun.ended).toBeInstanceOf(EngineError);
    expect(begun.openAtClose()).toBe(1);
  });

  it('nor when it was read to its end', async () => {
    const begun = await tracked();
    let bytes = 0;
    for await (const chunk of begun.stream.body) bytes += chunk.length;
    await begun.stream.close();
    expect(await begun.ended).not.toBeInstanceOf(Error);
    expect([bytes, begun.openAtClose()]).toEqual([100, 0]);
  });
});
