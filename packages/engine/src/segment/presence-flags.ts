import { bitmapSizeBytes, decodeFlagsStatus, encodeFlagsStatus, flagsFileBytes, getBit } from '@sextant/snapshot';
import { joinPath, readIfPresent, type Vfs } from '@sextant/vfs';
import type { FlushFiles } from './flush-files.ts';
import { type FrozenFile, frozenBytes } from './frozen-file.ts';
import { grown } from './growable.ts';
import { readStart } from './read-file.ts';

/** Which rows have no vector of a name: a byte a row in memory, the `deleted/` flags directory on disk (format, section 10.1). */
export interface PresenceFlags {
  /** 1 = absent. Rows beyond its length are absent, too. */
  readonly absent: Uint8Array;
  readonly presentCount: number;
  set(row: number, absent: boolean): void;
  /** Writes the flags of rows that changed; those from `rowCount` on stay 0. */
  flush(files: FlushFiles, rows: Uint32Array, rowCount: number): Promise<void>;
  /** The files as the last flush left them. */
  freeze(): FrozenFile[];
}

/** Flags of a storage whose files are in `directory`, relative to the segment. */
export function createPresenceFlags(
  directory: string,
): PresenceFlags & { load(vfs: Vfs, segmentDirectory: string, rowCount: number): Promise<void> } {
  let absent = new Uint8Array(0);
  let known = 0;
  let presentCount = 0;
  let flushedRows = 0;
  let written = new Uint8Array(0);

  function set(row: number, isAbsent: boolean): void {
    if (row >= known) {
      absent = grown(absent, row + 1);
      absent.fill(1, known, row + 1);
      known = row + 1;
    }
    const before = absent[row] as number;
    const after = isAbsent ? 1 : 0;
    absent[row] = after;
    presentCount += before - after;
  }

  return {
    get absent() {
      return absent;
    },
    get presentCount() {
      return presentCount;
    },
    set,
    async flush(files, rows, rowCount) {
      let low = flushedRows;
      for (const row of rows) if (row < low) low = row;
      const firstByte = low >> 3;
      const lastByte = (rowCount + 7) >> 3;
      if (written.length < lastByte) {
        const larger = new Uint8Array(bitmapSizeBytes(rowCount));
        larger.set(written);
        written = larger;
      }
      for (let byte = firstByte; byte < lastByte; byte++) {
        let bits = 0;
        for (let bit = 0; bit < 8; bit++) {
          const row = byte * 8 + bit;
          if (row < rowCount && (row >= known || absent[row] === 1)) bits |= 1 << bit;
        }
        written[byte] = bits;
      }
      await files.write(`${directory}/flags_a.dat`, written.subarray(firstByte, lastByte), firstByte, flagsFileBytes(rowCount));
      await files.write(`${directory}/status.dat`, encodeFlagsStatus(rowCount), 0);
      flushedRows = rowCount;
    },
    freeze() {
      const bits = written.slice(0, bitmapSizeBytes(flushedRows));
      return [
        frozenBytes(`${directory}/status.dat`, encodeFlagsStatus(flushedRows)),
        { path: `${directory}/flags_a.dat`, sizeBytes: flagsFileBytes(flushedRows), pieces: [{ offset: 0, bytes: bits }] },
      ];
    },
    async load(vfs, segmentDirectory, rowCount) {
      const base = joinPath(segmentDirectory, directory);
      const status = await readIfPresent(vfs, joinPath(base, 'status.dat'));
      const { length, fileName } = status ? decodeFlagsStatus(status) : { length: 0, fileName: 'flags_a.dat' as const };
      const bits = await readStart(vfs, joinPath(base, fileName), Math.ceil(Math.min(length, rowCount) / 8));
      absent = new Uint8Array(rowCount);
      for (let row = Math.min(length, rowCount) - 1; row >= 0; row--) absent[row] = getBit(bits, row) ? 1 : 0;
      known = rowCount;
      presentCount = rowCount;
      for (let row = 0; row < rowCount; row++) presentCount -= absent[row] as number;
      if (fileName === 'flags_a.dat') {
        written = new Uint8Array(bitmapSizeBytes(rowCount));
        written.set(bits.subarray(0, written.length));
        flushedRows = Math.min(length, rowCount);
      }
    },
  };
}
