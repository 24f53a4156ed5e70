/*
 * WAL directory (format, section 6.1)
 *
 *   closed-<start>   a full segment; `start` is the index of its first entry
 *   open-<n>         the segment being written, n from 1; begins right after the last closed one, or at 0
 *   first-index      {"ack_index":N}: entries before N need not be replayed
 *   tmp-*            left over from an interrupted creation; removed
 */
import { decodeWalHeader, encodeWalHeader, readWalEntry, walHeaderBytes } from '@sextant/snapshot';
import { isTemporaryName, joinPath, type Vfs, type VfsFile } from '@sextant/vfs';
import { EngineError } from '../error.ts';

const windowBytes = 1_048_576;

export interface WalListing {
  /** Ascending by start. */
  readonly closed: readonly { readonly name: string; readonly start: number }[];
  /** Ascending by number. */
  readonly open: readonly { readonly name: string; readonly id: number }[];
  readonly ackIndex?: number;
}

/** What lies in a WAL directory; what an interrupted creation left is removed. */
export async function listWal(vfs: Vfs, directory: string): Promise<WalListing> {
  const closed: { name: string; start: number }[] = [];
  const open: { name: string; id: number }[] = [];
  let ackIndex: number | undefined;
  for (const { name, kind } of await vfs.readdir(directory)) {
    if (kind !== 'file') continue;
    const match = /^(open|closed)-(\d+)$/.exec(name);
    if (match?.[1] === 'open') open.push({ name, id: Number(match[2]) });
    else if (match) closed.push({ name, start: Number(match[2]) });
    else if (name === 'first-index') ackIndex = await readAckIndex(vfs, joinPath(directory, name));
    else if (name.startsWith('tmp-') || isTemporaryName(name)) await vfs.rm(joinPath(directory, name));
  }
  closed.sort((a, b) => a.start - b.start);
  open.sort((a, b) => a.id - b.id);
  return { closed, open, ...(ackIndex === undefined ? {} : { ackIndex }) };
}

async function readAckIndex(vfs: Vfs, path: string): Promise<number | undefined> {
  const text = new TextDecoder().decode(await vfs.readFile(path));
  const match = /"ack_index"\s*:\s*(\d+)/.exec(text);
  // Only written by rename, so anything else is not ours to trust: replaying from the start is always right.
  return match ? Number(match[1]) : undefined;
}

/** An empty segment file of `capacityBytes` (holes), made under a temporary name first. Always synced: a log with a damaged header is no log. */
export async function createSegmentFile(vfs: Vfs, directory: string, name: string, capacityBytes: number): Promise<void> {
  const temporary = joinPath(directory, `tmp-${name}`);
  try {
    const file = await vfs.open(temporary, 'w+');
    try {
      await file.write(encodeWalHeader(crypto.getRandomValues(new Uint32Array(1))[0] as number), 0);
      await file.truncate(capacityBytes - (capacityBytes % 8));
      await file.sync();
    } finally {
      await file.close();
    }
    await vfs.rename(temporary, joinPath(directory, name));
    await vfs.syncDir(directory);
  } catch (error) {
    await vfs.rm(temporary).catch(() => {}); // swept at the next opening otherwise
    throw error;
  }
}

export interface WalEntryAt {
  readonly data: Uint8Array;
  readonly crc: number;
  /** File offset after the entry. */
  readonly end: number;
}

/** A place between two entries of a segment file: its offset, and the CRC that the next one chains from. */
export interface WalPlace {
  readonly at: number;
  readonly crc: number;
}

/** The valid entries of a segment file from a place on, the first if none is given, reading a window at a time; `data` is valid until the next step. */
export async function* readSegmentEntries(file: VfsFile, path: string, from?: WalPlace): AsyncGenerator<WalEntryAt, void, void> {
  const { sizeBytes } = await file.stat();
  let crc = from?.crc ?? (await readSeed(file, path));
  let base = from?.at ?? walHeaderBytes;
  let buffer = new Uint8Array(0);
  let window = new Uint8Array(0);
  let at = 0;
  for (;;) {
    const result = readWalEntry(window, at, crc);
    if (result.kind === 'end') return;
    if (result.kind === 'entry') {
      crc = result.crc;
      at = result.end;
      yield { data: result.data, crc, end: base + result.end };
      continue;
    }
    base += at;
    const needed = result.needed - at;
    if (base + needed > sizeBytes || needed > sizeBytes) return;
    const wanted = Math.min(Math.max(windowBytes, needed), sizeBytes - base);
    // One buffer for all windows: the entries before are done with.
    if (buffer.length < wanted) buffer = new Uint8Array(wanted);
    const got = await file.read(buffer.subarray(0, wanted), base);
    window = buffer.subarray(0, got);
    at = 0;
    if (got < needed) return;
  }
}

/** The seed in a segment file's header; fails with a message that names the file when there is none. */
export async function readSeed(file: VfsFile, path: string): Promise<number> {
  const head = new Uint8Array(walHeaderBytes);
  const got = await file.read(head, 0);
  const header = decodeWalHeader(head.subarray(0, got));
  if (header.ok) return header.seed;
  throw new EngineError('service_error', `${path} ${header.problem}; restore the shard from a snapshot`, { details: { file: path } });
}
