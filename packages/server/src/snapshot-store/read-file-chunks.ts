import type { VfsFile } from '@sextant/vfs';
import type { ByteRange } from './snapshot-store.ts';

const chunkBytes = 256 * 1024;

/** The bytes of a range in fresh chunks. Fails when the file ends before the range does: it was cut while it was read. */
export async function* readFileChunks(file: VfsFile, range: ByteRange): AsyncIterable<Uint8Array> {
  for (let position = range.start; position < range.end; ) {
    const chunk = new Uint8Array(Math.min(chunkBytes, range.end - position));
    const count = await file.read(chunk, position);
    if (count < chunk.length) throw new Error(`the file ends at byte ${position + count}; expected ${range.end} bytes`);
    yield chunk;
    position += count;
  }
}
