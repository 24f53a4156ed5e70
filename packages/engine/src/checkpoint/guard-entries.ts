import { EngineError } from '../error.ts';
import type { CheckpointEntry } from './checkpoint.ts';

/**
 * Entries that fail instead of yielding once `isStanding` is false: their paths may then be those of another collection, whose segments can have
 * the same names. Checked after each read, so that no byte of another file gets out.
 */
export function guardEntries(entries: readonly CheckpointEntry[], isStanding: () => boolean): CheckpointEntry[] {
  const check = (): void => {
    if (!isStanding())
      throw new EngineError('cancelled', 'the collection was replaced or deleted while it was being read for a snapshot', {
        retryable: true,
      });
  };
  return entries.map((entry) => ({
    path: entry.path,
    sizeBytes: entry.sizeBytes,
    ...(entry.extents === undefined ? {} : { extents: entry.extents }),
    read: async function* () {
      check();
      for await (const chunk of entry.read()) {
        check();
        yield chunk;
      }
    },
  }));
}
