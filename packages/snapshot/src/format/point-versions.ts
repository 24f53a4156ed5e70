/**
 * mutable_id_tracker.versions, id_tracker.versions
 *
 *   8 * row   u64   version of the row = number of the operation that last changed it; 0 in deleted rows of an immutable segment
 *
 * No header. A partial record at the end is what a crash left and is ignored.
 */
import { readCount, viewOf, writeU64 } from './u64.ts';

export const pointVersionBytes = 8;

/** One version a row. */
export function decodePointVersions(bytes: Uint8Array): Float64Array {
  const view = viewOf(bytes);
  const versions = new Float64Array(Math.floor(bytes.length / pointVersionBytes));
  for (let row = 0; row < versions.length; row++) versions[row] = readCount(view, row * pointVersionBytes, 'a point version');
  return versions;
}

/** The bytes of these versions, to be written at `8 * first row`. */
export function encodePointVersions(versions: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(versions.length * pointVersionBytes);
  const view = viewOf(bytes);
  for (let row = 0; row < versions.length; row++) writeU64(view, row * pointVersionBytes, versions[row] ?? 0);
  return bytes;
}
