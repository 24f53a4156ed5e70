import { QdrantError } from '../error.ts';

/** What can be uploaded: a path (Node), a Blob or File, a web stream, or anything that yields bytes. */
export type SnapshotSource = string | URL | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export interface OpenedSource {
  /** Opened when it is read: an upload that never begins leaves nothing open. */
  readonly content: Blob | AsyncIterable<Uint8Array>;
  readonly sizeBytes: number | undefined;
  readonly fileName: string | undefined;
}

/** Opens files on the platform that has them. */
export type OpenFile = (path: string | URL) => Promise<OpenedSource>;

export async function openSource(source: SnapshotSource, openFile: OpenFile): Promise<OpenedSource> {
  if (typeof source === 'string' || source instanceof URL) return openFile(source);
  if (source instanceof Blob) {
    const name = (source as { name?: unknown }).name;
    return { content: source, sizeBytes: source.size, fileName: typeof name === 'string' ? name : undefined };
  }
  if ('getReader' in source) return { content: iterate(source), sizeBytes: undefined, fileName: undefined };
  if (Symbol.asyncIterator in source) return { content: source, sizeBytes: undefined, fileName: undefined };
  throw new QdrantError('a snapshot is uploaded from a path, a Blob, a ReadableStream or an AsyncIterable of bytes', { code: 'usage' });
}

/** Web streams are not async iterable in every browser. */
export async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let finished = false;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        finished = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
