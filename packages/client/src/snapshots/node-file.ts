import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenedSource } from './snapshot-source.ts';

const chunkBytes = 256 * 1024;

/** Opens a file of the user's for reading; fails before a byte is sent when it is missing. */
export async function openFile(path: string | URL): Promise<OpenedSource> {
  const file = path instanceof URL ? fileURLToPath(path) : path;
  const { size } = await stat(file);
  return { content: readChunks(file), sizeBytes: size, fileName: basename(file) };
}

async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>;
}

/** Writes a stream to a file: to a temporary name beside it, made durable, then renamed. A failure leaves nothing behind and an old file untouched. */
export async function writeFile(path: string | URL, source: AsyncIterable<Uint8Array>): Promise<void> {
  const file = path instanceof URL ? fileURLToPath(path) : path;
  const temporary = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      for await (const chunk of source) await writeAll(handle, chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    const directory = await open(dirname(file), 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, from, chunk.byteLength - from);
    from += bytesWritten;
  }
}
