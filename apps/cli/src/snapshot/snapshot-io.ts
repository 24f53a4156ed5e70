import { once } from 'node:events';
import { stringifyJson } from '@sextant/contract/json';

/** What a command talks to; the process itself, or streams that a test reads. */
export interface SnapshotIo {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Writes and waits while the reader is behind, so that a slow reader costs time, not memory. */
export async function write(stream: NodeJS.WritableStream, text: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (stream.write(text)) return;
  await once(stream, 'drain', { signal });
}

/** One JSON object a line; integers beyond 2^53 keep their digits. */
export async function writeJson(
  stream: NodeJS.WritableStream,
  line: { readonly type: string; readonly [fact: string]: unknown },
  signal: AbortSignal,
): Promise<void> {
  await write(stream, `${stringifyJson(line)}\n`, signal);
}
