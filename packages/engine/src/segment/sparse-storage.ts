import { decodeSparseValue, encodeSparseValue, vectorStorageDirectory } from '@sextant/snapshot';
import type { SparseVector, Vector } from '../operation/point.ts';
import { createBlobStore, newStoreConfig } from './blob-store.ts';
import { createPresenceFlags } from './presence-flags.ts';
import type { SparseStorageView } from './segment-view.ts';
import { createSparseArena } from './sparse-arena.ts';
import type { VectorStorage } from './vector-storage.ts';

/** Sparse vectors: elements in an arena, files in a blobstore without compression (format, section 9.4). Indices are stored ascending. */
export function createSparseStorage(name: string): VectorStorage {
  const directory = vectorStorageDirectory(name);
  const arena = createSparseArena();
  const flags = createPresenceFlags(`${directory}/deleted`);
  const blobs = createBlobStore(`${directory}/store`, { ...newStoreConfig, compression: 'None' });
  const has = (row: number): boolean => flags.absent[row] === 0;
  const view: SparseStorageView = {
    kind: 'sparse',
    elementCount: (row) => (has(row) ? arena.count(row) : 0),
    vectorOf: (row) => (has(row) ? arena.get(row) : undefined),
    get absent() {
      return flags.absent;
    },
  };
  return {
    view,
    has,
    vectorOf: (row): SparseVector | undefined => {
      if (!has(row)) return undefined;
      const { indices, values } = arena.get(row);
      return { kind: 'sparse', indices: indices.slice(), values: values.slice() };
    },
    put(row, vector: Vector | undefined) {
      arena.release(row);
      if (vector) arena.set(row, ascending(vector as SparseVector));
      flags.set(row, vector === undefined);
    },
    copy(row, from, fromRow) {
      arena.release(row);
      const vector = from.vectorOf(fromRow) as SparseVector | undefined;
      if (vector) arena.set(row, vector);
      flags.set(row, vector === undefined);
    },
    release(row) {
      arena.release(row);
      flags.set(row, true);
    },
    hasRoom: () => true,
    async flush(files, rows, rowCount) {
      await blobs.flush(files, rows, (row) => (has(row) ? encodeSparseValue(arena.get(row)) : undefined));
      await flags.flush(files, rows, rowCount);
    },
    forget: (files, rows) => blobs.forget(files, rows),
    hasStale: () => blobs.hasStale,
    freeze: () => [...blobs.freeze(), ...flags.freeze()],
    fileVersions: (versions) => blobs.fileVersions(versions),
    async load(vfs, segmentDirectory, rowCount, live, deleted) {
      await flags.load(vfs, segmentDirectory, rowCount);
      const found = new Uint8Array(rowCount);
      const wanted = live.map((one, row) => (one === 1 || (deleted[row] === 1 && has(row)) ? 1 : 0));
      await blobs.load(vfs, segmentDirectory, rowCount, wanted, (row, value) => {
        arena.set(row, live[row] === 1 ? decodeSparseValue(value) : decodeIfWhole(value));
        found[row] = 1;
      });
      for (let row = 0; row < rowCount; row++) if (found[row] === 0) flags.set(row, true);
    },
  };
}

/** The vector of a deleted point: empty when a power cut left another value where it lay. It only counts, so it is no reason to fail. */
function decodeIfWhole(value: Uint8Array): ReturnType<typeof decodeSparseValue> {
  try {
    return decodeSparseValue(value);
  } catch {
    return { indices: new Uint32Array(0), values: new Float32Array(0) };
  }
}

/** The same vector with its indices in order. */
function ascending(vector: SparseVector): SparseVector {
  const { indices, values } = vector;
  let sorted = true;
  for (let i = 1; i < indices.length && sorted; i++) sorted = (indices[i] as number) > (indices[i - 1] as number);
  if (sorted) return vector;
  const order = Array.from(indices.keys()).sort((a, b) => (indices[a] as number) - (indices[b] as number));
  return {
    kind: 'sparse',
    indices: Uint32Array.from(order, (i) => indices[i] as number),
    values: Float32Array.from(order, (i) => values[i] as number),
  };
}
