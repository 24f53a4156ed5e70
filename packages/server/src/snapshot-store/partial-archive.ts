import { type CheckpointEntry, hashEntry, type ShardCheckpoint } from '@sextant/engine';
import { isFileOutdated, type SegmentManifest, type ShardManifest } from '@sextant/snapshot';
import type { FileHash, ReceiverManifest } from './receiver-manifest.ts';

const segmentFile = /^segments\/([^/]+)\/files\/(.+)$/;
const alwaysSent = new Set(['segment.json', 'version.info']);

/** The entries of a partial snapshot (format, section 3.4) for a receiver that has this; undefined when it has everything. */
export async function partialEntries(checkpoint: ShardCheckpoint, receiver: ReceiverManifest): Promise<CheckpointEntry[] | undefined> {
  const manifest = checkpoint.manifest ?? {};
  const outdated =
    receiver.kind === 'segments'
      ? outdatedByVersion(checkpoint, manifest, receiver.segments)
      : await outdatedByHash(checkpoint, receiver.files);
  if (outdated.isUnchanged) return undefined;
  const entries = checkpoint.entries.filter(({ path }) => {
    const [, , file] = segmentFile.exec(path) ?? [];
    return file === undefined || alwaysSent.has(file) || outdated.paths.has(path);
  });
  for (const [id, segment] of Object.entries(manifest)) entries.push(manifestEntry(id, segment, outdated.kept));
  return entries;
}

/** The files of the segments with their hashes, paths as they are in a shard directory. */
export async function fileHashes(checkpoint: ShardCheckpoint): Promise<FileHash[]> {
  const hashes: FileHash[] = [];
  for (const entry of checkpoint.entries) {
    const path = pathInShard(entry.path);
    if (path !== undefined) hashes.push({ path, hash: await hashEntry(entry) });
  }
  return hashes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Outdated {
  /** Of entries. */
  readonly paths: ReadonlySet<string>;
  readonly isUnchanged: boolean;
  /** Hashes of the others, where the receiver told them: it can then make sure that it still has these files. */
  readonly kept: ReadonlyMap<string, string>;
}

/** Qdrant's rule, and one more: a receiver that is ahead of this shard has gone another way since, so none of its files counts. */
function outdatedByVersion(checkpoint: ShardCheckpoint, ours: ShardManifest, theirs: ShardManifest): Outdated {
  const paths = new Set<string>();
  let isUnchanged = Object.keys(theirs).every((id) => Object.hasOwn(ours, id));
  for (const [id, segment] of Object.entries(ours)) {
    const held = Object.hasOwn(theirs, id) ? theirs[id] : undefined;
    const usable = held !== undefined && held.segment_version <= segment.segment_version ? held : undefined;
    for (const file of Object.keys(segment.file_versions)) {
      if (isFileOutdated(file, segment, usable)) paths.add(`segments/${id}/files/${file}`);
    }
    isUnchanged &&= usable !== undefined && isSameSegment(segment, usable);
  }
  // Version 0 is that of an empty segment and of Qdrant's very first operation: it tells them apart only when there are no rows.
  isUnchanged &&= checkpoint.entries.every(({ path, sizeBytes }) => {
    const [, id = '', file = ''] = segmentFile.exec(path) ?? [];
    return !file.endsWith('id_tracker.versions') || sizeBytes === 0 || (ours[id]?.segment_version ?? 0) > 0;
  });
  return { paths, isUnchanged, kept: new Map() };
}

/** As of the same operation, with the same files. A file of version 0 is always sent along, but is no reason to send anything. */
function isSameSegment(ours: SegmentManifest, theirs: SegmentManifest): boolean {
  if (theirs.segment_version !== ours.segment_version) return false;
  const files = Object.keys(ours.file_versions);
  if (files.length !== Object.keys(theirs.file_versions).length) return false;
  return files.every((file) => {
    if (!Object.hasOwn(theirs.file_versions, file)) return false;
    return ours.file_versions[file] === 0 || ours.segment_version === 0 || !isFileOutdated(file, ours, theirs);
  });
}

async function outdatedByHash(checkpoint: ShardCheckpoint, files: readonly FileHash[]): Promise<Outdated> {
  const theirs = new Map(files.map(({ path, hash }) => [path, hash.toLowerCase()]));
  const paths = new Set<string>();
  const known = new Set<string>();
  const kept = new Map<string, string>();
  let changed = 0;
  for (const entry of checkpoint.entries) {
    const path = pathInShard(entry.path);
    if (path === undefined) continue;
    known.add(path);
    const held = theirs.get(path);
    if (held !== undefined && held === (await hashEntry(entry))) {
      kept.set(path, held);
      continue;
    }
    paths.add(entry.path);
    // The two that are always sent need not be in the list.
    if (held !== undefined || !alwaysSent.has(path.slice(path.lastIndexOf('/') + 1))) changed++;
  }
  const isGone = (path: string): boolean => path.startsWith('segments/') && !path.endsWith('/segment_manifest.json') && !known.has(path);
  return { paths, kept, isUnchanged: changed === 0 && ![...theirs.keys()].some(isGone) };
}

function pathInShard(archivePath: string): string | undefined {
  const [, id, file] = segmentFile.exec(archivePath) ?? [];
  return id === undefined ? undefined : `segments/${id}/${file}`;
}

function manifestEntry(id: string, manifest: SegmentManifest, kept: ReadonlyMap<string, string>): CheckpointEntry {
  const hashes = Object.keys(manifest.file_versions).flatMap((file) => {
    const hash = kept.get(`segments/${id}/${file}`);
    return hash === undefined ? [] : [[file, hash] as const];
  });
  const json = hashes.length === 0 ? manifest : { ...manifest, file_hashes: Object.fromEntries(hashes) };
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  return {
    path: `segments/${id}/files/segment_manifest.json`,
    sizeBytes: bytes.length,
    read: async function* () {
      yield bytes;
    },
  };
}
