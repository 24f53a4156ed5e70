import type { PayloadFieldSchema } from '@sextant/contract';
import { encodeSegmentState, type SegmentConfig, segmentVersion, vectorStorageDirectory } from '@sextant/snapshot';
import { joinPath, parentPath, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { PointId } from '../operation/point.ts';
import { type BlobStore, createBlobStore, newStoreConfig } from './blob-store.ts';
import { isStoreConfig, rowVersions, segmentManifest } from './file-versions.ts';
import { type FlushFiles, openFlushFiles } from './flush-files.ts';
import { createFreeClusters } from './free-clusters.ts';
import { frozenText } from './frozen-file.ts';
import { createRowList } from './growable.ts';
import { createMappingLog, type MappingLog } from './mapping-log.ts';
import { encodePayloadIndexConfig, payloadIndexConfigPath } from './payload-index-config.ts';
import { createRowPins } from './row-pins.ts';
import type { AppendableSegment } from './segment.ts';
import { denseSegmentConfig, isSameSpace, sparseSegmentConfig } from './segment-config.ts';
import { createSegmentCore, createStorage, type SegmentCore } from './segment-core.ts';
import type { VectorStorage } from './vector-storage.ts';
import { frozenVersions, writeVersions } from './version-file.ts';

export interface AppendableParts {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly uuid: string;
  readonly config: SegmentConfig;
  readonly durable: boolean;
  readonly schema: ReadonlyMap<string, PayloadFieldSchema>;
}

/** What reading an existing segment found; absent for a new one, whose files come with its first flush. */
export interface LoadedAppendable {
  readonly core: SegmentCore;
  readonly payloads: BlobStore;
  readonly log: MappingLog;
  readonly version: number | undefined;
  readonly initialVersion: number | null;
  readonly schemaText: string | undefined;
  readonly freeRows: number[];
  /** Rows of deleted points whose sparse vectors are kept. */
  readonly keptRows: readonly number[];
  /** Rows the log maps and that are no points: unmapped by the first flush. */
  readonly droppedRows: readonly number[];
  /** Rows the version file covers. */
  readonly versionRows: number;
}

/** Rows that are reused together: less than a chunk of vectors of usual length. */
const rowsTogether = 4096;

/** What one flush writes: the state at the moment it began. */
interface Capture {
  readonly rows: Uint32Array;
  readonly died: Uint32Array;
  /** Died rows whose id lives in no row of this segment any more. */
  readonly unmapped: Uint32Array;
  readonly rowCount: number;
  readonly version: number | undefined;
  readonly config: SegmentConfig;
  readonly configVersion: number | undefined;
  readonly storages: ReadonlyMap<string, VectorStorage>;
  readonly schemaText: string | undefined;
  readonly epoch: number;
  readonly compactedLive: Uint8Array | undefined;
  readonly removed: ReadonlySet<string>;
}

/** Kept rows of deleted points: at least so many, at most such a share of all. The defaults of Qdrant's own vacuum. */
const minKeptRows = 1000;
const keptShare = 0.2;

/** A segment that takes writes, over Qdrant's files of an appendable segment. */
export function appendableSegment(parts: AppendableParts, loaded?: LoadedAppendable): AppendableSegment {
  const { vfs, directory, uuid, durable } = parts;
  const core = loaded?.core ?? createSegmentCore(parts.config);
  const payloads = loaded?.payloads ?? createPayloadStore();
  const log = loaded?.log ?? createMappingLog(vfs, directory);
  const pins = createRowPins();
  const newRows = createRowList();
  const diedRows = createRowList();
  const freeRows = createFreeClusters<number>(rowsTogether);
  for (const row of loaded?.freeRows ?? []) freeRows.park(row, 1, row);
  /** Free rows of the neighbourhood that is being filled, descending. */
  let openRows: number[] = [];
  for (const row of loaded?.droppedRows ?? []) diedRows.push(row);
  /** Rows of deleted points whose sparse vectors still count; not reused. */
  let keptRows = [...(loaded?.keptRows ?? [])];
  /** Died and unmapped on disk; reused once nobody sees them. */
  let unmapped: { readonly epoch: number; readonly rows: Uint32Array }[] = [];
  // What a kill left half forgotten is forgotten at the first flush, so that no snapshot has it.
  if (payloads.hasStale || [...core.storages.values()].some((storage) => storage.hasStale()))
    unmapped.push({ epoch: pins.nextEpoch(), rows: new Uint32Array(0) });
  let config = parts.config;
  let version = loaded && reachedVersion(loaded);
  /** Last operation that changed the vector names. */
  let configVersion = loaded?.version;
  let schemaText = loaded?.schemaText ?? encodePayloadIndexConfig(parts.schema);
  const removed = new Set<string>();
  let isDirty = loaded === undefined || diedRows.length > 0;
  /** What is in the files. */
  let flushed = {
    exists: loaded !== undefined,
    rowCount: loaded ? Math.min(core.rowCount, loaded.versionRows) : 0,
    version,
    config: parts.config,
    storages: new Map(core.storages) as ReadonlyMap<string, VectorStorage>,
    schemaText: loaded?.schemaText as string | undefined,
  };

  const idOf = (row: number): PointId => core.ids.idOf(row);
  const touch = (by: number | undefined): void => {
    if (by !== undefined) version = Math.max(version ?? 0, by);
    isDirty = true;
  };

  /** Whether a dead row goes on to count: to the real server the sparse vector of a deleted point is there until its segment is optimised. */
  function isKept(row: number): boolean {
    return core.view.isDeleted(row) && core.hasSparse(row) && core.ids.rowOf(idOf(row)) === undefined;
  }

  /** Gives up the kept rows once they are many, as the real server's vacuum would: they wait for readers like rows that die now. */
  function dropKept(): void {
    if (keptRows.length <= Math.max(minKeptRows, core.rowCount * keptShare)) return;
    for (const row of keptRows) core.setDeleted(row, false);
    unmapped.push({ epoch: pins.nextEpoch(), rows: Uint32Array.from(keptRows) });
    keptRows = [];
  }

  function takeRow(): number {
    if (openRows.length === 0 && !pins.hasFilePins) openRows = freeRows.open(core.rowCount)?.sort((a, b) => b - a) ?? [];
    const free = pins.hasFilePins ? undefined : openRows.pop();
    if (free !== undefined) return free;
    core.rowCount += 1;
    return core.rowCount - 1;
  }

  function capture(): Capture {
    const rows = newRows.take().filter((row) => core.view.live[row] === 1 || isKept(row));
    const died = diedRows.take();
    const gone = died.filter((row) => core.ids.rowOf(core.ids.idOf(row)) === undefined);
    const compact = !pins.hasFilePins && log.isBloated(core.ids.size);
    isDirty = false;
    return {
      rows,
      died,
      unmapped: gone,
      rowCount: core.rowCount,
      version,
      config,
      configVersion,
      storages: new Map(core.storages),
      schemaText,
      epoch: pins.nextEpoch(),
      compactedLive: compact ? core.view.live.slice(0, core.rowCount) : undefined,
      removed: new Set(removed),
    };
  }

  async function removeDirectories(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      if (pins.hasFilePins) {
        if (!core.storages.has(name)) continue;
        throw new EngineError(
          'service_error',
          `${directory}: vector ${JSON.stringify(name)} is written again once the snapshot that reads its removed files is done`,
          { retryable: true },
        );
      }
      await vfs.rm(joinPath(directory, vectorStorageDirectory(name)), { recursive: true });
      removed.delete(name);
    }
  }

  async function writeState(state: Pick<Capture, 'version' | 'config'>): Promise<void> {
    const text = encodeSegmentState({
      initial_version: loaded?.initialVersion ?? null,
      version: state.version ?? null,
      config: state.config,
    });
    await writeFileAtomic(vfs, joinPath(directory, 'segment.json'), text);
    flushed = { ...flushed, version: state.version, config: state.config };
  }

  async function writeRows(files: FlushFiles, taken: Capture): Promise<void> {
    for (const [name, storage] of taken.storages) {
      const isNew = !flushed.exists || flushed.storages.get(name) !== storage;
      if (isNew || taken.rows.length > 0 || taken.rowCount !== flushed.rowCount) await storage.flush(files, taken.rows, taken.rowCount);
    }
    if (!flushed.exists || taken.rows.length > 0) await payloads.flush(files, taken.rows, core.payloads.text);
    if (!flushed.exists || taken.rows.length > 0) await writeVersions(files, taken.rows, (row) => core.view.versionOf(row));
    if (taken.schemaText !== flushed.schemaText && taken.schemaText !== undefined) {
      await vfs.mkdir(joinPath(directory, parentPath(payloadIndexConfigPath)), { recursive: true });
      if (durable) await vfs.syncDir(directory);
      await writeFileAtomic(vfs, joinPath(directory, payloadIndexConfigPath), taken.schemaText);
    }
  }

  async function writeFlush(files: FlushFiles, taken: Capture): Promise<void> {
    await removeDirectories([...taken.removed].filter((name) => taken.storages.has(name)));
    await writeRows(files, taken);
    await files.sync();
    // A row may name a vector only when segment.json does; its version tells a replay that the change of names is done.
    if (taken.config !== flushed.config && flushed.exists) await writeState({ version: taken.configVersion, config: taken.config });
    if (taken.compactedLive && !pins.hasFilePins) await log.compact(taken.compactedLive, idOf);
    else await log.append(files, taken.rows, taken.unmapped, idOf);
    await files.sync();
    if (!flushed.exists || taken.version !== flushed.version) await writeState(taken);
    // Last: a directory without it is what a crash left of a segment that never was.
    if (!flushed.exists) await writeFileAtomic(vfs, joinPath(directory, 'version.info'), segmentVersion);
    flushed = {
      exists: true,
      rowCount: taken.rowCount,
      version: taken.version,
      config: taken.config,
      storages: taken.storages,
      schemaText: taken.schemaText,
    };
  }

  /** Frees what unmapped rows held. Failing here costs space until the next flush, nothing else. */
  async function reclaim(files: FlushFiles): Promise<void> {
    const seen: typeof unmapped = [];
    for (const batch of unmapped.splice(0)) {
      if (!pins.isUnseen(batch.epoch)) {
        seen.push(batch);
        continue;
      }
      const kept = batch.rows.filter(isKept);
      const gone = batch.rows.filter((row) => !isKept(row));
      try {
        await payloads.forget(files, batch.rows);
        for (const storage of core.storages.values()) await storage.forget(files, storage.view.kind === 'sparse' ? gone : batch.rows);
      } catch (error) {
        unmapped = [...seen, batch, ...unmapped];
        throw error;
      }
      for (const row of kept) {
        core.keepSparse(row);
        keptRows.push(row);
      }
      for (const row of gone) {
        core.clearRow(row);
        freeRows.park(row, 1, row);
      }
    }
    unmapped = [...seen, ...unmapped];
    dropKept();
    await removeDirectories([...removed].filter((name) => !core.storages.has(name)));
  }

  function cancel(taken: Capture): void {
    newRows.restore(taken.rows);
    diedRows.restore(taken.died);
    isDirty = true;
  }

  async function run(taken: Capture): Promise<void> {
    const files = openFlushFiles(vfs, directory, durable);
    try {
      try {
        await writeFlush(files, taken);
      } catch (error) {
        cancel(taken);
        throw error;
      }
      if (taken.died.length > 0) unmapped.push({ epoch: taken.epoch, rows: taken.died });
      await reclaim(files);
    } finally {
      await files.close();
    }
  }

  return {
    uuid,
    directory,
    view: core.view,
    core,
    get config() {
      return config;
    },
    isAppendable: true,
    get version() {
      return version;
    },
    get isDirty() {
      return isDirty || unmapped.some((batch) => pins.isUnseen(batch.epoch));
    },
    get dirtyRows() {
      return newRows.length + diedRows.length;
    },
    hasRoom: (rows) => core.rowCount + rows < 0xffff_0000 && [...core.storages.values()].every((storage) => storage.hasRoom(rows)),
    insert(id, operation, { vectors, payload, base, dropped }) {
      const row = takeRow();
      try {
        for (const [name, storage] of core.storages) {
          const given = vectors.get(name);
          const source = given || dropped?.has(name) ? undefined : base?.segment.core.storages.get(name);
          if (base && source) storage.copy(row, source, base.row);
          else storage.put(row, given);
        }
      } catch (error) {
        core.clearRow(row);
        freeRows.park(row, 1, row);
        throw error;
      }
      core.payloads.set(row, payload);
      core.setVersion(row, operation);
      const dead = core.revive(id, row);
      if (dead !== undefined) diedRows.push(dead);
      newRows.push(row);
      touch(operation);
    },
    kill(row, operation) {
      core.kill(row);
      diedRows.push(row);
      touch(operation);
    },
    addVector(name, { dense, sparse }, operation) {
      const wanted = dense ? denseSegmentConfig(dense) : sparseSegmentConfig(sparse ?? {});
      const before = config.vector_data[name] ?? config.sparse_vector_data[name];
      if (before && isSameSpace(before, wanted)) return touch(operation);
      if (before) this.removeVector(name, operation);
      const added = { [name]: wanted };
      config = dense
        ? { ...config, vector_data: { ...config.vector_data, ...(added as SegmentConfig['vector_data']) } }
        : { ...config, sparse_vector_data: { ...config.sparse_vector_data, ...(added as SegmentConfig['sparse_vector_data']) } };
      const storage = createStorage(config, name);
      for (let row = 0; row < core.rowCount; row++) storage.put(row, undefined);
      core.setStorage(name, storage);
      configVersion = operation;
      touch(operation);
    },
    removeVector(name, operation) {
      if (core.storages.has(name)) {
        config = {
          ...config,
          vector_data: without(config.vector_data, name),
          sparse_vector_data: without(config.sparse_vector_data, name),
        };
        core.setStorage(name, undefined);
        removed.add(name);
        configVersion = operation;
      }
      touch(operation);
    },
    setSchema(schema, operation) {
      const text = encodePayloadIndexConfig(schema);
      if (text !== schemaText || operation !== undefined) touch(operation);
      schemaText = text;
    },
    beginFlush() {
      const taken = capture();
      return { write: () => run(taken), cancel: () => cancel(taken) };
    },
    async freeze() {
      const { rowCount, storages, schemaText: schema } = flushed;
      return [
        frozenText(
          'segment.json',
          encodeSegmentState({ initial_version: loaded?.initialVersion ?? null, version: flushed.version ?? null, config: flushed.config }),
        ),
        frozenText('version.info', segmentVersion),
        log.freeze(),
        frozenVersions(rowCount),
        ...payloads.freeze(),
        ...[...storages.values()].flatMap((storage) => storage.freeze()),
        ...(schema === undefined ? [] : [frozenText(payloadIndexConfigPath, schema)]),
      ];
    },
    async manifest(files) {
      const segmentVersion = flushed.version ?? 0;
      const rows = rowVersions(flushed.rowCount, segmentVersion, core.view.versionOf);
      const versions = new Map(await payloads.fileVersions(rows));
      for (const storage of flushed.storages.values())
        for (const [path, version] of await storage.fileVersions(rows)) versions.set(path, version);
      return segmentManifest(uuid, segmentVersion, files, (path) => (isStoreConfig(path) ? 0 : (versions.get(path) ?? null)));
    },
    pin: () => pins.pin(false),
    pinFiles: () => pins.pin(true),
  };
}

/** The payload blobstore of an appendable segment. */
export function createPayloadStore(): BlobStore {
  return createBlobStore('payload_storage', newStoreConfig);
}

/** A flush that was killed may have left rows newer than segment.json says: what it holds is of their version. */
function reachedVersion({ core, version }: LoadedAppendable): number | undefined {
  const highest = Math.max(version ?? -1, core.newestVersion());
  return highest < 0 ? undefined : highest;
}

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
