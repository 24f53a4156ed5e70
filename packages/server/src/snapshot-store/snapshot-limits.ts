import type { TarLimits } from '@sextant/snapshot';

/** What snapshot work may take; `storage.snapshots_config.limits` of the configuration, in bytes and milliseconds. */
export interface SnapshotLimits {
  /** Creations at once. */
  readonly maxCreations: number;
  /** Recoveries at once, uploads included. */
  readonly maxRecoveries: number;
  /** Snapshots sent while they are made, at once. */
  readonly maxStreams: number;
  /** Pieces of work that wait for their turn; more are refused. */
  readonly maxWaiting: number;
  /** Largest archive taken, uploaded or fetched. */
  readonly maxArchiveBytes: number;
  /** Apparent size of everything in an archive, holes included. */
  readonly maxUnpackedBytes: number;
  /** That size over the bytes which the archive stores; looked at above 1 GiB. */
  readonly maxUnpackRatio: number;
  /** Entries of an archive, those of archives inside of it included. */
  readonly maxEntries: number;
  /** Longest silence of a remote sender. */
  readonly remoteIdleMs: number;
  /** Longest silence of a client that sends a body. */
  readonly uploadIdleMs: number;
  /** Longest time for which a client takes nothing of an answer. */
  readonly downloadIdleMs: number;
  /** What a sender must reach on average over the time of its longest silence. */
  readonly minBytesPerSec: number;
  /** Longest time for one piece of work, from its turn to its end. */
  readonly maxDurationMs: number;
  /** How often running work tells the log how far it is. */
  readonly progressLogMs: number;
}

const gibibyte = 2 ** 30;

export const defaultSnapshotLimits: SnapshotLimits = {
  maxCreations: 4,
  maxRecoveries: 2,
  maxStreams: 8,
  maxWaiting: 64,
  maxArchiveBytes: 1024 * gibibyte,
  maxUnpackedBytes: 4096 * gibibyte,
  maxUnpackRatio: 10_000,
  maxEntries: 250_000,
  remoteIdleMs: 60_000,
  uploadIdleMs: 60_000,
  downloadIdleMs: 60_000,
  minBytesPerSec: 1024,
  maxDurationMs: 86_400_000,
  progressLogMs: 10_000,
};

/** The part of the limits that the archive itself is held to. */
export function archiveLimits(limits: SnapshotLimits): Partial<TarLimits> {
  const { maxArchiveBytes, maxUnpackedBytes, maxUnpackRatio, maxEntries } = limits;
  return { maxEntries, maxUnpackedBytes, maxUnpackRatio, maxFileBytes: maxUnpackedBytes, maxStoredBytes: maxArchiveBytes };
}
