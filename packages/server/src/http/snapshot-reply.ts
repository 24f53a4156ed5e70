import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { SnapshotDownload, SnapshotStream } from '../snapshot-store/snapshot-service.ts';
import type { ByteRange, ByteSource } from '../snapshot-store/snapshot-store.ts';
import type { RawReply } from './handler.ts';
import { failedPrecondition, meetsIfRange } from './preconditions.ts';

/**
 * The file, the part of it that `Range` asks for (206), or what its conditions ask for instead (304, 412); 416 for a range that is none. The digest is
 * that of the whole file (RFC 9530).
 */
export async function downloadReply(file: SnapshotDownload, request: IncomingHttpHeaders): Promise<RawReply> {
  const validators = { etag: file.etag, 'last-modified': new Date(file.modifiedMs).toUTCString() };
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(file.name),
    'accept-ranges': 'bytes',
    ...validators,
    ...(file.checksum === undefined ? {} : { 'repr-digest': `sha-256=:${Buffer.from(file.checksum, 'hex').toString('base64')}:` }),
  };
  const failed = failedPrecondition(request, file);
  if (failed !== undefined) {
    await file.close();
    return failed === 304 ? { kind: 'raw', status: 304, headers } : preconditionFailed(validators);
  }
  const range = rangeOf(request, file);
  if (range === 'unsatisfiable') {
    await file.close();
    return { kind: 'raw', status: 416, headers: { 'accept-ranges': 'bytes', 'content-range': `bytes */${file.sizeBytes}` } };
  }
  const { start, end } = range ?? { start: 0, end: file.sizeBytes };
  const length = { 'content-length': String(end - start) };
  const body = readable(await begun(file, { start, end }), () => file.close());
  if (range === undefined) return { kind: 'raw', status: 200, headers: { ...headers, ...length }, body };
  return {
    kind: 'raw',
    status: 206,
    headers: { ...headers, ...length, 'content-range': `bytes ${start}-${end - 1}/${file.sizeBytes}` },
    body,
  };
}

/** Plain text, as every error of a download. */
function preconditionFailed(validators: { readonly etag: string; readonly 'last-modified': string }): RawReply {
  const text = `The snapshot is another one than the request is for: its ETag is ${validators.etag}, it was last modified ${validators['last-modified']}`;
  return { kind: 'raw', status: 412, headers: { 'content-type': 'text/plain; charset=utf-8', ...validators }, body: text };
}

/** A snapshot that is made while it is sent: no length, nothing stored. */
export function streamReply(stream: SnapshotStream): RawReply {
  const headers = { 'content-type': 'application/octet-stream', 'content-disposition': disposition(stream.fileName) };
  return { kind: 'raw', status: 200, headers, body: readable(stream.body, () => stream.close()) };
}

/** The bytes, of which the first chunk is read already: a store that refuses them does so while the answer can still say it. */
async function begun(file: SnapshotDownload, range: ByteRange): Promise<ByteSource> {
  const chunks = file.read(range)[Symbol.asyncIterator]();
  const first = await chunks.next().catch(async (error: unknown) => {
    await file.close();
    throw error;
  });
  async function* all(): ByteSource {
    try {
      for (let next = first; next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return all();
}

/** Ends the source on every path: sent, failed, or the client gone. */
function readable(bytes: AsyncIterable<Uint8Array>, close: () => Promise<void>): Readable {
  async function* closing(): AsyncIterable<Uint8Array> {
    try {
      yield* bytes;
    } finally {
      await close();
    }
  }
  const body = Readable.from(closing(), { objectMode: false, highWaterMark: 1024 * 1024 });
  // A generator that was never started does not run its `finally`.
  body.once('close', () => void close().catch(() => undefined));
  return body;
}

function rangeOf(request: IncomingHttpHeaders, file: SnapshotDownload): ByteRange | 'unsatisfiable' | undefined {
  const { range } = request;
  // With another file than the client has a part of, it needs the whole.
  if (range === undefined || !meetsIfRange(request, file)) return undefined;
  const match = /^bytes=(\d*)-(\d*)$/.exec(range.replaceAll(' ', ''));
  // Several ranges at once, or another unit: the whole file is a valid answer.
  if (match === null) return range.startsWith('bytes=') && !range.includes(',') ? 'unsatisfiable' : undefined;
  const [, from = '', to = ''] = match;
  if (from === '')
    return to === '' || Number(to) === 0 ? 'unsatisfiable' : { start: Math.max(0, file.sizeBytes - Number(to)), end: file.sizeBytes };
  const end = to === '' ? file.sizeBytes : Math.min(Number(to) + 1, file.sizeBytes);
  return Number(from) < end ? { start: Number(from), end } : 'unsatisfiable';
}

/** Names beyond ASCII go into the extended parameter (RFC 6266). */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7E]|["\\]/g, '_');
  const extended = plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  return `attachment; filename="${plain}"${extended}`;
}
