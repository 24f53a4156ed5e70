import { parseBlobstoreConfig } from '@sextant/snapshot';
import { joinPath, parentPath, readIfPresent, readTextIfPresent, type Vfs } from '@sextant/vfs';
import { usedPieces } from './blob-store.ts';
import type { FrozenPiece } from './frozen-file.ts';

const chunkStatusBytes = 8;

/** Which ranges of a file of an unchanging segment hold data. Storage files are mostly holes; what they hold is said by the files beside them. */
export async function sparsePieces(vfs: Vfs, directory: string, path: string, sizeBytes: number): Promise<readonly FrozenPiece[]> {
  const whole: FrozenPiece[] = sizeBytes > 0 ? [{ offset: 0, lengthBytes: sizeBytes }] : [];
  const page = /(?:^|\/)page_(\d+)\.dat$/.exec(path);
  if (page) return (await pagePieces(vfs, joinPath(directory, parentOf(path)), Number(page[1]), sizeBytes)) ?? whole;
  const chunk = /(?:^|\/)chunk_(\d+)\.mmap$/.exec(path);
  if (chunk) return (await chunkPieces(vfs, joinPath(directory, parentOf(path)), Number(chunk[1]), sizeBytes)) ?? whole;
  return whole;
}

function parentOf(path: string): string {
  return parentPath(`/${path}`).slice(1);
}

async function pagePieces(vfs: Vfs, store: string, page: number, sizeBytes: number): Promise<FrozenPiece[] | undefined> {
  const text = await readTextIfPresent(vfs, joinPath(store, 'config.json'));
  const bitmask = await readIfPresent(vfs, joinPath(store, 'bitmask.dat'));
  const config = text === undefined ? undefined : parseBlobstoreConfig(text);
  if (config?.mode !== 'mutable' || !bitmask || sizeBytes !== config.pageSizeBytes) return undefined;
  return usedPieces(bitmask, page, config);
}

async function chunkPieces(vfs: Vfs, store: string, chunk: number, sizeBytes: number): Promise<FrozenPiece[] | undefined> {
  const text = await readTextIfPresent(vfs, joinPath(store, 'config.json'));
  const status = await readIfPresent(vfs, joinPath(store, 'status.dat'));
  if (text === undefined || !status || status.length < chunkStatusBytes) return undefined;
  const { chunk_size_bytes: bytes, chunk_size_vectors: rows } = JSON.parse(text) as {
    chunk_size_bytes?: number;
    chunk_size_vectors?: number;
  };
  if (typeof bytes !== 'number' || typeof rows !== 'number' || rows < 1) return undefined;
  const count = Number(new DataView(status.buffer, status.byteOffset).getBigUint64(0, true));
  const here = Math.min(rows, Math.max(0, count - chunk * rows));
  const used = Math.min(sizeBytes, Math.ceil((here * bytes) / rows));
  return used > 0 ? [{ offset: 0, lengthBytes: used }] : [];
}
