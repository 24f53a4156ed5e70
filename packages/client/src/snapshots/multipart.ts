/** A body with one file field, as `multipart/form-data`, made while it is sent. */
export interface MultipartBody {
  readonly contentType: string;
  /** Known when the size of the file is. */
  readonly contentLength: number | undefined;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** Wraps `source` as the file field `snapshot`. */
export function multipartSnapshot(source: AsyncIterable<Uint8Array>, fileName: string, sizeBytes: number | undefined): MultipartBody {
  const boundary = `sextant-${globalThis.crypto.randomUUID()}`;
  const quoted = fileName.replace(/[\r\n"]/g, (c) => encodeURIComponent(c));
  const encoder = new TextEncoder();
  const head = encoder.encode(
    `--${boundary}\r\ncontent-disposition: form-data; name="snapshot"; filename="${quoted}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);
  async function* stream() {
    yield head;
    yield* source;
    yield tail;
  }
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: sizeBytes === undefined ? undefined : head.byteLength + sizeBytes + tail.byteLength,
    stream: stream(),
  };
}
