import type { SnapshotLimits } from '../snapshot-store/snapshot-limits.ts';
import type { ServerConfig } from './schema.ts';

const mebibyte = 2 ** 20;

/** `storage.snapshots_config.limits` in bytes and milliseconds. */
export function snapshotLimitsOf({ storage }: ServerConfig): SnapshotLimits {
  const { limits } = storage.snapshots_config;
  return {
    maxCreations: limits.max_creations,
    maxRecoveries: limits.max_recoveries,
    maxStreams: limits.max_streams,
    maxWaiting: limits.max_waiting,
    maxArchiveBytes: Math.floor(limits.max_archive_mb * mebibyte),
    maxUnpackedBytes: Math.floor(limits.max_unpacked_mb * mebibyte),
    maxUnpackRatio: limits.max_unpack_ratio,
    maxEntries: limits.max_entries,
    remoteIdleMs: limits.remote_idle_sec * 1000,
    uploadIdleMs: limits.upload_idle_sec * 1000,
    downloadIdleMs: limits.download_idle_sec * 1000,
    minBytesPerSec: limits.min_bytes_per_sec,
    maxDurationMs: limits.max_duration_sec * 1000,
    progressLogMs: limits.progress_log_sec * 1000,
  };
}
