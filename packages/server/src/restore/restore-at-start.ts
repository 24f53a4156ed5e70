import {
  asEngineError,
  asSnapshotError,
  EngineError,
  type EngineEvent,
  type EngineOptions,
  openRestore,
  type StorageRestore,
} from '@sextant/engine';
import { denseData, isFormatError, readTar, type TarLimits } from '@sextant/snapshot';
import { joinPath, type Vfs } from '@sextant/vfs';
import { ConfigError } from '../config/load-config.ts';
import { unpackArchive } from '../snapshot-store/archive.ts';
import { archiveShape, requireKind } from '../snapshot-store/archive-shape.ts';
import { type HashedSource, hashed } from '../snapshot-store/hashing-source.ts';
import { readFileChunks } from '../snapshot-store/read-file-chunks.ts';
import type { ByteSource } from '../snapshot-store/snapshot-store.ts';
import { type OpenedArchive, openArchives, requestOf } from './open-archives.ts';
import { type ProgressMeter, progressMeter } from './progress-meter.ts';
import type { RestoreOptions } from './restore-options.ts';

export interface RestoreSurroundings {
  /** Of the engine that is opened afterwards. */
  readonly engine: EngineOptions;
  /** The machine's file system, where the archives are. */
  readonly host: Vfs;
  /** What an archive may hold. */
  readonly limits?: Partial<TarLimits>;
  readonly onEvent: (event: EngineEvent) => void;
}

interface Restoring extends RestoreSurroundings {
  readonly storage: StorageRestore;
  readonly meter: ProgressMeter;
  readonly signal: AbortSignal;
  /** Verified directory by collection. */
  readonly staged: Map<string, string>;
}

/**
 * Restores snapshots into a storage that is not open yet. Every archive is unpacked in one pass and each of its collections opened and read
 * through before the first takes its place; then all of them do, or none. Fails with a `ConfigError` for wrong options, else with an `EngineError`.
 */
export async function restoreAtStart(options: RestoreOptions, surroundings: RestoreSurroundings): Promise<void> {
  const archives: OpenedArchive[] = [];
  try {
    await openArchives(surroundings.host, options, archives).catch(asRestoreError);
    if (archives.length > 0) await restoreAll(options, surroundings, archives);
  } finally {
    await Promise.allSettled(archives.map(({ file }) => file.close()));
  }
}

async function restoreAll(options: RestoreOptions, surroundings: RestoreSurroundings, archives: readonly OpenedArchive[]): Promise<void> {
  const { force = false, signal = new AbortController().signal } = options;
  const collections = archives.flatMap((archive) => archive.collections);
  const aliases = new Map(archives.flatMap((archive) => [...archive.aliases]));
  const request = requestOf(archives);
  const storage = await openRestore(surroundings.engine);
  try {
    if (!force && storage.completed === request) {
      surroundings.onEvent({
        level: 'warn',
        message: 'The snapshots were restored by a start that ended before it was ready; they are not restored again',
        fields: { collections: collections.length },
      });
      return;
    }
    storage.check({ collections, aliases, force });
    const meter = progressMeter(options, collections.length, total(archives));
    const restoring = { ...surroundings, storage, meter, signal, staged: new Map<string, string>() };
    for (const archive of archives) await stageArchive(restoring, archive);
    if (signal.aborted) throw stopped();
    await storage.commit(request, restoring.staged, aliases).catch(asRestoreError);
    surroundings.onEvent({
      level: 'info',
      message: 'Snapshots restored',
      fields: { archives: archives.map(({ path }) => path), collections: collections.length, aliases: aliases.size },
    });
  } finally {
    await storage.close();
  }
}

const total = (archives: readonly OpenedArchive[]): number => archives.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

async function stageArchive(restoring: Restoring, archive: OpenedArchive): Promise<void> {
  const { meter, signal, storage } = restoring;
  const directory = await storage.createStagingDirectory();
  await requireSpace(restoring, directory, archive);
  const source = hashed(readFileChunks(archive.file, { start: 0, end: archive.sizeBytes }), (chunk) => {
    if (signal.aborted) throw stopped();
    meter.add(chunk.length);
  });
  try {
    const refusal = await unpackCollections(restoring, archive, source.bytes, directory).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (signal.aborted) throw stopped();
    // Bytes that differ from those that were meant are the cause of whatever else is wrong.
    if (refusal === undefined || archive.checksum !== undefined) await compareChecksum(archive, source);
    if (refusal !== undefined) throw refusal.error;
  } catch (error) {
    throw error instanceof EngineError ? error : failure(archive.path, asSnapshotError(error, directory));
  } finally {
    await source.close().catch(() => undefined);
  }
}

async function unpackCollections(restoring: Restoring, archive: OpenedArchive, bytes: ByteSource, directory: string): Promise<void> {
  if (archive.nested === undefined)
    return stageCollection(restoring, { collection: archive.collections[0] as string, place: archive.path, directory, bytes });
  const collectionOf = new Map([...archive.nested].map(([collection, name]) => [name, collection]));
  for await (const entry of readTar(bytes)) {
    const collection = collectionOf.get(entry.path);
    if (collection === undefined) continue;
    const place = `${archive.path}, ${entry.path}`;
    // A number: the name of the archive may be longer than a file system takes.
    const own = joinPath(directory, String(restoring.staged.size));
    await stageCollection(restoring, { collection, place, directory: own, bytes: denseData(entry) });
  }
}

interface CollectionArchive {
  readonly collection: string;
  /** How an error calls it. */
  readonly place: string;
  /** Made when it is not there. */
  readonly directory: string;
  readonly bytes: ByteSource;
}

async function stageCollection(restoring: Restoring, { collection, place, directory, bytes }: CollectionArchive): Promise<void> {
  const { engine, limits, meter, signal, staged, storage, onEvent } = restoring;
  meter.begin(collection);
  try {
    await engine.vfs.mkdir(directory, { recursive: true });
    const shape = archiveShape();
    await unpackArchive('collection', bytes, engine.vfs, directory, signal, shape, limits);
    requireKind('collection', shape, false);
    const points = await storage.verify(directory);
    staged.set(collection, directory);
    onEvent({ level: 'info', message: 'Collection unpacked and verified', fields: { collection, points } });
    meter.end(points);
  } catch (error) {
    throw failure(`${place}, collection ${JSON.stringify(collection)}`, asSnapshotError(error, directory));
  }
}

/** To the end, also of an archive of which nothing more is wanted. */
async function compareChecksum({ path, checksum }: OpenedArchive, source: HashedSource): Promise<void> {
  const { checksum: found } = await source.finish();
  if (checksum === undefined || checksum === found) return;
  throw new EngineError(
    'checksum_mismatch',
    `the SHA-256 of the file differs from ${path}.checksum (expected ${checksum}, found ${found}); nothing was changed: fetch the snapshot again, or remove the .checksum file if it belongs to another one`,
    { details: { file: path, expected: checksum, found } },
  );
}

async function requireSpace({ engine }: Restoring, directory: string, { path, sizeBytes }: OpenedArchive): Promise<void> {
  const free = await engine.vfs.freeBytes(directory);
  if (free >= sizeBytes) return;
  throw new EngineError(
    'insufficient_storage',
    `${path} needs ${sizeBytes} bytes and ${free} are free on the device of the storage; nothing was changed: free space and try again`,
    { details: { file: path, expected: sizeBytes, found: free } },
  );
}

/** The same error, telling which archive it is about. */
function failure(place: string, error: unknown): EngineError {
  const { code, message, details } = asEngineError(error);
  return new EngineError(code, `${place}: ${message}`, { cause: error, details: { archive: place, ...details } });
}

function asRestoreError(error: unknown): never {
  if (error instanceof ConfigError) throw error;
  if (!isFormatError(error)) throw asEngineError(error);
  const remedy = error.code === 'corrupt' ? ': fetch the snapshot again and compare its checksum, or take a new one' : '';
  throw new EngineError('bad_request', `${error.message}. Nothing was changed${remedy}`, { cause: error, details: { ...error.details } });
}

function stopped(): EngineError {
  return new EngineError('cancelled', 'the restore was stopped; nothing was changed');
}
