import { createBackgroundSlice, giveWay, type Vfs } from '@sextant/vfs';
import { corrupt } from '../format/format-error.ts';
import { decodeWalHeader, readWalEntry, walHeaderBytes } from '../wal/wal-segment.ts';
import { openRangedFile, type RangedFile } from './ranged-file.ts';

/** What the entries of a log file end in. */
export interface WalFileEnd {
  readonly count: number;
  /** Byte after the last entry. */
  readonly offset: number;
  /** Why the next bytes are no entry. */
  readonly problem: 'crc' | 'short' | 'zero';
  readonly sizeBytes: number;
}

const windowBytes = 1 << 20;

/** The entries of a log file in order, reading a window at a time; the data is valid until the next step. Returns what ends them. */
export async function* readWalEntries(vfs: Vfs, path: string): AsyncGenerator<Uint8Array, WalFileEnd, void> {
  const file = await openRangedFile(vfs, path);
  try {
    return yield* entriesOf(file);
  } finally {
    await file.close();
  }
}

async function* entriesOf(file: RangedFile): AsyncGenerator<Uint8Array, WalFileEnd, void> {
  const { sizeBytes, path } = file;
  const header = decodeWalHeader(await readAt(file, 0, Math.min(sizeBytes, walHeaderBytes)));
  if (!header.ok) throw corrupt(`the log file ${header.problem}`, { file: path });
  let crc = header.seed;
  let base = walHeaderBytes;
  let window: Uint8Array = new Uint8Array(0);
  let at = 0;
  const slice = createBackgroundSlice('long');
  for (let count = 0; ; ) {
    const entry = readWalEntry(window, at, crc);
    if (entry.kind === 'entry') {
      crc = entry.crc;
      at = entry.end;
      count++;
      if (slice.isDue()) await slice.rest();
      yield entry.data;
      continue;
    }
    const offset = base + at;
    if (entry.kind === 'end') return { count, offset, problem: entry.problem, sizeBytes };
    const needed = entry.needed - at;
    // A length beyond the file says nothing about the memory that it is worth.
    if (offset + needed > sizeBytes) return { count, offset, problem: 'short', sizeBytes };
    base = offset;
    at = 0;
    await giveWay();
    window = await readAt(file, base, Math.min(Math.max(windowBytes, needed), sizeBytes - base));
  }
}

async function readAt(file: RangedFile, offset: number, length: number): Promise<Uint8Array> {
  const [bytes] = await file.read([{ offset, length }]);
  return bytes ?? new Uint8Array(0);
}
