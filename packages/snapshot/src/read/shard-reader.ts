import { createBackgroundSlice, joinPath, type Vfs } from '@sextant/vfs';
import { FormatError } from '../format/format-error.ts';
import type { PointId } from '../format/point-id.ts';
import { type Clock, parseClocks, parseReplicaState, parseShardConfig, type ReplicaState, type ShardType } from '../format/shard-files.ts';
import { type PendingOperation, readPendingWal } from './pending-wal.ts';
import { decodeOptionalText, isDirectory, isFile } from './read-file.ts';
import { createReadPace } from './read-pace.ts';
import { openSegment, type SegmentReader } from './segment-reader.ts';
import type { LiveRow, RawPoint, StoredPoint } from './stored-point.ts';

/** Which points to read; asked before anything of a point is read. */
export type KeepId = (id: PointId) => boolean;

const idsPerBatch = 512;

/** An open shard directory. */
export interface ShardReader {
  readonly path: string;
  readonly type: ShardType | undefined;
  readonly replicaState: ReplicaState | undefined;
  readonly newestClocks: readonly Clock[] | undefined;
  readonly segments: readonly SegmentReader[];
  /** Directories of `segments/` that the engine would delete or pass over, with the reason. */
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
  /**
   * Every point once, in the copy with the highest version. By segment and row, not by id. What the log holds beyond the segments is
   * not in it: see `pendingOperations`.
   */
  points(keep?: KeepId): AsyncGenerator<StoredPoint, void, void>;
  /** The ids of `points`, in batches; nothing of the points is read. */
  ids(): AsyncGenerator<PointId[], void, void>;
  /** As `points`, nothing decoded, with the segment that holds it. */
  rawPoints(keep?: KeepId): AsyncGenerator<{ readonly segment: SegmentReader; readonly point: RawPoint }, void, void>;
  /** Operations of the log that segments may not hold yet, in order. */
  pendingOperations(): AsyncGenerator<PendingOperation, void, void>;
  close(): Promise<void>;
}

/** Opens the contents of one shard directory. Nested segment archives must have been unpacked. Close it on every path. */
export async function openShard(vfs: Vfs, path: string): Promise<ShardReader> {
  const segments: SegmentReader[] = [];
  const close = async (): Promise<void> => {
    for (const segment of segments.splice(0)) await segment.close();
  };
  try {
    const type = await decodeOptionalText(vfs, joinPath(path, 'shard_config.json'), parseShardConfig);
    const replicaState = await decodeOptionalText(vfs, joinPath(path, 'replica_state.json'), parseReplicaState);
    const newestClocks = await decodeOptionalText(vfs, joinPath(path, 'newest_clocks.json'), parseClocks);
    const { directories, ignored } = await listSegments(vfs, joinPath(path, 'segments'));
    for (const directory of directories) segments.push(await openSegment(vfs, directory));
    return {
      path,
      type,
      replicaState,
      newestClocks,
      segments,
      ignored,
      points: (keep) => mergedPoints(segments, keep),
      ids: () => mergedIds(segments),
      rawPoints: (keep) => mergedRaw(segments, keep),
      pendingOperations: () => readPendingWal(vfs, joinPath(path, 'wal')),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface SegmentList {
  /** Directories that hold the files of a segment. */
  readonly directories: string[];
  readonly ignored: { name: string; reason: string }[];
}

/** The segments of a `segments/` directory, and what in it is none. */
export async function listSegments(vfs: Vfs, path: string): Promise<SegmentList> {
  const list: SegmentList = { directories: [], ignored: [] };
  if (!(await isDirectory(vfs, path))) return list;
  const entries = await vfs.readdir(path);
  for (const { name, kind } of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if (name.startsWith('.')) continue;
    if (kind !== 'directory') {
      if (name.endsWith('.tar')) {
        throw new FormatError('unsupported', 'a segment is still an archive', {
          file: joinPath(path, name),
          remedy: 'unpack the snapshot with unpackSnapshot',
        });
      }
      list.ignored.push({ name, reason: 'a file, not a segment directory' });
    } else if (name.endsWith('.deleted')) list.ignored.push({ name, reason: 'marked as deleted' });
    else {
      const directory = await segmentRoot(vfs, joinPath(path, name));
      if (directory === undefined) list.ignored.push({ name, reason: 'incomplete: it has no version.info' });
      else list.directories.push(directory);
    }
  }
  return list;
}

/** Files lie in the segment directory itself, or below `files/` in the streamable layout. */
async function segmentRoot(vfs: Vfs, path: string): Promise<string | undefined> {
  for (const candidate of [path, joinPath(path, 'files')]) if (await isFile(vfs, joinPath(candidate, 'version.info'))) return candidate;
  return undefined;
}

async function* mergedPoints(segments: readonly SegmentReader[], keep?: KeepId): AsyncGenerator<StoredPoint, void, void> {
  // Decoded one by one: while one is looked at, the others of its batch are only their bytes.
  for await (const { segment, point } of mergedRaw(segments, keep)) yield segment.decode(point);
}

async function* mergedIds(segments: readonly SegmentReader[]): AsyncGenerator<PointId[], void, void> {
  for await (const { rows } of mergedRows(segments, undefined, () => idsPerBatch)) yield rows.map(({ id }) => id);
}

async function* mergedRaw(
  segments: readonly SegmentReader[],
  keep?: KeepId,
): AsyncGenerator<{ readonly segment: SegmentReader; readonly point: RawPoint }, void, void> {
  const pace = createReadPace();
  for await (const { segment, rows } of mergedRows(segments, keep, () => pace.rows())) {
    const points = await segment.readRaw(rows);
    pace.saw(points);
    for (const point of points) yield { segment, point };
  }
}

/** Batches of rows that hold the newest copy of their point. */
async function* mergedRows(
  segments: readonly SegmentReader[],
  keep: KeepId | undefined,
  rowsPerBatch: () => number,
): AsyncGenerator<{ readonly segment: SegmentReader; readonly rows: LiveRow[] }, void, void> {
  const winners = await findWinners(segments);
  const slice = createBackgroundSlice();
  for (const [index, segment] of segments.entries()) {
    let rows: LiveRow[] = [];
    for (const live of segment.liveRows()) {
      if (slice.isDue()) await slice.rest();
      if ((winners && winners.get(live.id)?.segment !== index) || keep?.(live.id) === false) continue;
      rows.push(live);
      if (rows.length < rowsPerBatch()) continue;
      yield { segment, rows };
      rows = [];
      await slice.rest();
    }
    if (rows.length > 0) yield { segment, rows };
  }
}

/** The segment with the newest copy of each id; undefined when no two segments can share one. */
async function findWinners(segments: readonly SegmentReader[]): Promise<Map<PointId, { segment: number; version: number }> | undefined> {
  if (segments.filter((segment) => segment.ids.liveCount > 0).length < 2) return undefined;
  const winners = new Map<PointId, { segment: number; version: number }>();
  const slice = createBackgroundSlice();
  for (const [index, segment] of segments.entries()) {
    for (const { id, version } of segment.liveRows()) {
      const known = winners.get(id);
      if (!known || version > known.version) winners.set(id, { segment: index, version });
      if (slice.isDue()) await slice.rest();
    }
  }
  return winners;
}
