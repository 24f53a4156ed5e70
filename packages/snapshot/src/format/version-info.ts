/**
 * version.info: a version and nothing else, no newline
 *
 *   segment             "0.6.0", since Qdrant 1.3
 *   collection          "0.4.2", since 2022
 *   sparse index        "0.2.0"
 */
import { corrupt, FormatError } from './format-error.ts';

export const segmentVersion = '0.6.0';
export const collectionVersion = '0.4.2';

/** Throws unless the text is a segment version that this code reads. */
export function checkSegmentVersion(text: string): void {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (!match) throw corrupt('not a version', { expected: segmentVersion, found: JSON.stringify(text.slice(0, 40)) });
  const [major, minor, patch] = match.slice(1).map(Number) as [number, number, number];
  const order = major - 0 || minor - 6 || patch - 0;
  if (order > 0) {
    throw new FormatError('unsupported', 'the segment was written by a newer Qdrant', {
      expected: segmentVersion,
      found: text,
      remedy: 'use a release that knows this version',
    });
  }
  if (order < 0) throw oldSegment('an old version of the segment', text);
}

/** Throws unless the text is the version of a collection that this code reads. */
export function checkCollectionVersion(text: string): void {
  const match = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(text);
  if (!match) throw corrupt('not a version', { expected: collectionVersion, found: JSON.stringify(text.slice(0, 40)) });
  if (Number(match[1]) === 0 && Number(match[2]) <= 4) return;
  throw new FormatError('unsupported', 'the collection was written by a newer Qdrant', {
    expected: collectionVersion,
    found: text,
    remedy: 'use a release that knows this version',
  });
}

/** The refusal of everything that needs RocksDB, with the way out. */
export function oldSegment(finding: string, found: string): FormatError {
  return new FormatError('unsupported', `${finding}: the segment was written by an old Qdrant using RocksDB`, {
    found,
    remedy:
      'restore it with the Qdrant version that made it, upgrade that minor version by minor version to 1.16.3, which migrates such segments when it loads them, then take a new snapshot',
  });
}
