/**
 * An element of `offsets/` (a chunked storage with dim 1)
 *
 *   0   u32   first row in `vectors/`
 *   4   u32   count of rows
 *   8   u32   capacity in rows
 *
 * The rows of one multivector never straddle a chunk of `vectors/`; rows left over at the end of a chunk stay unused.
 */
import { FormatError } from './format-error.ts';
import { viewOf } from './u64.ts';

export const multivectorOffsetBytes = 12;

export interface MultivectorOffset {
  readonly firstRow: number;
  readonly count: number;
  readonly capacity: number;
}

export function decodeMultivectorOffset(bytes: Uint8Array, offset = 0): MultivectorOffset {
  const view = viewOf(bytes);
  return { firstRow: view.getUint32(offset, true), count: view.getUint32(offset + 4, true), capacity: view.getUint32(offset + 8, true) };
}

export function encodeMultivectorOffset(place: MultivectorOffset): Uint8Array {
  const bytes = new Uint8Array(multivectorOffsetBytes);
  const view = viewOf(bytes);
  view.setUint32(0, place.firstRow, true);
  view.setUint32(4, place.count, true);
  view.setUint32(8, place.capacity, true);
  return bytes;
}

/** The first row for `count` new rows when `nextRow` is the first unused one. */
export function placeMultivector(nextRow: number, count: number, chunkRows: number): number {
  if (count > chunkRows)
    throw new FormatError('limit', 'a multivector does not fit a chunk', { expected: `at most ${chunkRows} rows`, found: count });
  const left = chunkRows - (nextRow % chunkRows);
  return count <= left ? nextRow : nextRow + left;
}
