import type { Vfs } from '@sextant/vfs';
import { atFile, FormatError } from '../format/format-error.ts';

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

// A file is as large as it says, also where it is one hole; what is read at once must not be.
const mostTextBytes = 64 << 20;
/** For files that hold one or two numbers. */
export const mostStatusBytes = 1 << 20;

/** The content of a file, undefined when it does not exist. One larger than `mostBytes` is a format error, and not read. */
export async function readOptionalFile(vfs: Vfs, path: string, mostBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array | undefined> {
  try {
    if (mostBytes < Number.POSITIVE_INFINITY) {
      const { sizeBytes } = await vfs.stat(path);
      if (sizeBytes > mostBytes)
        throw new FormatError('limit', 'the file is absurdly large', {
          file: path,
          expected: `at most ${mostBytes} bytes`,
          found: sizeBytes,
        });
    }
    return await vfs.readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw new FormatError('corrupt', 'there is a directory where a file belongs', { file: path }, error);
    throw error;
  }
}

/** The content of a file that must be there. */
export async function readRequiredFile(vfs: Vfs, path: string, mostBytes?: number): Promise<Uint8Array> {
  const content = await readOptionalFile(vfs, path, mostBytes);
  if (!content) throw new FormatError('missing', 'the file does not exist', { file: path });
  return content;
}

/** Reads a file and decodes it; format errors name the file. */
export async function decodeFile<T>(
  vfs: Vfs,
  path: string,
  decode: (content: Uint8Array) => T,
  mostBytes: number = mostTextBytes,
): Promise<T> {
  const content = await readRequiredFile(vfs, path, mostBytes);
  return atFile(path, () => decode(content));
}

/** As `decodeFile`, for a text file; undefined when it does not exist. */
export async function decodeOptionalText<T>(vfs: Vfs, path: string, decode: (text: string) => T): Promise<T | undefined> {
  const content = await readOptionalFile(vfs, path, mostTextBytes);
  return content && atFile(path, () => decode(decodeText(content)));
}

/** UTF-8, strictly. */
export function decodeText(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new FormatError('corrupt', 'the file is not UTF-8');
  }
}

/** True when there is a directory at `path`. */
export async function isDirectory(vfs: Vfs, path: string): Promise<boolean> {
  try {
    return (await vfs.stat(path)).kind === 'directory';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** True when there is a file at `path`. */
export async function isFile(vfs: Vfs, path: string): Promise<boolean> {
  try {
    return (await vfs.stat(path)).kind === 'file';
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
