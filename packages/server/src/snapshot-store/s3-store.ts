import type { EngineEvent } from '@sextant/engine';
import { EngineError } from '@sextant/engine';
import type { Vfs } from '@sextant/vfs';
import type { S3Bucket, S3Object } from './s3-bucket.ts';
import { decodeSegment, encodeKey } from './s3-keys.ts';
import { readObject } from './s3-reader.ts';
import { readSidecar, sidecarCache, sidecarKey, sidecarSuffix, writeSidecar } from './s3-sidecar.ts';
import { abortStaleUploads, unfinishedUploads } from './s3-unfinished.ts';
import { s3Writer } from './s3-writer.ts';
import { snapshotNotFound } from './snapshot-names.ts';
import type { ByteSource, SnapshotStore, StoredFile, StoreReader, StoreWriter } from './snapshot-store.ts';

export interface S3StoreOptions {
  /** Undefined when none is configured: every use fails, saying so. */
  readonly bucket: string | undefined;
  /** Connects on first use, so that a start costs nothing and needs no S3. */
  readonly open: (bucket: string) => Promise<S3Bucket>;
  /** What keys begin with: `''`, or encoded text that ends in `/`. */
  readonly prefix: string;
  readonly idleTimeoutMs: number;
  /** Where uploads under way are noted, so that the next start ends what a kill left. */
  readonly vfs: Vfs;
  readonly notesPath: string;
  readonly onEvent?: (event: EngineEvent) => void;
}

interface Store extends S3StoreOptions {
  readonly connect: () => Promise<S3Bucket>;
  readonly closing: AbortSignal;
  readonly unfinished: ReturnType<typeof unfinishedUploads>;
  readonly sidecars: ReturnType<typeof sidecarCache>;
}

/**
 * Snapshot files as objects under the keys of the real server, each with its SHA-256 beside it as `<key>.checksum`. Files go straight to S3 and
 * come straight from it; the local disk holds nothing but notes of uploads under way.
 */
export function s3Store(options: S3StoreOptions): SnapshotStore {
  const closing = new AbortController();
  const background = new Set<Promise<void>>();
  let opened: Promise<S3Bucket> | undefined;
  let isStaleChecked = false;
  const store: Store = {
    ...options,
    closing: closing.signal,
    unfinished: unfinishedUploads(options.vfs, options.notesPath),
    sidecars: sidecarCache(),
    async connect() {
      if (options.bucket === undefined) throw noBucket();
      opened ??= options.open(options.bucket).catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
  };
  /** Never fails: S3 may be away, and what is not done now is tried again at the next use or start. */
  function tidy(work: (bucket: S3Bucket) => Promise<void>): Promise<void> {
    const done = store
      .connect()
      .then(work)
      .catch((error: unknown) => {
        if (!closing.signal.aborted)
          options.onEvent?.({
            level: 'warn',
            message: 'Unfinished uploads could not be removed from S3; the next use or start tries again',
            error,
          });
      });
    background.add(done);
    return done.finally(() => background.delete(done));
  }
  return {
    kind: 's3',
    list: (prefix) => list(store, prefix),
    stat: async (key) => (await find(store, key))?.file,
    open: (key, request) => open(store, key, request?.signal),
    async create(key, request) {
      if (!isStaleChecked) void tidy((bucket) => abortStaleUploads(bucket, store.prefix, Date.now(), closing.signal));
      isStaleChecked = true;
      if (options.bucket !== undefined && (await store.unfinished.anyLeft()))
        await tidy((bucket) => store.unfinished.abortLeft(bucket, closing.signal));
      return create(store, key, request ?? {});
    },
    remove: (key) => remove(store, key),
    async sweep() {
      if (options.bucket === undefined || !(await store.unfinished.anyLeft())) return;
      void tidy((bucket) => store.unfinished.abortLeft(bucket, closing.signal));
    },
    async close() {
      closing.abort();
      await Promise.all(background);
      await opened?.then(
        (bucket) => bucket.close(),
        () => undefined,
      );
    },
  };
}

function noBucket(): EngineError {
  return new EngineError(
    'service_error',
    'snapshots are kept in S3, but no bucket is configured: set storage.snapshots_config.s3_config.bucket',
  );
}

async function list(store: Store, prefix: string): Promise<StoredFile[]> {
  const bucket = await store.connect();
  const directory = store.prefix + (prefix === '' ? '' : `${encodeKey(prefix)}/`);
  const files: S3Object[] = [];
  const sidecars = new Map<string, S3Object>();
  for await (const object of bucket.list(directory, store.closing)) {
    if (object.key.endsWith(sidecarSuffix)) sidecars.set(object.key, object);
    else if (!object.key.endsWith('/')) files.push(object);
  }
  const checksums = await store.sidecars.read(bucket, files, sidecars, store.closing);
  const found = new Map<string, StoredFile>();
  for (const object of files) {
    const name = decodeSegment(object.key.slice(directory.length));
    const key = prefix === '' ? name : `${prefix}/${name}`;
    // The same name under its encoded and its literal key: the encoded one is what its name leads to.
    if (!found.has(key) || object.key === store.prefix + encodeKey(key)) found.set(key, fileOf(key, object, checksums.get(object.key)));
  }
  return [...found.values()];
}

interface Found {
  readonly bucket: S3Bucket;
  readonly object: S3Object;
  readonly file: StoredFile;
}

/** The object of a key; one that was put there by other means may have the name as it is for its key. */
async function find(store: Store, key: string, signal = store.closing): Promise<Found | undefined> {
  const bucket = await store.connect();
  for (const objectKey of objectKeys(store, key)) {
    const object = await bucket.head(objectKey, signal);
    if (object !== undefined) return { bucket, object, file: fileOf(key, object, await readSidecar(bucket, object, signal)) };
  }
  return undefined;
}

function objectKeys({ prefix }: Store, key: string): string[] {
  const encoded = encodeKey(key);
  const directory = encoded.slice(0, encoded.lastIndexOf('/') + 1);
  return [...new Set([prefix + encoded, prefix + directory + key.slice(key.lastIndexOf('/') + 1)])];
}

function fileOf(key: string, { sizeBytes, modifiedMs, etag }: S3Object, checksum: string | undefined): StoredFile {
  return { key, sizeBytes, modifiedMs, ...(etag === '' ? {} : { etag }), ...(checksum === undefined ? {} : { checksum }) };
}

async function open(store: Store, key: string, given: AbortSignal | undefined): Promise<StoreReader | undefined> {
  const closed = new AbortController();
  const signal = AbortSignal.any([store.closing, closed.signal, ...(given === undefined ? [] : [given])]);
  const found = await find(store, key, signal);
  if (found === undefined) {
    await (await store.connect()).requireBucket(signal);
    return undefined;
  }
  const { bucket, object, file } = found;
  return {
    file,
    read: (range) =>
      unlessDeleted(
        key,
        readObject(bucket, object, range ?? { start: 0, end: object.sizeBytes }, { signal, idleTimeoutMs: store.idleTimeoutMs }),
      ),
    close: () => Promise.resolve(closed.abort()),
  };
}

/** A file that was deleted since it was opened is missing, as it is for whoever comes later. */
async function* unlessDeleted(key: string, bytes: ByteSource): ByteSource {
  try {
    yield* bytes;
  } catch (error) {
    const isDeleted = error instanceof EngineError && error.details['s3Code'] === 'NoSuchKey';
    throw isDeleted ? snapshotNotFound(key.slice(key.lastIndexOf('/') + 1)) : error;
  }
}

async function create(store: Store, key: string, request: { sizeHintBytes?: number; signal?: AbortSignal }): Promise<StoreWriter> {
  const bucket = await store.connect();
  const objectKey = store.prefix + encodeKey(key);
  const signal = AbortSignal.any([store.closing, ...(request.signal === undefined ? [] : [request.signal])]);
  const { sizeHintBytes } = request;
  const replaced = await bucket.head(objectKey, signal);
  const writer = s3Writer({
    bucket,
    key: objectKey,
    unfinished: store.unfinished,
    signal,
    ...(sizeHintBytes === undefined ? {} : { sizeHintBytes }),
  });
  return {
    write: (chunk) => writer.write(chunk),
    seal: () => writer.seal(),
    abort: () => writer.abort(),
    async commit(checksum) {
      try {
        // The digest of the file that is replaced must not stand beside the new one, not even for a moment.
        if (replaced !== undefined) await bucket.remove(sidecarKey(objectKey), signal);
        const object = await writer.finish();
        if (checksum !== undefined) await writeSidecar(bucket, object, checksum, signal);
        return fileOf(key, object, checksum);
      } catch (error) {
        await writer.abort();
        await removeNew(bucket, objectKey, replaced).catch(() => undefined);
        throw error;
      }
    },
  };
}

/** What a failed commit may have made visible all the same, its answer being lost. */
async function removeNew(bucket: S3Bucket, objectKey: string, replaced: S3Object | undefined): Promise<void> {
  const signal = AbortSignal.timeout(30_000);
  const there = await bucket.head(objectKey, signal);
  if (there === undefined || there.etag === replaced?.etag) return;
  await bucket.remove(sidecarKey(objectKey), signal);
  await bucket.remove(objectKey, signal);
}

async function remove(store: Store, key: string): Promise<boolean> {
  const found = await find(store, key);
  if (found === undefined) {
    await (await store.connect()).requireBucket(store.closing);
    return false;
  }
  // In this order a kill in between leaves a file without its digest, not a digest without its file.
  await found.bucket.remove(sidecarKey(found.object.key), store.closing);
  await found.bucket.remove(found.object.key, store.closing);
  return true;
}
