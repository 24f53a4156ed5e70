/**
 * The map of a sparse file in GNU's PAX format 1.0, in front of the data: decimal numbers, each ended by a newline, padded with NUL to
 * whole blocks
 *
 *   count, then count times offset and length
 */
import { corrupt, FormatError } from '../format/format-error.ts';
import type { ByteSource } from './byte-source.ts';
import { type FileExtent, tarBlockBytes } from './tar-header.ts';

/** Reads the map and its padding; answers how many bytes it took. */
export async function readMapInData(
  source: ByteSource,
  maxExtents: number,
  start: number,
): Promise<{ list: FileExtent[]; mapBytes: number }> {
  let text = '';
  let mapBytes = 0;
  const readNumber = async (): Promise<number> => {
    for (;;) {
      const newline = text.indexOf('\n');
      if (newline >= 0) {
        const digits = text.slice(0, newline);
        text = text.slice(newline + 1);
        const value = /^\d{1,16}$/.test(digits) ? Number(digits) : Number.NaN;
        if (!Number.isSafeInteger(value)) throw corrupt('a sparse map is malformed', { offset: start });
        return value;
      }
      if (text.length > 20) throw corrupt('a sparse map is malformed', { offset: start });
      const block = await source.take(tarBlockBytes);
      if (block.length < tarBlockBytes) throw corrupt('the archive is truncated inside a sparse map', { offset: source.offset() });
      mapBytes += tarBlockBytes;
      text += new TextDecoder().decode(block);
    }
  };
  const count = await readNumber();
  if (count > maxExtents)
    throw new FormatError('limit', 'a sparse map is too long', { offset: start, expected: `at most ${maxExtents} entries`, found: count });
  const list: FileExtent[] = [];
  for (let index = 0; index < count; index++) list.push({ offset: await readNumber(), length: await readNumber() });
  return { list, mapBytes };
}

/** Checks that a map ascends, lies inside the file and accounts for every stored byte; drops empty entries (the end marker). */
export function checkExtents(extents: readonly FileExtent[], sizeBytes: number, storedBytes: number, start: number): FileExtent[] {
  let end = 0;
  let stored = 0;
  for (const { offset, length } of extents) {
    if (offset < end || offset + length > sizeBytes) {
      throw corrupt('a sparse map is out of order or runs over the end of its file', {
        offset: start,
        expected: `${end} to ${sizeBytes}`,
        found: `${offset} + ${length}`,
      });
    }
    if (length > 0 && stored % tarBlockBytes !== 0)
      throw corrupt('a range of a sparse file does not start on a block', { offset: start, found: stored });
    end = offset + length;
    stored += length;
  }
  if (stored !== storedBytes)
    throw corrupt('a sparse map does not match the stored data', { offset: start, expected: storedBytes, found: stored });
  return extents.filter((extent) => extent.length > 0);
}
