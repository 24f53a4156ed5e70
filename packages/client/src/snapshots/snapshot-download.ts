import { createSha256 } from '#digest';
import { writeFile } from '#file';
import type { CallOptions } from '../call-options.ts';
import { isQdrantError, QdrantError } from '../error.ts';
import type { RestDriver } from '../rest/rest-driver.ts';
import type { TransportResponse } from '../rest/transport.ts';
import { iterate } from './snapshot-source.ts';
import type { TransferOptions, TransferProgress } from './transfer-options.ts';

export interface DownloadOptions extends TransferOptions {
  /** Expected SHA-256 in hex. By default the one that the server tells, when it has one; `false` checks nothing. */
  readonly checksum?: string | false;
}

export interface SnapshotDownload {
  /** The archive. Ends with an error when its digest is not the expected one, so a complete read is a verified read. */
  readonly stream: ReadableStream<Uint8Array>;
  /** Undefined for what is made while it is sent. */
  readonly sizeBytes: number | undefined;
  /** SHA-256 of what was read, in hex; settles at the end of the stream. */
  readonly sha256: Promise<string>;
}

export interface DownloadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  /** In messages: `snapshot x of words`. */
  readonly what: string;
  /** Asked when the answer itself has no digest. */
  readonly findChecksum?: (call: CallOptions) => Promise<string | undefined>;
}

/** Starts a transfer; undefined when the server answers 304. */
export async function startDownload(
  driver: RestDriver,
  request: DownloadRequest,
  options: DownloadOptions,
): Promise<SnapshotDownload | undefined> {
  const { checksum, onProgress, ...call } = options;
  const { method, path, body } = request;
  const response = await driver.exchange(
    {
      method,
      path,
      ...(body === undefined ? {} : { body, contentType: 'application/json' }),
      expect: 'stream',
      repeatable: true,
      timeoutMs: 0,
    },
    call,
  );
  const source = response.stream as ReadableStream<Uint8Array>;
  if (response.status === 304) {
    await source.cancel();
    return undefined;
  }
  let expected: string | false | undefined;
  try {
    expected = checksum ?? sentDigest(response) ?? (await request.findChecksum?.(call));
  } catch (error) {
    await source.cancel(error).catch(() => undefined);
    throw error;
  }
  const length = response.header('content-length');
  const sizeBytes = length === undefined ? undefined : Number(length);
  const verified = verify(source, {
    what: request.what,
    expected: expected === false ? undefined : expected?.toLowerCase(),
    sizeBytes,
    signal: call.signal,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return { ...verified, sizeBytes };
}

/** Writes beside the path, verifies, makes durable, then renames. Answers the SHA-256 in hex. */
export async function saveDownload({ stream, sha256 }: SnapshotDownload, path: string | URL): Promise<string> {
  try {
    await writeFile(path, iterate(stream));
  } catch (error) {
    // A file that could not be opened has not read anything yet.
    await stream.cancel(error).catch(() => undefined);
    throw error;
  }
  return sha256;
}

/** `Repr-Digest` (RFC 9530), which our server sends; real Qdrant does not. */
function sentDigest(response: TransportResponse): string | undefined {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(response.header('repr-digest') ?? '')?.[1];
  if (base64 === undefined) return undefined;
  return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

interface Verification {
  readonly what: string;
  readonly expected: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress?: (progress: TransferProgress) => void;
}

/** Passes a stream through, hashing it; its end fails when length or digest differ from what was announced. */
function verify(source: ReadableStream<Uint8Array>, check: Verification): { stream: ReadableStream<Uint8Array>; sha256: Promise<string> } {
  const digest = createSha256();
  const { promise: sha256, resolve, reject } = Promise.withResolvers<string>();
  sha256.catch(() => undefined); // whoever reads only the stream learns of the failure there
  const reader = source.getReader();
  let transferredBytes = 0;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const { value, done } = await reader.read().catch((cause: unknown) => {
      throw cutShort(check, transferredBytes, cause);
    });
    if (done) {
      resolve(finalDigest(digest.hex(), transferredBytes, check));
      controller.close();
      return;
    }
    digest.update(value);
    transferredBytes += value.byteLength;
    check.onProgress?.({ transferredBytes, ...(check.sizeBytes === undefined ? {} : { totalBytes: check.sizeBytes }) });
    controller.enqueue(value);
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await pull(controller);
        } catch (error) {
          reject(error);
          await reader.cancel(error).catch(() => undefined);
          controller.error(error);
        }
      },
      async cancel(reason) {
        const message = `${check.what}: reading was stopped after ${transferredBytes} bytes`;
        reject(new QdrantError(message, { code: 'connection', cause: reason }));
        await reader.cancel(reason);
      },
    },
    // Nothing is read ahead of whoever reads this.
    { highWaterMark: 0 },
  );
  return { stream, sha256 };
}

function finalDigest(actual: string, transferredBytes: number, check: Verification): string {
  if (check.sizeBytes !== undefined && transferredBytes !== check.sizeBytes) throw cutShort(check, transferredBytes, undefined);
  if (check.expected === undefined || actual === check.expected) return actual;
  throw new QdrantError(`${check.what} has SHA-256 ${actual}, expected ${check.expected}`, { code: 'digest_mismatch' });
}

function cutShort({ what, sizeBytes, signal }: Verification, transferredBytes: number, cause: unknown): unknown {
  if (signal?.aborted === true) return signal.reason;
  if (isQdrantError(cause)) return cause;
  const reason = cause instanceof Error ? `: ${(cause as NodeJS.ErrnoException).code ?? cause.message}` : '';
  const of = sizeBytes === undefined ? '' : ` of ${sizeBytes}`;
  return new QdrantError(`${what} ended after ${transferredBytes}${of} bytes${reason}`, { code: 'connection', retryable: true, cause });
}
