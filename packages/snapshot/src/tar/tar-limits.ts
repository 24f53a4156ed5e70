/** What an archive may ask for before it is refused. */
export interface TarLimits {
  /** Entries, and directories that paths only pass through; unpacking counts those of nested archives too. */
  readonly maxEntries: number;
  /** Apparent size of one file, holes included. */
  readonly maxFileBytes: number;
  /** Bytes of data that are stored in the archive, all entries together. */
  readonly maxStoredBytes: number;
  /** Apparent size of all files that are unpacked, holes included. */
  readonly maxUnpackedBytes: number;
  /** That size over the stored bytes; looked at once more than `ratioFreeBytes` are unpacked. */
  readonly maxUnpackRatio: number;
  readonly maxPathBytes: number;
  /** Bytes of all paths together: they are remembered to tell a path that is named twice. */
  readonly maxAllPathBytes: number;
  /** Size of the long name and PAX records before one entry, and entries of one sparse map. */
  readonly maxRecordBytes: number;
  readonly maxExtents: number;
}

/** Far above any real snapshot, far below what would hurt. */
export const defaultTarLimits: TarLimits = {
  maxEntries: 1_000_000,
  maxFileBytes: 2 ** 42,
  maxStoredBytes: 2 ** 44,
  maxUnpackedBytes: 2 ** 44,
  maxUnpackRatio: 10_000,
  maxPathBytes: 4096,
  maxAllPathBytes: 128 << 20,
  maxRecordBytes: 1 << 20,
  maxExtents: 1 << 18,
};

/** A few almost empty shards are holes for the most part: below this, the ratio says nothing. */
export const ratioFreeBytes = 2 ** 30;
