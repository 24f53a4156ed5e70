import { setImmediate } from 'node:timers/promises';
import { joinPath, type Vfs } from '@sextant/vfs';
import { atFile, corrupt } from '../format/format-error.ts';
import { asCount, parseJsonObject } from '../format/json-shape.ts';
import { decodeWalOperation } from '../wal/decode-operation.ts';
import type { WalOperation } from '../wal/wal-operation.ts';
import { decodeWalHeader, readWalEntry } from '../wal/wal-segment.ts';
import { decodeOptionalText } from './read-file.ts';

/** An operation of the log that segments may not hold yet. */
export interface PendingOperation {
  /** Its number: the version that it gives to the points it changes. */
  readonly index: number;
  readonly operation: WalOperation;
}

const entriesPerSlice = 64;

interface WalFile {
  readonly name: string;
  readonly entries: Uint8Array[];
}

/**
 * The operations from the last acknowledged one on, in order. Points whose version is at least an operation's index have it already;
 * the raw vectors in it are not normalised. Reads one log file at a time into memory.
 */
export async function* readPendingWal(vfs: Vfs, directory: string): AsyncGenerator<PendingOperation, void, void> {
  let names: string[];
  try {
    names = (await vfs.readdir(directory)).filter((entry) => entry.kind === 'file').map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const numbered = (prefix: string): number[] =>
    names
      .flatMap((name) =>
        name.startsWith(prefix) && /^\d{1,15}$/.test(name.slice(prefix.length)) ? [Number(name.slice(prefix.length))] : [],
      )
      .sort((left, right) => left - right);
  const acknowledged = await decodeOptionalText(vfs, joinPath(directory, 'first-index'), (text) =>
    asCount(parseJsonObject(text, 'first-index')['ack_index'], 'ack_index'),
  );
  let next: number | undefined;
  for (const start of numbered('closed-')) {
    const path = joinPath(directory, `closed-${start}`);
    if (next !== undefined && next !== start) {
      throw corrupt(next < start ? 'log entries are missing' : 'log files overlap', {
        file: path,
        expected: `closed-${next}`,
        found: `closed-${start}`,
      });
    }
    const file = await readWalFile(vfs, path);
    yield* operationsFrom(file, start, acknowledged ?? 0);
    next = start + file.entries.length;
  }
  for (const id of numbered('open-')) {
    const file = await readWalFile(vfs, joinPath(directory, `open-${id}`));
    yield* operationsFrom(file, next ?? 0, acknowledged ?? 0);
    next = (next ?? 0) + file.entries.length;
  }
}

async function* operationsFrom(file: WalFile, start: number, from: number): AsyncGenerator<PendingOperation, void, void> {
  for (const [at, data] of file.entries.entries()) {
    if (start + at < from) continue;
    yield { index: start + at, operation: decodeEntry(file.name, start + at, data) };
    if (at % entriesPerSlice === entriesPerSlice - 1) await setImmediate();
  }
}

function decodeEntry(file: string, index: number, data: Uint8Array): WalOperation {
  try {
    return decodeWalOperation(data);
  } catch (error) {
    throw corrupt(`log entry ${index} cannot be decoded: ${(error as Error).message}`, { file });
  }
}

async function readWalFile(vfs: Vfs, path: string): Promise<WalFile> {
  const bytes = await vfs.readFile(path);
  const header = decodeWalHeader(bytes);
  if (!header.ok) throw atFile(path, () => corrupt(`the log file ${header.problem}`, { file: path }));
  const entries: Uint8Array[] = [];
  let previous = header.seed;
  for (let offset = 8; ; ) {
    const entry = readWalEntry(bytes, offset, previous);
    if (entry.kind !== 'entry') return { name: path, entries };
    entries.push(entry.data);
    previous = entry.crc;
    offset = entry.end;
  }
}
