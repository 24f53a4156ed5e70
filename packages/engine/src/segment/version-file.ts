import { encodePointVersions, pointVersionBytes } from '@sextant/snapshot';
import { rowRuns } from './chunked-rows.ts';
import type { FlushFiles } from './flush-files.ts';
import type { FrozenFile } from './frozen-file.ts';

const path = 'mutable_id_tracker.versions';
const sliceRows = 65_536;

/** Writes the versions of rows where they belong (format, section 8.1). */
export async function writeVersions(files: FlushFiles, rows: Uint32Array, versionOf: (row: number) => number): Promise<void> {
  await files.ensureSize(path, 0);
  for (const run of rowRuns(rows, pointVersionBytes)) {
    for (let from = run.from; from < run.to; from += sliceRows) {
      const versions = Array.from({ length: Math.min(sliceRows, run.to - from) }, (_, i) => versionOf(from + i));
      await files.write(path, encodePointVersions(versions), from * pointVersionBytes);
    }
  }
}

export function frozenVersions(rows: number): FrozenFile {
  const sizeBytes = rows * pointVersionBytes;
  return { path, sizeBytes, pieces: sizeBytes > 0 ? [{ offset: 0, lengthBytes: sizeBytes }] : [] };
}
