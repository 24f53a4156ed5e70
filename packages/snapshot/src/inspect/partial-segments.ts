import { joinPath, type Vfs } from '@sextant/vfs';
import { atFile } from '../format/format-error.ts';
import { parseSegmentManifest, type SegmentManifest } from '../format/segment-manifest.ts';
import { decodeText, isDirectory, readOptionalFile } from '../read/read-file.ts';

/** A segment of a partial snapshot. */
export interface PartialSegmentInfo {
  readonly id: string;
  /** Version of the segment that the snapshot leads to. */
  readonly version: number;
  /** Files that the snapshot brings, and their apparent size. */
  readonly files: number;
  readonly sizeBytes: number;
  /** Files of the manifest that the receiver must have already. */
  readonly filesFromBase: readonly string[];
}

/**
 * The segments of a partial snapshot; undefined for any other. Manifests alone do not tell: a recovered shard keeps them. A snapshot is
 * partial when one of them names files that are not there.
 */
export async function readPartialSegments(vfs: Vfs, shardDir: string): Promise<PartialSegmentInfo[] | undefined> {
  const directory = joinPath(shardDir, 'segments');
  if (!(await isDirectory(vfs, directory))) return undefined;
  const segments: PartialSegmentInfo[] = [];
  const entries = (await vfs.readdir(directory)).sort((left, right) => (left.name < right.name ? -1 : 1));
  for (const { name, kind } of entries) {
    if (kind !== 'directory' || name.startsWith('.')) continue;
    const path = joinPath(directory, name);
    const manifest = await readManifest(vfs, joinPath(path, 'segment_manifest.json'));
    if (!manifest) return undefined;
    const files = await listTree(vfs, path);
    segments.push({
      id: name,
      version: manifest.segment_version,
      files: files.size,
      sizeBytes: [...files.values()].reduce((sum, sizeBytes) => sum + sizeBytes, 0),
      filesFromBase: Object.keys(manifest.file_versions).filter((file) => !files.has(file)),
    });
  }
  return segments.some(({ filesFromBase }) => filesFromBase.length > 0) ? segments : undefined;
}

async function readManifest(vfs: Vfs, path: string): Promise<SegmentManifest | undefined> {
  const content = await readOptionalFile(vfs, path);
  return content && atFile(path, () => parseSegmentManifest(decodeText(content)));
}

/** Size of each file of a directory, by its path in it. */
export async function listTree(vfs: Vfs, path: string, prefix = '', files = new Map<string, number>()): Promise<Map<string, number>> {
  for (const { name, kind } of await vfs.readdir(path)) {
    const child = joinPath(path, name);
    if (kind === 'directory') await listTree(vfs, child, `${prefix}${name}/`, files);
    else files.set(prefix + name, (await vfs.stat(child)).sizeBytes);
  }
  return files;
}
