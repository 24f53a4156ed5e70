import type { SegmentConfig } from '@sextant/snapshot';
import { createBackgroundSlice } from '@sextant/vfs';
import type { PointId } from '../operation/point.ts';
import { createDenseStorage } from './dense-storage.ts';
import { grown } from './growable.ts';
import { createIdIndex, type IdIndex } from './id-index.ts';
import { createMultiStorage } from './multi-storage.ts';
import { createPayloadRows, type PayloadRows } from './payload-rows.ts';
import type { SegmentView, VectorIndexView } from './segment-view.ts';
import { createSparseStorage } from './sparse-storage.ts';
import type { VectorStorage } from './vector-storage.ts';

/** What is in memory of any segment: ids, versions, payloads, vectors. Rows are written once and then only die. */
export interface SegmentCore {
  readonly view: SegmentView;
  readonly ids: IdIndex;
  readonly storages: ReadonlyMap<string, VectorStorage>;
  readonly payloads: PayloadRows;
  /** Rows that exist, live and dead. */
  rowCount: number;
  /** Makes a row exist without an id. */
  ensureRow(row: number): void;
  setVersion(row: number, version: number): void;
  /** Highest version of a live row; -1 when there is none. */
  newestVersion(): number;
  /** Maps the id to a row that is complete; an earlier row of the id dies and is answered. */
  revive(id: PointId, row: number): number | undefined;
  /** Makes these rows of a new core live, in slices, as far as their ids are mapped to them. */
  reviveAll(live: Uint8Array): Promise<void>;
  /** The row is no longer the current version of its point. */
  kill(row: number): void;
  /** Whether a row has a sparse vector of any name. */
  hasSparse(row: number): boolean;
  /** Says of a dead row whether it is the last one of a deleted point, as `kill` does. */
  setDeleted(row: number, isDeleted: boolean): void;
  /** Forgets what a dead row held, so that it can be reused. */
  clearRow(row: number): void;
  /** Forgets what a dead row held but for its sparse vectors. */
  keepSparse(row: number): void;
  /** Another storage, or none, for a name; its index is gone with the old one. */
  setStorage(name: string, storage: VectorStorage | undefined): void;
  setIndex(name: string, index: VectorIndexView): void;
  /** Live rows that have this vector. */
  vectorCount(name: string): number;
}

/** An empty segment of this configuration. */
export function createSegmentCore(config: SegmentConfig): SegmentCore {
  const ids = createIdIndex();
  const storages = createStorages(config);
  const vectorCounts = new Map<string, number>();
  const payloads = createPayloadRows();
  let live = new Uint8Array(0);
  // Kept: a copy for each query would fill the memory of the collector with them.
  let frozenLive: Uint8Array | undefined;
  /** 1 = the last row of a deleted point. */
  let deleted = new Uint8Array(0);
  let versions = new Float64Array(0);
  let rowCount = 0;
  const indexes = new Map<string, VectorIndexView>();
  let moment = 1;
  let mappedRows = 0;
  let rowsReused = 0;

  function countVectors(row: number, step: 1 | -1): void {
    for (const [name, storage] of storages) if (storage.has(row)) vectorCounts.set(name, (vectorCounts.get(name) ?? 0) + step);
  }

  function kill(row: number): void {
    if (live[row] !== 1) return;
    frozenLive = undefined;
    live[row] = 0;
    deleted[row] = 1;
    moment++;
    for (const { graph } of indexes.values()) graph?.graph.setDeath(row, moment);
    countVectors(row, -1);
    const id = ids.idOf(row);
    if (ids.rowOf(id) === row) ids.delete(id);
  }

  const view: SegmentView = {
    get rowCount() {
      return rowCount;
    },
    get live() {
      return live;
    },
    frozenLive: () => (frozenLive ??= live.slice(0, rowCount)),
    get liveCount() {
      return ids.size;
    },
    get rowsReused() {
      return rowsReused;
    },
    isDeleted: (row) => deleted[row] === 1,
    rowOf: (id) => ids.rowOf(id),
    idOf: (row) => ids.idOf(row),
    versionOf: (row) => versions[row] ?? 0,
    payloadOf: (row, use) => payloads.get(row, use),
    vectorOf: (row, name) => storages.get(name)?.vectorOf(row),
    hasVector: (row, name) => storages.get(name)?.has(row) ?? false,
    storage: (name) => storages.get(name)?.view,
    index: (name) => indexes.get(name),
    get moment() {
      return moment;
    },
  };

  return {
    view,
    ids,
    storages,
    payloads,
    get rowCount() {
      return rowCount;
    },
    set rowCount(rows: number) {
      frozenLive = undefined;
      live = grown(live, rows);
      deleted = grown(deleted, rows);
      versions = grown(versions, rows);
      rowCount = rows;
    },
    ensureRow(row) {
      if (row < rowCount) return;
      this.rowCount = row + 1;
    },
    setVersion(row, version) {
      versions[row] = version;
    },
    newestVersion() {
      let newest = -1;
      for (let row = 0; row < rowCount; row++) if (live[row] === 1 && (versions[row] as number) > newest) newest = versions[row] as number;
      return newest;
    },
    revive(id, row) {
      frozenLive = undefined;
      const before = ids.rowOf(id);
      if (before !== undefined && before !== row) {
        live[before] = 0;
        countVectors(before, -1);
      }
      if (before !== row && row < mappedRows) rowsReused++;
      mappedRows = Math.max(mappedRows, row + 1);
      ids.set(id, row);
      live[row] = 1;
      deleted[row] = 0;
      countVectors(row, 1);
      return before === row ? undefined : before;
    },
    async reviveAll(rows) {
      const slice = createBackgroundSlice();
      for (let row = 0; row < rows.length; row++) {
        if (slice.isDue()) await slice.rest();
        if (rows[row] !== 1 || ids.rowOf(ids.idOf(row)) !== row) continue;
        frozenLive = undefined;
        live[row] = 1;
        countVectors(row, 1);
        mappedRows = row + 1;
      }
    },
    kill,
    hasSparse(row) {
      for (const storage of storages.values()) if (storage.view.kind === 'sparse' && storage.has(row)) return true;
      return false;
    },
    setDeleted(row, isDeleted) {
      deleted[row] = isDeleted ? 1 : 0;
    },
    clearRow(row) {
      payloads.set(row, undefined);
      deleted[row] = 0;
      for (const storage of storages.values()) storage.release(row);
    },
    keepSparse(row) {
      payloads.set(row, undefined);
      for (const storage of storages.values()) if (storage.view.kind !== 'sparse') storage.release(row);
    },
    setStorage(name, storage) {
      vectorCounts.delete(name);
      indexes.delete(name);
      if (storage) storages.set(name, storage);
      else storages.delete(name);
    },
    setIndex(name, index) {
      indexes.set(name, index);
    },
    vectorCount: (name) => vectorCounts.get(name) ?? 0,
  };
}

/** One storage a vector name, dense names first. */
export function createStorages(config: SegmentConfig): Map<string, VectorStorage> {
  const storages = new Map<string, VectorStorage>();
  for (const name of Object.keys(config.vector_data)) storages.set(name, createStorage(config, name));
  for (const name of Object.keys(config.sparse_vector_data)) storages.set(name, createStorage(config, name));
  return storages;
}

/** The storage of one name of the configuration. */
export function createStorage(config: SegmentConfig, name: string): VectorStorage {
  const dense = Object.hasOwn(config.vector_data, name) ? config.vector_data[name] : undefined;
  if (!dense) return createSparseStorage(name);
  return dense.multivector_config ? createMultiStorage(name, dense) : createDenseStorage(name, dense);
}
