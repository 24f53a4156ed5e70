/**
 * id_tracker.i2e, the ids of an immutable segment whose tracker stays on disk
 *
 *   0   u64   magic 0x51445F4932450001
 *   8   u32   version, 2
 *  12   u32   0
 *  16   u64   count of rows
 *  24   u64   0
 *  32   count times u128: the number, or the UUID as an integer (its 16 bytes reversed)
 *
 * id_tracker.is_uuid    which rows hold a UUID: compact-bitmask.ts
 * id_tracker.versions, id_tracker.deleted   as in immutable-id-tracker.ts
 * id_tracker.e2i        a reverse index, not needed to read
 */
import { getBit } from './bits.ts';
import { decodeCompactBitmask } from './compact-bitmask.ts';
import { atFile, corrupt, FormatError } from './format-error.ts';
import { type PointId, readUuid } from './point-id.ts';
import { readCount, readU64, viewOf } from './u64.ts';

const magic = 0x51445f4932450001n;
const headerBytes = 32;
const recordBytes = 16;

/** The id of every row, deleted ones included, from the contents of `id_tracker.i2e` and `id_tracker.is_uuid`. */
export function decodeDiskMappings(i2e: Uint8Array, isUuid: Uint8Array): PointId[] {
  const steps = diskMappingSteps(i2e, isUuid);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `decodeDiskMappings`, pausing after every `rowsPerStep` rows so that a caller can let the process do other work. */
export function* diskMappingSteps(i2e: Uint8Array, isUuid: Uint8Array, rowsPerStep = 20_000): Generator<void, PointId[], void> {
  const count = atFile('id_tracker.i2e', () => readHeader(i2e));
  const mask = atFile('id_tracker.is_uuid', () => decodeCompactBitmask(isUuid, count));
  const view = viewOf(i2e);
  const reversed = new Uint8Array(recordBytes);
  const ids: PointId[] = Array.from({ length: count });
  for (let row = 0; row < count; row++) {
    if (row % rowsPerStep === rowsPerStep - 1) yield;
    const offset = headerBytes + row * recordBytes;
    if (getBit(mask.bits, row)) {
      for (let at = 0; at < recordBytes; at++) reversed[at] = i2e[offset + recordBytes - 1 - at] ?? 0;
      ids[row] = readUuid(reversed, 0);
      continue;
    }
    if (view.getBigUint64(offset + 8, true) !== 0n) throw corrupt('a number id is beyond 64 bits', { file: 'id_tracker.i2e', offset });
    ids[row] = readU64(view, offset);
  }
  return ids;
}

function readHeader(i2e: Uint8Array): number {
  const view = viewOf(i2e);
  if (i2e.length < headerBytes || view.getBigUint64(0, true) !== magic) throw corrupt('not a disk id tracker', { offset: 0 });
  const version = view.getUint32(8, true);
  if (version !== 2)
    throw new FormatError('unsupported', 'unknown version of the disk id tracker', { offset: 8, expected: 2, found: version });
  const count = readCount(view, 16, 'the row count');
  if (headerBytes + count * recordBytes > i2e.length) {
    throw corrupt('the id mapping is shorter than its row count', { offset: 16, expected: `${count} rows`, found: `${i2e.length} bytes` });
  }
  return count;
}
