import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '@sextant/engine';
import { freed } from './freed-chunks.ts';
import { gathered } from './gathered-source.ts';
import type { S3Bucket, S3Object } from './s3-bucket.ts';
import type { ByteRange, ByteSource } from './snapshot-store.ts';
import { stopped } from './stopped.ts';

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
    try {
      const body = await bucket.get(object, { start: position, end: range.end }, signal);
      for await (const chunk of gathered(freed(bytesOf(body, options)))) {
        position += chunk.length;
        failures = 0;
        if (position > range.end) throw tooMuch(bucket, object, range);
        yield chunk;
      }
    } catch (error) {
      if (signal.aborted) throw stopped();
      // What S3 refuses is final; that it cannot be reached is so only at the beginning.
      if (error instanceof EngineError && (!error.retryable || position === range.start)) throw error;
      cut = error;
    }
    if (position >= range.end) return;
    failures += 1;
    if (failures > maxResumes) throw cutShort(bucket, object, range, position, cut);
    await delay(firstDelayMs * 2 ** (failures - 1), undefined, { signal }).catch(() => {
      throw stopped();
    });
  }
}

/** A body that is silent for too long, or whose reader is told to stop, is destroyed, which ends the wait for its next chunk. */
async function* bytesOf(body: Readable, { signal, idleTimeoutMs }: { signal: AbortSignal; idleTimeoutMs: number }): ByteSource {
  const stop = (): void => {
    body.destroy(stopped());
  };
  signal.addEventListener('abort', stop, { once: true });
  const chunks = (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const timer = setTimeout(() => body.destroy(new Error(`nothing came for ${idleTimeoutMs} ms`)), idleTimeoutMs);
      const { value, done } = await chunks.next().finally(() => clearTimeout(timer));
      if (done === true) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    body.destroy();
  }
}

function tooMuch(bucket: S3Bucket, object: S3Object, range: ByteRange): EngineError {
  return new EngineError(
    'bad_gateway',
    `GetObject of s3://${bucket.name}/${object.key}: more came than the ${range.end - range.start} bytes asked for`,
    {
      details: { bucket: bucket.name, key: object.key },
    },
  );
}

function cutShort(bucket: S3Bucket, object: S3Object, range: ByteRange, position: number, cause: unknown): EngineError {
  const reason = cause instanceof Error && cause.message !== '' ? ` (${cause.message})` : '';
  return new EngineError(
    'bad_gateway',
    `GetObject of s3://${bucket.name}/${object.key}: the body ended at byte ${position}${reason}; expected ${range.end} bytes, also after ${maxResumes} attempts to go on from there`,
    { details: { bucket: bucket.name, key: object.key, expected: range.end, found: position }, retryable: true },
  );
}
