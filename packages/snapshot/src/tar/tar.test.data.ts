import type { PackEntry } from './pack-tar.ts';
import { type ReadTarOptions, readTar } from './read-tar.ts';
import type { FileExtent } from './tar-header.ts';

/** A stream of `bytes` cut at the given places. */
export async function* cutAt(bytes: Uint8Array, ...cuts: number[]): AsyncGenerator<Uint8Array, void, void> {
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

/** A stream of `bytes` in chunks of `size`. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk.slice());
  return new Uint8Array(Buffer.concat(chunks));
}

export interface ReadEntry {
  readonly path: string;
  readonly kind: string;
  readonly sizeBytes: number;
  readonly extents: readonly FileExtent[];
  /** The stored bytes. */
  readonly data: Uint8Array;
}

/** Reads a whole archive into memory. */
export async function readAll(stream: AsyncIterable<Uint8Array>, options?: ReadTarOptions): Promise<ReadEntry[]> {
  const entries: ReadEntry[] = [];
  for await (const entry of readTar(stream, options)) {
    const { path, kind, sizeBytes, extents } = entry;
    entries.push({ path, kind, sizeBytes, extents, data: await collect(entry.read()) });
  }
  return entries;
}

/** The content of an entry with its holes filled. */
export function fillHoles(entry: Pick<ReadEntry, 'sizeBytes' | 'extents' | 'data'>): Uint8Array {
  const content = new Uint8Array(entry.sizeBytes);
  let at = 0;
  for (const { offset, length } of entry.extents) {
    content.set(entry.data.subarray(at, at + length), offset);
    at += length;
  }
  return content;
}

/** An entry with this content; with `extents`, only those ranges are stored and the rest is taken as zeros. */
export function packEntry(path: string, content: Uint8Array, extents?: readonly FileExtent[], chunkBytes = 1000): PackEntry {
  const stored = extents ? Buffer.concat(extents.map(({ offset, length }) => content.subarray(offset, offset + length))) : content;
  return { path, sizeBytes: content.length, ...(extents ? { extents } : {}), read: () => inChunks(stored, chunkBytes) };
}
