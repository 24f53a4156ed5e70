import type { PointId } from '../operation/point.ts';
import type { SegmentRead } from './paced-read.ts';

/** Where a point is, among the segments of a read. */
export function locatePoint(
  segments: readonly SegmentRead[],
  id: PointId,
): { readonly read: SegmentRead; readonly index: number; readonly row: number } | undefined {
  for (let index = 0; index < segments.length; index++) {
    const read = segments[index] as SegmentRead;
    const row = read.segment.rowOf(id);
    if (row !== undefined && read.segment.live[row] === 1) return { read, index, row };
  }
  return undefined;
}
