import { joinPath, type Vfs } from '@sextant/vfs';
import { corrupt } from '../format/format-error.ts';
import { asCount, parseJsonObject } from '../format/json-shape.ts';
import { decodeWalOperation } from '../wal/decode-operation.ts';
import type { WalOperation } from '../wal/wal-operation.ts';
import { decodeOptionalText } from './read-file.ts';
import { readWalEntries } from './wal-entries.ts';

/** An operation of the log that segments may not hold yet. */
export interface PendingOperation {
  /** Its number: the version that it gives to the points it changes. */
  readonly index: number;
  readonly operation: WalOperation;
}

/**
 * The operations from the last acknowledged one on, in order. Points whose version is at least an operation's index have it already;
 * the raw vectors in it are not normalised.
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
  const acknowledged = await decodeOptionalText(vfs, joinPath(directory, 'first-index'), parseAckIndex);
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
    next = yield* operationsFrom(vfs, path, start, acknowledged ?? 0);
  }
  for (const id of numbered('open-')) {
    next = yield* operationsFrom(vfs, joinPath(directory, `open-${id}`), next ?? 0, acknowledged ?? 0);
  }
}

/** The first operation that segments may lack, from the content of first-index. */
export function parseAckIndex(text: string): number {
  return asCount(parseJsonObject(text, 'first-index')['ack_index'], 'ack_index');
}

/** The operations of a file whose first entry has number `start`; returns the number after the last one. */
async function* operationsFrom(vfs: Vfs, path: string, start: number, from: number): AsyncGenerator<PendingOperation, number, void> {
  const entries = readWalEntries(vfs, path);
  try {
    for (let index = start; ; index++) {
      const entry = await entries.next();
      if (entry.done) return index;
      if (index >= from) yield { index, operation: decodeEntry(path, index, entry.value) };
    }
  } finally {
    await entries.return(undefined as never);
  }
}

function decodeEntry(file: string, index: number, data: Uint8Array): WalOperation {
  try {
    return decodeWalOperation(data);
  } catch (error) {
    throw corrupt(`log entry ${index} cannot be decoded: ${(error as Error).message}`, { file });
  }
}
