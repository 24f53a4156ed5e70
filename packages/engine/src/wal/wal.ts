import {
  type CborWriter,
  createCborWriter,
  defaultWalCapacityBytes,
  encodeWalOperation,
  encodeWalOperationInSteps,
  sealWalEntry,
  sealWalEntryInSteps,
  type WalOperation,
  walEntryBytes,
  walHeaderBytes,
} from '@sextant/snapshot';
import { createTimeSlice, joinPath, type Vfs, type VfsFile, writeFileAtomic } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import { createSegmentFile, readSegmentEntries, type WalPlace } from './wal-files.ts';

export interface WalOptions {
  /** Size of a new segment file; default 32 MiB. An entry that does not fit gets a larger file. */
  readonly capacityBytes?: number;
  /** Closed segments kept though no longer needed; default 1. */
  readonly retainClosed?: number;
  /** `always`: an append is answered after an fsync. Default `never`. */
  readonly fsync?: 'never' | 'always';
}

/** The log of a shard: entries numbered without gaps, each the record of one operation. */
export interface Wal {
  /** Number the next entry gets. */
  readonly nextIndex: number;
  /** First entry that must be replayed: all before are in the segments. */
  readonly ackIndex: number;
  /**
   * Writes one operation and answers its number once it is in the file (and on the disk, with fsync). Appends that come while a write is
   * under way go out together in the next. When it fails, nothing of it stays in the log and its number goes to the next append.
   */
  append(operation: WalOperation): Promise<number>;
  /** Entries from `from` on, oldest first; `data` is valid until the next step. Not while appends are under way. */
  entries(from: number): AsyncGenerator<{ readonly index: number; readonly data: Uint8Array }, void, void>;
  /** All entries before `index` may go; `index` itself is replayed again at the next opening. */
  acknowledge(index: number): Promise<void>;
  /** Waits for appends under way and closes the file. */
  close(): Promise<void>;
}

/** A segment file with entries `start … start + count - 1`. */
export interface ClosedSegment {
  readonly name: string;
  readonly start: number;
}

export interface WalState {
  readonly closed: ClosedSegment[];
  readonly openId: number;
  readonly file: VfsFile;
  readonly fileSizeBytes: number;
  /** Index of the first entry of the open segment. */
  readonly openStart: number;
  readonly openCount: number;
  /** Where the next entry goes, and the CRC it chains from. */
  readonly tail: number;
  readonly crc: number;
  readonly ackIndex: number;
  /** Where the first entry that must be replayed lies in the open segment. */
  readonly unapplied?: { readonly index: number; readonly place: WalPlace };
}

interface PendingEntry {
  readonly at: number;
  readonly dataBytes: number;
  readonly resolve: (index: number) => void;
  readonly reject: (error: unknown) => void;
}

interface Batch {
  readonly writer: CborWriter;
  entries: PendingEntry[];
}

const keptBufferBytes = 8 * 1_048_576;
/** An upsert of more points is encoded in steps. */
const longPoints = 1000;
const stepPoints = 128;
/** An entry of more bytes gets its checksum in steps of so many. */
const stepBytes = 1_048_576;

/** The running log over files that `openWal` has brought in order. */
export function runWal(vfs: Vfs, directory: string, options: WalOptions, state: WalState): Wal {
  const { capacityBytes = defaultWalCapacityBytes, retainClosed = 1, fsync = 'never' } = options;
  const closed = [...state.closed];
  let { file, openId, openStart, openCount, tail, crc, fileSizeBytes, ackIndex } = state;
  let filling: Batch = { writer: createCborWriter(), entries: [] };
  let spare: Batch | undefined;
  /** What goes out before `filling`. */
  const full: Batch[] = [];
  /** A long operation that is being encoded, and the appends that came after it. */
  let encoding: Promise<void> | undefined;
  let writing: Promise<void> | undefined;
  /** The bytes after `tail` may hold part of a failed write: cleaned before the next one. */
  let dirtyTail = false;
  let isClosed = false;

  async function cleanTail(): Promise<void> {
    // Cutting needs no space on the disk, writing zeros might.
    await file.truncate(tail);
    await file.truncate(fileSizeBytes);
    dirtyTail = false;
  }

  async function rotate(entryBytes: number): Promise<void> {
    const sizeBytes = Math.max(capacityBytes, walHeaderBytes + entryBytes);
    const nextId = openId + 1;
    const nextName = `open-${nextId}`;
    await createSegmentFile(vfs, directory, nextName, sizeBytes);
    const next = await vfs.open(joinPath(directory, nextName), 'r+');
    try {
      // Entries lost here while later ones are kept would give those the wrong numbers.
      await file.sync();
      await vfs.rename(joinPath(directory, `open-${openId}`), joinPath(directory, `closed-${openStart}`));
      await vfs.syncDir(directory);
    } catch (error) {
      await next.close();
      await vfs.rm(joinPath(directory, nextName)).catch(() => {}); // an empty spare does no harm
      throw error;
    }
    const previous = file;
    closed.push({ name: `closed-${openStart}`, start: openStart });
    const head = new Uint8Array(walHeaderBytes);
    await next.read(head, 0);
    crc = new DataView(head.buffer).getUint32(4, true);
    file = next;
    fileSizeBytes = sizeBytes - (sizeBytes % 8);
    openId = nextId;
    openStart += openCount;
    openCount = 0;
    tail = walHeaderBytes;
    await previous.close();
  }

  /** Writes as many entries as fit the open segment, at least one; answers how many. */
  async function writeSome(batch: Batch, from: number): Promise<number> {
    const first = batch.entries[from] as PendingEntry;
    if (dirtyTail) await cleanTail();
    if (tail + walEntryBytes(first.dataBytes) > fileSizeBytes && tail > walHeaderBytes) await rotate(walEntryBytes(first.dataBytes));
    const bytes = batch.writer.bytes();
    let to = from;
    let end = first.at;
    let chained = crc;
    for (; to < batch.entries.length; to++) {
      const entry = batch.entries[to] as PendingEntry;
      const size = walEntryBytes(entry.dataBytes);
      if (to > from && tail + entry.at + size - first.at > fileSizeBytes) break;
      chained = size > stepBytes ? await sealLong(bytes, entry, chained) : sealWalEntry(bytes, entry.at, entry.dataBytes, chained);
      end = entry.at + size;
    }
    dirtyTail = true;
    await file.write(bytes.subarray(first.at, end), tail);
    if (fsync === 'always') await file.sync();
    dirtyTail = false;
    tail += end - first.at;
    fileSizeBytes = Math.max(fileSizeBytes, tail);
    crc = chained;
    for (let i = from; i < to; i++) (batch.entries[i] as PendingEntry).resolve(openStart + openCount++);
    return to - from;
  }

  async function writeBatch(batch: Batch): Promise<void> {
    let done = 0;
    try {
      while (done < batch.entries.length) done += await writeSome(batch, done);
    } catch (error) {
      if (dirtyTail) await cleanTail().catch(() => {}); // tried again before the next write
      const failure = appendError(directory, error);
      for (const entry of batch.entries.slice(done)) entry.reject(failure);
    }
  }

  async function writeAll(): Promise<void> {
    // One turn later, so that all appends of this turn are in the first batch.
    await Promise.resolve();
    while (full.length > 0 || filling.entries.length > 0) {
      const batch = full.shift() ?? takeFilling();
      await writeBatch(batch);
      if (batch.writer.length > keptBufferBytes) continue;
      batch.writer.cut(0);
      spare = { writer: batch.writer, entries: [] };
    }
    writing = undefined;
  }

  function takeFilling(): Batch {
    const batch = filling;
    filling = spare ?? { writer: createCborWriter(), entries: [] };
    spare = undefined;
    return batch;
  }

  /** Puts what lies in the batch from `at + 8` on into line. */
  function enqueue(batch: Batch, at: number): Promise<number> {
    const { writer, entries } = batch;
    const dataBytes = writer.length - at - 8;
    writer.skip(walEntryBytes(dataBytes) - 8 - dataBytes);
    const result = new Promise<number>((resolve, reject) => entries.push({ at, dataBytes, resolve, reject }));
    writing ??= writeAll();
    return result;
  }

  function appendNow(operation: WalOperation): Promise<number> {
    const { writer } = filling;
    const at = writer.length;
    writer.skip(8);
    try {
      encodeWalOperation(operation, writer);
    } catch (error) {
      writer.cut(at);
      return Promise.reject(error as Error);
    }
    return enqueue(filling, at);
  }

  /** Answers once the entry is in line, with its promise. */
  async function appendLong(operation: WalOperation): Promise<{ readonly written: Promise<number> }> {
    const batch: Batch = { writer: createCborWriter(), entries: [] };
    batch.writer.skip(8);
    const slice = createTimeSlice('long');
    for (const _step of encodeWalOperationInSteps(operation, batch.writer, stepPoints)) if (slice.isDue()) await slice.rest();
    if (filling.entries.length > 0) full.push(takeFilling());
    full.push(batch);
    return { written: enqueue(batch, 0) };
  }

  return {
    get nextIndex() {
      return openStart + openCount;
    },
    get ackIndex() {
      return ackIndex;
    },
    append(operation) {
      if (isClosed) return Promise.reject(new EngineError('shard_unavailable', `the log in ${directory} is closed`));
      const isLong = operation.kind === 'upsert_points' && operation.points.length > longPoints;
      if (!isLong && encoding === undefined) return appendNow(operation);
      // Appends keep their order: what comes while a long operation is encoded waits for it.
      const queued = (encoding ?? Promise.resolve()).then(() => (isLong ? appendLong(operation) : { written: appendNow(operation) }));
      const done = queued.then(
        () => {},
        () => {},
      );
      encoding = done;
      void done.then(() => {
        if (encoding === done) encoding = undefined;
      });
      return queued.then(({ written }) => written);
    },
    async *entries(from) {
      const all = [...closed.map((segment) => ({ ...segment, last: false })), { name: `open-${openId}`, start: openStart, last: true }];
      for (const [position, { name, start }] of all.entries()) {
        const next = all[position + 1];
        if (next && next.start <= from) continue;
        const path = joinPath(directory, name);
        const source = await vfs.open(path, 'r');
        try {
          const { unapplied } = state;
          const isBehind = start === state.openStart && unapplied !== undefined && from >= unapplied.index;
          let index = isBehind ? unapplied.index : start;
          for await (const { data } of readSegmentEntries(source, path, isBehind ? unapplied.place : undefined)) {
            if (index >= from) yield { index, data };
            index++;
          }
        } finally {
          await source.close();
        }
      }
    },
    async acknowledge(index) {
      if (index <= ackIndex) return;
      await writeFileAtomic(vfs, joinPath(directory, 'first-index'), `{"ack_index":${index}}`);
      ackIndex = index;
      // The last closed segment says where the open one starts, so one always stays.
      while (closed.length > Math.max(1, retainClosed)) {
        const [oldest, next] = closed as [ClosedSegment, ClosedSegment];
        if (next.start > index) break;
        await vfs.rm(joinPath(directory, oldest.name));
        closed.shift();
      }
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await encoding;
      await writing;
      await file.close();
    },
  };
}

async function sealLong(bytes: Uint8Array, { at, dataBytes }: PendingEntry, previousCrc: number): Promise<number> {
  const steps = sealWalEntryInSteps(bytes, at, dataBytes, previousCrc, stepBytes);
  const slice = createTimeSlice('long');
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (slice.isDue()) await slice.rest();
  }
}

function appendError(directory: string, cause: unknown): EngineError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new EngineError(
      'insufficient_storage',
      `No space left for the log in ${directory}: the operation was not written. Free space and repeat it`,
      { cause, retryable: true },
    );
  }
  return new EngineError('service_error', `The log in ${directory} could not be written (${message}): the operation was not applied`, {
    cause,
    retryable: true,
  });
}
