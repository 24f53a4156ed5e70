import { elementBytes } from './convert.ts';
import type { ElementType } from './scan-memory.ts';

/**
 * Bytes of a scan memory:
 *
 * | offset            | what                                                                                        |
 * |-------------------|---------------------------------------------------------------------------------------------|
 * | r x readerBytes   | scratch of reader r: query, padded with zeros to 16 elements (f32 and f16: float32; u8: bytes) |
 * |   + scaledOffset  | f16 only: the query times 2^112, for the dot product of undecoded halves                     |
 * |   + masksOffset   | 128 bytes: ones over the elements that a row has in its last block of 16; the rest belongs to assembly/f16.ts |
 * |   + scoresOffset  | maxScanRows x 4: row numbers in, scores out                                                  |
 * | rowsOffset        | rows, strideBytes each, without gaps                                                         |
 * | end               | at least 16 bytes more, which a scan may read and ignore                                     |
 * | reserved          | from a multiple of 64 on: a graph (hnsw-graph.ts) and its walks (graph-walk.ts), if there is one |
 */
export interface ScanLayout {
  readonly strideBytes: number;
  readonly queryBytes: number;
  readonly scaledOffset: number;
  readonly masksOffset: number;
  readonly scoresOffset: number;
  readonly readerBytes: number;
  readonly rowsOffset: number;
}

export const pageBytes = 65_536;
export const maxPages = 65_536;
export const maxDim = 65_536;
/** Few enough that a call stays far below a millisecond, enough that calls cost nothing. */
export const maxScanRows = 2048;
export const overreadBytes = 16;

/** Where things are in a memory for rows of `dim` elements and `readers` threads. */
export function layOut(elementType: ElementType, dim: number, readers: number): ScanLayout {
  const paddedDim = (dim + 15) & ~15;
  const queryBytes = paddedDim * (elementType === 'u8' ? 1 : 4);
  const scaledOffset = queryBytes;
  const masksOffset = scaledOffset + (elementType === 'f16' ? queryBytes : 0);
  const scoresOffset = masksOffset + 128;
  const readerBytes = (scoresOffset + maxScanRows * 4 + 63) & ~63;
  return {
    strideBytes: dim * elementBytes[elementType],
    queryBytes,
    scaledOffset,
    masksOffset,
    scoresOffset,
    readerBytes,
    rowsOffset: readerBytes * readers,
  };
}

/** Pages that `rows` rows need. */
export function pagesFor(layout: ScanLayout, rows: number): number {
  return Math.ceil((layout.rowsOffset + rows * layout.strideBytes + overreadBytes) / pageBytes);
}
