import { giveWay, joinPath, type Vfs } from '@sextant/vfs';
import { getBit } from '../format/bits.ts';
import { diskMappingSteps } from '../format/disk-id-tracker.ts';
import { atFile, awaitAtFile, corrupt, FormatError } from '../format/format-error.ts';
import { immutableMappingSteps } from '../format/immutable-id-tracker.ts';
import { applyMappingChange, createPointMapping, decodeMappingChanges } from '../format/mutable-id-tracker.ts';
import type { PointId } from '../format/point-id.ts';
import { decodePointVersions } from '../format/point-versions.ts';
import { isAppendable, type SegmentConfig } from '../format/segment-state.ts';
import { oldSegment } from '../format/version-info.ts';
import { decodeFile, isFile, readOptionalFile, readRequiredFile } from './read-file.ts';
import { runSliced } from './run-sliced.ts';

export type IdTrackerKind = 'mutable' | 'immutable' | 'disk';

export interface LoadedIds {
  readonly kind: IdTrackerKind;
  /** The id of every live row; undefined for a dead one. */
  readonly idOfRow: readonly (PointId | undefined)[];
  readonly versions: Float64Array;
  readonly liveCount: number;
  /** Rows whose id has no version: the engine drops them at load. */
  readonly versionless: number;
  /** Where a record of a mapping log is cut off. */
  readonly tornAt?: number;
}

const recordsPerSlice = 4000;

/** Loads whichever id tracker a segment has. */
export async function loadIdTracker(vfs: Vfs, directory: string, config: SegmentConfig): Promise<LoadedIds> {
  const has = (name: string): Promise<boolean> => isFile(vfs, joinPath(directory, name));
  if (!isAppendable(config)) {
    if (await has('id_tracker.i2e')) return loadDisk(vfs, directory);
    if (await has('id_tracker.mappings')) return loadImmutable(vfs, directory);
  }
  if (!(await has('mutable_id_tracker.mappings'))) {
    await refuseRocksDb(vfs, directory);
    // Qdrant would load such a segment as empty and so lose every point of it without a word.
    if (!isAppendable(config)) {
      const isPartial = await has('segment_manifest.json');
      throw new FormatError('missing', 'an immutable segment has no id tracker', {
        file: joinPath(directory, 'id_tracker.mappings'),
        remedy: isPartial ? 'this is a partial snapshot: merge it into the shard it was made for' : 'take the snapshot again',
      });
    }
  }
  return loadMutable(vfs, directory);
}

async function refuseRocksDb(vfs: Vfs, directory: string): Promise<void> {
  for (const { name } of await vfs.readdir(directory)) {
    if (name === 'CURRENT' || name === 'db_backup' || name === 'payload_index_db_backup' || name.endsWith('.sst')) {
      throw oldSegment(`${directory} has no id tracker`, name);
    }
  }
}

/** What any file may have beyond what its neighbours make likely. */
const sparedBytes = 256 << 20;

async function loadMutable(vfs: Vfs, directory: string): Promise<LoadedIds> {
  const path = joinPath(directory, 'mutable_id_tracker.mappings');
  const log = (await readOptionalFile(vfs, path)) ?? new Uint8Array(0);
  // Compaction leaves few records of many rows, yet no end of versions for next to none.
  const mostVersionBytes = sparedBytes + 64 * log.length;
  const versionBytes =
    (await readOptionalFile(vfs, joinPath(directory, 'mutable_id_tracker.versions'), mostVersionBytes)) ?? new Uint8Array(0);
  const versions = atFile(joinPath(directory, 'mutable_id_tracker.versions'), () => decodePointVersions(versionBytes));
  const mapping = createPointMapping();
  // A row number names memory: a log of n bytes cannot have written more rows than it has records, give or take reuse.
  const rowLimit = Math.max(versions.length, log.length);
  const apply = (id: PointId, row: number | undefined): void => {
    if (row !== undefined && row > rowLimit) throw corrupt('a row number is absurd', { expected: `at most ${rowLimit}`, found: row });
    applyMappingChange(mapping, id, row);
  };
  let end = 0;
  for (;;) {
    const next = atFile(path, () => decodeMappingChanges(log, apply, end, recordsPerSlice));
    const isLast = next === end || next === log.length;
    end = next;
    if (isLast) break;
    await giveWay();
  }
  let versionless = 0;
  for (let row = versions.length; row < mapping.idOfRow.length; row++) {
    if (mapping.idOfRow[row] === undefined) continue;
    mapping.idOfRow[row] = undefined;
    versionless++;
  }
  const liveCount = mapping.rowOfId.size - versionless;
  return { kind: 'mutable', idOfRow: mapping.idOfRow, versions, liveCount, versionless, ...(end < log.length ? { tornAt: end } : {}) };
}

async function loadImmutable(vfs: Vfs, directory: string): Promise<LoadedIds> {
  const path = joinPath(directory, 'id_tracker.mappings');
  const bytes = await readRequiredFile(vfs, path);
  const ids = await awaitAtFile(path, () => runSliced(immutableMappingSteps(bytes)));
  return withDeletions(vfs, directory, 'immutable', ids);
}

async function loadDisk(vfs: Vfs, directory: string): Promise<LoadedIds> {
  const i2e = await readRequiredFile(vfs, joinPath(directory, 'id_tracker.i2e'));
  const isUuid = await readRequiredFile(vfs, joinPath(directory, 'id_tracker.is_uuid'));
  return withDeletions(vfs, directory, 'disk', await awaitAtFile(directory, () => runSliced(diskMappingSteps(i2e, isUuid))));
}

async function withDeletions(vfs: Vfs, directory: string, kind: IdTrackerKind, ids: readonly PointId[]): Promise<LoadedIds> {
  const versions = await decodeFile(vfs, joinPath(directory, 'id_tracker.versions'), decodePointVersions, sparedBytes + 8 * ids.length);
  const deletedPath = joinPath(directory, 'id_tracker.deleted');
  const deleted = await readRequiredFile(vfs, deletedPath, sparedBytes + ids.length);
  if (deleted.length * 8 < ids.length) {
    throw corrupt('the deletion bitmap is too short', { file: deletedPath, expected: `${ids.length} bits`, found: deleted.length * 8 });
  }
  let liveCount = 0;
  let versionless = 0;
  const idOfRow = ids.map((id, row) => {
    if (getBit(deleted, row)) return undefined;
    if (row >= versions.length) {
      versionless++;
      return undefined;
    }
    liveCount++;
    return id;
  });
  return { kind, idOfRow, versions, liveCount, versionless };
}
