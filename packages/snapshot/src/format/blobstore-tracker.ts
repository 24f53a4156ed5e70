/**
 * tracker.dat of a mutable blobstore
 *
 *   0            u32   count = highest row ever set + 1
 *   4 + 16 row   u32   0 nothing stored, 1 stored
 *                u32   page
 *                u32   first block in that page
 *                u32   stored (compressed) bytes
 *
 * File size: a power of two, 1 MiB at first; slots beyond the end read as nothing stored.
 *
 * log_tracker.dat of an append-only blobstore: the same slots from byte 0, no count; the block field is a *byte* in the page.
 */
import { corrupt } from './format-error.ts';
import { readU32, viewOf } from './u64.ts';

export const trackerHeaderBytes = 4;
export const trackerSlotBytes = 16;
const smallestTrackerBytes = 1_048_576;

/** Where a value lies. In an append-only store `block` is a byte offset. */
export interface BlobPointer {
  readonly page: number;
  readonly block: number;
  readonly lengthBytes: number;
}

/** Position of the slot of a row in tracker.dat. */
export function trackerSlotOffset(row: number): number {
  return trackerHeaderBytes + row * trackerSlotBytes;
}

/** Size tracker.dat must have for `count` rows. */
export function trackerFileBytes(count: number): number {
  let size = smallestTrackerBytes;
  while (size < trackerSlotOffset(count)) size *= 2;
  return size;
}

/** The count at the head of tracker.dat. */
export function decodeTrackerCount(bytes: Uint8Array): number {
  if (bytes.length < trackerHeaderBytes) throw corrupt('the tracker is cut off', { offset: 0, expected: '4 bytes', found: bytes.length });
  return viewOf(bytes).getUint32(0, true);
}

export function encodeTrackerCount(count: number): Uint8Array {
  const bytes = new Uint8Array(trackerHeaderBytes);
  viewOf(bytes).setUint32(0, count, true);
  return bytes;
}

/** The slot at byte `offset`; undefined when nothing is stored or the file ends before it. */
export function decodeTrackerSlot(bytes: Uint8Array, offset: number): BlobPointer | undefined {
  if (offset + trackerSlotBytes > bytes.length) return undefined;
  const tag = readU32(bytes, offset);
  if (tag === 0) return undefined;
  if (tag !== 1) throw corrupt('unknown tag of a tracker slot', { offset, expected: '0 or 1', found: tag });
  return {
    page: readU32(bytes, offset + 4),
    block: readU32(bytes, offset + 8),
    lengthBytes: readU32(bytes, offset + 12),
  };
}

/** 16 bytes for one slot. */
export function encodeTrackerSlot(pointer: BlobPointer | undefined): Uint8Array {
  const bytes = new Uint8Array(trackerSlotBytes);
  if (!pointer) return bytes;
  const view = viewOf(bytes);
  view.setUint32(0, 1, true);
  view.setUint32(4, pointer.page, true);
  view.setUint32(8, pointer.block, true);
  view.setUint32(12, pointer.lengthBytes, true);
  return bytes;
}
