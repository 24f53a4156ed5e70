import { chunkBytes, lendChunk, type VfsFile } from '@sextant/vfs';
import type { ByteRange } from './snapshot-store.ts';

/** The bytes of a range in lent chunks. Fails when the file ends before the range does: it was cut while it was read. */
export async function* readFileChunks(file: VfsFile, range: ByteRange): AsyncIterable<Uint8Array> {
  for (let position = range.start; position < range.end; ) {
    const chunk = lendChunk(Math.min(chunkBytes, range.end - position));
    const count = await file.read(chunk, position);
    if (count < chunk.length) throw new Error(`the file ends at byte ${position + count}; expected ${range.end} bytes`);
    yield chunk;
    position += count;
  }
}
