import type { Readable } from 'node:stream';
import { EngineError } from '@sextant/engine';
import busboy from 'busboy';
import { freed } from '../snapshot-store/freed-chunks.ts';
import type { SnapshotService } from '../snapshot-store/snapshot-service.ts';
import type { RawReply, Reply, RestRequest } from './handler.ts';

/** The part of a multipart body that holds the archive. */
export interface UploadedFile {
  /** As the client named it; absent when it did not. */
  readonly name?: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** About the size of the archive: the length of the whole request, when it was announced. */
  readonly sizeHintBytes?: number;
}

const fieldName = 'snapshot';
const notAFile = `The field ${fieldName} is no file: give it a file name, as curl -F '${fieldName}=@FILE' does, or the type application/octet-stream`;

/**
 * Hands the file of the field `snapshot` to `work` while it arrives. Other parts are skipped; a request without one, or that is no multipart
 * body, is answered as plain text, as the real server does. With `detached` the answer is 202 once the file has arrived, whatever becomes of it.
 */
export async function receiveUpload(
  request: RestRequest,
  work: (file: UploadedFile) => Promise<Reply>,
  detached: SnapshotService | undefined,
): Promise<Reply> {
  const refusal = refusedType(request.headers['content-type']);
  if (refusal !== undefined) {
    request.stream.resume();
    return refusal;
  }
  const parser = busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { parts: 64, fieldSize: 64 * 1024 } });
  const arrived = Promise.withResolvers<void>();
  const outcome = Promise.withResolvers<Reply>();
  let found = false;
  let isText = false;

  parser.on('file', (name, part, info) => {
    if (name !== fieldName || found) {
      part.resume();
      return;
    }
    found = true;
    silence.stop();
    part.once('close', arrived.resolve);
    const announced = Number(request.headers['content-length']);
    const bytes = request.ownsChunks ? freed(part) : part;
    work({ bytes, ...(info.filename ? { name: info.filename } : {}), ...(announced > 0 ? { sizeHintBytes: announced } : {}) })
      .then(outcome.resolve, outcome.reject)
      .finally(() => part.resume());
  });
  // What has neither a file name nor the type application/octet-stream is taken for a text of a form, and cut off.
  parser.on('field', (name) => {
    if (name === fieldName) isText = true;
  });
  parser.once('error', (error) => {
    const broken =
      error instanceof EngineError
        ? error
        : new EngineError('bad_request', `Multipart body: ${(error as Error).message}`, { cause: error });
    arrived.reject(broken);
    if (!found) outcome.reject(broken);
  });
  parser.once('close', () => {
    silence.stop();
    if (!found) outcome.resolve(textReply(400, isText ? notAFile : `Required field is missing: ${fieldName}`));
    arrived.resolve();
  });
  arrived.promise.catch(() => undefined);
  const silence = endSilence(request, parser);
  forward(request.stream, parser, request.signal);
  if (detached === undefined) return outcome.promise;
  detached.detach(() => outcome.promise);
  await arrived.promise;
  return found ? { kind: 'accepted' } : outcome.promise;
}

/** A client that never comes to its file must not keep the connection; how fast the file itself comes is watched by whoever takes it. */
function endSilence({ stream, bodyIdleMs }: RestRequest, parser: busboy.Busboy): { stop(): void } {
  const timer = setTimeout(() => {
    parser.destroy(new EngineError('timeout', `the body came to a halt before its file: nothing came for ${bodyIdleMs / 1000} s`));
  }, bodyIdleMs);
  const seen = (): void => void timer.refresh();
  stream.on('data', seen);
  return {
    stop: () => {
      stream.off('data', seen);
      clearTimeout(timer);
    },
  };
}

/** A connection that breaks in the middle of the body must end the part that is being read. */
function forward(stream: Readable, parser: busboy.Busboy, signal: AbortSignal): void {
  const cut = (): void => {
    parser.destroy(new Error('the connection was closed before the body was complete'));
  };
  stream.once('error', cut);
  stream.once('aborted', cut);
  signal.addEventListener('abort', cut, { once: true });
  parser.once('close', () => signal.removeEventListener('abort', cut));
  stream.pipe(parser);
}

function refusedType(contentType: string | undefined): RawReply | undefined {
  if (contentType === undefined) return textReply(400, 'Could not find Content-Type header');
  if (!/^\s*multipart\//i.test(contentType)) return textReply(415, "Parsed Content-Type did not have 'multipart' top-level media type");
  return /;\s*boundary=/i.test(contentType) ? undefined : textReply(400, 'Multipart boundary is not found');
}

function textReply(status: number, body: string): RawReply {
  return { kind: 'raw', status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
