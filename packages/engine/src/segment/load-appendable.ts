import { awaitAtFile, decodePointVersions, type SegmentState, vectorStorageDirectory } from '@sextant/snapshot';
import { isMissing, isTemporaryName, joinPath, pathExists, readIfPresent, type Vfs } from '@sextant/vfs';
import type { PointId } from '../operation/point.ts';
import type { AppendableParts, LoadedAppendable } from './appendable-segment.ts';
import { appendableSegment, createPayloadStore } from './appendable-segment.ts';
import { grown } from './growable.ts';
import { createMappingLog, type MappingLog } from './mapping-log.ts';
import { payloadIndexConfigPath, readPayloadIndexConfig } from './payload-index-config.ts';
import type { AppendableSegment } from './segment.ts';
import { createSegmentCore, type SegmentCore } from './segment-core.ts';
import { settleJournal } from './tracker-journal.ts';

/** Reads an appendable segment into memory. What others derived from its rows, and would now go stale, is removed; so is what a crash left. */
export async function loadAppendable(parts: Omit<AppendableParts, 'config'>, state: SegmentState): Promise<AppendableSegment> {
  const { vfs, directory } = parts;
  await adopt(vfs, directory, state);
  const core = createSegmentCore(state.config);
  const log = createMappingLog(vfs, directory);
  const { live, deleted, rowCount } = await loadMapping(log, core);
  const versionBytes = (await readIfPresent(vfs, joinPath(directory, 'mutable_id_tracker.versions'))) ?? new Uint8Array(0);
  const versions = decodePointVersions(versionBytes);
  const droppedRows: number[] = [];
  core.rowCount = rowCount;
  for (let row = 0; row < rowCount; row++) {
    if (row < versions.length) core.setVersion(row, versions[row] as number);
    else if (live[row] === 1) {
      live[row] = 0;
      droppedRows.push(row);
    }
  }
  await loadVectors(vfs, directory, core, { live, deleted });
  const payloads = createPayloadStore();
  await awaitAtFile('payload_storage', () => payloads.load(vfs, directory, rowCount, live, core.payloads.load));
  for (const row of droppedRows) forgetId(core, row);
  await core.reviveAll(live);
  const freeRows: number[] = [];
  const dropped = new Set(droppedRows);
  const keptRows: number[] = [];
  for (let row = rowCount - 1; row >= 0; row--) {
    if (live[row] === 1 || dropped.has(row)) continue;
    (core.view.isDeleted(row) ? keptRows : freeRows).push(row);
  }
  const loaded: LoadedAppendable = {
    core,
    payloads,
    log,
    version: state.version ?? undefined,
    initialVersion: state.initial_version,
    schemaText: await readPayloadIndexConfig(vfs, directory),
    freeRows,
    keptRows,
    droppedRows,
    versionRows: versions.length,
  };
  return appendableSegment({ ...parts, config: state.config }, loaded);
}

/** Reads the vectors of live rows, and the sparse ones of deleted points: those go on to count, after a restart as before it. */
export async function loadVectors(
  vfs: Vfs,
  directory: string,
  core: SegmentCore,
  { live, deleted }: { readonly live: Uint8Array; readonly deleted: Uint8Array },
): Promise<void> {
  for (const [name, storage] of core.storages)
    await awaitAtFile(vectorStorageDirectory(name), () => storage.load(vfs, directory, core.rowCount, live, deleted));
  for (let row = 0; row < core.rowCount; row++)
    if (deleted[row] === 1 && live[row] === 0 && core.hasSparse(row)) core.setDeleted(row, true);
}

/** Applies the mapping log to the ids of an empty core; answers which rows are mapped, and which the points had that were deleted. */
export async function loadMapping(
  log: MappingLog,
  core: SegmentCore,
): Promise<{ live: Uint8Array; deleted: Uint8Array; rowCount: number }> {
  const { ids } = core;
  let live = new Uint8Array(0);
  let deleted = new Uint8Array(0);
  let rowCount = 0;
  await awaitAtFile('mutable_id_tracker.mappings', () =>
    log.load((id, row) => {
      const before = ids.rowOf(id);
      if (before !== undefined) live[before] = 0;
      if (row === undefined) {
        if (before !== undefined) deleted[before] = 1;
        return ids.delete(id);
      }
      live = grown(live, row + 1);
      deleted = grown(deleted, row + 1);
      rowCount = Math.max(rowCount, row + 1);
      // An insert onto a taken row replaces the id that lived there.
      if (live[row] === 1) ids.delete(ids.idOf(row));
      if (before !== undefined) ids.delete(id);
      ids.set(id, row);
      live[row] = 1;
      deleted[row] = 0;
    }),
  );
  return { live: live.slice(0, rowCount), deleted: deleted.slice(0, rowCount), rowCount };
}

/** The id of a row that is dropped is no longer found. */
function forgetId(core: SegmentCore, row: number): void {
  const id: PointId = core.ids.idOf(row);
  if (core.ids.rowOf(id) === row) core.ids.delete(id);
}

async function adopt(vfs: Vfs, directory: string, state: SegmentState): Promise<void> {
  const { vector_data, sparse_vector_data } = state.config;
  await settleJournal(vfs, joinPath(directory, 'payload_storage'));
  for (const name of Object.keys(sparse_vector_data))
    await settleJournal(vfs, joinPath(directory, `${vectorStorageDirectory(name)}/store`));
  const listed = new Set([...Object.keys(vector_data), ...Object.keys(sparse_vector_data)].map(vectorStorageDirectory));
  for (const { name, kind } of await vfs.readdir(directory)) {
    const isUnlisted = kind === 'directory' && /^vector_storage(-|$)/.test(name) && !listed.has(name);
    if (isUnlisted || isTemporaryName(name)) await vfs.rm(joinPath(directory, name), { recursive: true });
  }
  for (const name of Object.keys(vector_data)) await removeQuantized(vfs, joinPath(directory, vectorStorageDirectory(name)));
  await removeIndexData(vfs, directory);
}

/** Quantized vectors of an appendable segment count rows of their own; without them the rows as they are count (format, section 11). */
async function removeQuantized(vfs: Vfs, storageDirectory: string): Promise<void> {
  if (!(await pathExists(vfs, storageDirectory))) return;
  for (const { name } of await vfs.readdir(storageDirectory)) {
    if (name.startsWith('quantized')) await vfs.rm(joinPath(storageDirectory, name), { recursive: true });
  }
}

/** The data of payload indexes would not know our rows; who finds only their configuration builds them anew. */
async function removeIndexData(vfs: Vfs, directory: string): Promise<void> {
  const [folder, config] = payloadIndexConfigPath.split('/') as [string, string];
  try {
    for (const { name } of await vfs.readdir(joinPath(directory, folder))) {
      if (name !== config) await vfs.rm(joinPath(directory, `${folder}/${name}`), { recursive: true });
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
