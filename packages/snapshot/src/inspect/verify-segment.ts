import { createBackgroundSlice, giveWay, joinPath, type Vfs } from '@sextant/vfs';
import { decodePayload } from '../format/blob-value.ts';
import { decodeFlagsStatus } from '../format/dynamic-flags.ts';
import { atFile } from '../format/format-error.ts';
import { isStoredNormalized } from '../format/normalize.ts';
import type { PointId } from '../format/point-id.ts';
import { vectorStorageDirectory } from '../format/segment-state.ts';
import { decodeSparseValue } from '../format/sparse-value.ts';
import { isDirectory, isFile, mostStatusBytes, readOptionalFile } from '../read/read-file.ts';
import { createReadPace } from '../read/read-pace.ts';
import { openSegment, type SegmentReader } from '../read/segment-reader.ts';
import type { LiveRow, StoredPoint, StoredVector } from '../read/stored-point.ts';
import { type Report, reportErrors } from './finding.ts';
import { verifyBlobstore } from './verify-blobstore.ts';
import { verifyIndexFiles } from './verify-index-files.ts';

/** What a segment was found to hold. */
export interface VerifiedSegment {
  /** Of live points; the caller's own. */
  readonly ids: Set<PointId>;
  /** Highest version of a live point; -1 when there is none. */
  readonly newest: number;
  readonly state: SegmentReader['state'];
}

/**
 * How far a check goes: `structure` is ids, versions, flags, places and who owns which block, for those who then load every value themselves;
 * `values` reads each vector and payload besides.
 */
export type VerifyDepth = 'structure' | 'values';

/** Checks a segment; answers what it holds, or undefined when it cannot be opened. */
export async function verifySegment(vfs: Vfs, path: string, report: Report, depth: VerifyDepth): Promise<VerifiedSegment | undefined> {
  const segment = await reportErrors(path, report, () => openSegment(vfs, path));
  if (!segment) return undefined;
  try {
    const { rows, ids, newest } = await checkIds(vfs, segment, report);
    await checkPoints(segment, rows, report, depth);
    const reportOf = reportOfRow(rows, report);
    const reading = (read: (value: Uint8Array) => unknown) => (depth === 'values' ? { read, reportOf } : undefined);
    await verifyBlobstore(vfs, joinPath(path, 'payload_storage'), report, reading(decodePayload));
    for (const name of Object.keys(segment.state.config.sparse_vector_data)) {
      const directory = joinPath(path, vectorStorageDirectory(name));
      if ((await isDirectory(vfs, directory)) && !(await isFile(vfs, joinPath(directory, 'deleted/status.dat')))) {
        const message = `sparse vector "${name}" has no flags: the engine makes its storage anew and all its vectors would be lost`;
        report({ severity: 'error', file: joinPath(directory, 'deleted/status.dat'), message });
      }
      await verifyBlobstore(vfs, joinPath(directory, 'store'), report, reading(decodeSparseValue));
    }
    await checkUnlisted(vfs, segment, report);
    await verifyIndexFiles(vfs, path, segment.state.config, report);
    return { ids, newest, state: segment.state };
  } finally {
    await segment.close();
  }
}

/** A broken value of a row that is not live is only a warning: a power cut may leave another value where one lay, and nothing reads it. */
function reportOfRow(rows: readonly LiveRow[], report: Report): (row: number) => Report {
  const reportDeleted: Report = (finding) => report({ ...finding, severity: 'warning', message: `of a deleted point: ${finding.message}` });
  // Made for the first value that is broken.
  let live: Set<number> | undefined;
  return (row) => ((live ??= new Set(rows.map((one) => one.row))).has(row) ? report : reportDeleted);
}

/** Vectors; payloads are checked with the store that holds them. Where a multivector lies is read in any case: it is part of the structure. */
async function checkPoints(segment: SegmentReader, rows: readonly LiveRow[], report: Report, depth: VerifyDepth): Promise<void> {
  const multi = Object.entries(segment.state.config.vector_data).filter(([, config]) => config.multivector_config !== undefined);
  const names = depth === 'values' ? undefined : new Set(multi.map(([name]) => name));
  if (names?.size === 0) return;
  const pace = createReadPace();
  for (let first = 0; first < rows.length; ) {
    const batch = rows.slice(first, first + pace.rows());
    first += batch.length;
    const points = (await reportErrors(segment.path, report, () => segment.readRawVectors(batch, names))) ?? [];
    if (points.length > 0) pace.saw(points);
    if (depth === 'values')
      for (const point of points)
        await reportErrors(segment.path, report, async () => checkVectors(segment, segment.decode(point), report));
    await giveWay();
  }
}

async function checkIds(vfs: Vfs, segment: SegmentReader, report: Report): Promise<{ rows: LiveRow[]; ids: Set<PointId>; newest: number }> {
  const { path, ids, state } = segment;
  if (ids.versionless > 0) {
    report({
      severity: 'warning',
      isTorn: true,
      file: path,
      message: `${ids.versionless} points have no version and are dropped when the segment is loaded`,
    });
  }
  if (ids.tornAt !== undefined) {
    report({
      severity: 'warning',
      isTorn: true,
      file: joinPath(path, 'mutable_id_tracker.mappings'),
      offset: ids.tornAt,
      message: 'the last record is cut off: what it says of its point is lost',
      remedy: 'a torn last write is harmless; otherwise take the snapshot again',
    });
  }
  const rows: LiveRow[] = [];
  const seen = new Set<PointId>();
  let newest = -1;
  const slice = createBackgroundSlice();
  for (const live of segment.liveRows()) {
    rows.push(live);
    seen.add(live.id);
    newest = Math.max(newest, live.version);
    if (slice.isDue()) await slice.rest();
  }
  if (seen.size < rows.length)
    report({ severity: 'error', file: path, message: `${rows.length - seen.size} ids are mapped to more than one row` });
  if (rows.length > 0 && newest > (state.version ?? -1)) {
    const message = `a point is newer than its segment (version ${newest}, segment ${state.version})`;
    report({ severity: 'warning', isTorn: true, file: joinPath(path, 'segment.json'), message });
  }
  checkPlaces(segment, rows, report);
  for (const name of Object.keys({ ...state.config.vector_data, ...state.config.sparse_vector_data }))
    await checkFlagCount(vfs, segment, name, report);
  return { rows, ids: seen, newest };
}

/** A point whose row a storage does not have is read as one without that vector. */
function checkPlaces(segment: SegmentReader, rows: readonly LiveRow[], report: Report): void {
  const { path, vectors } = segment;
  for (const { name, rowCount } of vectors) {
    if (rowCount === undefined) continue;
    if (rowCount > rowsOf(segment)) {
      report({
        severity: 'warning',
        isTorn: true,
        file: joinPath(path, vectorStorageDirectory(name)),
        message: `vector "${name}" has more rows than there are points and deleted points`,
        expected: `at most ${rowsOf(segment)}`,
        found: rowCount,
      });
    }
    const outside = rows.filter(({ row }) => row >= rowCount);
    const [first] = outside;
    if (!first) continue;
    report({
      severity: 'error',
      file: joinPath(path, vectorStorageDirectory(name)),
      message: `${outside.length} points lie in rows that vector "${name}" does not have, the first is ${first.id}`,
      expected: `rows below ${rowCount}`,
      found: first.row,
    });
  }
}

/** Vectors that segment.json does not list are removed when the segment is loaded. */
async function checkUnlisted(vfs: Vfs, { path, state }: SegmentReader, report: Report): Promise<void> {
  const { vector_data: dense, sparse_vector_data: sparse } = state.config;
  const listed = new Set([...Object.keys(dense), ...Object.keys(sparse)].map(vectorStorageDirectory));
  for (const { name, kind } of await vfs.readdir(path)) {
    if (kind !== 'directory' || !/^vector_storage(-|$)/.test(name) || listed.has(name)) continue;
    const message = 'segment.json does not list this vector: it is lost when the segment is loaded';
    report({ severity: 'warning', isTorn: true, file: joinPath(path, name), message });
  }
}

/** Rows that the id tracker knows, live and dead. */
function rowsOf({ ids }: SegmentReader): number {
  return Math.max(ids.versions.length, ids.idOfRow.length);
}

async function checkFlagCount(vfs: Vfs, segment: SegmentReader, name: string, report: Report): Promise<void> {
  const file = joinPath(segment.path, vectorStorageDirectory(name), 'deleted/status.dat');
  await reportErrors(file, report, async () => {
    const status = await readOptionalFile(vfs, file, mostStatusBytes);
    const length = status ? atFile(file, () => decodeFlagsStatus(status)).length : 0;
    if (length <= rowsOf(segment)) return;
    const message = 'there are more flags than points and deleted points';
    report({ severity: 'warning', isTorn: true, file, message, expected: `at most ${rowsOf(segment)}`, found: length });
  });
}

function checkVectors(segment: SegmentReader, point: StoredPoint, report: Report): void {
  for (const [name, vector] of point.vectors) {
    const file = joinPath(segment.path, vectorStorageDirectory(name));
    const values = vector instanceof Float32Array ? vector : vector.kind === 'multi' ? vector.data : vector.values;
    if (!values.every(Number.isFinite))
      report({ severity: 'warning', file, message: `vector "${name}" of point ${point.id} has elements that are not finite` });
    const config = segment.state.config.vector_data[name];
    if (!config || !isStoredNormalized(config.distance, config.datatype ?? 'float32') || config.datatype === 'turbo4') continue;
    if (!isUnitLength(vector, config.size))
      report({ severity: 'warning', file, message: `Cosine vector "${name}" of point ${point.id} is not normalised` });
  }
}

function isUnitLength(vector: StoredVector, dim: number): boolean {
  const data = vector instanceof Float32Array ? vector : vector.kind === 'multi' ? vector.data : undefined;
  if (!data) return true;
  for (let start = 0; start < data.length; start += dim) {
    let square = 0;
    for (const element of data.subarray(start, start + dim)) square += element * element;
    // Zero and tiny vectors are stored as they are given; half precision is off by some 1e-3.
    if (square > 1e-6 && Math.abs(square - 1) > 5e-3) return false;
  }
  return true;
}
