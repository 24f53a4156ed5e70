/**
 * segment_manifest.json, in each segment of a partial snapshot
 *
 *   {"segment_id":"<uuid>","segment_version":5,"file_versions":{"payload_storage/page_0.dat":3,"mutable_id_tracker.mappings":null}}
 *
 * null = no version of its own: the segment's counts. A shard manifest maps segment ids to these objects.
 */
import type { JsonValue } from '@sextant/contract/json';
import { corrupt, FormatError } from './format-error.ts';
import { asCount, asObject, asString, parseJsonObject } from './json-shape.ts';

export interface SegmentManifest {
  segment_id: string;
  segment_version: number;
  file_versions: Record<string, number | null>;
}

export type ShardManifest = Record<string, SegmentManifest>;

/** Parses the manifest of one segment. */
export function parseSegmentManifest(text: string): SegmentManifest {
  return toSegmentManifest(parseJsonObject(text, 'the segment manifest'));
}

/** Parses a shard manifest and checks that every segment stands under its own id. */
export function parseShardManifest(value: JsonValue): ShardManifest {
  const manifest: ShardManifest = Object.create(null) as ShardManifest;
  for (const [id, entry] of Object.entries(asObject(value, 'the shard manifest'))) {
    const segment = toSegmentManifest(entry);
    checkManifestId(segment, id);
    manifest[id] = segment;
  }
  return manifest;
}

/** Throws when a manifest names another segment than the directory it lies in. */
export function checkManifestId(manifest: SegmentManifest, segmentId: string): void {
  if (manifest.segment_id !== segmentId)
    throw corrupt('the manifest belongs to another segment', { expected: segmentId, found: manifest.segment_id });
}

function toSegmentManifest(value: JsonValue): SegmentManifest {
  const json = asObject(value, 'the segment manifest');
  const segmentId = asString(json['segment_id'], 'segment_id');
  const segmentVersion = asCount(json['segment_version'], 'segment_version');
  const fileVersions: Record<string, number | null> = Object.create(null) as Record<string, number | null>;
  for (const [file, version] of Object.entries(asObject(json['file_versions'], 'file_versions'))) {
    if (file.startsWith('/') || file.split('/').includes('..'))
      throw new FormatError('forbidden', 'a file of the manifest lies outside of its segment', { found: file });
    fileVersions[file] = version === null ? null : asCount(version, `version of ${file}`);
    if ((fileVersions[file] ?? 0) > segmentVersion) {
      throw corrupt(`file ${segmentId}/${file} is newer than its segment`, {
        expected: `at most ${segmentVersion}`,
        found: fileVersions[file] ?? 0,
      });
    }
  }
  return { segment_id: segmentId, segment_version: segmentVersion, file_versions: fileVersions };
}

/**
 * True when a partial snapshot must hold the file: the receiver does not have it, has an older version, or both have version 0.
 * `null` versions count as the version of the segment.
 */
export function isFileOutdated(file: string, ours: SegmentManifest, theirs: SegmentManifest | undefined): boolean {
  if (!theirs || !Object.hasOwn(theirs.file_versions, file)) return true;
  const current = ours.file_versions[file] ?? ours.segment_version;
  const held = theirs.file_versions[file] ?? theirs.segment_version;
  return held < current || (held === 0 && current === 0);
}
