import type { RecoveryPlan, RecoveryPlanWarning } from '@sextant/contract';
import type { RecoveryPreview, ShardPreview } from '@sextant/engine';
import type { ReceivedArchive } from './recover-snapshot.ts';
import type { RecoverableScope, RecoverOptions } from './snapshot-service.ts';

/** The plan that a dry run answers, in the words of the contract. */
export function recoveryPlan(
  scope: RecoverableScope,
  options: RecoverOptions,
  { received, preview }: { readonly received: ReceivedArchive; readonly preview: RecoveryPreview },
): RecoveryPlan {
  const { content } = preview;
  const isShard = scope.kind === 'shard';
  const plan = {
    collection: preview.collection,
    ...(isShard ? { shard_id: scope.shardId } : {}),
    action: preview.action,
    archive: {
      kind: preview.action === 'merge' ? 'partial' : scope.kind,
      size: received.sizeBytes,
      sha256: received.checksum,
      checksum_compared: options.checksum !== undefined,
      collection_version: content?.collectionVersion ?? null,
      oldest_writer: content?.oldestQdrant ?? null,
    },
    points: pointsOf(preview.shards),
    shards: preview.shards.map(encodeShard),
    config: preview.config,
    kept_settings: preview.keptSettings.map(({ field, kept, inSnapshot }) => ({ field, kept, in_archive: inSnapshot })),
    payload_indexes: { kept: [...preview.schemas.kept], added: [...preview.schemas.added], removed: [...preview.schemas.removed] },
    aliases: [...preview.aliases],
    disk: { needed: received.neededBytes, free: received.freeBytes },
    memory: { needed: memoryNeeded(received, preview), available: preview.availableMemoryBytes },
  };
  return { ...plan, warnings: warningsOf(plan as Omit<RecoveryPlan, 'warnings'>, preview) } as RecoveryPlan;
}

/** Of shards that are not there yet, or cannot be opened, nothing is known. */
function pointsOf(shards: readonly ShardPreview[]): { before: number | null; after: number } {
  const known = shards.filter(({ pointsBefore }) => pointsBefore !== undefined);
  return {
    before: known.length === 0 ? null : known.reduce((sum, { pointsBefore }) => sum + (pointsBefore ?? 0), 0),
    after: shards.reduce((sum, { pointsAfter }) => sum + pointsAfter, 0),
  };
}

function encodeShard({ shardId, shardKey, pointsBefore, pointsAfter, staged, misplacedPoints }: ShardPreview) {
  return {
    shard_id: shardId,
    ...(shardKey === undefined ? {} : { shard_key: shardKey }),
    points: { before: pointsBefore ?? null, after: pointsAfter },
    ...(staged === undefined
      ? {}
      : {
          segments: staged.segments.length,
          indexed_segments: staged.segments.filter(isIndexed).length,
          pending_operations: staged.unappliedOperations,
        }),
    ...(misplacedPoints === 0 ? {} : { misplaced_points: misplacedPoints }),
  };
}

function isIndexed({ vectors }: { readonly vectors: Readonly<Record<string, { readonly hasGraph: boolean }>> }): boolean {
  const dense = Object.values(vectors);
  return dense.length > 0 && dense.every(({ hasGraph }) => hasGraph);
}

/** Files are mostly holes when they are new: what is loaded of them came out of the archive. */
function memoryNeeded({ sizeBytes }: ReceivedArchive, { content, action }: RecoveryPreview): number | null {
  if (content === undefined) return null;
  return action === 'merge' ? content.memoryBytes : Math.min(content.memoryBytes, sizeBytes);
}

function warningsOf(plan: Omit<RecoveryPlan, 'warnings'>, preview: RecoveryPreview): RecoveryPlanWarning[] {
  const { points, shards, archive, disk, memory, kept_settings: kept } = plan;
  const warnings: RecoveryPlanWarning[] = [];
  const warn = (code: RecoveryPlanWarning['code'], message: string): unknown => warnings.push({ code, message });
  if (points.after === 0) {
    const instead = points.before === null || points.before === 0 ? '' : ` The ${points.before} points that are there now would be gone.`;
    warn('no_points', `The archive has no points: was it made on a node without the shards?${instead}`);
  } else if (points.before !== null && points.after < points.before)
    warn('fewer_points', `There would be ${points.after} points instead of ${points.before}`);
  warnings.push(...writerWarnings(archive));
  const pending = shards.reduce((sum, shard) => sum + (shard.pending_operations ?? 0), 0);
  if (pending > 0)
    warn(
      'pending_operations',
      `${pending} operations are in the log of the archive only, not yet in its segments; they are replayed, and counted here`,
    );
  const strange = shards.filter(({ misplaced_points: misplaced }) => misplaced !== undefined);
  if (strange.length > 0)
    warn(
      'misplaced_points',
      `Shard ${strange.map(({ shard_id: id }) => id).join(', ')} would have points that belong to other shards by their id: the archive is of a collection with another number of shards, or of another of its shards. Searches find them, but writing one again makes it twice`,
    );
  const searched = searchedThrough(preview);
  if (searched > 0)
    warn(
      'no_graph',
      `${searched} points are in segments without a graph although they are above the indexing threshold: searches look at all of them until they are optimized`,
    );
  if (kept.length > 0) warn('settings_kept', `Settings that stay as they are: ${kept.map(({ field }) => field).join(', ')}`);
  if (disk.needed > disk.free) warn('low_disk', `${disk.needed} bytes are needed on the disk of the storage, ${disk.free} were free`);
  if (memory.needed !== null && memory.needed > memory.available)
    warn('low_memory', `About ${memory.needed} bytes of memory are needed beside what is loaded, ${memory.available} were available`);
  return warnings;
}

const ownVersion = 19;

function writerWarnings({ kind, collection_version: version, oldest_writer: writer }: RecoveryPlan['archive']): RecoveryPlanWarning[] {
  const warnings: RecoveryPlanWarning[] = [];
  if (kind === 'collection' && version !== '0.4.2') {
    const found = version === null ? 'has no version.info' : `says ${JSON.stringify(version)} in version.info`;
    warnings.push({
      code: 'unknown_version',
      message: `The archive ${found}; 0.4.2 is known. Its files were read without contradiction, but Qdrant itself refuses it when it restores at start`,
    });
  }
  if (writer !== null && Number(writer.slice(2)) < ownVersion)
    warnings.push({
      code: 'older_writer',
      message: `Nothing in the archive is newer than Qdrant ${writer}. Its files were read to the end; Qdrant itself restores snapshots of its own and of the previous minor version only`,
    });
  return warnings;
}

/** Points of segments that Qdrant would have indexed. */
function searchedThrough({ config, shards }: RecoveryPreview): number {
  const thresholdKb = config.optimizer_config.indexing_threshold ?? 10_000;
  if (thresholdKb === 0) return 0;
  let points = 0;
  for (const segment of shards.flatMap(({ staged }) => staged?.segments ?? [])) {
    const isAbove = Object.values(segment.vectors).some(
      ({ size, hasGraph, datatype }) => !hasGraph && (segment.points * size * bytesOf(datatype)) / 1024 > thresholdKb,
    );
    if (isAbove) points += segment.points;
  }
  return points;
}

function bytesOf(datatype: string | undefined): number {
  if (datatype === 'float16') return 2;
  return datatype === undefined || datatype === 'float32' ? 4 : 1;
}
