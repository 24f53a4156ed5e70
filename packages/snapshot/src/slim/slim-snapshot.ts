import { hash } from 'node:crypto';
import { joinPath, type Vfs } from '@sextant/vfs';
import { collectionEntries, shardEntries, treeEntries } from '../archive/pack-tree.ts';
import { type PartSelection, type SelectedShard, selectCollections, selectShards } from '../dump/select-points.ts';
import { encodePayload } from '../format/blob-value.ts';
import { encodeFullSnapshotConfig } from '../format/collection-config.ts';
import { corrupt, FormatError } from '../format/format-error.ts';
import { checkJsonObject, jsonObjectCheck } from '../format/json-object-check.ts';
import { vectorStorageDirectory } from '../format/segment-state.ts';
import { encodeReplicaState, encodeShardConfig, parseClocks } from '../format/shard-files.ts';
import { collectionVersion } from '../format/version-info.ts';
import type { CollectionReader, SnapshotReader } from '../read/collection-reader.ts';
import { decodeOptionalText, readOptionalFile } from '../read/read-file.ts';
import type { SegmentReader } from '../read/segment-reader.ts';
import type { ShardReader } from '../read/shard-reader.ts';
import type { RawPoint, StoredPoint } from '../read/stored-point.ts';
import { summarizePending } from '../read/unapplied.ts';
import { nestedTarEntry, type PackEntry } from '../tar/pack-tar.ts';
import { encodeWalHeader } from '../wal/wal-segment.ts';
import { plainConfig } from './plain-config.ts';
import { createRedactor, type Redaction } from './redact.ts';
import { chooseSample, type InSample, type Sample } from './sample.ts';
import { openSegmentWriter, type SegmentWriter } from './segment-writer.ts';
import { writeNewFile } from './write-file.ts';

export interface SlimOptions extends Redaction, Pick<PartSelection, 'collection'> {
  /** All points without. */
  readonly sample?: Sample;
  /** Decides which points a sample holds, and the names of segments; the same seed gives the same archive. */
  readonly seed?: string;
  /** The caller has seen to it that the log holds nothing that the segments lack. */
  readonly isSettled?: boolean;
  /** Told after every so many points. */
  readonly onProgress?: (points: number) => void;
}

export interface SlimReport {
  readonly kind: SnapshotReader['kind'];
  /** Points written. */
  readonly points: number;
  readonly redactedPoints: number;
  /** Paths of the redaction that lead to nothing in any point written. */
  readonly unmatchedPaths: readonly string[];
  readonly shards: number;
  /** The archive: give it to `packTar`. Reads from the directory that was written. */
  readonly entries: readonly PackEntry[];
}

interface Slimming {
  readonly sourceVfs: Vfs;
  readonly vfs: Vfs;
  readonly seed: string;
  readonly inSample: InSample;
  readonly isSettled: boolean;
  readonly redact: ReturnType<typeof createRedactor>;
  readonly onProgress: (points: number) => void;
  points: number;
  redactedPoints: number;
  shards: number;
}

const pointsPerReport = 1000;

/**
 * Writes what a restore needs of an open snapshot below an empty directory: live points in new appendable segments, without graphs, quantized
 * data, payload indexes, dead rows and log. Every shard keeps its points, their versions and its place. Stored vectors are copied bit by bit.
 * Fails when a log holds operations that the segments lack, since they would be lost.
 */
export async function slimSnapshot(
  { snapshot, vfs: sourceVfs }: { readonly snapshot: SnapshotReader; readonly vfs: Vfs },
  { vfs, directory: targetDir }: { readonly vfs: Vfs; readonly directory: string },
  options: SlimOptions = {},
): Promise<SlimReport> {
  const seed = options.seed ?? '';
  const shards = selectShards(snapshot, options.collection === undefined ? {} : { collection: options.collection });
  const unmatched = new Set([...(options.replace ?? []), ...(options.remove ?? [])]);
  const slimming: Slimming = {
    sourceVfs,
    vfs,
    seed,
    inSample: options.sample === undefined ? () => true : await chooseSample(shards, options.sample, seed),
    isSettled: options.isSettled ?? false,
    redact: createRedactor(options, (path) => unmatched.delete(path)),
    onProgress: options.onProgress ?? (() => undefined),
    points: 0,
    redactedPoints: 0,
    shards: 0,
  };
  const isOne = snapshot.kind !== 'full' || options.collection !== undefined;
  const entries = await writeKind(slimming, snapshot, targetDir, options.collection, shards);
  const { points, redactedPoints } = slimming;
  return {
    kind: snapshot.kind === 'full' && isOne ? 'collection' : snapshot.kind,
    points,
    redactedPoints,
    unmatchedPaths: [...unmatched],
    shards: slimming.shards,
    entries,
  };
}

async function writeKind(
  slimming: Slimming,
  snapshot: SnapshotReader,
  targetDir: string,
  name: string | undefined,
  shards: readonly SelectedShard[],
): Promise<PackEntry[]> {
  const { vfs } = slimming;
  if (snapshot.kind === 'shard') {
    for (const selected of shards) await writeShard(slimming, selected, targetDir);
    return shardEntries(vfs, targetDir);
  }
  const collections = selectCollections(snapshot, name);
  if (snapshot.kind === 'collection' || name !== undefined) {
    for (const [, collection] of collections) await writeCollection(slimming, collection, shards, targetDir);
    return collectionEntries(vfs, targetDir);
  }
  const archives: PackEntry[] = [];
  const mapping = new Map<string, string>();
  for (const [collectionName = '', collection] of collections) {
    const archive = `${collectionName}.snapshot`;
    const directory = joinPath(targetDir, archive);
    const own = shards.filter((selected) => selected.collection === collectionName);
    await writeCollection(slimming, collection, own, directory);
    mapping.set(collectionName, archive);
    archives.push(nestedTarEntry(archive, await collectionEntries(vfs, directory)));
  }
  const root = joinPath(targetDir, '.root');
  await vfs.mkdir(root);
  const config = { collectionsMapping: mapping, collectionsAliases: snapshot.aliases };
  await writeNewFile(vfs, joinPath(root, 'config.json'), encodeFullSnapshotConfig(config));
  return [...archives, ...(await treeEntries(vfs, root))];
}

async function writeCollection(
  slimming: Slimming,
  collection: CollectionReader,
  shards: readonly SelectedShard[],
  directory: string,
): Promise<void> {
  const { vfs } = slimming;
  await vfs.mkdir(directory, { recursive: true });
  for (const file of ['config.json', 'shard_key_mapping.json', 'payload_index.json'])
    await copyFile(slimming, collection.path, directory, file);
  await writeNewFile(vfs, joinPath(directory, 'version.info'), collection.version ?? collectionVersion);
  for (const selected of shards) await writeShard(slimming, selected, joinPath(directory, `${selected.shardId}`));
}

async function writeShard(slimming: Slimming, selected: SelectedShard, directory: string): Promise<void> {
  const { vfs } = slimming;
  const { shard } = selected;
  const pending = await summarizePending(shard);
  if (pending.unapplied > 0 && !slimming.isSettled) {
    throw new FormatError('unsupported', 'the log holds operations that the segments lack', {
      file: joinPath(shard.path, 'wal'),
      found: `${pending.unapplied} operations`,
      remedy: 'open the data with an engine once, which applies them',
    });
  }
  // The one file of those copied that opening the snapshot did not read.
  await decodeOptionalText(slimming.sourceVfs, joinPath(shard.path, 'oldest_clocks.json'), parseClocks);
  await vfs.mkdir(joinPath(directory, 'segments'), { recursive: true });
  const newest = await writeSegments(slimming, selected, joinPath(directory, 'segments'));
  await writeNewFile(vfs, joinPath(directory, 'shard_config.json'), encodeShardConfig());
  const replicaState = shard.replicaState ?? { thisPeerId: 1, peers: new Map([['1', 'Active']]) };
  await writeNewFile(vfs, joinPath(directory, 'replica_state.json'), encodeReplicaState({ ...replicaState, isLocal: true }));
  for (const file of ['newest_clocks.json', 'oldest_clocks.json']) await copyFile(slimming, shard.path, directory, file);
  // An update gets the number in the name; one that a point has already would be ignored.
  await vfs.mkdir(joinPath(directory, 'wal'));
  const next = Math.max(newest, pending.lastIndex ?? -1) + 1;
  await writeNewFile(vfs, joinPath(directory, `wal/closed-${next}`), encodeWalHeader(0));
  slimming.shards++;
}

/** One segment for each set of vectors among the segments of the source; answers the newest version of a point or segment. */
async function writeSegments(slimming: Slimming, selected: SelectedShard, directory: string): Promise<number> {
  const writers = new Map<string, { readonly writer: SegmentWriter; newest: number | null }>();
  const versions = selected.shard.segments.map(({ state }) => state.version ?? -1);
  try {
    const writerOf = async (segment: SegmentReader): Promise<{ readonly writer: SegmentWriter; newest: number | null }> => {
      const config = plainConfig(segment.state.config);
      const layout = JSON.stringify(config);
      let entry = writers.get(layout);
      if (!entry) {
        const id = segmentId(`${slimming.seed}\n${selected.collection ?? ''}\n${selected.shardId ?? ''}\n${writers.size}`);
        entry = { writer: await openSegmentWriter(slimming.vfs, joinPath(directory, id), config, segment.indexedFields), newest: null };
        writers.set(layout, entry);
      }
      return entry;
    };
    // A shard without a point keeps a segment, which tells its vectors.
    const [first] = selected.shard.segments;
    if (first) await writerOf(first);
    await copyPoints(slimming, selected, writerOf);
    for (const { writer, newest } of writers.values()) await writer.finish(newest);
  } finally {
    for (const { writer } of writers.values()) await writer.close();
  }
  return Math.max(-1, ...versions, ...[...writers.values()].map(({ newest }) => newest ?? -1));
}

async function copyPoints(
  slimming: Slimming,
  selected: SelectedShard,
  writerOf: (segment: SegmentReader) => Promise<{ readonly writer: SegmentWriter; newest: number | null }>,
): Promise<void> {
  const inSample: Parameters<ShardReader['rawPoints']>[0] = (id) => slimming.inSample(selected, id);
  let current: { segment: SegmentReader; entry: Awaited<ReturnType<typeof writerOf>> } | undefined;
  for await (const { segment, point } of selected.shard.rawPoints(inSample)) {
    if (current?.segment !== segment) current = { segment, entry: await writerOf(segment) };
    const { entry } = current;
    checkPlaces(segment, point);
    const decoded = decodeFragile(segment, point, slimming.redact !== undefined);
    const payload = slimming.redact && point.payload ? encodePayload(slimming.redact(decoded.payload)) : point.payload;
    if (slimming.redact && payload && point.payload && Buffer.compare(payload, point.payload) !== 0) slimming.redactedPoints++;
    await entry.writer.add({ ...point, payload });
    entry.newest = Math.max(entry.newest ?? 0, point.version);
    if (++slimming.points % pointsPerReport === 0) slimming.onProgress(slimming.points);
  }
}

/** A row beyond the end of a storage is read as a point without that vector, which would turn damage into loss that nobody sees. */
function checkPlaces({ path, vectors }: SegmentReader, { row }: RawPoint): void {
  for (const { name, rowCount } of vectors) {
    if (rowCount === undefined || row < rowCount) continue;
    const file = joinPath(path, vectorStorageDirectory(name));
    throw corrupt('the vector has no such row', { file, expected: `rows below ${rowCount}`, found: row });
  }
}

/**
 * Reads what may hold bytes that say nothing: the payload and sparse vectors. A server refuses the whole snapshot for one of them, and the fresh
 * checksum would vouch for it. Dense vectors are of the right length and any bytes are numbers. A payload that nobody asks for and that is proven to be
 * one is not parsed.
 */
function decodeFragile(segment: SegmentReader, point: RawPoint, wantsPayload: boolean): StoredPoint {
  const sparse = [...point.vectors].filter(([name]) => Object.hasOwn(segment.state.config.sparse_vector_data, name));
  const isProven = point.payload !== undefined && checkJsonObject(point.payload) !== jsonObjectCheck.unproven;
  return segment.decode({ ...point, payload: isProven && !wantsPayload ? undefined : point.payload, vectors: new Map(sparse) });
}

/** A UUID, the same for the same text. */
function segmentId(text: string): string {
  const hex = hash('sha1', text, 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function copyFile({ sourceVfs, vfs }: Slimming, from: string, to: string, name: string): Promise<void> {
  const content = await readOptionalFile(sourceVfs, joinPath(from, name));
  if (content) await writeNewFile(vfs, joinPath(to, name), content);
}
