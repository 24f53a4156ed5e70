import { chunkBytes, joinPath, lendChunk, type Vfs } from '@sextant/vfs';
import type { CheckpointEntry } from '../checkpoint/checkpoint.ts';

/** A range of a file as it was at a frozen moment: bytes kept in memory, or bytes that will not change in the file itself. */
export type FrozenPiece =
  | { readonly offset: number; readonly bytes: Uint8Array }
  | { readonly offset: number; readonly lengthBytes: number };

/** A file of a segment at a frozen moment; ranges in no piece are zero. Pieces ascend and do not touch each other's bytes. */
export interface FrozenFile {
  /** Relative to the segment's directory. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly pieces: readonly FrozenPiece[];
}

/** A small file that exists only as these bytes. */
export function frozenBytes(path: string, bytes: Uint8Array): FrozenFile {
  return { path, sizeBytes: bytes.length, pieces: bytes.length === 0 ? [] : [{ offset: 0, bytes }] };
}

export function frozenText(path: string, text: string): FrozenFile {
  return frozenBytes(path, new TextEncoder().encode(text));
}

/** The frozen file as an entry of an archive; it is opened only while it is read. */
export function toCheckpointEntry(vfs: Vfs, directory: string, file: FrozenFile, archivePath: string): CheckpointEntry {
  const pieces = file.pieces.filter((piece) => pieceLength(piece) > 0);
  const first = pieces[0];
  const isWhole = pieces.length === 1 && first?.offset === 0 && pieceLength(first) === file.sizeBytes;
  return {
    path: archivePath,
    sizeBytes: file.sizeBytes,
    ...(isWhole ? {} : { extents: pieces.map((piece) => ({ offset: piece.offset, length: pieceLength(piece) })) }),
    read: () => readPieces(vfs, joinPath(directory, file.path), pieces),
  };
}

function pieceLength(piece: FrozenPiece): number {
  return 'bytes' in piece ? piece.bytes.length : piece.lengthBytes;
}

async function* readPieces(vfs: Vfs, path: string, pieces: readonly FrozenPiece[]): AsyncGenerator<Uint8Array, void, void> {
  const needsFile = pieces.some((piece) => !('bytes' in piece));
  const file = needsFile ? await vfs.open(path, 'r') : undefined;
  try {
    for (const piece of pieces) {
      const length = pieceLength(piece);
      for (let done = 0; done < length; ) {
        const size = Math.min(chunkBytes, length - done);
        if ('bytes' in piece) yield piece.bytes.subarray(done, done + size);
        else {
          const chunk = lendChunk(size);
          // A file may be shorter than its frozen size: what it lacks is a hole.
          const count = (await file?.read(chunk, piece.offset + done)) ?? 0;
          yield count < size ? chunk.fill(0, count) : chunk;
        }
        done += size;
      }
    }
  } finally {
    await file?.close();
  }
}
