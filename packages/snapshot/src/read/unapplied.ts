import { createBackgroundSlice } from '@sextant/vfs';
import type { PointId } from '../format/point-id.ts';
import type { WalOperation, WalPointSelector } from '../wal/wal-operation.ts';
import type { PendingOperation } from './pending-wal.ts';
import type { ShardReader } from './shard-reader.ts';

/** What the log of a shard holds from its acknowledged operation on. */
export interface PendingSummary {
  readonly operations: number;
  /** Operations whose effect could not be found in the segments; without any, the segments are the whole truth. */
  readonly unapplied: number;
  /** Number of the last operation; undefined when there is none. */
  readonly lastIndex: number | undefined;
}

/** What is known of a point that the log speaks of. */
interface Mentioned {
  version: number | undefined;
  /** The last operation that deletes it by id. */
  deletedBy: number | undefined;
}

/**
 * Compares the log with the segments. Servers keep the last acknowledged operation in the log, so that a log is hardly ever empty; an
 * operation counts as applied only when every point it names shows it. One that chooses points by a filter counts as unapplied: its traces
 * cannot be told without evaluating it. Memory grows with the log, not with the points.
 */
export async function summarizePending(shard: Pick<ShardReader, 'segments' | 'pendingOperations'>): Promise<PendingSummary> {
  const mentioned = new Map<PointId, Mentioned>();
  let operations = 0;
  let lastIndex: number | undefined;
  for await (const { index, operation } of shard.pendingOperations()) {
    operations++;
    lastIndex = index;
    for (const id of idsOf(operation) ?? []) {
      const known = mentioned.get(id) ?? { version: undefined, deletedBy: undefined };
      if (operation.kind === 'delete_points') known.deletedBy = index;
      mentioned.set(id, known);
    }
  }
  if (operations === 0) return { operations, unapplied: 0, lastIndex };
  await findVersions(shard, mentioned);
  let unapplied = 0;
  for await (const pending of shard.pendingOperations()) if (!isApplied(shard, pending, mentioned)) unapplied++;
  return { operations, unapplied, lastIndex };
}

async function findVersions({ segments }: Pick<ShardReader, 'segments'>, mentioned: Map<PointId, Mentioned>): Promise<void> {
  if (mentioned.size === 0) return;
  const slice = createBackgroundSlice();
  for (const segment of segments) {
    for (const { id, version } of segment.liveRows()) {
      const known = mentioned.get(id);
      if (known) known.version = Math.max(version, known.version ?? -1);
      if (slice.isDue()) await slice.rest();
    }
  }
}

/** The ids an operation names; undefined when it chooses its points otherwise, or changes none. */
function idsOf(operation: WalOperation): readonly PointId[] | undefined {
  const selected = (selector: WalPointSelector): readonly PointId[] | undefined => ('ids' in selector ? selector.ids : undefined);
  switch (operation.kind) {
    case 'upsert_points':
    case 'update_vectors':
      return operation.points.map((point) => point.id);
    case 'delete_points':
      return operation.ids;
    case 'delete_vectors':
    case 'set_payload':
    case 'overwrite_payload':
    case 'delete_payload':
    case 'clear_payload':
      return selected(operation.selector);
    default:
      return undefined;
  }
}

function isApplied(
  { segments }: Pick<ShardReader, 'segments'>,
  { index, operation }: PendingOperation,
  mentioned: ReadonlyMap<PointId, Mentioned>,
): boolean {
  const hasVector = (name: string) => (segment: ShardReader['segments'][number]) =>
    Object.hasOwn(segment.state.config.vector_data, name) || Object.hasOwn(segment.state.config.sparse_vector_data, name);
  // Payload indexes change no point.
  if (operation.kind === 'create_index' || operation.kind === 'delete_index') return true;
  if (operation.kind === 'create_vector_name') return segments.every(hasVector(operation.name));
  if (operation.kind === 'delete_vector_name') return !segments.some(hasVector(operation.name));
  const ids = idsOf(operation);
  return ids?.every((id) => isShown(operation, index, mentioned.get(id))) ?? false;
}

function isShown({ kind }: WalOperation, index: number, point: Mentioned | undefined): boolean {
  if (point?.version !== undefined) return point.version >= index;
  // A point that is not there cannot be changed; one that should be there must have been deleted later.
  return kind !== 'upsert_points' || (point?.deletedBy ?? -1) > index;
}
