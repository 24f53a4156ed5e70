/** Bytes in chunks of at most 1 MiB, in order. A chunk is the consumer’s until it asks for the next. Breaking off the iteration frees what is behind it. */
export type ByteSource = AsyncIterable<Uint8Array>;

/** Half-open: `start` inclusive, `end` exclusive, both within the file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** A stored file as the store sees it. `key` is relative, `/`-separated: `col/col-1-2026-….snapshot`, `col/shards/0/…`, `full-snapshot-….snapshot`. */
export interface StoredFile {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** SHA-256, lower-case hex; absent when the file came without one. */
  readonly checksum?: string;
  /** Without quotes; changes with the content. Absent where the store has none of its own. */
  readonly etag?: string;
}

/** A file being written. Exactly one of `commit` and `abort` is called; nothing is visible under the key before `commit`. */
export interface StoreWriter {
  /** Where the bytes lie meanwhile, when that is the local file system: recovery reads an upload there before it is committed. */
  readonly path?: string;
  write(chunk: Uint8Array): Promise<void>;
  /** All is written: puts down what can be put down before the file becomes visible, so that `commit` has as little as possible left to fail at. */
  seal(): Promise<void>;
  /** Makes the file durable, then visible, with its checksum. Replaces what was there. Leaves nothing behind when it fails. */
  commit(checksum?: string): Promise<StoredFile>;
  /** Leaves nothing behind. Never throws. */
  abort(): Promise<void>;
}

export interface StoreReader {
  readonly file: StoredFile;
  read(range?: ByteRange): ByteSource;
  close(): Promise<void>;
}

/**
 * Where snapshot files live: a local directory or an object store. Keys are checked by the caller (no `..`, no empty segment). A missing key is
 * `undefined` or `false`, not a failure.
 */
export interface SnapshotStore {
  readonly kind: 'local' | 's3';
  /** Files directly below `prefix` (`''` for the root), in no particular order; sidecars and unfinished files are left out. */
  list(prefix: string): Promise<StoredFile[]>;
  stat(key: string): Promise<StoredFile | undefined>;
  /** `signal` ends reads that wait for a remote. */
  open(key: string, options?: { signal?: AbortSignal }): Promise<StoreReader | undefined>;
  /** Starts a file; with `sizeHintBytes` the store refuses at once what it has no space for. `signal` ends writes that wait for a remote. */
  create(key: string, options?: { sizeHintBytes?: number; signal?: AbortSignal }): Promise<StoreWriter>;
  remove(key: string): Promise<boolean>;
  /** Removes what writers left behind that never ended. Run once, before the first use. */
  sweep(): Promise<void>;
  /** Ends connections and what runs in the background. */
  close?(): Promise<void>;
}
