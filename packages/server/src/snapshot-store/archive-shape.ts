import { FormatError, isFormatError, type TarEntry } from '@sextant/snapshot';

/** What an archive is a snapshot of, as far as the names in it tell. */
export type ArchiveKind = 'full' | 'collection' | 'shard' | 'partial';

/** Watches the entries of an archive go by. */
export interface ArchiveShape {
  /** The entry that comes next; `isNested`: it is an archive itself, whose entries come before the next call. */
  see(entry: Pick<TarEntry, 'path' | 'kind'>, isNested: boolean): void;
  /** Undefined when nothing in it belongs to a snapshot. */
  kind(): ArchiveKind | undefined;
  /** A few names at the root, to say what was there instead. */
  roots(): readonly string[];
  /** A format error of a nested archive gets the name of that archive, whose bytes it counts. */
  locate(error: unknown): unknown;
}

const shardParts = new Set(['segments', 'wal', 'shard_config.json', 'replica_state.json', 'newest_clocks.json']);
const manifest = /^segments\/[^/]+\/(?:files\/)?segment_manifest\.json$/;
const shownRoots = 5;

export function archiveShape(): ArchiveShape {
  const roots = new Set<string>();
  const marks = new Set<ArchiveKind | 'config'>();
  let nested: string | undefined;
  return {
    see({ path, kind }, isNested) {
      const slash = path.indexOf('/');
      const root = slash < 0 ? path : path.slice(0, slash);
      if (roots.size < shownRoots) roots.add(root);
      if (/^\d+$/.test(root) && (slash > 0 || kind === 'directory')) marks.add('collection');
      if (root === 'config.json') marks.add('config');
      if (slash < 0 && kind === 'file' && path.endsWith('.snapshot')) marks.add('full');
      if (shardParts.has(root)) marks.add('shard');
      if (manifest.test(path)) marks.add('partial');
      nested = isNested ? path : undefined;
    },
    kind() {
      if (marks.has('collection')) return 'collection';
      for (const kind of ['full', 'partial', 'shard'] as const) if (marks.has(kind)) return kind;
      return marks.has('config') ? 'collection' : undefined;
    },
    roots: () => [...roots],
    locate(error) {
      if (nested === undefined || !isFormatError(error) || error.details.file !== undefined || error.details.offset === undefined)
        return error;
      // Where the outer archive breaks off inside of the nested one, the byte is one of the outer.
      if (error.finding.includes(nested)) return error;
      return new FormatError(error.code, error.finding, { ...error.details, file: nested }, error);
    },
  };
}

const words: Record<ArchiveKind, string> = {
  full: 'a snapshot of a whole storage',
  collection: 'a snapshot of a collection',
  shard: 'a snapshot of one shard',
  partial: 'a partial snapshot of a shard',
};

const routes: Record<ArchiveKind, string> = {
  full: 'start a server with --storage-snapshot to restore it, or take the archive of one collection out of it (tar xf) and recover that',
  collection:
    'recover it with POST /collections/{collection_name}/snapshots/upload or PUT /collections/{collection_name}/snapshots/recover',
  shard:
    'recover it with POST /collections/{collection_name}/shards/{shard_id}/snapshots/upload or PUT /collections/{collection_name}/shards/{shard_id}/snapshots/recover',
  partial: 'recover it with POST /collections/{collection_name}/shards/{shard_id}/snapshot/partial/recover',
};

/** Fails, naming the way that fits, unless an archive is of the kind that was asked for. */
export function requireKind(wanted: Exclude<ArchiveKind, 'full'>, shape: ArchiveShape, isFull: boolean): void {
  const found = isFull ? 'full' : shape.kind();
  // Whole and partial shards are told apart, segment by segment, by what takes them in.
  if (found === wanted || (wanted !== 'collection' && (found === 'shard' || found === 'partial'))) return;
  if (found !== undefined) {
    throw new FormatError('forbidden', `the archive is ${words[found]}`, {
      ...(wanted === 'collection' ? { file: 'config.json' } : { file: 'segments' }),
      expected: words[wanted],
      found: words[found],
      remedy: routes[found],
    });
  }
  const names = shape.roots();
  throw new FormatError('missing', 'the archive is no snapshot: it has neither config.json nor the files of a shard', {
    file: wanted === 'collection' ? 'config.json' : 'segments',
    expected: words[wanted],
    found: names.length === 0 ? 'no files at all' : names.join(', '),
    remedy: 'check that it is the file that Qdrant made; what is wrapped in another archive must be unpacked first',
  });
}
