import { chunkBytes } from '@sextant/vfs';
import type { ByteSource } from './snapshot-store.ts';

/**
 * The same bytes in pieces of 1 MiB: what comes from the network comes in pieces of some 64 KiB, and sixteen writes of those take several times as long
 * as one of them all. A piece is the caller's only until the next is asked for.
 */
export async function* gathered(source: ByteSource): ByteSource {
  let buffer: Uint8Array | undefined;
  let filled = 0;
  for await (const part of source) {
    // Large ones, as files give them, need no copy.
    if (filled === 0 && part.length >= chunkBytes / 2) {
      yield part;
      continue;
    }
    for (let at = 0; at < part.length; ) {
      buffer ??= new Uint8Array(chunkBytes);
      const count = Math.min(part.length - at, buffer.length - filled);
      buffer.set(part.subarray(at, at + count), filled);
      at += count;
      filled += count;
      if (filled < buffer.length) continue;
      yield buffer;
      filled = 0;
    }
  }
  if (buffer !== undefined && filled > 0) yield buffer.subarray(0, filled);
}
