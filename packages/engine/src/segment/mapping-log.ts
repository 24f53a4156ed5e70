import { decodeMappingChanges, encodeMappingChanges, type MappingChange } from '@sextant/snapshot';
import { createBackgroundSlice, createTimeSlice, joinPath, readIfPresent, type Vfs, type VfsFile } from '@sextant/vfs';
import type { PointId } from '../operation/point.ts';
import type { FlushFiles } from './flush-files.ts';
import type { FrozenFile } from './frozen-file.ts';

const path = 'mutable_id_tracker.mappings';
const batchRows = 2048;
const minCompactedBytes = 1_048_576;

/** The append-only log of which id lives in which row (format, section 8.1). */
export interface MappingLog {
  /** Bytes of whole records in the file. */
  readonly lengthBytes: number;
  /** Appends an insert for each of `inserted` and a delete for each of `deleted`. A failed append is cut off before the next one. */
  append(files: FlushFiles, inserted: Uint32Array, deleted: Uint32Array, idOf: (row: number) => PointId): Promise<void>;
  /** Whether most of the log is history. */
  isBloated(liveRows: number): boolean;
  /** Replaces the log by one insert a live row. */
  compact(live: Uint8Array, idOf: (row: number) => PointId): Promise<void>;
  /** Hands all records to `visit`, in slices. A cut-off record at the end is forgotten at the next append. */
  load(visit: (id: PointId, row: number | undefined) => void): Promise<void>;
  freeze(): FrozenFile;
}

export function createMappingLog(vfs: Vfs, directory: string): MappingLog {
  let lengthBytes = 0;
  /** The file may go on after `lengthBytes`, with a part of a record. */
  let isTorn = false;

  async function writeCompacted(file: VfsFile, live: Uint8Array, idOf: (row: number) => PointId): Promise<number> {
    const slice = createTimeSlice('long');
    let written = 0;
    for (let from = 0; from < live.length; from += batchRows) {
      const changes: MappingChange[] = [];
      for (let row = from; row < Math.min(live.length, from + batchRows); row++) if (live[row] === 1) changes.push({ id: idOf(row), row });
      const bytes = encodeMappingChanges(changes);
      await file.write(bytes, written);
      written += bytes.length;
      if (slice.isDue()) await slice.rest();
    }
    await file.sync();
    return written;
  }

  return {
    get lengthBytes() {
      return lengthBytes;
    },
    async append(files, inserted, deleted, idOf) {
      if (isTorn) await files.truncate(path, lengthBytes);
      await files.ensureSize(path, 0);
      isTorn = true;
      let written = 0;
      const slice = createTimeSlice('long');
      for (let from = 0; from < inserted.length + deleted.length; from += batchRows) {
        const changes: MappingChange[] = [];
        for (const row of inserted.subarray(from, from + batchRows)) changes.push({ id: idOf(row), row });
        const skipped = Math.max(0, from - inserted.length);
        const room = batchRows - changes.length;
        if (from + batchRows > inserted.length)
          for (const row of deleted.subarray(skipped, skipped + room)) changes.push({ id: idOf(row), row: undefined });
        const bytes = encodeMappingChanges(changes);
        await files.write(path, bytes, lengthBytes + written);
        written += bytes.length;
        if (slice.isDue()) await slice.rest();
      }
      lengthBytes += written;
      isTorn = false;
    },
    isBloated: (liveRows) => lengthBytes > minCompactedBytes && lengthBytes > liveRows * 21 * 4,
    async compact(live, idOf) {
      const temporary = joinPath(directory, `.mappings.${crypto.randomUUID()}.sextant-tmp`);
      const file = await vfs.open(temporary, 'wx+');
      let written: number;
      try {
        try {
          written = await writeCompacted(file, live, idOf);
        } finally {
          await file.close();
        }
        await vfs.rename(temporary, joinPath(directory, path));
      } catch (error) {
        await vfs.rm(temporary).catch(() => {}); // swept at the next opening
        throw error;
      }
      await vfs.syncDir(directory);
      lengthBytes = written;
      isTorn = false;
    },
    async load(visit) {
      const bytes = (await readIfPresent(vfs, joinPath(directory, path))) ?? new Uint8Array(0);
      const slice = createBackgroundSlice('long');
      let at = 0;
      for (;;) {
        const next = decodeMappingChanges(bytes, visit, at, batchRows);
        if (next === at) break;
        at = next;
        if (slice.isDue()) await slice.rest();
      }
      lengthBytes = at;
      isTorn = at < bytes.length;
    },
    freeze: () => ({ path, sizeBytes: lengthBytes, pieces: lengthBytes > 0 ? [{ offset: 0, lengthBytes }] : [] }),
  };
}
