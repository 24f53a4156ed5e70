import { inspectSnapshot, isFormatError, type SegmentInfo, type ShardInfo } from '@sextant/snapshot';
import { joinPath, pathExists, readTextIfPresent, type Vfs } from '@sextant/vfs';

/** What the files of a staged snapshot tell before anything is opened for writing. */
export interface StagedContent {
  /** By shard id; `undefined` as the id of a snapshot of one shard. */
  readonly shards: ReadonlyMap<number | undefined, StagedShard>;
  /** Content of version.info at the root; undefined when there is none. */
  readonly collectionVersion: string | undefined;
  /** The oldest Qdrant that writes what these files hold, as `1.19`; undefined when nothing tells. */
  readonly oldestQdrant: string | undefined;
  /** Bytes that the vectors, ids and payloads take when they are loaded, roughly. */
  readonly memoryBytes: number;
}

export interface StagedShard {
  readonly segments: readonly SegmentInfo[];
  /** Operations in the log from the last acknowledged one on. */
  readonly pendingOperations: number;
  /** Those of them that the segments do not show. */
  readonly unappliedOperations: number;
}

/**
 * Describes an unpacked collection or shard. Undefined for one that cannot be described: whether it can be restored, and why not, is for the
 * recovery to say.
 */
export async function describeStaged(vfs: Vfs, directory: string): Promise<StagedContent | undefined> {
  try {
    const info = await inspectSnapshot(vfs, directory);
    if (info.kind !== 'collection' && info.kind !== 'shard') return undefined;
    const shards: readonly ShardInfo[] = info.kind === 'shard' ? [info.shard] : info.collection.shards;
    const paths = info.kind === 'shard' ? [directory] : shards.map(({ id }) => joinPath(directory, String(id)));
    const marks = await Promise.all(shards.map(({ segments }, at) => versionMarks(vfs, paths[at] as string, segments)));
    return {
      shards: new Map(shards.map((shard) => [shard.id, shard])),
      collectionVersion: info.kind === 'collection' ? info.collection.version : undefined,
      oldestQdrant: newest(marks.flat()),
      memoryBytes: shards.reduce((sum, { segments }) => sum + segments.reduce((bytes, segment) => bytes + loadedBytes(segment), 0), 0),
    };
  } catch (error) {
    if (isFormatError(error) || (error as NodeJS.ErrnoException | undefined)?.code !== undefined) return undefined;
    throw error;
  }
}

function loadedBytes({ sizes }: SegmentInfo): number {
  return sizes.ids + sizes.vectors + sizes.payload;
}

/** Versions of Qdrant since which some of the files are written (format, sections 12 and 13). version.info is the same since 1.3. */
async function versionMarks(vfs: Vfs, shardDirectory: string, segments: readonly SegmentInfo[]): Promise<number[]> {
  const marks: number[] = [];
  for (const segment of segments) {
    const directory = joinPath(shardDirectory, `segments/${segment.id}`);
    if (segment.idTracker === 'disk') marks.push(19);
    if (segment.idTracker === 'mutable') marks.push(14);
    const types = Object.values(segment.vectors).map((vector) => vector.storage_type);
    if (types.includes('Empty')) marks.push(18);
    if (types.includes('InRamMmap')) marks.push(17);
    const payload = await readTextIfPresent(vfs, joinPath(directory, 'payload_storage/config.json'));
    if (payload !== undefined) marks.push(/"mode"\s*:/.test(payload) ? 19 : 13);
    for (const name of Object.keys(segment.vectors)) {
      const path = joinPath(directory, `vector_storage${name === '' ? '' : `-${name}`}/vectors/config.json`);
      const chunks = (await pathExists(vfs, path)) ? await readTextIfPresent(vfs, path) : undefined;
      if (chunks !== undefined && /"populate"\s*:/.test(chunks)) marks.push(19);
    }
  }
  return marks;
}

function newest(marks: readonly number[]): string | undefined {
  return marks.length === 0 ? undefined : `1.${Math.max(...marks)}`;
}
