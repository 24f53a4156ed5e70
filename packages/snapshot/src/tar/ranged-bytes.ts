import type { SkippingBytes } from './byte-source.ts';

/** Bytes that lie somewhere and can be read from any place: a file, an object of a store, what a web server sends by `Range`. */
export interface Ranged {
  readonly sizeBytes: number;
  /** From `start` up to `end`, exclusive; fails when fewer come. Breaking off the iteration frees what is behind it. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

// A request is dear, and so are bytes that nobody wants: the first after a skip asks for little, each that follows it for twice as much.
const firstWindowBytes = 64 << 10;
const largestWindowBytes = 8 << 20;

/** Reads in windows, and nothing of what is skipped beyond the window at hand. */
export function rangedBytes({ sizeBytes, read }: Ranged): SkippingBytes {
  let position = 0;
  let windowEnd = 0;
  let windowBytes = firstWindowBytes;
  let window: AsyncIterator<Uint8Array> | undefined;
  const closeWindow = async (): Promise<void> => {
    const open = window;
    window = undefined;
    await open?.return?.();
  };
  const openWindow = (): AsyncIterator<Uint8Array> => {
    windowEnd = Math.min(sizeBytes, position + windowBytes);
    windowBytes = Math.min(largestWindowBytes, windowBytes * 2);
    return read(position, windowEnd)[Symbol.asyncIterator]();
  };
  return {
    [Symbol.asyncIterator]: () => ({
      async next() {
        for (;;) {
          if (position >= sizeBytes) {
            await closeWindow();
            return { value: undefined, done: true };
          }
          window ??= openWindow();
          const result = await window.next();
          if (result.done !== true) {
            position += result.value.length;
            return { value: result.value, done: false };
          }
          window = undefined;
          if (position < windowEnd) throw new Error(`the source ended at byte ${position} of ${sizeBytes}`);
        }
      },
      async skip(length) {
        const start = position;
        const target = Math.min(sizeBytes, start + length);
        // A source hands over what it has at hand: what is left of a window is as good as read.
        if (target >= windowEnd) {
          await closeWindow();
          windowBytes = firstWindowBytes;
          position = target;
        }
        return position - start;
      },
      async return() {
        await closeWindow();
        position = sizeBytes;
        return { value: undefined, done: true };
      },
    }),
  };
}
