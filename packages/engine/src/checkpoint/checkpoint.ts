import type { ShardManifest } from '@sextant/snapshot/format';

/** One file of a frozen moment, as it goes into an archive. */
export interface CheckpointEntry {
  /** Relative to the root of the archive, `/`-separated: `0/segments/<uuid>/files/segment.json`. */
  readonly path: string;
  /** Apparent size; ranges not in `extents` are zero. */
  readonly sizeBytes: number;
  /** Data ranges, ascending, disjoint. Absent: the whole file is data. */
  readonly extents?: readonly { readonly offset: number; readonly length: number }[];
  /** The data of the extents, concatenated, in chunks of at most 1 MiB. */
  read(): AsyncIterable<Uint8Array>;
}

/** A frozen moment of a collection. Holds no lock: writes and searches go on. */
export interface CollectionCheckpoint {
  readonly collection: string;
  readonly entries: readonly CheckpointEntry[];
  /** Lets the space of rows that died since be reused. Call it once, on every path. */
  release(): Promise<void>;
}

/** The frozen moment of one shard; paths are relative to the shard directory. */
export interface ShardCheckpoint {
  readonly shardId: number;
  /** Which operation last changed which file of the segments; there when it was asked for. */
  readonly manifest?: ShardManifest;
  readonly entries: readonly CheckpointEntry[];
  release(): Promise<void>;
}

export interface ShardCheckpointOptions {
  /** Also tell the versions of the files; costs a look at every row. Default false. */
  readonly withManifest?: boolean;
}

export interface RecoveryPlan {
  /** Directory from `createStagingDirectory`, holding the unpacked collection snapshot (format, section 3.2; segments unpacked to directories). */
  readonly stagedPath: string;
  readonly priority: 'snapshot' | 'replica' | 'no_sync';
}
