import { EngineError } from '@sextant/engine';
import { isMissing, parentPath, type Vfs } from '@sextant/vfs';

/** Bytes free where `path` is or is going to be. */
export async function freeBytesAt(vfs: Vfs, path: string): Promise<number> {
  for (let at = path; ; at = parentPath(at)) {
    try {
      return await vfs.freeBytes(at);
    } catch (error) {
      if (!isMissing(error) || at === parentPath(at)) throw error;
    }
  }
}

/** Two directories with the same number of free bytes are on one device: what is taken at one of them is gone at the other. */
export async function isSameDevice(vfs: Vfs, one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([freeBytesAt(vfs, one), freeBytesAt(vfs, other)]);
  return a === b;
}

export function tooLittleSpace(what: string, neededBytes: number, freeBytes: number, place: 'storage' | 'snapshots'): EngineError {
  return new EngineError(
    'insufficient_storage',
    `${what}: ${neededBytes} bytes are needed and ${freeBytes} are free on the device of the ${place}. Nothing was changed: free space and try again`,
    { details: { expected: neededBytes, found: freeBytes, remedy: 'free space and try again' } },
  );
}

/** The disk filled up although nothing said so before: how far it came, as far as it is known how much is needed. */
export function diskFull(
  cause: unknown,
  doneBytes: number,
  totalBytes: number | undefined,
  freeBytes: number,
  place: 'storage' | 'snapshots',
): EngineError {
  const needed = totalBytes === undefined ? 'an unknown number' : String(Math.max(0, totalBytes - doneBytes));
  return new EngineError(
    'insufficient_storage',
    `the disk is full: ${doneBytes} bytes of the archive were taken in, ${needed} more are needed and ${freeBytes} are free on the device of the ${place}. Nothing was changed: free space and try again`,
    {
      cause,
      details: {
        ...(totalBytes === undefined ? {} : { expected: totalBytes - doneBytes }),
        found: freeBytes,
        remedy: 'free space and try again',
      },
    },
  );
}
