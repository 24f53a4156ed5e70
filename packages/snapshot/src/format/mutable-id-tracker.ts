/**
 * mutable_id_tracker.mappings: change records, one after the other, applied in order
 *
 *   0   u8    1 insert number   2 insert UUID   3 delete number   4 delete UUID
 *   1   u64 number, or 16 bytes of a UUID in textual order
 *   .   u32   row, in inserts only
 *
 * Record sizes: 13, 21, 9, 17. An insert of a mapped id moves it (its old row is dead); an insert onto a taken row replaces the
 * id that lived there. A record cut off at the end is what a crash left; the log ends before it.
 */
import { corrupt } from './format-error.ts';
import { type PointId, readUuid, writeUuid } from './point-id.ts';
import { readU64, viewOf, writeU64 } from './u64.ts';

const insertNumber = 1;
const insertUuid = 2;
const deleteNumber = 3;
const deleteUuid = 4;
const recordBytes = [0, 13, 21, 9, 17] as const;

/** A record of the log; `row` is undefined in a delete. */
export interface MappingChange {
  readonly id: PointId;
  readonly row: number | undefined;
}

/** The bytes to append for these changes. */
export function encodeMappingChanges(changes: readonly MappingChange[]): Uint8Array {
  let size = 0;
  for (const change of changes) size += recordBytes[recordKind(change)];
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  let offset = 0;
  for (const change of changes) {
    const kind = recordKind(change);
    bytes[offset] = kind;
    if (typeof change.id === 'string') writeUuid(bytes, offset + 1, change.id);
    else writeU64(view, offset + 1, change.id);
    offset += recordBytes[kind];
    if (change.row !== undefined) view.setUint32(offset - 4, change.row, true);
  }
  return bytes;
}

function recordKind({ id, row }: MappingChange): 1 | 2 | 3 | 4 {
  if (typeof id === 'string') return row === undefined ? deleteUuid : insertUuid;
  return row === undefined ? deleteNumber : insertNumber;
}

/**
 * Hands the records from byte `start` to `visit`, at most `limit` of them, and answers the byte after the last one: the place to
 * go on from, and at the end of the log the length a torn file is to be cut to.
 */
export function decodeMappingChanges(
  bytes: Uint8Array,
  visit: (id: PointId, row: number | undefined) => void,
  start = 0,
  limit = Number.POSITIVE_INFINITY,
): number {
  const view = viewOf(bytes);
  let offset = start;
  for (let taken = 0; offset < bytes.length && taken < limit; taken++) {
    const kind = bytes[offset] ?? 0;
    if (kind < insertNumber || kind > deleteUuid) {
      throw corrupt('unknown record type in the id mapping log', { offset, expected: '1 to 4', found: kind });
    }
    const size = recordBytes[kind as 1 | 2 | 3 | 4];
    if (offset + size > bytes.length) break;
    const id = kind === insertUuid || kind === deleteUuid ? readUuid(bytes, offset + 1) : readU64(view, offset + 1);
    visit(id, kind <= insertUuid ? view.getUint32(offset + size - 4, true) : undefined);
    offset += size;
  }
  return offset;
}

/** Ids by row and rows by id: what a mapping log amounts to. */
export interface PointMapping {
  readonly idOfRow: (PointId | undefined)[];
  readonly rowOfId: Map<PointId, number>;
}

/** An empty mapping. */
export function createPointMapping(): PointMapping {
  return { idOfRow: [], rowOfId: new Map() };
}

/** Applies one record to a mapping. */
export function applyMappingChange(mapping: PointMapping, id: PointId, row: number | undefined): void {
  const { idOfRow, rowOfId } = mapping;
  const oldRow = rowOfId.get(id);
  if (oldRow !== undefined) idOfRow[oldRow] = undefined;
  if (row === undefined) {
    rowOfId.delete(id);
    return;
  }
  const displaced = idOfRow[row];
  if (displaced !== undefined) rowOfId.delete(displaced);
  // Filled up to the row, so that the array stays dense in memory.
  while (idOfRow.length < row) idOfRow.push(undefined);
  idOfRow[row] = id;
  rowOfId.set(id, row);
}
