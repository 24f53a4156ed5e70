/*
 * tracker_journal.dat beside tracker.dat: a redo log that newer engines write (format, section 12)
 *
 *   0   u32   payload length
 *   4   u32   CRC-32C of the payload
 *   8   records of 20 bytes: u32 row | the 16 bytes of its slot
 */
import { crc32cOf, decodeTrackerCount, encodeTrackerCount, trackerHeaderBytes, trackerSlotOffset } from '@sextant/snapshot';
import { joinPath, pathExists, readIfPresent, type Vfs } from '@sextant/vfs';

export const journalFileName = 'tracker_journal.dat';
const recordBytes = 20;

/** Slots by row that a valid journal puts in place of those in tracker.dat; none when there is no journal or its checksum is wrong. */
export async function readJournal(vfs: Vfs, directory: string): Promise<Map<number, Uint8Array>> {
  const slots = new Map<number, Uint8Array>();
  const bytes = await readIfPresent(vfs, joinPath(directory, journalFileName));
  if (!bytes || bytes.length < 8) return slots;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const payload = bytes.subarray(8, 8 + length);
  if (payload.length !== length || crc32cOf(payload) !== view.getUint32(4, true)) return slots;
  for (let at = 0; at + recordBytes <= length; at += recordBytes)
    slots.set(view.getUint32(8 + at, true), payload.subarray(at + 4, at + recordBytes));
  return slots;
}

/** Writes what a journal says into tracker.dat and removes it: before a store is written to, since the journal would undo that at its next opening. */
export async function settleJournal(vfs: Vfs, directory: string): Promise<void> {
  const path = joinPath(directory, journalFileName);
  if (!(await pathExists(vfs, path))) return;
  const slots = await readJournal(vfs, directory);
  if (slots.size > 0) {
    const file = await vfs.open(joinPath(directory, 'tracker.dat'), 'r+');
    try {
      const head = new Uint8Array(trackerHeaderBytes);
      await file.read(head, 0);
      let count = decodeTrackerCount(head);
      for (const [row, slot] of slots) {
        await file.write(slot, trackerSlotOffset(row));
        count = Math.max(count, row + 1);
      }
      await file.write(encodeTrackerCount(count), 0);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await vfs.rm(path);
}
