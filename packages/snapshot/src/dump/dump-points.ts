import { createBackgroundSlice } from '@sextant/vfs';
import type { SnapshotReader } from '../read/collection-reader.ts';
import { type LineOptions, pointLine } from './point-line.ts';
import { type PartSelection, selectShards } from './select-points.ts';

export interface DumpOptions extends PartSelection, Partial<LineOptions> {
  /** At most so many points. */
  readonly limit?: number;
}

const chunkCharacters = 65_536;

/**
 * The points of an open snapshot as NDJSON, in chunks of many lines: every point once, in its newest copy, shard by shard. What the log
 * holds beyond the segments is not in it: ask `summarizePending` first.
 */
export async function* dumpPoints(snapshot: SnapshotReader, options: DumpOptions = {}): AsyncGenerator<string, void, void> {
  const { limit = Number.POSITIVE_INFINITY, withVectors = true, withPayload = true } = options;
  if (limit <= 0) return;
  let chunk = '';
  let count = 0;
  const slice = createBackgroundSlice('long');
  outer: for (const { shard, ...place } of selectShards(snapshot, options)) {
    for await (const point of shard.points()) {
      chunk += `${pointLine(point, place, { withVectors, withPayload })}\n`;
      if (slice.isDue()) await slice.rest();
      if (++count >= limit) break outer;
      if (chunk.length < chunkCharacters) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}
