import { EngineError } from '@sextant/engine';
import type { SnapshotLimits } from './snapshot-limits.ts';
import type { ByteSource } from './snapshot-store.ts';
import { stopped } from './stopped.ts';

export interface Pace {
  /** Longest time without enough bytes. Only the time counts for which somebody waits for the sender. */
  readonly idleMs: number;
  /** What is enough: this rate, on average over that time; at least one byte. */
  readonly minBytesPerSec: number;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Whose bytes they are, as messages name it. */
  readonly sender: string;
  /** How a sender that does not keep up is told. */
  readonly code: 'timeout' | 'bad_gateway';
}

/**
 * Bytes of a sender that must keep up: one that is silent, too slow or sends too much ends the iteration with an error, and so does the signal. What
 * the sender holds is left to whoever opened it.
 */
export async function* paced(source: ByteSource, pace: Pace): ByteSource {
  const { idleMs, minBytesPerSec, maxBytes, signal } = pace;
  const neededBytes = Math.max(1, Math.floor((minBytesPerSec * idleMs) / 1000));
  const chunks = source[Symbol.asyncIterator]();
  // Of the chunk that is waited for, and of no other: a promise that outlives them would hold every one that was raced against it.
  let giveUp: (error: EngineError) => void = () => undefined;
  const stop = (): void => giveUp(stopped());
  signal.addEventListener('abort', stop, { once: true });
  let isDone = false;
  let received = 0;
  let waitedMs = 0;
  let windowBytes = 0;
  try {
    for (;;) {
      if (signal.aborted) throw stopped();
      const started = performance.now();
      const timer = setTimeout(() => giveUp(tooSlow(pace, windowBytes, neededBytes)), Math.max(1, idleMs - waitedMs));
      const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
        giveUp = reject;
        chunks.next().then(resolve, reject);
      }).finally(() => clearTimeout(timer));
      if (next.done === true) {
        isDone = true;
        return;
      }
      received += next.value.length;
      if (received > maxBytes) throw tooLarge(pace);
      waitedMs += performance.now() - started;
      windowBytes += next.value.length;
      if (windowBytes >= neededBytes) waitedMs = windowBytes = 0;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Not awaited: it would wait for a chunk that may never come.
    if (!isDone) void Promise.resolve(chunks.return?.()).catch(() => undefined);
  }
}

function tooSlow({ sender, idleMs, code }: Pace, found: number, expected: number): EngineError {
  return new EngineError(
    code,
    `${sender} sent ${found} bytes within ${idleMs / 1000} s; expected at least ${expected}. Nothing was changed: try again`,
    { details: { expected, found } },
  );
}

function tooLarge({ sender, maxBytes }: Pace): EngineError {
  return new EngineError(
    'bad_request',
    `${sender} sent more than the ${maxBytes} bytes that an archive may have; the limit is storage.snapshots_config.limits.max_archive_mb`,
    { details: { expected: maxBytes } },
  );
}

/** What is asked of a client that uploads an archive. */
export function uploadPace(limits: SnapshotLimits, signal: AbortSignal): Pace {
  const { uploadIdleMs: idleMs, minBytesPerSec, maxArchiveBytes: maxBytes } = limits;
  return { idleMs, minBytesPerSec, maxBytes, signal, sender: 'the client', code: 'timeout' };
}

// What a multipart body has around the file.
const envelopeBytes = 65_536;

/** Refuses a body whose announced length cannot be that of an archive within the limit. */
export function requireArchiveSize(announcedBytes: number | undefined, { maxArchiveBytes }: SnapshotLimits): void {
  if ((announcedBytes ?? 0) - envelopeBytes <= maxArchiveBytes) return;
  throw new EngineError(
    'bad_request',
    `the body has ${announcedBytes} bytes, an archive may have ${maxArchiveBytes}; the limit is storage.snapshots_config.limits.max_archive_mb`,
    { details: { expected: maxArchiveBytes, found: announcedBytes } },
  );
}
