/**
 * id_tracker.mappings
 *
 *   0   u64   count of rows
 *   8   count times, in row order, deleted rows included:
 *         u8    0 number, 1 UUID
 *         u64 number, or 16 bytes of a UUID in textual order
 *         u32   row
 *
 * id_tracker.versions   see point-versions.ts
 * id_tracker.deleted    bitmap of rows, 1 = deleted, whole 8-byte words
 *
 * The type codes differ from those of the mutable tracker.
 */
import { bitmapSizeBytes } from './bits.ts';
import { corrupt } from './format-error.ts';
import { type PointId, readUuid, writeUuid } from './point-id.ts';
import { readCount, readU64, viewOf, writeU64 } from './u64.ts';

const headerBytes = 8;
const smallestRecordBytes = 13;

/** The id of every row, deleted ones included. */
export function decodeImmutableMappings(bytes: Uint8Array): PointId[] {
  const steps = immutableMappingSteps(bytes);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `decodeImmutableMappings`, pausing after every `rowsPerStep` rows so that a caller can let the process do other work. */
export function* immutableMappingSteps(bytes: Uint8Array, rowsPerStep = 20_000): Generator<void, PointId[], void> {
  const view = viewOf(bytes);
  const count = readCount(view, 0, 'the row count');
  if (count > (bytes.length - headerBytes) / smallestRecordBytes) {
    throw corrupt('the id mapping is shorter than its row count', { offset: 0, expected: `${count} rows`, found: `${bytes.length} bytes` });
  }
  const ids: PointId[] = Array.from({ length: count });
  const seen = new Uint8Array(count);
  let offset = headerBytes;
  for (let index = 0; index < count; index++) {
    const kind = bytes[offset];
    if (kind !== 0 && kind !== 1) throw corrupt('unknown id type', { offset, expected: '0 or 1', found: kind ?? 'the end of the file' });
    const rowOffset = offset + (kind === 0 ? 9 : 17);
    if (rowOffset + 4 > bytes.length) throw corrupt('the id mapping is cut off', { offset, expected: `${count} rows`, found: index });
    const row = view.getUint32(rowOffset, true);
    if (row >= count || seen[row] === 1) throw corrupt('a row is out of range or named twice', { offset: rowOffset, found: row });
    seen[row] = 1;
    ids[row] = kind === 0 ? readU64(view, offset + 1) : readUuid(bytes, offset + 1);
    offset = rowOffset + 4;
    if (index % rowsPerStep === rowsPerStep - 1) yield;
  }
  return ids;
}

/** The file for these ids, row by row. */
export function encodeImmutableMappings(ids: readonly PointId[]): Uint8Array {
  let size = headerBytes;
  for (const id of ids) size += typeof id === 'string' ? 21 : 13;
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  writeU64(view, 0, ids.length);
  let offset = headerBytes;
  for (const [row, id] of ids.entries()) {
    if (typeof id === 'string') {
      bytes[offset] = 1;
      writeUuid(bytes, offset + 1, id);
      offset += 17;
    } else {
      writeU64(view, offset + 1, id);
      offset += 9;
    }
    view.setUint32(offset, row, true);
    offset += 4;
  }
  return bytes;
}

/** `id_tracker.deleted` for `rowCount` rows: 1 = deleted. */
export function encodeDeletedRows(deleted: Uint8Array, rowCount: number): Uint8Array {
  const bytes = new Uint8Array(bitmapSizeBytes(rowCount));
  bytes.set(deleted.subarray(0, bytes.length));
  return bytes;
}
