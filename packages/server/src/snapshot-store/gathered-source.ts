import { chunkBytes, isLent, lendChunk } from '@sextant/vfs';
import type { ByteSource } from './snapshot-store.ts';

/**
 * The same bytes in lent chunks of 1 MiB: what comes from the network comes in pieces of some 64 KiB, and sixteen writes of those take several times as
 * long as one of them all. When the source fails, what came before goes out first.
 */
export async function* gathered(source: ByteSource): ByteSource {
  let chunk: Uint8Array | undefined;
  let filled = 0;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const part of source) {
      if (filled === 0 && isLent(part)) {
        yield part;
        continue;
      }
      for (let at = 0; at < part.length; ) {
        chunk ??= lendChunk(chunkBytes);
        const count = Math.min(part.length - at, chunk.length - filled);
        chunk.set(part.subarray(at, at + count), filled);
        at += count;
        filled += count;
        if (filled < chunk.length) continue;
        const full = chunk;
        [chunk, filled] = [undefined, 0];
        yield full;
      }
    }
  } catch (error) {
    failure = { error };
  }
  if (chunk !== undefined && filled > 0) yield chunk.subarray(0, filled);
  if (failure !== undefined) throw failure.error;
}
