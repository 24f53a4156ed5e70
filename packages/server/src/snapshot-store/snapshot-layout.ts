import { type EntryPlace, FormatError, type PlaceEntry } from '@sextant/snapshot';

type Entry = Parameters<PlaceEntry>[0];

const collectionFiles = new Set(['config.json', 'version.info', 'shard_key_mapping.json', 'payload_index.json']);
const shardFiles = new Set(['shard_config.json', 'replica_state.json', 'newest_clocks.json', 'oldest_clocks.json', 'applied_seq.json']);
const skip: EntryPlace = { kind: 'skip' };

/** Where an entry of a collection snapshot goes (format, section 3.2): `<shard id>/…` and the files of the collection; others are left out. */
export function placeCollectionEntry(entry: Entry): EntryPlace {
  const [top = '', ...rest] = entry.path.split('/');
  if (rest.length === 0) return collectionFiles.has(top) || isShardDirectory(top) ? here(entry.path) : skip;
  if (!isShardDirectory(top)) return skip;
  const place = placeInShard(entry, rest);
  if (place.kind === 'here') return here(`${top}/${place.path}`);
  return place.kind === 'nested' ? { ...place, directory: `${top}/${place.directory}` } : place;
}

/** Where an entry of a shard snapshot goes (format, section 3.3). */
export function placeShardEntry(entry: Entry): EntryPlace {
  return placeInShard(entry, entry.path.split('/'));
}

function placeInShard(entry: Entry, path: readonly string[]): EntryPlace {
  const [top = '', ...rest] = path;
  if (top === 'segments') return placeInSegments(entry, rest);
  if (top === 'wal') return rest.length <= 1 ? here(path.join('/')) : skip;
  return rest.length === 0 && shardFiles.has(top) && entry.kind === 'file' ? here(top) : skip;
}

/** Regular and ancient layout: `<uuid>.tar`; streamable and direct: `<uuid>/`. Hidden names are ignored. */
function placeInSegments(entry: Entry, path: readonly string[]): EntryPlace {
  const [segment = '', ...rest] = path;
  if (segment === '') return here('segments');
  if (segment.startsWith('.')) return skip;
  if (rest.length === 0 && entry.kind === 'file') {
    const dot = segment.indexOf('.');
    if (dot > 0 && segment.slice(dot) === '.tar')
      return { kind: 'nested', directory: `segments/${segment.slice(0, dot)}`, place: placeInNestedTar };
    throw invalidPath(entry);
  }
  if (segment.includes('.')) throw invalidPath(entry);
  return rest.length === 0 ? here(`segments/${segment}`) : placeInSegment(`segments/${segment}/`, rest);
}

/** In a nested tar of the regular layout all is below `snapshot/`; in the ancient one the files are at the root. */
function placeInNestedTar(entry: Entry): EntryPlace {
  const path = entry.path.split('/');
  const inner = path[0] === 'snapshot' ? path.slice(1) : path;
  return inner.length === 0 ? skip : placeInSegment('', inner);
}

/** `files/` holds the segment where there is one. RocksDB backups beside it stay: opening the segment says what they mean. */
function placeInSegment(base: string, path: readonly string[]): EntryPlace {
  const inner = path[0] === 'files' ? path.slice(1) : path;
  if (inner.length === 0) return skip;
  if (inner.length === 1 && inner[0] === 'segment_manifest.json') return skip;
  return here(base + inner.join('/'));
}

function here(path: string): EntryPlace {
  return { kind: 'here', path };
}

function isShardDirectory(name: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(name);
}

function invalidPath(entry: Entry): FormatError {
  return new FormatError('corrupt', `Invalid snapshot path, expected either a directory or a .tar file: ${entry.path}`, {
    offset: entry.archiveOffset,
  });
}
