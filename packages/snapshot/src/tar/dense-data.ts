import type { TarEntry } from './read-tar.ts';

const zeroes = new Uint8Array(65_536);

/** The whole content of an entry, holes as zeros, as a stream. */
export async function* denseData(entry: TarEntry): AsyncGenerator<Uint8Array, void, void> {
  let position = 0;
  let index = 0;
  for await (const chunk of entry.read()) {
    for (let at = 0; at < chunk.length; ) {
      const extent = entry.extents[index];
      if (!extent) return;
      for (; position < extent.offset; position += zeroes.length) {
        const gap = extent.offset - position;
        yield gap < zeroes.length ? zeroes.subarray(0, gap) : zeroes;
        if (gap < zeroes.length) {
          position = extent.offset;
          break;
        }
      }
      const take = Math.min(chunk.length - at, extent.offset + extent.length - position);
      yield chunk.subarray(at, at + take);
      at += take;
      position += take;
      if (position === extent.offset + extent.length) index++;
    }
  }
  for (; position < entry.sizeBytes; position += zeroes.length)
    yield zeroes.subarray(0, Math.min(zeroes.length, entry.sizeBytes - position));
}
