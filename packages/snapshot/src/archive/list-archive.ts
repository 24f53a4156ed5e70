import { denseData } from '../tar/dense-data.ts';
import { type ReadTarOptions, readTar } from '../tar/read-tar.ts';

/** An entry of an archive, or of an archive inside of it. */
export interface ArchiveEntry {
  /** Archives on the way end in `!`: `0/segments/<uuid>.tar!/snapshot/files/segment.json`. */
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'archive';
  /** How many archives it lies in beside the outermost one. */
  readonly depth: number;
  /** Apparent size, holes included. */
  readonly sizeBytes: number;
  /** Bytes of it that the archive holds. */
  readonly storedBytes: number;
  /** Where its header begins in the archive it lies in. */
  readonly archiveOffset: number;
}

const deepest = 4;

/** Walks an archive and the archives in it, in one pass and in their order; nothing is written anywhere. */
export async function* listArchive(
  source: AsyncIterable<Uint8Array>,
  options: ReadTarOptions = {},
): AsyncGenerator<ArchiveEntry, void, void> {
  yield* listFrom(source, '', 0, options);
}

async function* listFrom(
  source: AsyncIterable<Uint8Array>,
  prefix: string,
  depth: number,
  options: ReadTarOptions,
): AsyncGenerator<ArchiveEntry, void, void> {
  for await (const entry of readTar(source, options)) {
    const isArchive = entry.kind === 'file' && depth < deepest && /(\.tar|\.snapshot)$/.test(entry.path);
    yield {
      path: `${prefix}${entry.path}`,
      kind: isArchive ? 'archive' : entry.kind,
      depth,
      sizeBytes: entry.sizeBytes,
      storedBytes: entry.extents.reduce((sum, { length }) => sum + length, 0),
      archiveOffset: entry.archiveOffset,
    };
    if (isArchive) yield* listFrom(denseData(entry), `${prefix}${entry.path}!/`, depth + 1, { ...options, endMarker: 'optional' });
  }
}
