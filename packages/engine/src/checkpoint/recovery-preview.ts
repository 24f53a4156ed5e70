import type { CollectionConfig, PayloadFieldSchema } from '@sextant/contract';
import type { ShardKey } from '../collection/collection-files.ts';
import type { StoredConfig } from '../collection/config-defaults.ts';
import type { LocalCollection } from '../collection/local-collection.ts';
import type { PointId } from '../operation/point.ts';
import type { Shard } from '../shard/shard.ts';
import type { StagedContent, StagedShard } from './staged-content.ts';

/** What a recovery is of. `partial` is a shard that gets what a partial snapshot brings. */
export type RecoveryTarget =
  | { readonly kind: 'collection'; readonly collection: string }
  | { readonly kind: 'shard' | 'partial'; readonly collection: string; readonly shardId: number };

/** What a recovery would make of what is there, found out by doing everything of it but the last step. */
export interface RecoveryPreview {
  /** The real name, of an alias too. */
  readonly collection: string;
  readonly action: 'create' | 'replace' | 'merge';
  /** Of the collection afterwards. */
  readonly config: CollectionConfig;
  /** Settings of the existing collection that stay although the snapshot has others. */
  readonly keptSettings: readonly KeptSetting[];
  readonly schemas: { readonly kept: readonly string[]; readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly aliases: readonly string[];
  /** Every shard of the collection afterwards, ascending; those that the snapshot does not touch have the same count twice. */
  readonly shards: readonly ShardPreview[];
  /** What the files told; undefined when only the recovery itself understands them. */
  readonly content: StagedContent | undefined;
  /** Memory the process could still take before the snapshot was loaded. */
  readonly availableMemoryBytes: number;
}

export interface KeptSetting {
  /** Path in the configuration, as `hnsw_config.m`. */
  readonly field: string;
  readonly kept: unknown;
  readonly inSnapshot: unknown;
}

export interface ShardPreview {
  readonly shardId: number;
  readonly shardKey?: ShardKey;
  /** Undefined when there is no such shard yet, or it cannot be opened. */
  readonly pointsBefore: number | undefined;
  readonly pointsAfter: number;
  /** What the snapshot brings for it; undefined for a shard that stays. */
  readonly staged: StagedShard | undefined;
  /** Points of a sample that belong to other shards by their id, as in a snapshot of a collection with another number of shards. */
  readonly misplacedPoints: number;
}

/** The collections before (undefined: none, or one that cannot be opened) and after, side by side. */
export interface Compared {
  readonly collection: string;
  readonly action: RecoveryPreview['action'];
  readonly before: Pick<LocalCollection, 'payloadSchemas' | 'shards'> | undefined;
  readonly after: {
    readonly config: StoredConfig;
    readonly schemas: ReadonlyMap<string, PayloadFieldSchema>;
    readonly shards: readonly Shard[];
  };
  readonly keyOf: (shardId: number) => ShardKey | undefined;
  /** Settings as the snapshot has them; undefined when it has none or nothing was there before. */
  readonly snapshotConfig: StoredConfig | undefined;
  readonly aliases: readonly string[];
  readonly stagedOf: (shardId: number) => StagedShard | undefined;
  /** Where points go that are written as those of a shard; undefined for a shard that stays. */
  readonly shardOf: (shardId: number) => ((id: PointId) => number) | undefined;
  readonly content: StagedContent | undefined;
  readonly availableMemoryBytes: number;
}

/** The answer of a preview: counts and names, nothing that refers to open files. */
export function comparePreview(compared: Compared): RecoveryPreview {
  const { before, after, content } = compared;
  const { uuid: _uuid, ...config } = after.config;
  const countsBefore = new Map(before?.shards.all.map((shard) => [shard.id, shard.pointCount]));
  const fieldsBefore = [...(before?.payloadSchemas().keys() ?? [])];
  return {
    collection: compared.collection,
    action: compared.action,
    config,
    keptSettings: compared.snapshotConfig === undefined ? [] : settingDifferences(after.config, compared.snapshotConfig),
    schemas: {
      kept: fieldsBefore.filter((field) => after.schemas.has(field)),
      added: [...after.schemas.keys()].filter((field) => !fieldsBefore.includes(field)),
      removed: fieldsBefore.filter((field) => !after.schemas.has(field)),
    },
    aliases: compared.aliases,
    shards: after.shards.map((shard) => {
      const shardKey = compared.keyOf(shard.id);
      return {
        shardId: shard.id,
        ...(shardKey === undefined ? {} : { shardKey }),
        pointsBefore: countsBefore.get(shard.id),
        pointsAfter: shard.pointCount,
        staged: compared.stagedOf(shard.id),
        misplacedPoints: misplaced(shard, compared.shardOf(shard.id)),
      };
    }),
    content,
    availableMemoryBytes: compared.availableMemoryBytes,
  };
}

const sampledPoints = 1000;

/** Rows all over the segments are looked at, not all of them: a shard of another ring has misplaced points everywhere. */
function misplaced(shard: Shard, shardOf: ((id: PointId) => number) | undefined): number {
  if (shardOf === undefined) return 0;
  const segments = shard.segments();
  const rows = segments.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const step = Math.max(1, Math.ceil(rows / sampledPoints));
  let found = 0;
  for (const segment of segments) {
    for (let row = 0; row < segment.rowCount; row += step) {
      if (segment.live[row] === 1 && shardOf(segment.idOf(row)) !== shard.id) found += 1;
    }
  }
  return found;
}

/** Where two configurations differ, to the single value; their identity is no setting. */
function settingDifferences(kept: StoredConfig, snapshot: StoredConfig): KeptSetting[] {
  const differences: KeptSetting[] = [];
  const visit = (a: unknown, b: unknown, field: string): void => {
    if (isRecord(a) && isRecord(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        if (field !== '' || key !== 'uuid') visit(own(a, key), own(b, key), field === '' ? key : `${field}.${key}`);
      }
    } else if (JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)) differences.push({ field, kept: a ?? null, inSnapshot: b ?? null });
  };
  visit(kept, snapshot, '');
  return differences;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
