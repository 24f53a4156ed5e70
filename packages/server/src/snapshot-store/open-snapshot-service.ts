import { asEngineError, checkCollectionName, type Engine, EngineError, type EngineEvent } from '@sextant/engine';
import type { Vfs } from '@sextant/vfs';
import { archiveStream } from './archive.ts';
import { createFullSnapshot } from './create-full-snapshot.ts';
import { type CreationPlaces, createSnapshot, describe, freeze } from './create-snapshot.ts';
import { partialSnapshots } from './partial-snapshots.ts';
import { readFileChunks } from './read-file-chunks.ts';
import { recoverFrom } from './recover-snapshot.ts';
import { type OpenedSource, openRemote } from './remote-source.ts';
import type { OpenS3Source } from './s3-source.ts';
import { parseLocation, type SnapshotLocation } from './snapshot-location.ts';
import { snapshotKey, snapshotName, snapshotNotFound, snapshotPrefix, uploadName } from './snapshot-names.ts';
import type {
  RecoverableScope,
  RecoverRequest,
  SnapshotDownload,
  SnapshotScope,
  SnapshotService,
  SnapshotStream,
  SnapshotTask,
  UploadRequest,
} from './snapshot-service.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import { type RunningTask, type SnapshotTasks, snapshotTasks } from './snapshot-tasks.ts';

export interface SnapshotLimits {
  readonly maxCreations: number;
  readonly maxRecoveries: number;
  /** Largest archive fetched from a URL. */
  readonly maxFetchBytes: number;
  /** Longest silence of a remote sender. */
  readonly idleTimeoutMs: number;
}

export const defaultSnapshotLimits: SnapshotLimits = {
  maxCreations: 4,
  maxRecoveries: 2,
  maxFetchBytes: Number.MAX_SAFE_INTEGER,
  idleTimeoutMs: 60_000,
};

export interface SnapshotServiceOptions {
  readonly engine: Engine;
  readonly vfs: Vfs;
  readonly store: SnapshotStore;
  /** Absolute; `file://` locations must lie below it. */
  readonly snapshotsPath: string;
  /** Whether recovery may fetch over http(s). */
  readonly urlRecovery: boolean;
  /** Opens `s3://` locations. */
  readonly openS3?: OpenS3Source;
  readonly limits?: Partial<SnapshotLimits>;
  /** Told of progress and of failures nobody waits for. */
  readonly onEvent?: (event: EngineEvent) => void;
  readonly now?: () => Date;
}

interface Parts extends CreationPlaces {
  readonly options: SnapshotServiceOptions;
  readonly limits: SnapshotLimits;
  readonly tasks: SnapshotTasks;
}

/** The snapshots of an engine over a store. Sweeps what unfinished writes left in the store before it answers. */
export async function openSnapshotService(options: SnapshotServiceOptions): Promise<SnapshotService> {
  const limits = { ...defaultSnapshotLimits, ...options.limits };
  const { engine, store } = options;
  const parts: Parts = {
    options,
    limits,
    engine,
    store,
    now: options.now ?? (() => new Date()),
    reserved: new Set(),
    tasks: snapshotTasks(limits),
  };
  const partial = partialSnapshots({
    engine,
    vfs: options.vfs,
    now: parts.now,
    urlRecovery: options.urlRecovery,
    idleTimeoutMs: limits.idleTimeoutMs,
    maxFetchBytes: limits.maxFetchBytes,
    resolve: (scope) => resolve(parts, scope),
    track: (kind, scope, signal, work) => tracked(parts, kind, scope, signal, work),
  });
  await store.sweep();
  const detached = new Set<Promise<unknown>>();
  return {
    create: (scope, request) => funnel(() => create(parts, scope, request?.signal)),
    list: (scope) => funnel(() => list(parts, scope)),
    remove: (scope, name) => funnel(() => remove(parts, scope, name)),
    download: (scope, name) => funnel(() => download(parts, scope, name)),
    stream: (scope) => funnel(() => stream(parts, scope)),
    recover: (scope, request) => funnel(() => recover(parts, scope, request)),
    upload: (scope, request) => funnel(() => upload(parts, scope, request)),
    manifest: (scope) => funnel(async () => partial.manifest(scope)),
    fileManifest: (scope) => funnel(async () => partial.fileManifest(scope)),
    createPartial: (scope, receiver) => funnel(async () => partial.createPartial(scope, receiver)),
    uploadPartial: (scope, request) => funnel(async () => partial.uploadPartial(scope, request)),
    recoverPartialFrom: (scope, request) => funnel(async () => partial.recoverPartialFrom(scope, request)),
    detach(work) {
      const done = work().catch((error: unknown) =>
        options.onEvent?.({ level: 'warn', message: 'Snapshot work that nobody waited for failed', error }),
      );
      detached.add(done);
      void done.finally(() => detached.delete(done));
    },
    tasks: () => parts.tasks.list(),
    counters: (collection) => parts.tasks.counters(collection),
    async close() {
      await parts.tasks.close();
      await Promise.all(detached);
      await store.close?.();
    },
  };
}

async function funnel<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asEngineError(error);
  }
}

/** The scope under the real name of its collection; fails with `not_found` for a collection or shard that is not there. */
function resolve<S extends SnapshotScope>({ engine }: Parts, scope: S): S {
  if (scope.kind === 'full') return scope;
  const collection = engine.collection(scope.collection);
  if (scope.kind === 'shard' && !collection.shardIds.includes(scope.shardId)) {
    throw new EngineError('not_found', `Shard ${scope.shardId} not found`, {
      details: { collection: collection.name, shard: scope.shardId },
    });
  }
  return { ...scope, collection: collection.name };
}

async function create(parts: Parts, asked: SnapshotScope, signal: AbortSignal | undefined): ReturnType<SnapshotService['create']> {
  const scope = resolve(parts, asked);
  if (scope.kind === 'full') return tracked(parts, 'create', scope, signal, (task) => createFullSnapshot(parts, task));
  return tracked(parts, 'create', scope, signal, (task) => createSnapshot(parts, scope, task));
}

async function list(parts: Parts, asked: SnapshotScope): ReturnType<SnapshotService['list']> {
  const scope = resolve(parts, asked);
  const prefix = snapshotPrefix(scope);
  const files = await parts.store.list(prefix);
  return files
    .map((file) => describe(prefix === '' ? file.key : file.key.slice(prefix.length + 1), file))
    .filter(({ name }) => name.endsWith('.snapshot'));
}

async function remove(parts: Parts, asked: SnapshotScope, name: string): Promise<void> {
  const key = snapshotKey(resolve(parts, asked), name);
  if (key === undefined || !(await parts.store.remove(key))) throw snapshotNotFound(name);
}

async function download(parts: Parts, asked: SnapshotScope, name: string): Promise<SnapshotDownload> {
  const key = snapshotKey(resolve(parts, asked), name);
  const reader = key === undefined ? undefined : await parts.store.open(key);
  if (reader === undefined) throw snapshotNotFound(name);
  const { file } = reader;
  return {
    name,
    sizeBytes: file.sizeBytes,
    modifiedMs: file.modifiedMs,
    etag: `"${file.checksum ?? file.etag ?? `${Math.round(file.modifiedMs).toString(16)}-${file.sizeBytes.toString(16)}`}"`,
    ...(file.checksum === undefined ? {} : { checksum: file.checksum }),
    read: (range) => reader.read(range),
    close: () => reader.close(),
  };
}

async function stream(parts: Parts, asked: Extract<SnapshotScope, { kind: 'shard' }>): Promise<SnapshotStream> {
  const scope = resolve(parts, asked);
  const checkpoint = await freeze(parts.engine, scope);
  return { fileName: snapshotName(scope, parts.engine.peerId, parts.now(), 0), ...archiveStream(checkpoint, parts.now()) };
}

async function recover(parts: Parts, asked: RecoverableScope, request: RecoverRequest): Promise<void> {
  const { options } = parts;
  const location = parseLocation(request.location, {
    snapshotsPath: options.snapshotsPath,
    urlRecovery: options.urlRecovery,
    bareNames: takesBareNames(asked, options.store),
    files: asked.kind === 'collection',
  });
  const scope = recoveryTarget(parts, asked);
  await tracked(parts, 'recover', scope, request.signal, async (task) => {
    const source = await openLocation(parts, scope, location, request, task);
    try {
      // A digest that was stored with the archive is compared when the caller names none.
      const expected = request.checksum ?? source.checksum;
      const checked = expected === undefined ? request : { ...request, checksum: expected };
      await recoverFrom(options, scope, { ...source, mismatch: locationMismatch }, checked, task);
    } finally {
      await source.close();
    }
  });
}

/** The real server takes names for shards only. Where nobody can reach the files, names are the way to say which. */
export function takesBareNames(scope: RecoverableScope, store: Pick<SnapshotStore, 'kind'>): boolean {
  return scope.kind === 'shard' || store.kind === 's3';
}

function locationMismatch(expected: string, found: string): EngineError {
  return new EngineError('wrong_input', `Snapshot checksum mismatch: expected ${expected}, got ${found}`, { details: { expected, found } });
}

/** A collection that is missing is made; a shard must be there. */
function recoveryTarget<S extends RecoverableScope>(parts: Parts, scope: S): S {
  if (scope.kind === 'shard' || parts.engine.collectionExists(scope.collection)) {
    if (scope.kind === 'collection' && parts.engine.failedCollections().some(({ name }) => name === scope.collection)) return scope;
    return resolve(parts, scope);
  }
  checkCollectionName(scope.collection);
  return scope;
}

async function openLocation(
  parts: Parts,
  scope: RecoverableScope,
  location: SnapshotLocation,
  request: RecoverRequest,
  task: RunningTask,
): Promise<OpenedSource> {
  const { limits, store } = parts;
  const apiKey = request.apiKey === undefined ? {} : { apiKey: request.apiKey };
  if (location.kind === 's3') {
    const { openS3 } = parts.options;
    if (openS3 === undefined) throw new EngineError('bad_request', `s3://${location.bucket} is not supported by this server`);
    task.phase('fetching');
    return openS3(location, { ...apiKey, signal: task.signal, maxBytes: limits.maxFetchBytes });
  }
  if (location.kind === 'http') {
    task.phase('fetching');
    return openRemote(location.url, {
      ...apiKey,
      signal: task.signal,
      idleTimeoutMs: limits.idleTimeoutMs,
      maxBytes: limits.maxFetchBytes,
    });
  }
  if (location.kind === 'file') return openFile(parts.options.vfs, location.path);
  const key = snapshotKey(scope, location.name);
  const reader = key === undefined ? undefined : await store.open(key, { signal: task.signal });
  if (reader === undefined) throw snapshotNotFound(location.name);
  const stored = store.kind === 's3' && reader.file.checksum !== undefined ? { checksum: reader.file.checksum } : {};
  return { sizeBytes: reader.file.sizeBytes, ...stored, bytes: reader.read(), close: () => reader.close() };
}

async function openFile(vfs: Vfs, path: string) {
  const stat = await vfs.stat(path).catch(() => undefined);
  if (stat?.kind !== 'file')
    throw new EngineError('bad_request', `Snapshot file ${JSON.stringify(path)} does not exist`, { details: { file: path } });
  const file = await vfs.open(path, 'r');
  return { sizeBytes: stat.sizeBytes, bytes: readFileChunks(file, { start: 0, end: stat.sizeBytes }), close: () => file.close() };
}

async function upload(parts: Parts, asked: RecoverableScope, request: UploadRequest): Promise<void> {
  const scope = recoveryTarget(parts, asked);
  const name = uploadName(request.fileName);
  const key = snapshotKey(scope, name);
  if (key === undefined) throw snapshotNotFound(name);
  await tracked(parts, 'upload', scope, request.signal, async (task) => {
    const hint = request.sizeHintBytes === undefined ? {} : { sizeHintBytes: request.sizeHintBytes };
    const writer = await parts.store.create(key, { ...hint, signal: task.signal });
    try {
      await recoverFrom(
        parts.options,
        scope,
        { bytes: request.body, keep: (chunk) => writer.write(chunk), mismatch: uploadMismatch },
        request,
        task,
      );
    } catch (error) {
      await writer.abort();
      throw error;
    }
    await writer.commit();
  });
}

function uploadMismatch(expected: string, found: string): EngineError {
  return new EngineError('checksum_mismatch', `expected ${expected} as given, actual ${found} of the archive received`, {
    details: { expected, found },
  });
}

/** Counts and announces a piece of work around its run. */
async function tracked<T>(
  parts: Parts,
  kind: SnapshotTask['kind'],
  scope: SnapshotScope,
  signal: AbortSignal | undefined,
  work: (task: RunningTask) => Promise<T>,
): Promise<T> {
  const { onEvent } = parts.options;
  return parts.tasks.run(kind, scope, signal, async (task) => {
    const startedMs = performance.now();
    let done = false;
    try {
      const result = await work(task);
      done = true;
      if (kind === 'create' && scope.kind !== 'full') parts.tasks.created(scope.collection);
      return result;
    } finally {
      onEvent?.({
        level: 'info',
        message: done ? 'Snapshot work ended' : 'Snapshot work failed',
        fields: { ...scope, work: kind, durationMs: Math.round(performance.now() - startedMs) },
      });
    }
  });
}
