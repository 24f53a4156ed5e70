import { iterate, type OpenedSource } from './snapshot-source.ts';

/** A body with one file field, as `multipart/form-data`, made while it is sent. */
export interface MultipartBody {
  readonly contentType: string;
  /** Known when the size of the file is. */
  readonly contentLength: number | undefined;
  readonly content: Blob | AsyncIterable<Uint8Array>;
}

export interface MultipartOptions {
  readonly fileName: string;
  /** Told each time bytes of the file were taken. */
  readonly onChunk?: (bytes: number) => void;
  /** Told when the source itself fails. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Wraps a source as the file field `snapshot`. A Blob stays one, whose parts are read when they are sent: browsers stream a request only over
 * HTTP/2, and send a Blob over anything. Watching its progress needs a stream.
 */
export function multipartSnapshot(source: OpenedSource, options: MultipartOptions): MultipartBody {
  const boundary = `sextant-${globalThis.crypto.randomUUID()}`;
  const quoted = options.fileName.replace(/[\r\n"]/g, (c) => encodeURIComponent(c));
  const encoder = new TextEncoder();
  const head = encoder.encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="snapshot"; filename="${quoted}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  const { content, sizeBytes } = source;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: sizeBytes === undefined ? undefined : head.byteLength + sizeBytes + tail.byteLength,
    content: content instanceof Blob && !options.onChunk ? new Blob([head, content, tail]) : framed(head, content, tail, options),
  };
}

async function* framed(
  head: Uint8Array,
  content: OpenedSource['content'],
  tail: Uint8Array,
  { onChunk, onError }: MultipartOptions,
): AsyncGenerator<Uint8Array> {
  yield head;
  try {
    for await (const chunk of content instanceof Blob ? iterate(content.stream()) : content) {
      yield chunk;
      onChunk?.(chunk.byteLength);
    }
  } catch (error) {
    onError?.(error);
    throw error;
  }
  yield tail;
}
