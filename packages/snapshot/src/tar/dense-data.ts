import type { SkippingIterator } from './byte-source.ts';
import type { TarEntry } from './read-tar.ts';

const zeroes = new Uint8Array(65_536);

/** The whole content of an entry, holes as zeros, as a stream; what is skipped of it is not read where the archive need not be. */
export function denseData(entry: TarEntry): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => denseIterator(entry) };
}

function denseIterator({ extents, sizeBytes, read }: TarEntry): SkippingIterator {
  const stored = read()[Symbol.asyncIterator]();
  let position = 0;
  let index = 0;
  let chunk: Uint8Array = zeroes.subarray(0, 0);

  /** Stored bytes from here to `target`, which becomes the position. */
  const passTo = (target: number): number => {
    let bytes = 0;
    for (let extent = extents[index]; extent && extent.offset < target; extent = extents[index]) {
      const end = extent.offset + extent.length;
      bytes += Math.max(0, Math.min(target, end) - Math.max(position, extent.offset));
      if (end > target) break;
      index++;
    }
    position = target;
    return bytes;
  };
  return {
    async next() {
      if (position >= sizeBytes) return { value: undefined, done: true };
      while (extents[index]?.length === 0) index++;
      const start = extents[index]?.offset ?? sizeBytes;
      if (position < start) {
        const gap = Math.min(start - position, zeroes.length);
        position += gap;
        return { value: zeroes.subarray(0, gap), done: false };
      }
      if (chunk.length === 0) {
        const result = await stored.next();
        if (result.done === true) return { value: undefined, done: true };
        chunk = result.value;
      }
      const extent = extents[index];
      const part = chunk.subarray(0, start + (extent?.length ?? 0) - position);
      chunk = chunk.subarray(part.length);
      passTo(position + part.length);
      return { value: part, done: false };
    },
    async skip(length) {
      const from = position;
      const bytes = passTo(Math.min(position + length, sizeBytes));
      const atHand = Math.min(bytes, chunk.length);
      chunk = chunk.subarray(atHand);
      await stored.skip(bytes - atHand);
      return position - from;
    },
    async return() {
      position = sizeBytes;
      await stored.return?.();
      return { value: undefined, done: true };
    },
  };
}
