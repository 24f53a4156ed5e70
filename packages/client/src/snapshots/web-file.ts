import { QdrantError } from '../error.ts';
import type { OpenedSource } from './snapshot-source.ts';

export function openFile(path: string | URL): Promise<OpenedSource> {
  return Promise.reject(
    new QdrantError(`cannot read ${String(path)}: this platform has no files; pass a Blob or a stream`, { code: 'usage' }),
  );
}

export function writeFile(path: string | URL, _source: AsyncIterable<Uint8Array>): Promise<void> {
  return Promise.reject(
    new QdrantError(`cannot write ${String(path)}: this platform has no files; read the stream instead`, { code: 'usage' }),
  );
}
