import type { EngineError } from '../error.ts';
import type { CheckpointEntry } from './checkpoint.ts';

/**
 * Entries that fail instead of yielding once `isStanding` is false: their paths may then be those of another collection, whose segments can have
 * the same names. Checked after each read, so that no byte of another file gets out. `whyGone` tells what became of the collection.
 */
export function guardEntries(
  entries: readonly CheckpointEntry[],
  isStanding: () => boolean,
  whyGone: () => Promise<EngineError>,
): CheckpointEntry[] {
  const check = async (): Promise<void> => {
    if (!isStanding()) throw await whyGone();
  };
  return entries.map((entry) => ({
    path: entry.path,
    sizeBytes: entry.sizeBytes,
    ...(entry.extents === undefined ? {} : { extents: entry.extents }),
    read: async function* () {
      await check();
      try {
        for await (const chunk of entry.read()) {
          await check();
          yield chunk;
        }
      } catch (error) {
        // A file that is not there any more says less than what took it away.
        await check();
        throw error;
      }
    },
  }));
}
