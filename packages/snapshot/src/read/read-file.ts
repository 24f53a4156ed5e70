import type { Vfs } from '@sextant/vfs';
import { atFile, FormatError } from '../format/format-error.ts';

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The content of a file, undefined when it does not exist. */
export async function readOptionalFile(vfs: Vfs, path: string): Promise<Uint8Array | undefined> {
  try {
    return await vfs.readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw new FormatError('corrupt', 'there is a directory where a file belongs', { file: path }, error);
    throw error;
  }
}

/** The content of a file that must be there. */
export async function readRequiredFile(vfs: Vfs, path: string): Promise<Uint8Array> {
  const content = await readOptionalFile(vfs, path);
  if (!content) throw new FormatError('missing', 'the file does not exist', { file: path });
  return content;
}

/** Reads a file and decodes it; format errors name the file. */
export async function decodeFile<T>(vfs: Vfs, path: string, decode: (content: Uint8Array) => T): Promise<T> {
  const content = await readRequiredFile(vfs, path);
  return atFile(path, () => decode(content));
}

/** As `decodeFile`, for a text file; undefined when it does not exist. */
export async function decodeOptionalText<T>(vfs: Vfs, path: string, decode: (text: string) => T): Promise<T | undefined> {
  const content = await readOptionalFile(vfs, path);
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
