import type { PointId } from '../operation/point.ts';
import { locatePoint } from './locate-point.ts';
import type { PacedRead } from './paced-read.ts';

/** The same read with only the given points in it: what a scan skips costs it next to nothing. */
export async function narrowRead(read: PacedRead, ids: readonly PointId[]): Promise<PacedRead> {
  const rows: number[][] = read.segments.map(() => []);
  for (const id of ids) {
    const found = locatePoint(read.segments, id);
    if (found !== undefined) rows[found.index]?.push(found.row);
    if (read.due()) await read.pause();
  }
  const segments = read.segments.map((one, index) => {
    const own = rows[index] ?? [];
    // A point that moved during a pause lies behind the rows of the read.
    const rowCount = own.reduce((count, row) => Math.max(count, row + 1), 0);
    const live = new Uint8Array(rowCount);
    for (const row of own) live[row] = 1;
    return { ...one, rowCount, live };
  });
  return { segments, due: () => read.due(), pause: () => read.pause(), hold: () => read.hold(), check: () => read.check() };
}
