import { atFile, FormatError, parseSegmentState, type SegmentState } from '@sextant/snapshot/format';
import { joinPath, pathExists, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { namedVectors, type StoredConfig } from '../collection/config-defaults.ts';
import { checkSegmentFiles } from './check-segment-files.ts';

export interface CheckedSegment {
  /** Of its segment.json. */
  readonly path: string;
  readonly state: SegmentState;
}

/**
 * Fails unless every segment of a shard has the vectors that the configuration says: Qdrant takes a snapshot whose config.json contradicts its
 * segments without a word, and the vectors are lost. A vector that a segment does not know was added later, and is absent there.
 */
export async function checkSegments(vfs: Vfs, shardDirectory: string, config: StoredConfig): Promise<CheckedSegment[]> {
  const segments = joinPath(shardDirectory, 'segments');
  const states: CheckedSegment[] = [];
  for (const { name, kind } of await vfs.readdir(segments)) {
    const directory = joinPath(segments, name);
    if (kind !== 'directory')
      throw new FormatError('corrupt', 'Invalid snapshot path, expected either a directory or a .tar file', { file: directory });
    if (!(await pathExists(vfs, joinPath(directory, 'version.info')))) {
      throw new FormatError('missing', 'the segment is incomplete', {
        file: joinPath(directory, 'version.info'),
        remedy: 'the snapshot was cut or taken apart; take a new one',
      });
    }
    const path = joinPath(directory, 'segment.json');
    const text = await readTextIfPresent(vfs, path);
    if (text === undefined)
      throw new FormatError('missing', 'the segment has no state', {
        file: path,
        remedy: 'the snapshot was cut or taken apart; take a new one',
      });
    const state = atFile(path, () => parseSegmentState(text));
    await checkSegmentFiles(vfs, directory, state);
    compare(path, state, config);
    states.push({ path, state });
  }
  return states;
}

/**
 * Fails when segments have vectors and none of them is one of the collection: a vector may have been deleted since, but a shard of which nothing is left
 * is one of another collection.
 */
export function requireKnownVectors(segments: readonly CheckedSegment[], config: StoredConfig): void {
  const known = new Set([...Object.keys(namedVectors(config.params.vectors)), ...Object.keys(config.params.sparse_vectors ?? {})]);
  const names = segments.flatMap(({ state }) => [
    ...Object.keys(state.config.vector_data),
    ...Object.keys(state.config.sparse_vector_data),
  ]);
  const [first] = segments;
  if (first === undefined || names.length === 0 || known.size === 0 || names.some((name) => known.has(name))) return;
  throw new FormatError('corrupt', 'none of the vectors of the shard is one of the collection', {
    file: first.path,
    expected: quoted([...known]),
    found: quoted([...new Set(names)]),
    remedy: 'recover it into a collection with these vectors',
  });
}

function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

function compare(path: string, state: SegmentState, config: StoredConfig): void {
  const dense = namedVectors(config.params.vectors);
  for (const [name, segment] of Object.entries(state.config.vector_data)) {
    const asked = Object.hasOwn(dense, name) ? dense[name] : undefined;
    if (asked === undefined) continue; // A vector that was deleted from the collection may still lie in a segment.
    const facts = [
      ['size', asked.size, segment.size],
      ['distance', asked.distance, segment.distance],
      ['datatype', asked.datatype ?? 'float32', segment.datatype ?? 'float32'],
      ['multivector', asked.multivector_config == null ? 'no' : 'yes', segment.multivector_config === undefined ? 'no' : 'yes'],
    ] as const;
    for (const [what, expected, found] of facts) {
      if (expected !== found)
        throw new FormatError('corrupt', `${what} of vector "${name}" differs from config.json`, { file: path, expected, found });
    }
  }
  const sparse = config.params.sparse_vectors ?? {};
  for (const name of Object.keys(state.config.sparse_vector_data)) {
    if (Object.hasOwn(dense, name) && !Object.hasOwn(sparse, name))
      throw new FormatError('corrupt', `vector "${name}" is sparse here and dense in config.json`, { file: path });
  }
}
