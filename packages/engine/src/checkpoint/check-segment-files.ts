import { FormatError, oldSegment, type SegmentState, vectorStorageDirectory } from '@sextant/snapshot/format';
import { isMissing, joinPath, type Vfs } from '@sextant/vfs';

/*
 * What must stand beside what in a segment (format, sections 8 to 10). A storage that is not there at all has no values, and opens so; one of which a
 * part is missing would open so too, and lose them.
 *
 *   mutable_id_tracker.mappings                 or id_tracker.mappings, id_tracker.i2e: without any, the segment has no points
 *   vector_storage[-<name>]/
 *     vectors, offsets, tq_vectors, tq_offsets  chunk_<n>.mmap want config.json and status.dat
 *     matrix.dat                                wanted by deleted.dat
 *     store                                     as payload_storage
 *   payload_storage/                            page_<n>.dat want config.json and one of tracker.dat, log_tracker.dat; these want config.json
 */
const chunked = ['vectors', 'offsets', 'tq_vectors', 'tq_offsets'];
const idTrackers = ['mutable_id_tracker.mappings', 'id_tracker.mappings', 'id_tracker.i2e'];
const rocksDb = /^(?:db_backup|payload_index_db_backup|CURRENT|MANIFEST-.*|.*\.sst)$/;

/** Fails when files of a segment are missing without which others are worth nothing. Looks at names only. */
export async function checkSegmentFiles(vfs: Vfs, directory: string, state: SegmentState): Promise<void> {
  const names = await namesIn(vfs, directory);
  const old = [...names].find((name) => rocksDb.test(name));
  if (old !== undefined && !idTrackers.some((name) => names.has(name)))
    throw located(oldSegment('the ids of the points are not in files', old), joinPath(directory, old));
  await checkBlobs(vfs, joinPath(directory, 'payload_storage'));
  for (const name of [...Object.keys(state.config.vector_data), ...Object.keys(state.config.sparse_vector_data)]) {
    const storage = joinPath(directory, vectorStorageDirectory(name));
    for (const part of chunked) await checkChunks(vfs, joinPath(storage, part));
    await checkBlobs(vfs, joinPath(storage, 'store'));
    const files = await namesIn(vfs, storage);
    if (files.has('deleted.dat') && !files.has('matrix.dat')) throw missing(joinPath(storage, 'matrix.dat'), 'deleted.dat');
  }
}

async function checkChunks(vfs: Vfs, directory: string): Promise<void> {
  const names = await namesIn(vfs, directory);
  const chunk = [...names].find((name) => name.startsWith('chunk_'));
  for (const name of ['config.json', 'status.dat']) {
    if (chunk !== undefined && !names.has(name)) throw missing(joinPath(directory, name), chunk);
  }
}

async function checkBlobs(vfs: Vfs, directory: string): Promise<void> {
  const names = await namesIn(vfs, directory);
  const page = [...names].find((name) => name.startsWith('page_'));
  const tracker = ['tracker.dat', 'log_tracker.dat'].find((name) => names.has(name));
  const found = page ?? tracker;
  if (found !== undefined && !names.has('config.json')) throw missing(joinPath(directory, 'config.json'), found);
  if (page !== undefined && tracker === undefined) throw missing(joinPath(directory, 'tracker.dat'), page);
}

async function namesIn(vfs: Vfs, directory: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await vfs.readdir(directory)).map(({ name }) => name));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw error;
  }
}

function missing(file: string, found: string): FormatError {
  return new FormatError('missing', 'the file is missing', { file, expected: `one beside ${found}`, found: 'none' });
}

function located(error: FormatError, file: string): FormatError {
  return new FormatError(error.code, error.finding, { ...error.details, file }, error);
}
