/**
 * Where a segment's files lie in an archive; unpacked, they all lie directly in `segments/<uuid>/`
 *
 *   Regular      file `segments/<uuid>.tar`, in it `snapshot/files/<file>`
 *   Ancient      file `segments/<uuid>.tar`, in it `<file>`
 *   Streamable   `segments/<uuid>/files/<file>`
 *   Direct       `segments/<uuid>/<file>`
 *
 * A shard's own files are at the root of a shard snapshot, below `<shard id>/` in a collection snapshot; a full snapshot holds
 * collection snapshots as `<name>.snapshot` files at its root.
 */
import { FormatError } from '../format/format-error.ts';
import type { TarEntry } from '../tar/read-tar.ts';
import type { EntryPlace, PlaceEntry } from '../tar/unpack-tar.ts';

const segmentPath = /^((?:\d+\/)?segments\/)([^/]+)(?:\/(.*))?$/;

/** Places the entries of a snapshot of any kind so that every segment is a plain directory. */
export const placeSnapshotEntry: PlaceEntry = (entry) => {
  const { path, kind } = entry;
  if (kind === 'file' && /^[^/]+\.snapshot$/.test(path)) return { kind: 'nested', directory: path, place: placeCollectionEntry };
  return placeCollectionEntry(entry);
};

// These are read as one text, and parsed as one, while nothing else runs: a megabyte takes from ten milliseconds up to many times that, by what is in
// it. The first grow with the number of vectors, indexes, shard keys, files or clients, by some hundred bytes each; a megabyte is thousands of them. The
// others are a few values, whatever the collection.
const growing = /(^|\/)(config|segment|payload_index|shard_key_mapping|newest_clocks|oldest_clocks)\.json$/;
const largestGrowingBytes = 1 << 20;
// A line with a digest for each chunk of vectors: a megabyte would be a segment of some 25 GB, which there are.
const manifest = /(^|\/)segment_manifest\.json$/;
const largestManifestBytes = 8 << 20;
const small = /(^|\/)((replica_state|shard_config|applied_seq|hnsw_config)\.json|version\.info|first-index)$/;
const largestSmallBytes = 1 << 16;

function mostTextBytes(path: string): number {
  if (manifest.test(path)) return largestManifestBytes;
  if (growing.test(path)) return largestGrowingBytes;
  return small.test(path) ? largestSmallBytes : Number.POSITIVE_INFINITY;
}

/** Before a byte of it is read: a hole of gigabytes takes nothing in an archive. */
function refuseHugeText({ path, sizeBytes, archiveOffset }: Pick<TarEntry, 'path' | 'sizeBytes' | 'archiveOffset'>): void {
  const mostBytes = mostTextBytes(path);
  if (sizeBytes <= mostBytes) return;
  const details = { offset: archiveOffset, expected: `at most ${mostBytes} bytes`, found: sizeBytes };
  throw new FormatError('limit', `${path} is too large`, details);
}

const placeCollectionEntry: PlaceEntry = (entry) => {
  refuseHugeText(entry);
  const { path, kind, archiveOffset } = entry;
  const match = segmentPath.exec(path);
  if (!match) return { kind: 'here', path };
  const [, parent = '', name = '', rest] = match;
  // Names with a leading dot are left-overs of some file system, not segments.
  if (name.startsWith('.')) return { kind: 'skip' };
  const isFileHere = rest === undefined && kind === 'file';
  const [id = '', ...extension] = name.split('.');
  if (isFileHere ? extension.join('.') !== 'tar' : extension.length > 0) {
    throw new FormatError('forbidden', 'a segment is neither a directory nor a .tar file', { offset: archiveOffset, found: path });
  }
  if (isFileHere) return { kind: 'nested', directory: `${parent}${id}`, place: placeNestedFile };
  return placeBelow(`${parent}${id}`, rest ?? '');
};

const placeNestedFile: PlaceEntry = (entry) => {
  refuseHugeText(entry);
  const { path } = entry;
  return placeBelow('', path === 'snapshot' ? '' : path.replace(/^snapshot\//, ''));
};

function placeBelow(directory: string, path: string): EntryPlace {
  const file = path === 'files' ? '' : path.replace(/^files\//, '');
  const target = [directory, file].filter((part) => part !== '').join('/');
  return target === '' ? { kind: 'skip' } : { kind: 'here', path: target };
}
