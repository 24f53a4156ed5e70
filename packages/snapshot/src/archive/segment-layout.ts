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

const wholeFiles =
  /(^|\/)((config|segment|segment_manifest|replica_state|shard_config|newest_clocks|oldest_clocks|applied_seq|payload_index|shard_key_mapping)\.json|version\.info|first-index)$/;
const largestWholeBytes = 64 << 20;

/** These are read as one text: a hole of gigabytes, which takes nothing in an archive, would take as much memory. */
function refuseHugeText({ path, sizeBytes, archiveOffset }: Pick<TarEntry, 'path' | 'sizeBytes' | 'archiveOffset'>): void {
  if (sizeBytes <= largestWholeBytes || !wholeFiles.test(path)) return;
  const details = { offset: archiveOffset, expected: `at most ${largestWholeBytes} bytes`, found: sizeBytes };
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
