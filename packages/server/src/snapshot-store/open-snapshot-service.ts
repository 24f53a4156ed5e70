import { asEngineError, checkCollectionName, type Engine, EngineError, type EngineEvent } from '@sextant/engine';
import { isMissing, type Vfs } from '@sextant/vfs';
import { archiveStream } from './archive.ts';
import { createFullSnapshot } from './create-full-snapshot.ts';
import { type CreationPlaces, createSnapshot, describe, freeze } from './create-snapshot.ts';
import { partialSnapshots } from './partial-snapshots.ts';
import { readFileChunks } from './read-file-chunks.ts';
import { type IncomingArchive, previewFrom, type RecoveryPlaces, recoverFrom } from './recover-snapshot.ts';
import { recoveryPlan } from './recovery-plan.ts';
import type { PrivateAddresses } from './remote-addresses.ts';
import { type OpenedSource, openRemote, remoteLimits } from './remote-source.ts';
import type { OpenS3Source } from './s3-source.ts';
import { defaultSnapshotLimits, type SnapshotLimits } from './snapshot-limits.ts';
import { missingFile, parseLocation, requireInside, type SnapshotLocation } from './snapshot-location.ts';
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
import { trackedStream } from './tracked-stream.ts';

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
  /** Private addresses are fetched from, as the real server does, unless this is `deny`. */
  readonly privateAddresses?: PrivateAddresses;
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
    tasks: snapshotTasks(limits, options.onEvent),
  };
  const partial = partialSnapshots({
    engine,
    vfs: options.vfs,
    now: parts.now,
    urlRecovery: options.urlRecovery,
    privateAddresses: options.privateAddresses ?? 'allow',
    limits,
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
    stream: (scope, request) => funnel(() => stream(parts, scope, request?.signal)),
    recover: (scope, request) => funnel(() => recover(parts, scope, request)),
    upload: (scope, request) => funnel(() => upload(parts, scope, request)),
    planRecover: (scope, request) => funnel(() => planRecover(parts, scope, request)),
    planUpload: (scope, request) => funnel(() => planUpload(parts, scope, request)),
    manifest: (scope) => funnel(async () => partial.manifest(scope)),
    fileManifest: (scope) => funnel(async () => partial.fileManifest(scope)),
    createPartial: (scope, receiver, request) => funnel(async () => partial.createPartial(scope, receiver, request)),
    uploadPartial: (scope, request) => funnel(async () => partial.uploadPartial(scope, request)),
    planPartialUpload: (scope, request) => funnel(async () => partial.planPartialUpload(scope, request)),
    recoverPartialFrom: (scope, request) => funnel(async () => partial.recoverPartialFrom(scope, request)),
    planPartialFrom: (scope, request) => funnel(async () => partial.planPartialFrom(scope, request)),
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

async function stream(
  parts: Parts,
  asked: Extract<SnapshotScope, { kind: 'shard' }>,
  signal: AbortSignal | undefined,
): Promise<SnapshotStream> {
  const scope = resolve(parts, asked);
  const opened = await trackedStream({
    scope,
    signal,
    idleMs: parts.limits.downloadIdleMs,
    track: (...work) => tracked(parts, ...work),
    open: async () => {
      const checkpoint = await freeze(parts.engine, scope);
      return { fileName: snapshotName(scope, parts.engine.peerId, parts.now(), 0), ...archiveStream(checkpoint, parts.now()) };
    },
  });
  return opened as SnapshotStream;
}

async function recover(parts: Parts, asked: RecoverableScope, request: RecoverRequest): Promise<void> {
  await fromLocation(parts, asked, request, (scope, archive, checked, task) => recoverFrom(places(parts), scope, archive, checked, task));
}

function planRecover(parts: Parts, asked: RecoverableScope, request: RecoverRequest): ReturnType<SnapshotService['planRecover']> {
  return fromLocation(parts, asked, request, async (scope, archive, checked, task) =>
    recoveryPlan(scope, checked, await previewFrom(places(parts), scope, archive, checked, task)),
  );
}

/** Opens the location, after everything that can be refused without it, and hands the archive to `use`. */
async function fromLocation<T>(
  parts: Parts,
  asked: RecoverableScope,
  request: RecoverRequest,
  use: (scope: RecoverableScope, archive: IncomingArchive, checked: RecoverRequest, task: RunningTask) => Promise<T>,
): Promise<T> {
  const { options } = parts;
  const named = parseLocation(request.location, {
    snapshotsPath: options.snapshotsPath,
    urlRecovery: options.urlRecovery,
    privateAddresses: options.privateAddresses ?? 'allow',
    bareNames: takesBareNames(asked, options.store),
    files: asked.kind === 'collection',
  });
  const location = await requireInside(named, options.vfs);
  const scope = recoveryTarget(parts, asked);
  return tracked(parts, 'recover', scope, request.signal, async (task) => {
    const source = await openLocation(parts, scope, location, request, task);
    try {
      // A digest that was stored with the archive is compared when the caller names none.
      const expected = request.checksum ?? source.checksum;
      const checked = expected === undefined ? request : { ...request, checksum: expected };
      return await use(scope, { ...source, isFetched: true, mismatch: locationMismatch }, checked, task);
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
    return openS3(location, { ...apiKey, signal: task.signal, maxBytes: limits.maxArchiveBytes });
  }
  if (location.kind === 'http') {
    task.phase('fetching');
    return openRemote(location.url, {
      ...apiKey,
      signal: task.signal,
      ...remoteLimits(limits),
      privateAddresses: parts.options.privateAddresses ?? 'allow',
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
  if (stat?.kind !== 'file') throw missingFile(path);
  const file = await vfs.open(path, 'r').catch((error: unknown) => {
    throw isMissing(error) ? missingFile(path) : error;
  });
  return { sizeBytes: stat.sizeBytes, bytes: readFileChunks(file, { start: 0, end: stat.sizeBytes }), close: () => file.close() };
}

async function upload(parts: Parts, asked: RecoverableScope, request: UploadRequest): Promise<void> {
  const { scope, name, key, archive } = uploadTarget(parts, asked, request);
  await tracked(parts, 'upload', scope, request.signal, async (task) => {
    // Of a local store the recovery looks at the space, for the file and for what is made of it.
    const isMeasured = request.sizeHintBytes === undefined || parts.store.kind === 'local';
    const hint = isMeasured ? {} : { sizeHintBytes: request.sizeHintBytes };
    const writer = await parts.store.create(key, { ...hint, signal: task.signal });
    try {
      await recoverFrom(
        places(parts),
        scope,
        { ...archive, keep: (chunk) => writer.write(chunk), seal: () => writer.seal() },
        request,
        task,
      );
    } catch (error) {
      await writer.abort();
      throw error;
    }
    await writer.commit().catch((error: unknown) => {
      throw notKept(asEngineError(error), name);
    });
  });
}

function notKept({ code, message, details, retryable }: EngineError, name: string): EngineError {
  const text = `${message}. The recovery itself is done: only the file ${JSON.stringify(name)} is not among the snapshots`;
  return new EngineError(code, text, { details, retryable });
}

async function planUpload(parts: Parts, asked: RecoverableScope, request: UploadRequest): ReturnType<SnapshotService['planUpload']> {
  const { scope, archive } = uploadTarget(parts, asked, request);
  return tracked(parts, 'upload', scope, request.signal, async (task) =>
    recoveryPlan(scope, request, await previewFrom(places(parts), scope, archive, request, task)),
  );
}

/** What an upload is of, the key it is stored under and what is known of the archive. */
function uploadTarget(parts: Parts, asked: RecoverableScope, request: UploadRequest) {
  const scope = recoveryTarget(parts, asked);
  const name = uploadName(request.fileName);
  const key = snapshotKey(scope, name);
  if (key === undefined) throw snapshotNotFound(name);
  const archive: IncomingArchive = {
    bytes: request.body,
    mismatch: uploadMismatch,
    ...(request.sizeHintBytes === undefined ? {} : { sizeBytes: request.sizeHintBytes }),
    ...(parts.store.kind === 'local' ? { keptIn: parts.options.snapshotsPath } : {}),
  };
  return { scope, name, key, archive };
}

function uploadMismatch(expected: string, found: string): EngineError {
  return new EngineError('checksum_mismatch', `expected ${expected}, got ${found}`, {
    details: { expected, found },
  });
}

function places({ options: { engine, vfs }, limits }: Parts): RecoveryPlaces {
  return { engine, vfs, limits };
}

/** Runs a piece of work in its turn, and counts the snapshots that were made: none where the work answers undefined. */
async function tracked<T>(
  parts: Parts,
  kind: SnapshotTask['kind'],
  scope: SnapshotScope,
  signal: AbortSignal | undefined,
  work: (task: RunningTask) => Promise<T>,
): Promise<T> {
  const result = await parts.tasks.run(kind, scope, signal, work);
  if ((kind !== 'create' && kind !== 'stream') || result === undefined) return result;
  // A snapshot of the storage is one of every collection in it.
  for (const name of scope.kind === 'full' ? parts.engine.listCollections() : [scope.collection]) parts.tasks.created(name);
  return result;
}
