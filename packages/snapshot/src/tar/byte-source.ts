import { createTimeSlice } from '@sextant/vfs';

/** The iterator of a stream that can leave bytes out without reading them, as a file can. `skip` answers how many there were. */
export interface SkippingIterator extends AsyncIterator<Uint8Array, void> {
  skip(length: number): Promise<number>;
}

/** A stream whose iterator can leave bytes out. */
export interface SkippingBytes extends AsyncIterable<Uint8Array> {
  [Symbol.asyncIterator](): SkippingIterator;
}

/** Pulls bytes out of a stream that arrives in chunks of any size. */
export interface ByteSource {
  /** Bytes handed out so far. */
  offset(): number;
  /** Exactly `length` bytes, or what was left (fewer) at the end of the stream. The array is the caller's only until the next call. */
  take(length: number): Promise<Uint8Array>;
  /** The next bytes as they arrived, at most `max`; undefined at the end. */
  next(max: number): Promise<Uint8Array | undefined>;
  /** Drops `length` bytes; answers how many there were. */
  skip(length: number): Promise<number>;
  /** Lets go of the stream, which may be mid-way. */
  close(): Promise<void>;
}

export function createByteSource(stream: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = stream[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let offset = 0;
  let ended = false;
  // A source that never waits (memory, a cache) would keep everything else of the process from running, be it with data or with headers: how long
  // the loops of a reader are is for the archive to say. Each step may be a chunk that is written or hashed.
  const slice = createTimeSlice('long');

  const fill = async (): Promise<boolean> => {
    while (chunk.length === 0 && !ended) {
      const result = await iterator.next();
      if (result.done) ended = true;
      else chunk = result.value;
    }
    return chunk.length > 0;
  };
  const shift = (max: number): Uint8Array => {
    const part = chunk.subarray(0, max);
    chunk = chunk.subarray(part.length);
    offset += part.length;
    return part;
  };
  const next = async (max: number): Promise<Uint8Array | undefined> => {
    if (slice.isDue()) await slice.rest();
    if (chunk.length === 0 && !(await fill())) return undefined;
    return shift(max);
  };

  return {
    offset: () => offset,
    next,
    take: async (length) => {
      if (slice.isDue()) await slice.rest();
      if (chunk.length >= length) return shift(length);
      const bytes = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const part = await next(length - filled);
        if (!part) break;
        bytes.set(part, filled);
        filled += part.length;
      }
      return bytes.subarray(0, filled);
    },
    skip: async (length) => {
      if (slice.isDue()) await slice.rest();
      let skipped = shift(length).length;
      if (canSkip(iterator) && !ended && skipped < length) {
        const left = await iterator.skip(length - skipped);
        offset += left;
        skipped += left;
      }
      while (skipped < length) {
        const part = await next(length - skipped);
        if (!part) break;
        skipped += part.length;
      }
      return skipped;
    },
    close: async () => {
      if (ended) return;
      ended = true;
      await iterator.return?.();
    },
  };
}

function canSkip(iterator: AsyncIterator<Uint8Array>): iterator is SkippingIterator {
  return 'skip' in iterator;
}
