import type { JsonObject } from '@sextant/contract/json';
import { createScanMemory, type ElementType } from '@sextant/kernel';
import type { PointId, Vector } from '../operation/point.ts';
import type { SegmentView, VectorStorageView } from '../segment/segment-view.ts';
import type { CompiledFilter } from './filter/compiled-filter.ts';
import type { VectorSpec } from './read-source.ts';

export interface MemoryPoint {
  readonly id: PointId;
  readonly payload?: JsonObject;
  readonly vectors?: Readonly<Record<string, Vector>>;
}

export interface MemorySegment extends SegmentView {
  /** Writes a new row for the point; an old one dies. Reuses a dead row when asked to. */
  put(point: MemoryPoint, reuseRow?: number): void;
  delete(id: PointId): void;
}

const elementTypes: Readonly<Record<string, ElementType>> = { float32: 'f32', float16: 'f16', uint8: 'u8' };

/** A segment in memory, over the real kernel, for the tests of the read path. */
export function memorySegment(
  specs: Readonly<Record<string, VectorSpec & { readonly datatype?: 'float32' | 'float16' | 'uint8' }>>,
  points: readonly MemoryPoint[] = [],
): MemorySegment {
  const rows: (MemoryPoint & { version: number })[] = [];
  const byId = new Map<PointId, number>();
  const deleted = new Set<number>();
  const storages = new Map<string, { view: VectorStorageView; write: (row: number, vector: Vector | undefined) => void }>();
  let live = new Uint8Array(16);
  let version = 0;
  let rowsReused = 0;
  for (const [name, spec] of Object.entries(specs)) storages.set(name, createStorage(spec, rows, name));

  const segment: MemorySegment = {
    get rowCount() {
      return rows.length;
    },
    get live() {
      return live;
    },
    frozenLive: () => live.slice(0, rows.length),
    get liveCount() {
      return byId.size;
    },
    get rowsReused() {
      return rowsReused;
    },
    isDeleted: (row) => deleted.has(row),
    rowOf: (id) => byId.get(id),
    idOf: (row) => (rows[row] as MemoryPoint).id,
    versionOf: (row) => (rows[row] as { version: number }).version,
    payloadOf: (row) => rows[row]?.payload,
    vectorOf: (row, name) => rows[row]?.vectors?.[name],
    hasVector: (row, name) => rows[row]?.vectors?.[name] !== undefined,
    storage: (name) => storages.get(name)?.view,
    put(point, reuseRow) {
      const before = byId.get(point.id);
      segment.delete(point.id);
      if (before !== undefined) deleted.delete(before);
      const row = reuseRow ?? rows.length;
      if (reuseRow !== undefined) rowsReused++;
      rows[row] = { ...point, version: ++version };
      if (row >= live.length) {
        const grown = new Uint8Array(live.length * 2);
        grown.set(live);
        live = grown;
      }
      live[row] = 1;
      deleted.delete(row);
      byId.set(point.id, row);
      for (const [name, { write }] of storages) write(row, point.vectors?.[name]);
    },
    delete(id) {
      const row = byId.get(id);
      if (row === undefined) return;
      live[row] = 0;
      deleted.add(row);
      byId.delete(id);
    },
  };
  for (const point of points) segment.put(point);
  return segment;
}

type Storage = { view: VectorStorageView; write: (row: number, vector: Vector | undefined) => void };

function createStorage(spec: VectorSpec & { datatype?: string }, rows: readonly MemoryPoint[], name: string): Storage {
  let absent = new Uint8Array(64);
  const mark = (row: number, vector: Vector | undefined): void => {
    if (row >= absent.length) {
      const grown = new Uint8Array(absent.length * 2);
      grown.set(absent);
      absent = grown;
    }
    absent[row] = vector === undefined ? 1 : 0;
  };
  if (spec.kind === 'sparse') {
    const vectorOf = (row: number) => {
      const vector = rows[row]?.vectors?.[name];
      return vector instanceof Float32Array || vector?.kind !== 'sparse' ? undefined : vector;
    };
    return {
      write: mark,
      view: {
        kind: 'sparse',
        elementCount: (row) => vectorOf(row)?.indices.length ?? 0,
        vectorOf,
        get absent() {
          return absent;
        },
      },
    };
  }
  const datatype = (spec.datatype ?? 'float32') as 'float32';
  const memory = createScanMemory({ elementType: elementTypes[datatype] as ElementType, dim: spec.dim });
  const shared = { dim: spec.dim, datatype, distance: spec.distance, memory };
  if (spec.kind === 'dense') {
    return {
      write(row, vector) {
        mark(row, vector);
        memory.ensureRows(row + 1);
        if (vector instanceof Float32Array) memory.setRow(row, vector);
      },
      view: {
        kind: 'dense',
        ...shared,
        get absent() {
          return absent;
        },
      },
    };
  }
  const first = new Uint32Array(100_000);
  const count = new Uint32Array(100_000);
  let used = 0;
  return {
    write(row, vector) {
      mark(row, vector);
      if (vector === undefined || vector instanceof Float32Array || vector.kind !== 'multi') return;
      first[row] = used;
      count[row] = vector.count;
      memory.ensureRows(used + vector.count);
      for (let i = 0; i < vector.count; i++) memory.setRow(used++, vector.data.subarray(i * spec.dim, (i + 1) * spec.dim));
    },
    view: {
      kind: 'multi',
      ...shared,
      first,
      count,
      get absent() {
        return absent;
      },
    },
  };
}

/** The live rows that pass, one by one. */
export function matchingRows(segment: SegmentView, filter: CompiledFilter): number[] {
  const rows: number[] = [];
  for (let row = 0; row < segment.rowCount; row++) if (segment.live[row] === 1 && filter.matches(segment, row)) rows.push(row);
  return rows;
}
