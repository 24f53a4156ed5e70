import type { Vfs, VfsFile } from '@sextant/vfs';

/** A long run of bytes that lies in numbered files of equal size: pages of a blobstore, chunks of vectors. */
export interface PagedWriter {
  /** Writes at a position over all files; each write begins at or after the end of the one before. What is left out stays a hole. */
  write(position: number, bytes: Uint8Array): Promise<void>;
  /** Writes the rest, gives every file its full size and makes at least so many files; answers how many there are. */
  finish(leastFiles: number): Promise<number>;
  close(): Promise<void>;
}

const bufferBytes = 1 << 18;

/** `fileBytes` of infinity: one file, as long as what is written. */
export function createPagedWriter(vfs: Vfs, pathOf: (file: number) => string, fileBytes: number): PagedWriter {
  let open: { readonly index: number; readonly file: VfsFile } | undefined;
  let files = 0;
  const buffer = new Uint8Array(bufferBytes);
  let bufferedAt = 0;
  let buffered = 0;

  const fileAt = async (index: number): Promise<VfsFile> => {
    if (open?.index === index) return open.file;
    await open?.file.close();
    open = undefined;
    for (; files < index; files++) await (await createFull(files)).close();
    const file = index < files ? await vfs.open(pathOf(index), 'r+') : await createFull(index);
    files = Math.max(files, index + 1);
    open = { index, file };
    return file;
  };
  const createFull = async (index: number): Promise<VfsFile> => {
    const file = await vfs.open(pathOf(index), 'wx+');
    try {
      if (Number.isFinite(fileBytes)) await file.truncate(fileBytes);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  };
  const writeThrough = async (position: number, bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.length; ) {
      const offset = (position + at) % fileBytes;
      const part = bytes.subarray(at, at + Math.min(bytes.length - at, fileBytes - offset));
      await (await fileAt(Math.floor((position + at) / fileBytes))).write(part, offset);
      at += part.length;
    }
  };
  const flush = async (): Promise<void> => {
    if (buffered > 0) await writeThrough(bufferedAt, buffer.subarray(0, buffered));
    buffered = 0;
  };
  return {
    async write(position, bytes) {
      if (buffered > 0 && (bufferedAt + buffered !== position || buffered + bytes.length > bufferBytes)) await flush();
      if (bytes.length > bufferBytes) return writeThrough(position, bytes);
      if (buffered === 0) bufferedAt = position;
      buffer.set(bytes, buffered);
      buffered += bytes.length;
    },
    async finish(leastFiles) {
      await flush();
      if (files < leastFiles) await fileAt(leastFiles - 1);
      return files;
    },
    async close() {
      await open?.file.close();
      open = undefined;
    },
  };
}
