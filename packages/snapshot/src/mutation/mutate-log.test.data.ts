import { decodeWalHeader, encodeWalHeader, readWalEntry, sealWalEntry, walEntryBytes, walHeaderBytes } from '../wal/wal-segment.ts';
import type { Chance } from './chance.test.data.ts';

// Heads of CBOR items that promise what does not follow, or never end.
const hostileHeads: readonly (readonly number[])[] = [
  [0x7f, 0x7f],
  [0x5f, 0x5f],
  [0x9f],
  [0xbf],
  [0xdf],
  [0x1f],
  [0x3f],
  [0x1c],
  [0xff],
  [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0xbb, 0, 0, 0, 1, 0, 0, 0, 0],
  [0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x7b, 0, 0x20, 0, 0, 0, 0, 0, 0],
  [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  [0x9a, 0xff, 0xff, 0xff, 0xff],
  Array.from({ length: 300 }, () => 0x81),
  Array.from({ length: 300 }, () => 0xc1),
  [0xfa, 0x7f, 0xc0, 0, 0],
  [0xf9, 0x7c, 0],
  [0xf6],
  [0x20],
];

/** Changes the entries of a log file, whose CRCs are right again afterwards; undefined when it has none. */
export function mutateLog(file: Uint8Array, chance: Chance): { readonly bytes: Uint8Array; readonly words: string } | undefined {
  const header = decodeWalHeader(file);
  if (!header.ok) return undefined;
  const entries: Uint8Array[] = [];
  let previous = header.seed;
  for (let offset = walHeaderBytes; ; ) {
    const entry = readWalEntry(file, offset, previous);
    if (entry.kind !== 'entry') break;
    entries.push(entry.data.slice());
    ({ crc: previous, end: offset } = entry);
  }
  if (entries.length === 0) return undefined;
  const at = chance.below(entries.length);
  const data = entries[at] as Uint8Array;
  const where = chance.below(data.length);
  const words = change(entries, at, data, where, chance);
  return { bytes: seal(header.seed, entries, file.length), words: `log entry ${at} of ${entries.length}: ${words}` };
}

function change(entries: Uint8Array[], at: number, data: Uint8Array, where: number, chance: Chance): string {
  switch (chance.below(6)) {
    case 0:
      entries.splice(at, 1);
      return 'dropped';
    case 1:
      entries.splice(at, 0, data);
      return 'twice';
    case 2:
      entries[at] = data.slice(0, where);
      return `cut to ${where} bytes`;
    case 3: {
      data[where] = (data[where] ?? 0) ^ (1 << chance.below(8));
      return `a bit of byte ${where} flipped`;
    }
    default: {
      const head = chance.pick(hostileHeads);
      entries[at] = Buffer.concat([
        data.subarray(0, where),
        Uint8Array.from(head),
        data.subarray(where + (chance.below(2) === 0 ? 0 : head.length)),
      ]);
      return `CBOR ${Buffer.from(head.slice(0, 9)).toString('hex')} at byte ${where}`;
    }
  }
}

function seal(seed: number, entries: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const needed = entries.reduce((sum, entry) => sum + walEntryBytes(entry.length), walHeaderBytes);
  const bytes = new Uint8Array(Math.max(needed, sizeBytes));
  bytes.set(encodeWalHeader(seed));
  let offset = walHeaderBytes;
  let previous = seed;
  for (const entry of entries) {
    bytes.set(entry, offset + 8);
    previous = sealWalEntry(bytes, offset, entry.length, previous);
    offset += walEntryBytes(entry.length);
  }
  return bytes;
}
