import {
  atFile,
  awaitAtFile,
  bitmapSizeBytes,
  decodeDiskMappings,
  decodeImmutableMappings,
  decodePointVersions,
  encodeSegmentState,
  getBit,
  type SegmentConfig,
  type SegmentState,
  setBit,
  vectorIndexDirectory,
  vectorStorageDirectory,
} from '@sextant/snapshot';
import { joinPath, readIfPresent, type Vfs, writeFileAtomic } from '@sextant/vfs';
import { EngineError } from '../error.ts';
import type { PointId } from '../operation/point.ts';
import { createPayloadStore } from './appendable-segment.ts';
import { isWrittenOnce, rowVersions, segmentManifest } from './file-versions.ts';
import { openFlushFiles } from './flush-files.ts';
import { type FrozenFile, frozenBytes, frozenText } from './frozen-file.ts';
import { createRowList } from './growable.ts';
import { loadMapping, loadVectors } from './load-appendable.ts';
import { loadGraphs, type WarnOfGraph } from './load-graph.ts';
import { createMappingLog, type MappingLog } from './mapping-log.ts';
import { declaresFields, encodePayloadIndexConfig, payloadIndexConfigPath, readPayloadIndexConfig } from './payload-index-config.ts';
import { listFiles } from './read-file.ts';
import { createRowPins } from './row-pins.ts';
import type { Segment } from './segment.ts';
import { denseSegmentConfig, isSameSpace, sparseSegmentConfig } from './segment-config.ts';
import { createSegmentCore, createStorage, type SegmentCore } from './segment-core.ts';
import { sparsePieces } from './sparse-pieces.ts';
import { settleJournal } from './tracker-journal.ts';

export interface ImmutableParts {
  readonly vfs: Vfs;
  readonly directory: string;
  readonly uuid: string;
  readonly durable: boolean;
  readonly warn?: WarnOfGraph;
}

/** How deletions are recorded: as bits, or as records of a mapping log when the segment has a mutable tracker. */
type Tracker = { readonly kind: 'bits'; readonly bits: Uint8Array } | { readonly kind: 'log'; readonly log: MappingLog };

/**
 * Reads a segment that takes no rows: a single file a vector, graphs, any id tracker. All its files stay as they are; what changes is which
 * rows are deleted, segment.json, and the list of indexed fields.
 */
export async function loadImmutable(parts: ImmutableParts, state: SegmentState): Promise<Segment> {
  const { vfs, directory } = parts;
  await settleJournal(vfs, joinPath(directory, 'payload_storage'));
  for (const name of Object.keys(state.config.sparse_vector_data))
    await settleJournal(vfs, joinPath(directory, `${vectorStorageDirectory(name)}/store`));
  const core = createSegmentCore(state.config);
  const { tracker, live, deleted, droppedRows } = await loadTracker(parts, core);
  await loadVectors(vfs, directory, core, { live, deleted });
  await awaitAtFile('payload_storage', () => createPayloadStore().load(vfs, directory, core.rowCount, live, core.payloads.load));
  await core.reviveAll(live);
  await loadGraphs(vfs, directory, core, state.config.vector_data, parts.warn ?? (() => {}));
  return immutableSegment(parts, state, core, tracker, await readPayloadIndexConfig(vfs, directory), droppedRows);
}

interface LoadedTracker {
  readonly tracker: Tracker;
  readonly live: Uint8Array;
  /** 1 = the row of a deleted point. */
  readonly deleted: Uint8Array;
  /** Mapped rows that are no points. */
  readonly droppedRows: readonly number[];
}

async function loadTracker({ vfs, directory }: ImmutableParts, core: SegmentCore): Promise<LoadedTracker> {
  const file = (name: string): string => joinPath(directory, name);
  const i2e = await readIfPresent(vfs, file('id_tracker.i2e'));
  const mappings = i2e ? undefined : await readIfPresent(vfs, file('id_tracker.mappings'));
  if (!i2e && !mappings) return loadLogTracker(vfs, directory, core);
  const ids: readonly PointId[] = i2e
    ? await diskMappings(vfs, directory, i2e)
    : atFile('id_tracker.mappings', () => decodeImmutableMappings(mappings as Uint8Array));
  const deleted = await required(vfs, file('id_tracker.deleted'));
  const versions = decodePointVersions(await required(vfs, file('id_tracker.versions')));
  const bits = new Uint8Array(Math.max(deleted.length, bitmapSizeBytes(ids.length)));
  bits.set(deleted);
  const live = new Uint8Array(ids.length);
  const gone = new Uint8Array(ids.length);
  core.rowCount = ids.length;
  const droppedRows: number[] = [];
  for (const [row, id] of ids.entries()) {
    core.setVersion(row, versions[row] ?? 0);
    if (getBit(bits, row)) {
      gone[row] = 1;
      // So that the row has its id, unless it is a point's by now.
      if (core.ids.rowOf(id) === undefined) {
        core.ids.set(id, row);
        core.ids.delete(id);
      }
      continue;
    }
    core.ids.set(id, row);
    live[row] = row < versions.length ? 1 : 0;
    if (row >= versions.length) droppedRows.push(row);
  }
  for (const row of droppedRows) core.ids.delete(core.ids.idOf(row));
  return { tracker: { kind: 'bits', bits }, live, deleted: gone, droppedRows };
}

async function diskMappings(vfs: Vfs, directory: string, i2e: Uint8Array): Promise<readonly PointId[]> {
  const isUuid = await required(vfs, joinPath(directory, 'id_tracker.is_uuid'));
  return atFile('id_tracker.i2e', () => decodeDiskMappings(i2e, isUuid));
}

async function loadLogTracker(vfs: Vfs, directory: string, core: SegmentCore): Promise<LoadedTracker> {
  const log = createMappingLog(vfs, directory);
  const { live, deleted, rowCount } = await loadMapping(log, core);
  core.rowCount = rowCount;
  const versions = decodePointVersions((await readIfPresent(vfs, joinPath(directory, 'mutable_id_tracker.versions'))) ?? new Uint8Array(0));
  const droppedRows: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    core.setVersion(row, versions[row] ?? 0);
    if (row < versions.length || live[row] === 0) continue;
    live[row] = 0;
    core.ids.delete(core.ids.idOf(row));
    droppedRows.push(row);
  }
  return { tracker: { kind: 'log', log }, live, deleted, droppedRows };
}

async function required(vfs: Vfs, path: string): Promise<Uint8Array> {
  const bytes = await readIfPresent(vfs, path);
  if (bytes) return bytes;
  throw new EngineError('service_error', `${path} is missing; the segment needs it. Restore the shard from a snapshot`, {
    details: { file: path },
  });
}

function immutableSegment(
  parts: ImmutableParts,
  state: SegmentState,
  core: SegmentCore,
  tracker: Tracker,
  schemaOnDisk: string | undefined,
  droppedRows: readonly number[],
): Segment {
  const { vfs, directory, uuid, durable } = parts;
  const pins = createRowPins();
  const diedRows = createRowList();
  for (const row of droppedRows) diedRows.push(row);
  let config = state.config;
  let version = state.version ?? undefined;
  let schemaText = schemaOnDisk;
  const removed = new Set<string>();
  let isDirty = diedRows.length > 0;
  let flushed = { version, config, schemaText };

  const touch = (by: number | undefined): void => {
    if (by !== undefined) version = Math.max(version ?? 0, by);
    isDirty = true;
  };

  async function recordDeaths(died: Uint32Array): Promise<void> {
    if (died.length === 0) return;
    const files = openFlushFiles(vfs, directory, durable);
    try {
      if (tracker.kind === 'log') await tracker.log.append(files, new Uint32Array(0), died, (row) => core.ids.idOf(row));
      else {
        let [low, high] = [Number.MAX_SAFE_INTEGER, 0];
        for (const row of died) {
          setBit(tracker.bits, row, true);
          low = Math.min(low, row >> 3);
          high = Math.max(high, row >> 3);
        }
        await files.write('id_tracker.deleted', tracker.bits.slice(low, high + 1), low, tracker.bits.length);
      }
      await files.sync();
    } finally {
      await files.close();
    }
  }

  function cancel(died: Uint32Array): void {
    diedRows.restore(died);
    isDirty = true;
  }

  async function run(died: Uint32Array, taken: typeof flushed): Promise<void> {
    try {
      if (taken.schemaText !== flushed.schemaText && taken.schemaText !== undefined) {
        await vfs.mkdir(joinPath(directory, 'payload_index'), { recursive: true });
        await writeFileAtomic(vfs, joinPath(directory, payloadIndexConfigPath), taken.schemaText);
      }
      await recordDeaths(died);
      if (taken.version !== flushed.version || taken.config !== flushed.config) {
        const text = encodeSegmentState({ initial_version: state.initial_version, version: taken.version ?? null, config: taken.config });
        await writeFileAtomic(vfs, joinPath(directory, 'segment.json'), text);
      }
      flushed = taken;
    } catch (error) {
      cancel(died);
      throw error;
    }
    if (pins.hasFilePins) return;
    for (const name of removed) {
      if (core.storages.has(name)) continue;
      await vfs.rm(joinPath(directory, vectorStorageDirectory(name)), { recursive: true });
      await vfs.rm(joinPath(directory, vectorIndexDirectory(name)), { recursive: true });
      removed.delete(name);
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
    isAppendable: false,
    get version() {
      return version;
    },
    get isDirty() {
      return isDirty;
    },
    get dirtyRows() {
      return diedRows.length;
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
      // Listed without a directory: every vector of it is absent here, now and later.
      config = dense
        ? { ...config, vector_data: { ...config.vector_data, [name]: wanted as SegmentConfig['vector_data'][string] } }
        : {
            ...config,
            sparse_vector_data: { ...config.sparse_vector_data, [name]: wanted as SegmentConfig['sparse_vector_data'][string] },
          };
      core.setStorage(name, createStorage(config, name));
      touch(operation);
    },
    removeVector(name, operation) {
      if (core.storages.has(name)) {
        const keep = <T>(record: Record<string, T>): Record<string, T> =>
          Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
        config = { ...config, vector_data: keep(config.vector_data), sparse_vector_data: keep(config.sparse_vector_data) };
        core.setStorage(name, undefined);
        removed.add(name);
      }
      touch(operation);
    },
    setSchema(schema, operation) {
      if (declaresFields(schemaText, schema)) {
        if (operation !== undefined) touch(operation);
        return;
      }
      schemaText = encodePayloadIndexConfig(schema, schemaText);
      touch(operation);
    },
    beginFlush() {
      const died = diedRows.take();
      const taken = { version, config, schemaText };
      pins.nextEpoch();
      isDirty = false;
      return { write: () => run(died, taken), cancel: () => cancel(died) };
    },
    freeze: () =>
      freezeFiles(vfs, directory, {
        'segment.json': () =>
          frozenText(
            'segment.json',
            encodeSegmentState({ initial_version: state.initial_version, version: flushed.version ?? null, config: flushed.config }),
          ),
        'id_tracker.deleted': () => frozenBytes('id_tracker.deleted', tracker.kind === 'bits' ? tracker.bits.slice() : new Uint8Array(0)),
        ...(tracker.kind === 'log' ? { 'mutable_id_tracker.mappings': () => tracker.log.freeze() } : {}),
        ...(flushed.schemaText === undefined
          ? {}
          : { [payloadIndexConfigPath]: () => frozenText(payloadIndexConfigPath, flushed.schemaText as string) }),
      }),
    async manifest(files) {
      const segmentVersion = flushed.version ?? 0;
      const rows = rowVersions(core.rowCount, segmentVersion, core.view.versionOf);
      // Qdrant changes payloads and flags of single points in place, which makes the points newer.
      let newest = 0;
      await rows.each((_, version) => {
        newest = Math.max(newest, version);
      });
      return segmentManifest(uuid, segmentVersion, files, (path) => {
        if (isWrittenOnce(path)) return Math.min(state.initial_version ?? 0, segmentVersion);
        return path.startsWith('payload_storage/') || path.startsWith('vector_storage') ? newest : null;
      });
    },
    pin: () => pins.pin(false),
    pinFiles: () => pins.pin(true),
  };
}

/** All files of the directory, those that may change taken from memory. */
async function freezeFiles(vfs: Vfs, directory: string, changing: Readonly<Record<string, () => FrozenFile>>): Promise<FrozenFile[]> {
  const frozen: FrozenFile[] = [];
  for (const { path, sizeBytes } of await listFiles(vfs, directory)) {
    // A manifest left by a partial snapshot would make a whole one look partial.
    if (path === 'segment_manifest.json' || path.endsWith('.sextant-tmp')) continue;
    const own = Object.hasOwn(changing, path) ? changing[path] : undefined;
    frozen.push(own ? own() : { path, sizeBytes, pieces: await sparsePieces(vfs, directory, path, sizeBytes) });
  }
  return frozen;
}
