import type { PointId } from '../operation/point.ts';
import { locatePoint } from './locate-point.ts';
import { pacedRead } from './paced-read.ts';
import { pointReader } from './point-reader.ts';
import type { ReadContext, ReadSource } from './read-source.ts';
import type { PointRecord, ReadOptions, Selectors } from './request.ts';
import { checkStrictRead } from './strict-mode/check-strict-read.ts';

/** Points by id over the shards given: in the order asked for, missing ones left out, duplicates merged. */
export async function retrievePoints(
  sources: readonly ReadSource[],
  ids: readonly PointId[],
  options: Selectors & ReadOptions,
  context: Pick<ReadContext, 'vectors' | 'indexed' | 'strictMode'>,
): Promise<PointRecord[]> {
  checkStrictRead({ cost: ids.length }, context);
  const readPoint = pointReader(options, context);
  return pacedRead(sources, options, async (read) => {
    const records: PointRecord[] = [];
    for (const id of new Set(ids)) {
      const found = locatePoint(read.segments, id);
      if (found !== undefined) records.push(readPoint(found.read, found.row));
      if (read.due()) await read.pause();
    }
    return records;
  });
}
