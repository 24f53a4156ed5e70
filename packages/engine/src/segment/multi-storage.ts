import {
  decodeMultivectorOffset,
  encodeMultivectorOffset,
  multivectorOffsetBytes,
  type SegmentVectorConfig,
  vectorStorageDirectory,
} from '@sextant/snapshot';
import type { MultiVector, Vector } from '../operation/point.ts';
import { createChunkedRows, rowRuns } from './chunked-rows.ts';
import { createDenseRows, type DenseRows } from './dense-rows.ts';
import { grown } from './growable.ts';
import { createPresenceFlags } from './presence-flags.ts';
import { createRunAllocator, type RunAllocator } from './run-allocator.ts';
import type { MultiStorageView } from './segment-view.ts';
import type { VectorStorage } from './vector-storage.ts';

interface MultiStorage extends VectorStorage {
  readonly rows: DenseRows;
  placeOf(row: number): { readonly first: number; readonly count: number };
}

/** Multivectors: the vectors of a point are neighbouring rows of one memory, found through an offset a point (format, section 10.5). */
export function createMultiStorage(name: string, config: SegmentVectorConfig): VectorStorage {
  const { size: dim, distance, datatype = 'float32' } = config;
  const directory = vectorStorageDirectory(name);
  const prefix = datatype === 'turbo4' ? 'tq_' : '';
  const rows = createDenseRows(dim, datatype, distance);
  const flags = createPresenceFlags(`${directory}/deleted`);
  const chunks = createChunkedRows(`${directory}/${prefix}vectors`, datatype === 'turbo4' ? rows.rowBytes : dim, rows.rowBytes);
  const offsets = createChunkedRows(`${directory}/${prefix}offsets`, 1, multivectorOffsetBytes);
  let allocator: RunAllocator | undefined;
  let first = new Uint32Array(0);
  let count = new Uint32Array(0);
  let capacity = new Uint32Array(0);
  const has = (row: number): boolean => flags.absent[row] === 0;
  const runs = (): RunAllocator => (allocator ??= createRunAllocator({ span: chunks.chunkRows }));

  function place(row: number, rowsNeeded: number): number {
    first = grown(first, row + 1);
    count = grown(count, row + 1);
    capacity = grown(capacity, row + 1);
    const start = rowsNeeded === 0 ? 0 : runs().allocate(rowsNeeded);
    first[row] = start;
    count[row] = rowsNeeded;
    capacity[row] = rowsNeeded;
    rows.ensureRows(start + rowsNeeded);
    return start;
  }

  function offsetBytes(from: number, to: number): Uint8Array {
    const bytes = new Uint8Array((to - from) * multivectorOffsetBytes);
    for (let row = from; row < to; row++) {
      const place = { firstRow: first[row] ?? 0, count: count[row] ?? 0, capacity: capacity[row] ?? 0 };
      bytes.set(encodeMultivectorOffset(place), (row - from) * multivectorOffsetBytes);
    }
    return bytes;
  }

  const view: MultiStorageView = {
    kind: 'multi',
    dim,
    datatype,
    distance,
    memory: rows.scan,
    get first() {
      return first;
    },
    get count() {
      return count;
    },
    get absent() {
      return flags.absent;
    },
  };

  const storage: MultiStorage = {
    view,
    rows,
    has,
    placeOf: (row) => ({ first: first[row] ?? 0, count: count[row] ?? 0 }),
    vectorOf(row): MultiVector | undefined {
      if (!has(row)) return undefined;
      const rowsOfPoint = count[row] as number;
      const data = new Float32Array(rowsOfPoint * dim);
      for (let i = 0; i < rowsOfPoint; i++) data.set(rows.get((first[row] as number) + i), i * dim);
      return { kind: 'multi', count: rowsOfPoint, data };
    },
    put(row, vector: Vector | undefined) {
      flags.set(row, vector === undefined);
      if (vector === undefined) {
        place(row, 0);
        return;
      }
      const multi = vector as MultiVector;
      const start = place(row, multi.count);
      for (let i = 0; i < multi.count; i++) rows.put(start + i, multi.data.subarray(i * dim, (i + 1) * dim));
    },
    copy(row, from, fromRow) {
      const present = from.has(fromRow);
      flags.set(row, !present);
      const source = present ? (from as MultiStorage).placeOf(fromRow) : { first: 0, count: 0 };
      const start = place(row, source.count);
      if (source.count > 0) rows.copy(start, (from as MultiStorage).rows, source.first, source.count);
    },
    release(row) {
      const held = capacity[row] ?? 0;
      if (held > 0) runs().free(first[row] as number, held);
      if (row < capacity.length) capacity[row] = 0;
    },
    hasRoom: (more) => rows.fits(runs().end + more * Math.max(1, Math.ceil(runs().end / Math.max(1, flags.presentCount)))),
    async flush(files, written, rowCount) {
      await flags.flush(files, written, rowCount);
      const inner: number[] = [];
      for (const row of written) {
        if (!has(row)) continue;
        for (let i = 0; i < (count[row] as number); i++) inner.push((first[row] as number) + i);
      }
      const innerCount = runs().end;
      rows.ensureRows(innerCount);
      await chunks.flush(files, rowRuns(Uint32Array.from(inner), rows.rowBytes), innerCount, (from, to) => rows.bytes(from, to));
      await offsets.flush(files, rowRuns(written, multivectorOffsetBytes), rowCount, offsetBytes);
    },
    forget: async () => {},
    hasStale: () => false,
    freeze: () => [...chunks.freeze(), ...offsets.freeze(), ...flags.freeze()],
    async fileVersions(versions) {
      const inner = chunks.tally();
      const places = offsets.tally();
      await versions.each((row, version) => {
        if (!has(row)) return;
        places.note(row, version);
        // A multivector lies in one chunk.
        if ((count[row] ?? 0) > 0) inner.note(first[row] as number, version);
      });
      return new Map([...inner.result(), ...places.result()]);
    },
    async load(vfs, segmentDirectory, rowCount, live) {
      first = grown(first, rowCount);
      count = grown(count, rowCount);
      capacity = grown(capacity, rowCount);
      const isEmpty = config.storage_type === 'Empty';
      await flags.load(vfs, segmentDirectory, rowCount);
      const isPresent = (row: number): boolean => live[row] === 1 && has(row);
      const takeOffsets = (from: number, bytes: Uint8Array): void => {
        for (let i = 0; (i + 1) * multivectorOffsetBytes <= bytes.length; i++) {
          const offset = decodeMultivectorOffset(bytes, i * multivectorOffsetBytes);
          first[from + i] = offset.firstRow;
          count[from + i] = offset.count;
          capacity[from + i] = offset.capacity;
        }
      };
      const needsOffsets = (from: number, to: number): boolean => live.subarray(from, to).some((_, i) => isPresent(from + i));
      const needsInner = (from: number, to: number): boolean =>
        live.some((_, row) => isPresent(row) && (first[row] as number) < to && (first[row] as number) + (count[row] as number) > from);
      const points = isEmpty ? 0 : await offsets.load(vfs, segmentDirectory, rowCount, { take: takeOffsets }, needsOffsets);
      const inner = isEmpty ? 0 : await chunks.load(vfs, segmentDirectory, Number.MAX_SAFE_INTEGER, rows, needsInner);
      const used: [number, number][] = [];
      for (let row = 0; row < rowCount; row++) {
        const beyond = row >= points || (first[row] as number) + (count[row] as number) > inner;
        if (beyond) flags.set(row, true);
        if (live[row] === 1 && has(row)) used.push([first[row] as number, Math.max(capacity[row] as number, count[row] as number)]);
        else capacity[row] = 0;
      }
      used.sort((a, b) => a[0] - b[0]);
      allocator = createRunAllocator({ span: chunks.chunkRows }, used);
    },
  };
  return storage;
}
