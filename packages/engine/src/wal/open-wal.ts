import { defaultWalCapacityBytes, walHeaderBytes } from '@sextant/snapshot';
import { joinPath, type Vfs, type VfsFile, writeFileAtomic } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { type ClosedSegment, runWal, type Wal, type WalOptions } from './wal.ts';
import { createSegmentFile, listWal, readSeed, readSegmentEntries, type WalPlace } from './wal-files.ts';

/**
 * Opens the log in `directory`, which must exist. What a torn write left behind the last whole entry is cut off. Fails when entries are
 * missing between segments, or there twice. An empty directory becomes a log whose first entry gets number `emptyStart`.
 */
export async function openWal(vfs: Vfs, directory: string, options: WalOptions, emptyStart = 0): Promise<Wal> {
  const capacityBytes = options.capacityBytes ?? defaultWalCapacityBytes;
  const listing = await listWal(vfs, directory);
  if (listing.closed.length === 0 && listing.open.length === 0 && emptyStart > 0) {
    await createSegmentFile(vfs, directory, `closed-${emptyStart}`, capacityBytes);
    return openWal(vfs, directory, options);
  }
  const closed: ClosedSegment[] = [...listing.closed];
  const firstIndex = closed[0]?.start ?? 0;
  const ackIndex = Math.max(firstIndex, listing.ackIndex ?? firstIndex);
  let start = await checkClosed(vfs, directory, closed, ackIndex);

  // Of several open segments the first without entries is written to; those with entries before it were full, those after it are spares.
  const current = await openCurrent(vfs, directory, listing.open, ackIndex - start, async (name, count) => {
    await vfs.rename(joinPath(directory, name), joinPath(directory, `closed-${start}`));
    closed.push({ name: `closed-${start}`, start });
    start += count;
  });
  const nextIndex = start + (current?.count ?? 0);
  // Entries that are written again after their loss must not count as acknowledged.
  if (ackIndex > nextIndex) await writeFileAtomic(vfs, joinPath(directory, 'first-index'), `{"ack_index":${nextIndex}}`);
  const openId = current?.id ?? (listing.open.at(-1)?.id ?? 0) + 1;
  if (!current) await createSegmentFile(vfs, directory, `open-${openId}`, capacityBytes);
  const name = `open-${openId}`;
  const path = joinPath(directory, name);
  const file = await vfs.open(path, 'r+');
  try {
    const end = current?.end ?? walHeaderBytes;
    const fileSizeBytes = await cutTail(file, end, capacityBytes);
    return runWal(vfs, directory, options, {
      closed,
      openId,
      file,
      fileSizeBytes,
      openStart: start,
      openCount: current?.count ?? 0,
      tail: end,
      crc: current?.crc ?? (await readSeed(file, path)),
      ackIndex: Math.min(ackIndex, nextIndex),
      ...(current?.mark === undefined ? {} : { unapplied: { index: ackIndex, place: current.mark } }),
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Empties the log so that its next entry gets `start`. Every entry in it must be acknowledged: the newest goes first, so a crash leaves no gap. */
export async function resetWal(vfs: Vfs, directory: string, options: WalOptions, start: number): Promise<Wal> {
  const { closed, open } = await listWal(vfs, directory);
  for (const { name } of [...closed, ...open].reverse()) await vfs.rm(joinPath(directory, name));
  await vfs.rm(joinPath(directory, 'first-index'));
  await vfs.syncDir(directory);
  return openWal(vfs, directory, options, start);
}

/** Answers the index after the last closed segment. Segments that end before `ackIndex` are not read. */
async function checkClosed(vfs: Vfs, directory: string, closed: readonly ClosedSegment[], ackIndex: number): Promise<number> {
  let end = 0;
  for (const [position, { name, start }] of closed.entries()) {
    const next = closed[position + 1]?.start;
    if (next !== undefined && next <= ackIndex) continue;
    end = start + (await scan(vfs, joinPath(directory, name))).count;
    if (next !== undefined && next !== end) throw gapError(directory, name, start, end, next);
  }
  return end;
}

function gapError(directory: string, name: string, start: number, end: number, next: number): EngineError {
  const found = end === start ? 'no entries' : `entries ${start} to ${end - 1}`;
  const problem = next > end ? `entries ${end} to ${next - 1} are missing` : `entries ${next} to ${end - 1} are there twice`;
  return new EngineError(
    'service_error',
    `${joinPath(directory, name)} holds ${found} and the next segment is closed-${next}: ${problem}. Restore the shard from a snapshot, or put the missing file back`,
    { details: { file: joinPath(directory, name), expected: end, found: next } },
  );
}

interface Scanned {
  readonly count: number;
  readonly end: number;
  readonly crc: number;
  /** Where the entry with the wanted position begins. */
  readonly mark: WalPlace | undefined;
}

/** `markAt`: the position of an entry in the file, 0 for the first. */
async function scan(vfs: Vfs, path: string, markAt?: number): Promise<Scanned> {
  const file = await vfs.open(path, 'r');
  try {
    let count = 0;
    let end = walHeaderBytes;
    let crc = await readSeed(file, path);
    let mark: WalPlace | undefined;
    for await (const entry of readSegmentEntries(file, path)) {
      if (count === markAt) mark = { at: end, crc };
      count++;
      end = entry.end;
      crc = entry.crc;
    }
    if (count === markAt) mark = { at: end, crc };
    return { count, end, crc, mark };
  } finally {
    await file.close();
  }
}

/** The open segment to write to, if there is one, with the place of entry `markAt` if it is the only one; calls `full` for each that only awaits its new name. */
async function openCurrent(
  vfs: Vfs,
  directory: string,
  open: readonly { readonly name: string; readonly id: number }[],
  markAt: number,
  full: (name: string, count: number) => Promise<void>,
): Promise<(Scanned & { readonly id: number }) | undefined> {
  const scanned: (Scanned & { readonly id: number; readonly name: string })[] = [];
  const wanted = open.length === 1 ? markAt : undefined;
  for (const segment of open) scanned.push({ ...segment, ...(await scan(vfs, joinPath(directory, segment.name), wanted)) });
  const used = scanned.filter((segment) => segment.count > 0);
  const current = used.at(-1) ?? scanned[0];
  for (const segment of used.slice(0, -1)) await full(segment.name, segment.count);
  for (const segment of scanned) if (segment.count === 0 && segment !== current) await vfs.rm(joinPath(directory, segment.name));
  return current;
}

/** Leaves nothing behind the last entry: neither a torn one, nor one that a lost write in front of it hides until the gap is filled again. */
async function cutTail(file: VfsFile, end: number, capacityBytes: number): Promise<number> {
  const { sizeBytes } = await file.stat();
  const wanted = Math.max(capacityBytes, sizeBytes);
  const size = wanted - (wanted % 8);
  await file.truncate(end);
  await file.truncate(size);
  return size;
}
