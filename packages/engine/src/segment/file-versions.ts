import type { SegmentManifest } from '@sextant/snapshot';
import { createBackgroundSlice } from '@sextant/vfs';
import type { FrozenFile } from './frozen-file.ts';

/*
 * The version of a file is that of the last operation whose points it holds (format, section 3.4). It follows from the versions of the rows, so it
 * is the same after a restart, and it may be too high but never too low: a file that changed must not be left out of a partial snapshot.
 *
 *   chunk_<n>.mmap, page_<n>.dat   the newest row in it; unversioned while no row is
 *   config.json of a store         0: written once with it
 *   all others                     unversioned (null), the version of the segment counts
 */

/** Rows as the files hold them. */
export interface RowVersions {
  /** Hands each row and its version to `visit`, in slices. */
  each(visit: (row: number, version: number) => void): Promise<void>;
}

/** Rows `0 … rowCount - 1`. None counts as newer than the segment: a row that is was written by a flush that did not get to its end, or is not in the files yet. */
export function rowVersions(rowCount: number, segmentVersion: number, versionOf: (row: number) => number): RowVersions {
  return {
    async each(visit) {
      const slice = createBackgroundSlice();
      for (let row = 0; row < rowCount; row++) {
        visit(row, Math.min(versionOf(row), segmentVersion));
        if ((row & 0xfff) === 0xfff && slice.isDue()) await slice.rest();
      }
    },
  };
}

/** The highest version noted for each of a row of numbered files. */
export interface VersionTally {
  note(file: number, version: number): void;
  /** By path. */
  result(): Map<string, number>;
}

export function versionTally(pathOf: (file: number) => string): VersionTally {
  const highest: number[] = [];
  return {
    note(file, version) {
      const before = highest[file];
      if (before === undefined || version > before) highest[file] = version;
    },
    result() {
      const versions = new Map<string, number>();
      for (const [file, version] of highest.entries()) if (version !== undefined) versions.set(pathOf(file), version);
      return versions;
    },
  };
}

const unlisted = new Set(['segment.json', 'version.info']);

/** The manifest of a segment whose frozen files these are. `versions` has the files with a version of their own. */
export function segmentManifest(
  uuid: string,
  segmentVersion: number,
  files: readonly FrozenFile[],
  versions: (path: string) => number | null,
): SegmentManifest {
  const listed = files.filter(({ path }) => !unlisted.has(path)).map(({ path }) => [path, versions(path)] as const);
  return { segment_id: uuid, segment_version: segmentVersion, file_versions: Object.fromEntries(listed) };
}

/** Whether the configuration of a store: written when the store is made, never again. */
export function isStoreConfig(path: string): boolean {
  return /^(?:payload_storage|vector_storage[^/]*\/(?:store|(?:tq_)?(?:vectors|offsets)))\/config\.json$/.test(path);
}

/** Whether a file of a segment that takes no rows is written when the segment is made and never again, by any engine. */
export function isWrittenOnce(path: string): boolean {
  if (isStoreConfig(path) || path.startsWith('vector_index')) return true;
  if (/^vector_storage[^/]*\/(?:matrix\.dat|tq_vectors\.dat|quantized[^/]*)$/.test(path)) return true;
  return path.startsWith('id_tracker.') && path !== 'id_tracker.deleted' && path !== 'id_tracker.versions';
}
