import { EngineError } from '@sextant/engine';
import type { S3Bucket, S3Object, S3Part } from './s3-bucket.ts';
import { abortUploadsOf, type UnfinishedUploads, type UploadNote } from './s3-unfinished.ts';
import { stopped } from './stopped.ts';

/** An object being written: parts leave while more bytes come. Exactly one of `finish` and `abort` is called. */
export interface S3Writer {
  write(chunk: Uint8Array): Promise<void>;
  /** Sends what is left of an object of several parts. */
  seal(): Promise<void>;
  /** Makes the object visible, whole; fails, and leaves no upload behind, when S3 holds another size. */
  finish(): Promise<S3Object>;
  /** Leaves nothing behind. Never throws. */
  abort(): Promise<void>;
}

export interface S3WriterOptions {
  readonly bucket: S3Bucket;
  readonly key: string;
  readonly unfinished: UnfinishedUploads;
  readonly sizeHintBytes?: number;
  readonly signal: AbortSignal;
}

// An upload has at most 10,000 parts. Some servers want all but the last to have one size, which is known when the size is.
const maxParts = 10_000;
const smallestPartBytes = 8 * 1024 * 1024;
const partsOfOneSize = 1000;
const partsAtOnce = 3;
const cleanUpMs = 30_000;

/** How big part `number`, counted from 1, is: without a known size they grow, so that 10,000 hold more than any object may. */
export function partBytes(number: number, sizeHintBytes: number | undefined): number {
  if (sizeHintBytes !== undefined) return Math.max(smallestPartBytes, Math.ceil(sizeHintBytes / maxParts / 65_536) * 65_536);
  return smallestPartBytes * 2 ** Math.floor((number - 1) / partsOfOneSize);
}

/** Holds at most four parts in memory, and what fits into one is a single request. */
export function s3Writer(options: S3WriterOptions): S3Writer {
  const { bucket, key, unfinished, sizeHintBytes } = options;
  const cancel = new AbortController();
  const signal = AbortSignal.any([options.signal, cancel.signal]);
  const startedMs = Date.now();
  const parts: Promise<S3Part>[] = [];
  const running = new Set<Promise<unknown>>();
  const spare: Buffer[] = [];
  let note: UploadNote | undefined;
  let uploadId: string | undefined;
  let mayHaveOthers = false;
  let failure: { readonly error: unknown } | undefined;
  let buffer: Buffer = Buffer.alloc(0);
  let filled = 0;
  let sizeBytes = 0;

  function nextBuffer(): Buffer {
    const bytes = partBytes(parts.length + 1, sizeHintBytes);
    const used = spare.pop();
    return used !== undefined && used.length === bytes ? used : Buffer.allocUnsafe(bytes);
  }

  async function begin(): Promise<string> {
    note = await unfinished.note(bucket.name, key);
    mayHaveOthers = true;
    const upload = await bucket.startUpload(key, signal);
    mayHaveOthers = upload.attempts > 1;
    await note.begun(upload.uploadId);
    return upload.uploadId;
  }

  /** A request to begin that was repeated, or cut before its answer, may have begun an upload nobody knows of. */
  async function abortOthers(stop: AbortSignal): Promise<void> {
    if (mayHaveOthers) await abortUploadsOf(bucket, key, startedMs, stop);
  }

  async function sendPart(): Promise<void> {
    const id = (uploadId ??= await begin());
    const [body, bytes] = [buffer, buffer.subarray(0, filled)];
    filled = 0;
    buffer = Buffer.alloc(0);
    const part = bucket.putPart({ key, uploadId: id }, parts.length + 1, bytes, signal).then((sent) => {
      spare.push(body);
      return sent;
    });
    parts.push(part);
    const settled = part.then(
      () => undefined,
      (error: unknown) => {
        failure ??= { error };
      },
    );
    running.add(settled);
    void settled.then(() => running.delete(settled));
    while (running.size >= partsAtOnce) await Promise.race(running);
    if (failure !== undefined) throw failure.error;
  }

  async function sendRest(): Promise<S3Part[]> {
    if (filled > 0) await sendPart();
    return Promise.all(parts);
  }

  async function complete(): Promise<void> {
    if (uploadId === undefined) {
      await bucket.put(key, buffer.subarray(0, filled), undefined, signal);
      return;
    }
    const sent = await sendRest();
    try {
      await bucket.finishUpload({ key, uploadId }, sent, signal);
    } catch (error) {
      // When the answer to the first attempt is lost, the second finds no such upload: the object tells.
      if ((error as EngineError).details?.['s3Code'] !== 'NoSuchUpload') throw error;
      const stored = await bucket.head(key, signal);
      if (stored?.sizeBytes !== sizeBytes || !stored.etag.endsWith(`-${sent.length}`)) throw error;
    }
  }

  return {
    async write(chunk) {
      if (failure !== undefined) throw failure.error;
      if (signal.aborted) throw stopped();
      sizeBytes += chunk.length;
      for (let at = 0; at < chunk.length; ) {
        // A full part leaves when more bytes come: a file that fits into one is a single request.
        if (buffer.length > 0 && filled === buffer.length) await sendPart();
        if (buffer.length === 0) buffer = nextBuffer();
        const count = Math.min(chunk.length - at, buffer.length - filled);
        buffer.set(chunk.subarray(at, at + count), filled);
        at += count;
        filled += count;
      }
    },
    async seal() {
      if (uploadId !== undefined) await sendRest();
    },
    async finish() {
      await complete();
      const stored = await bucket.head(key, signal);
      if (stored?.sizeBytes !== sizeBytes) throw otherSize(bucket, key, sizeBytes, stored?.sizeBytes);
      await abortOthers(AbortSignal.timeout(cleanUpMs)).then(
        () => note?.ended(),
        () => undefined,
      );
      return stored;
    },
    async abort() {
      cancel.abort();
      await Promise.all(running);
      if (note === undefined) return;
      // Not with the signal of the work: that may be what ended it. When S3 cannot be reached the note stays, and the next use or start tries again.
      const stop = AbortSignal.timeout(cleanUpMs);
      try {
        if (uploadId !== undefined) await bucket.abortUpload({ key, uploadId }, stop);
        await abortOthers(stop);
        await note.ended();
      } catch {
        note.abandoned(); // Why is told by the error that led here.
      }
    },
  };
}

function otherSize(bucket: S3Bucket, key: string, expected: number, found: number | undefined): EngineError {
  const text = found === undefined ? 'nothing' : `${found} bytes`;
  return new EngineError('bad_gateway', `S3 holds ${text} as s3://${bucket.name}/${key} after an upload of ${expected} bytes; try again`, {
    details: { bucket: bucket.name, key, expected, found: found ?? null },
    retryable: true,
  });
}
