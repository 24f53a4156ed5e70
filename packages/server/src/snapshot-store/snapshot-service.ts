/** Snapshots of collections, shards and the whole storage, for both transports. */
export interface SnapshotService {
  /** Waits for, or aborts, what is running; leaves no temporary file. */
  close(): Promise<void>;
}
