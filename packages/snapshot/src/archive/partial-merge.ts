import { joinPath, removeTree, type Vfs } from '@sextant/vfs';
import { atFile, FormatError } from '../format/format-error.ts';
import { checkManifestId, parseSegmentManifest, type SegmentManifest } from '../format/segment-manifest.ts';
import { decodeText, isDirectory, readOptionalFile } from '../read/read-file.ts';

/** What turns a shard directory into the one that a partial snapshot describes. Paths are relative to the shard directory. */
export interface PartialMerge {
  /** Segments that the snapshot no longer has. */
  readonly removedSegments: readonly string[];
  /** Files that the snapshot no longer has, in segments that stay. */
  readonly removedFiles: readonly string[];
  /** Files that the snapshot brings; they replace what is there. */
  readonly newFiles: readonly string[];
}

// Always replaced, and never listed in a manifest.
const unlistedFiles = new Set(['segment.json', 'version.info', 'segment_manifest.json']);
const shardFiles = ['newest_clocks.json', 'oldest_clocks.json', 'applied_seq.json'];

/**
 * Compares a shard directory with an unpacked partial snapshot and checks that together they are complete; changes nothing. Throws when a
 * segment has no manifest or another's, or when a file is in neither directory.
 */
export async function planPartialMerge(vfs: Vfs, shardDir: string, partialDir: string): Promise<PartialMerge> {
  const incoming = await listDirectories(vfs, joinPath(partialDir, 'segments'));
  const existing = await listDirectories(vfs, joinPath(shardDir, 'segments'));
  const removedFiles: string[] = [];
  const newFiles: string[] = [];
  for (const id of incoming) {
    const segment = `segments/${id}`;
    const manifest = await readManifest(vfs, joinPath(partialDir, segment), id);
    const brought = await listFiles(vfs, joinPath(partialDir, segment));
    const held = existing.includes(id) ? await listFiles(vfs, joinPath(shardDir, segment)) : new Set<string>();
    checkComplete(manifest, brought, held);
    for (const file of held)
      if (!unlistedFiles.has(file) && !Object.hasOwn(manifest.file_versions, file)) removedFiles.push(`${segment}/${file}`);
    for (const file of brought) newFiles.push(`${segment}/${file}`);
  }
  for (const file of shardFiles) if (await readOptionalFile(vfs, joinPath(partialDir, file))) newFiles.push(file);
  if (await isDirectory(vfs, joinPath(partialDir, 'wal'))) {
    for (const file of await listFiles(vfs, joinPath(shardDir, 'wal'))) removedFiles.push(`wal/${file}`);
    for (const file of await listFiles(vfs, joinPath(partialDir, 'wal'))) newFiles.push(`wal/${file}`);
  }
  return { removedSegments: existing.filter((id) => !incoming.includes(id)).map((id) => `segments/${id}`), removedFiles, newFiles };
}

/**
 * Carries out a merge by moving files out of `partialDir`. Not atomic: a crash leaves a mix, so work on a directory that can be thrown
 * away, or one that is marked as incomplete.
 */
export async function applyPartialMerge(vfs: Vfs, shardDir: string, partialDir: string, merge: PartialMerge): Promise<void> {
  for (const segment of merge.removedSegments) await removeTree(vfs, joinPath(shardDir, segment));
  for (const file of merge.removedFiles) await vfs.rm(joinPath(shardDir, file));
  const directories = new Set<string>();
  for (const file of merge.newFiles) {
    const target = joinPath(shardDir, file);
    const directory = target.slice(0, target.lastIndexOf('/'));
    if (!directories.has(directory)) await vfs.mkdir(directory, { recursive: true });
    directories.add(directory);
    await vfs.rename(joinPath(partialDir, file), target);
  }
  for (const directory of directories) await vfs.syncDir(directory);
}

async function listDirectories(vfs: Vfs, path: string): Promise<string[]> {
  if (!(await isDirectory(vfs, path))) return [];
  return (await vfs.readdir(path)).flatMap((entry) => (entry.kind === 'directory' && !entry.name.startsWith('.') ? [entry.name] : []));
}

async function listFiles(vfs: Vfs, path: string, prefix = ''): Promise<Set<string>> {
  const files = new Set<string>();
  if (!(await isDirectory(vfs, path))) return files;
  for (const { name, kind } of await vfs.readdir(path)) {
    if (kind === 'directory') for (const file of await listFiles(vfs, joinPath(path, name), `${prefix}${name}/`)) files.add(file);
    else files.add(prefix + name);
  }
  return files;
}

async function readManifest(vfs: Vfs, segmentDir: string, id: string): Promise<SegmentManifest> {
  const path = joinPath(segmentDir, 'segment_manifest.json');
  const content = await readOptionalFile(vfs, path);
  if (!content) {
    throw new FormatError('missing', `segment ${id} has no manifest`, {
      file: path,
      remedy: 'a full shard snapshot must not be recovered as a partial one',
    });
  }
  return atFile(path, () => {
    const manifest = parseSegmentManifest(decodeText(content));
    checkManifestId(manifest, id);
    return manifest;
  });
}

function checkComplete(manifest: SegmentManifest, brought: ReadonlySet<string>, held: ReadonlySet<string>): void {
  for (const file of Object.keys(manifest.file_versions)) {
    if (brought.has(file) || held.has(file)) continue;
    throw new FormatError('missing', 'a file of the manifest is neither in the snapshot nor here', {
      file: `segments/${manifest.segment_id}/${file}`,
      remedy: 'ask for a partial snapshot against the present manifest, or for a full one',
    });
  }
}
