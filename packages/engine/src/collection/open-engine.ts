import { isFormatError } from '@sextant/snapshot/format';
import { joinPath, makeDirectory } from '@sextant/vfs';
import { asSnapshotError } from '../checkpoint/as-snapshot-error.ts';
import { mergePartial } from '../checkpoint/merge-partial.ts';
import { previewCollection, previewShard } from '../checkpoint/preview-recovery.ts';
import { recoverCollection, requireStaged } from '../checkpoint/recover-collection.ts';
import { recoverShard } from '../checkpoint/recover-shard.ts';
import type { RecoveryPreview, RecoveryTarget } from '../checkpoint/recovery-preview.ts';
import type { Engine, EngineEvent, EngineOptions } from '../engine.ts';
import { EngineError } from '../error.ts';
import { noCollection, openAliases } from './aliases.ts';
import { mapBounded } from './bounded.ts';
import { type CollectionEntry, collectionEntry } from './collection-entry.ts';
import { checkCollectionName } from './collection-name.ts';
import { createCollection } from './create-collection.ts';
import { keyedQueue } from './keyed-queue.ts';
import type { LocalCollection } from './local-collection.ts';
import { type CollectionSurroundings, openCollection } from './open-collection.ts';
import { storagePeerId } from './peer-id.ts';
import { findEntry, type Registry, requireRoom, withNewName } from './registry.ts';
import { openStagingArea, type StagingArea } from './staging-area.ts';
import { sweepTemporaries } from './sweep-temporaries.ts';

const collectionsAtOnce = 4;
// A read that takes longer than this when its collection is replaced or deleted fails instead of holding that up.
const drainTimeoutMs = 30_000;

/**
 * Opens the storage at `storagePath`, making it when it is new: ends what a kill interrupted, opens every collection and replays its unapplied
 * operations. A collection whose files are damaged is listed, fails every use with the reason, and does not keep the others from opening.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { vfs, storagePath } = options;
  const onEvent = options.onEvent ?? ((_event: EngineEvent) => undefined);
  await makeDirectory(vfs, storagePath);
  await sweepTemporaries(vfs, storagePath);
  const area = await openStagingArea(vfs, storagePath, options.tempPath, onEvent);
  const entries = new Map<string, CollectionEntry>();
  const lookup = (name: string) => {
    const state = findEntry(entries, undefined, name).gate.current();
    return { sources: state.sources(), context: state.readContext() };
  };
  const surroundings: CollectionSurroundings = { vfs, options, peerId: await storagePeerId(vfs, storagePath), lookup, onEvent };
  const failed = await openAll(surroundings, area, entries);
  const aliases = await openAliases(vfs, storagePath, (name) => entries.has(name));
  return engineOf({
    surroundings,
    area,
    entries,
    failed,
    aliases,
    changes: keyedQueue(),
    aliasChanges: keyedQueue(),
    making: new Set(),
    closed: false,
  });
}

async function openAll(
  surroundings: CollectionSurroundings,
  area: StagingArea,
  entries: Map<string, CollectionEntry>,
): Promise<Map<string, EngineError>> {
  const { vfs, onEvent } = surroundings;
  const failed = new Map<string, EngineError>();
  const names = (await vfs.readdir(area.collectionsPath)).filter((entry) => entry.kind === 'directory').map((entry) => entry.name);
  await mapBounded(names.sort(), collectionsAtOnce, async (name) => {
    try {
      entries.set(name, collectionEntry(name, await openCollection(surroundings, joinPath(area.collectionsPath, name))));
    } catch (cause) {
      const error = cannotOpen(name, cause);
      onEvent({ level: 'error', message: error.message, fields: { collection: name, ...error.details }, error: cause });
      failed.set(name, error);
      entries.set(
        name,
        collectionEntry(name, () => error),
      );
    }
  });
  return failed;
}

function cannotOpen(name: string, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const details = cause instanceof EngineError || isFormatError(cause) ? { ...cause.details } : {};
  return new EngineError(
    'service_error',
    `Collection \`${name}\` could not be opened: ${reason}. Repair the file, recover the collection from a snapshot, or delete it; the other collections are not affected`,
    { cause, details },
  );
}

function engineOf(registry: Registry): Engine {
  const { entries, aliases, surroundings } = registry;
  const change = <T>(name: string, task: () => Promise<T>): Promise<T> =>
    registry.changes.run(name, () => failAsEngineError(registry, task));
  return {
    peerId: surroundings.peerId,
    listCollections: () => [...entries.keys()].sort(),
    failedCollections: () => [...registry.failed].map(([name, error]) => ({ name, error })),
    createCollection: (name, request) => change(name, () => createCollection(registry, name, request)),
    updateCollection: (name, request) =>
      failAsEngineError(registry, async () => {
        await findEntry(entries, aliases, name).gate.use((state) => state.update(request));
        return true;
      }),
    deleteCollection: (name) => change(name, () => remove(registry, name)),
    collectionExists: (name) => entries.has(name) || aliases.target(name) !== undefined,
    collection: (name) => findEntry(entries, aliases, name).handle,
    updateAliases: (actions) =>
      registry.aliasChanges.run('', () =>
        failAsEngineError(registry, async () => {
          await aliases.update(
            actions,
            (name) => entries.has(name),
            (name) => registry.making.has(name),
          );
          return true;
        }),
      ),
    listAliases: (collection) => aliases.list(collection),
    recoverCollection: (name, plan) => change(name, () => recover(registry, name, plan)),
    recoverShard: (name, shardId, stagedPath) => change(name, () => recoverOneShard(registry, name, shardId, stagedPath)),
    recoverShardPartially: (name, shardId, partialPath) =>
      change(name, () => recoverOneShardPartially(registry, name, shardId, partialPath)),
    previewRecovery: (target, stagedPath) => change(target.collection, () => preview(registry, target, stagedPath)),
    createStagingDirectory: () => createStaging(registry),
    close: () => close(registry),
  };
}

/** Out of use, out of the way in one rename, then out of the registry; the files go in the background. */
async function remove(registry: Registry, name: string): Promise<boolean> {
  const { entries, aliases, area, surroundings } = registry;
  const entry = entries.get(name);
  if (entry === undefined) return false;
  const deleted = area.newPath('deleted');
  const target = joinPath(area.collectionsPath, name);
  await retire(entry, registry.failed.has(name) ? undefined : entry.gate.current());
  try {
    await surroundings.vfs.rename(target, deleted);
    for (const directory of [area.stagingPath, area.collectionsPath]) await surroundings.vfs.syncDir(directory);
  } catch (error) {
    await reopen(registry, entry);
    throw error;
  }
  entries.delete(name);
  registry.failed.delete(name);
  entry.gate.fail(() => noCollection(name));
  area.discard(deleted);
  await registry.aliasChanges.run('', () => aliases.dropCollection(name));
  return true;
}

async function retire(entry: CollectionEntry, state: LocalCollection | undefined): Promise<void> {
  await entry.gate.shut(drainTimeoutMs);
  await state?.close();
}

/** Opens what is on disk again after a change that did not come about. */
async function reopen(registry: Registry, entry: CollectionEntry): Promise<void> {
  try {
    entry.gate.open(await openCollection(registry.surroundings, joinPath(registry.area.collectionsPath, entry.name)));
    registry.failed.delete(entry.name);
  } catch (cause) {
    const error = cannotOpen(entry.name, cause);
    registry.failed.set(entry.name, error);
    entry.gate.fail(() => error);
  }
}

async function recover(registry: Registry, name: string, plan: Parameters<Engine['recoverCollection']>[1]): Promise<void> {
  const { entries, area, surroundings } = registry;
  requireStaged(area, plan.stagedPath);
  const entry = entries.get(name);
  let retired = false;
  try {
    checkCollectionName(name);
    if (entry === undefined) {
      await withNewName(registry, name, async () => {
        const opened = await recoverCollection(surroundings, area, name, plan, undefined);
        entries.set(name, collectionEntry(name, opened));
        surroundings.onEvent(recovered(name, opened));
      });
      return;
    }
    const state = registry.failed.has(name) ? undefined : entry.gate.current();
    const old = { state, retire: () => ((retired = true), retire(entry, state)) };
    const opened = await recoverCollection(surroundings, area, name, plan, old);
    registry.failed.delete(name);
    entry.gate.open(opened);
    surroundings.onEvent(recovered(name, opened));
  } catch (error) {
    if (retired && entry !== undefined) await reopen(registry, entry);
    throw error;
  } finally {
    area.discard(plan.stagedPath);
  }
}

/** Nobody asks for an empty collection: an archive without points is mostly one of a node that did not have the shards. */
function recovered(name: string, { shards }: LocalCollection): EngineEvent {
  const points = shards.all.reduce((sum, shard) => sum + shard.pointCount, 0);
  const message = points > 0 ? 'Collection recovered from a snapshot' : 'Collection recovered from a snapshot that has no points';
  return { level: points > 0 ? 'info' : 'warn', message, fields: { collection: name, points } };
}

async function createStaging({ area, surroundings }: Registry): Promise<string> {
  const path = area.newPath('recover');
  await surroundings.vfs.mkdir(path, { recursive: true });
  return path;
}

/** The shard stays as it is: what it becomes is put together beside it, and recovered as a whole one. */
async function recoverOneShardPartially(registry: Registry, name: string, shardId: number, partialPath: string): Promise<void> {
  await withMerged(registry, name, shardId, partialPath, (staged) => recoverOneShard(registry, name, shardId, staged));
}

/** Hands the shard that a partial snapshot and the present one give together to `use`; neither it nor the snapshot is left afterwards. */
async function withMerged<T>(
  registry: Registry,
  name: string,
  shardId: number,
  partialPath: string,
  use: (staged: string) => Promise<T>,
): Promise<T> {
  const { area, surroundings, entries } = registry;
  requireStaged(area, partialPath);
  const staged = await createStaging(registry);
  try {
    const { gate } = findEntry(entries, undefined, name);
    await gate.use(async (state) => {
      const checkpoint = await state.checkpointShard(shardId, { withManifest: true });
      try {
        await mergePartial(surroundings.vfs, checkpoint, partialPath, staged);
      } catch (error) {
        throw asSnapshotError(error, partialPath);
      } finally {
        await checkpoint.release();
      }
    });
    return await use(staged);
  } finally {
    for (const path of [partialPath, staged]) area.discard(path);
  }
}

async function preview(registry: Registry, target: RecoveryTarget, stagedPath: string): Promise<RecoveryPreview> {
  const { area, surroundings, aliases, entries } = registry;
  requireStaged(area, stagedPath);
  const { collection: name } = target;
  const aliasNames = aliases.list(name).map(({ alias }) => alias);
  const ofShard = (shardId: number, action: 'replace' | 'merge', staged: string): Promise<RecoveryPreview> =>
    findEntry(entries, undefined, name).gate.use((state) => {
      requireShard(state, shardId);
      return previewShard(surroundings, state, { name, shardId, action }, staged, aliasNames);
    });
  try {
    if (target.kind === 'partial')
      return await withMerged(registry, name, target.shardId, stagedPath, (staged) => ofShard(target.shardId, 'merge', staged));
    if (target.kind === 'shard') return await ofShard(target.shardId, 'replace', stagedPath);
    checkCollectionName(name);
    const entry = entries.get(name);
    if (entry === undefined) requireRoom(registry, name);
    const state = entry === undefined || registry.failed.has(name) ? undefined : entry.gate.current();
    return await previewCollection(surroundings, area, name, stagedPath, { exists: entry !== undefined, state, aliases: aliasNames });
  } finally {
    area.discard(stagedPath);
    await area.idle();
  }
}

function requireShard(state: LocalCollection, shardId: number): void {
  if (!state.shards.all.some((shard) => shard.id === shardId))
    throw new EngineError('not_found', `shard ${shardId} not found`, { details: { shard: shardId } });
}

async function recoverOneShard(registry: Registry, name: string, shardId: number, stagedPath: string): Promise<void> {
  const { area, surroundings, entries } = registry;
  requireStaged(area, stagedPath);
  let retired: CollectionEntry | undefined;
  try {
    const entry = findEntry(entries, undefined, name);
    const state = entry.gate.current();
    requireShard(state, shardId);
    const recovered = await recoverShard(surroundings, area, state, shardId, stagedPath, async () => {
      retired = entry;
      await entry.gate.shut(drainTimeoutMs);
      await state.closeShard(shardId);
    });
    entry.gate.open(recovered);
    surroundings.onEvent({ level: 'info', message: 'Shard recovered from a snapshot', fields: { collection: name, shard: shardId } });
  } catch (error) {
    await retired?.gate
      .current()
      .close()
      .catch(() => undefined);
    if (retired !== undefined) await reopen(registry, retired);
    throw error;
  } finally {
    area.discard(stagedPath);
  }
}

async function close(registry: Registry): Promise<void> {
  registry.closed = true;
  await registry.changes.idle();
  await registry.aliasChanges.idle();
  const states = [...registry.entries.values()].filter((entry) => !registry.failed.has(entry.name));
  const closed = await Promise.allSettled(states.map((entry) => retire(entry, entry.gate.current())));
  for (const entry of states) entry.gate.fail(shuttingDown);
  await registry.area.idle();
  const failed = closed.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function shuttingDown(): EngineError {
  return new EngineError('shutting_down', 'the engine is closed');
}

/** The engine fails with `EngineError` and nothing else: what the file system says gets a code here. */
async function failAsEngineError<T>(registry: Registry, task: () => Promise<T>): Promise<T> {
  if (registry.closed) throw shuttingDown();
  try {
    return await task();
  } catch (error) {
    throw asEngineError(error);
  }
}

export function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const errno = (error as NodeJS.ErrnoException | undefined)?.code;
  const message = error instanceof Error ? error.message : String(error);
  if (errno === 'ENOSPC' || errno === 'EDQUOT')
    return new EngineError('insufficient_storage', `${message}; free space and try again`, { cause: error });
  return new EngineError('service_error', message, { cause: error });
}
