import type { RestoreOptions } from './restore-options.ts';

/** Counts what a restore has read and tells of it: at the beginning and the end of each collection, and for each twentieth of the bytes. */
export interface ProgressMeter {
  begin(collection: string): void;
  add(bytes: number): void;
  end(points: number): void;
}

const steps = 20;

export function progressMeter({ onProgress }: RestoreOptions, count: number, totalBytes: number): ProgressMeter {
  let doneBytes = 0;
  let told = 0;
  let index = 0;
  let current: string | undefined;
  const tell = (collection: string, points?: number): void => {
    told = doneBytes;
    onProgress?.({ collection, index, count, doneBytes, totalBytes, ...(points === undefined ? {} : { points }) });
  };
  return {
    begin(collection) {
      index += 1;
      current = collection;
      tell(collection);
    },
    add(bytes) {
      doneBytes += bytes;
      if (current !== undefined && (doneBytes - told) * steps >= totalBytes) tell(current);
    },
    end(points) {
      if (current !== undefined) tell(current, points);
      current = undefined;
    },
  };
}
