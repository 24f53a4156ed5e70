/** What an archive may ask for before it is refused. */
export interface TarLimits {
  /** Entries, directories included. */
  readonly maxEntries: number;
  /** Apparent size of one file, holes included. */
  readonly maxFileBytes: number;
  /** Bytes of data that are stored in the archive, all entries together. */
  readonly maxStoredBytes: number;
  readonly maxPathBytes: number;
  /** Size of one long-name or PAX record, and entries of one sparse map. */
  readonly maxRecordBytes: number;
  readonly maxExtents: number;
}

/** Far above any real snapshot, far below what would hurt. */
export const defaultTarLimits: TarLimits = {
  maxEntries: 1_000_000,
  maxFileBytes: 2 ** 42,
  maxStoredBytes: 2 ** 44,
  maxPathBytes: 4096,
  maxRecordBytes: 1 << 20,
  maxExtents: 1 << 18,
};
