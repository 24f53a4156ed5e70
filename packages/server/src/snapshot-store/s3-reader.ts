import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '@sextant/engine';
import type { S3Bucket, S3Object } from './s3-bucket.ts';
import type { ByteRange, ByteSource } from './snapshot-store.ts';
import { stopped } from './snapshot-tasks.ts';

const maxResumes = 8;
const firstDelayMs = 50;

/**
 * The bytes of a range of an object. A connection that is cut or falls silent is resumed where it ended, as long as the object is the same one;
 * it gives up when that fails several times without a byte in between. Silence counts only while somebody waits for a byte.
 */
export async function* readObject(
  bucket: S3Bucket,
  object: S3Object,
  range: ByteRange,
  options: { signal: AbortSignal; idleTimeoutMs: number },
): ByteSource {
  const { signal } = options;
  let position = range.start;
  let failures = 0;
  while (position < range.end) {
    let cut: unknown;
    let body: Readable | undefined;
    try {
      body = await bucket.get(object, { start: position, end: range.end }, signal);
    } catch (error) {
      // In the middle of a file it is worth more patience than at its beginning.
      if (position === range.start || !(error as EngineError).retryable) throw error;
      cut = error;
    }
    try {
      const chunks = body === undefined ? undefined : (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
      while (body !== undefined && chunks !== undefined) {
        let chunk: Uint8Array | undefined;
        try {
          chunk = await nextWithin(chunks, body, options);
        } catch (error) {
          cut = error;
          break;
        }
        if (chunk === undefined) break;
        position += chunk.length;
        failures = 0;
        if (position > range.end) throw cutShort(bucket, object, range, position, undefined);
        yield chunk;
      }
    } finally {
      body?.destroy();
    }
    if (signal.aborted) throw stopped();
    if (position >= range.end) return;
    failures += 1;
    if (failures > maxResumes) throw cutShort(bucket, object, range, position, cut);
    await delay(firstDelayMs * 2 ** (failures - 1), undefined, { signal }).catch(() => {
      throw stopped();
    });
  }
}

/** The next chunk; a body that is silent for too long, or whose reader is told to stop, is destroyed, which ends the wait. */
async function nextWithin(
  chunks: AsyncIterator<Uint8Array>,
  body: Readable,
  { signal, idleTimeoutMs }: { signal: AbortSignal; idleTimeoutMs: number },
): Promise<Uint8Array | undefined> {
  const timer = setTimeout(() => body.destroy(new Error(`nothing came for ${idleTimeoutMs} ms`)), idleTimeoutMs);
  const stop = (): void => {
    body.destroy(stopped());
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    const { value, done } = await chunks.next();
    return done === true ? undefined : value;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function cutShort(bucket: S3Bucket, object: S3Object, range: ByteRange, position: number, cause: unknown): EngineError {
  const reason = cause instanceof Error && cause.message !== '' ? ` (${cause.message})` : '';
  return new EngineError(
    'bad_gateway',
    `GetObject of s3://${bucket.name}/${object.key}: the body ended at byte ${position}${reason}; expected ${range.end} bytes, also after ${maxResumes} attempts to go on from there`,
    { details: { bucket: bucket.name, key: object.key, expected: range.end, found: position }, retryable: true },
  );
}
