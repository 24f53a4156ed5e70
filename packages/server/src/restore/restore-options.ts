/** Snapshots that a server starts from. All of them are restored, or nothing is changed and the start fails. */
export interface RestoreOptions {
  /** Path of a snapshot of a whole storage: its collections and aliases. */
  readonly storageSnapshot?: string;
  /** Snapshots of collections, each restored under a name of its own. */
  readonly snapshots?: readonly CollectionToRestore[];
  /** Replace collections and aliases that are there; without it, one that is there fails the start. */
  readonly force?: boolean;
  /** Told when a collection is begun, every now and then while it is unpacked, and when it is verified. */
  readonly onProgress?: (progress: RestoreProgress) => void;
  /** Stops the restore before anything is changed. */
  readonly signal?: AbortSignal;
}

export interface CollectionToRestore {
  readonly path: string;
  readonly collection: string;
}

export interface RestoreProgress {
  readonly collection: string;
  /** Which of the collections this is, from 1. */
  readonly index: number;
  readonly count: number;
  /** Bytes of all archives that have been read, and that there are. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Points that were read back; there when the collection is verified. */
  readonly points?: number;
}
