import { createBackgroundSlice } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { SegmentView } from '../segment/segment-view.ts';
import type { Shard } from '../shard/shard.ts';

/** Reads every live point once: its id, its vectors of variable size; payloads were checked when they were loaded. Fails with `service_error` naming the point that cannot be read. */
export async function verifyPoints(shard: Shard): Promise<void> {
  const names = [...shard.vectors.keys(), ...shard.sparseVectors.keys()];
  for (const segment of shard.segments()) await verifySegment(shard.id, segment, names);
}

async function verifySegment(shardId: number, segment: SegmentView, names: readonly string[]): Promise<void> {
  // Rows of a dense storage are one block of memory that was checked for its length when it was opened.
  const decoded = names.filter((name) => segment.storage(name)?.kind !== 'dense');
  if (decoded.length === 0) return;
  const slice = createBackgroundSlice();
  for (let row = 0; row < segment.rowCount; row++) {
    if (segment.live[row] === 1) verifyRow(shardId, segment, row, decoded);
    if (slice.isDue()) await slice.rest();
  }
}

function verifyRow(shardId: number, segment: SegmentView, row: number, names: readonly string[]): void {
  const id = segment.idOf(row);
  try {
    for (const name of names) if (segment.hasVector(row, name)) segment.vectorOf(row, name);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError('service_error', `point ${String(id)} of shard ${shardId} cannot be read: ${reason}`, {
      cause,
      details: { point: String(id), shard: shardId },
    });
  }
}
