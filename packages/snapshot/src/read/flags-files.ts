import { joinPath, type Vfs } from '@sextant/vfs';
import { decodeFlagsStatus } from '../format/dynamic-flags.ts';
import { atFile } from '../format/format-error.ts';
import { mostStatusBytes, readOptionalFile } from './read-file.ts';

/** For two thousand million rows. */
const mostFlagBytes = 256 << 20;

/** Loads a flags directory as a bitmap; a missing directory or file means that no flag is set. */
export async function loadFlags(vfs: Vfs, directory: string): Promise<Uint8Array> {
  const statusPath = joinPath(directory, 'status.dat');
  const status = await readOptionalFile(vfs, statusPath, mostStatusBytes);
  if (!status) return new Uint8Array(0);
  const { length, fileName } = atFile(statusPath, () => decodeFlagsStatus(status));
  const bits = (await readOptionalFile(vfs, joinPath(directory, fileName), mostFlagBytes)) ?? new Uint8Array(0);
  const used = bits.slice(0, Math.ceil(length / 8));
  // Flags beyond the length are 0, whatever the file says.
  const tail = length % 8;
  if (tail > 0 && used.length * 8 > length) used[used.length - 1] = (used.at(-1) ?? 0) & ((1 << tail) - 1);
  return used;
}
