import type { ByteSource } from './snapshot-store.ts';

/**
 * The same bytes; the memory of each chunk is let go when the next is asked for. The collector would leave it lying, and go over the whole heap for every
 * 15 MB of it while queries wait. Only for sources that hand each of their buffers out once and keep none, as connections do: what somebody else
 * still has would be gone.
 */
export async function* freed(source: AsyncIterable<Uint8Array>): ByteSource {
  for await (const chunk of source) {
    yield chunk;
    const { buffer } = chunk;
    // Of a larger buffer the rest may belong to somebody.
    if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength) buffer.transfer(0);
  }
}
