// Snapshots of gigabytes pass through in chunks. Fresh memory for each of them makes the collector run over the whole heap every 64 MiB: a third of the
// time of a download went there, and queries waited meanwhile. So chunks are lent: who is done with one gives it back. Not giving back costs nothing
// but that memory; giving back what somebody still reads would send wrong bytes, so only the last holder may.

/** Size of the chunks that are lent. */
export const chunkBytes = 1_048_576;

const mostSpare = 8;
const spare: ArrayBuffer[] = [];
const lent = new WeakMap<ArrayBufferLike, number>();

/** Memory for at most `length` bytes, content undefined. Smaller ones are not worth keeping and are fresh. */
export function lendChunk(length: number): Uint8Array<ArrayBuffer> {
  if (length < chunkBytes / 2 || length > chunkBytes) return new Uint8Array(length);
  const memory = spare.pop() ?? new ArrayBuffer(chunkBytes);
  lent.set(memory, length);
  return new Uint8Array(memory, 0, length);
}

/** Whether the chunk is all that was lent: whoever has it may pass it on. */
export function isLent({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
  return byteOffset === 0 && lent.get(buffer) === byteLength;
}

/** Takes back a chunk, all of it; what was not lent, or is only a part, is left to the collector. Nobody may read it any more. */
export function giveBackChunk(chunk: Uint8Array): void {
  if (!isLent(chunk)) return;
  lent.delete(chunk.buffer);
  if (spare.length < mostSpare) spare.push(chunk.buffer as ArrayBuffer);
}

/** The same chunks, each of which goes back when the next is asked for. */
export async function* givingBack(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of source) {
    yield chunk;
    giveBackChunk(chunk);
  }
}
