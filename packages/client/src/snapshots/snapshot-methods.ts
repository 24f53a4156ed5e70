import type { SnapshotDescription } from '@sextant/contract';
import { createSha256 } from '#digest';
import { openFile, writeFile } from '#file';
import type { CallOptions } from '../call-options.ts';
import { QdrantError } from '../error.ts';
import type { BodyOf } from '../operation.ts';
import { buildPath, type RestDriver } from '../rest/rest-driver.ts';
import { type MultipartBody, multipartSnapshot } from './multipart.ts';
import { iterate, openSource, type SnapshotSource } from './snapshot-source.ts';

export type SnapshotPriority = 'no_sync' | 'snapshot' | 'replica';

export interface TransferProgress {
  readonly transferredBytes: number;
  /** Absent when the sender does not say. */
  readonly totalBytes?: number;
}

export interface TransferOptions extends CallOptions {
  readonly onProgress?: (progress: TransferProgress) => void;
}

export interface DownloadOptions extends TransferOptions {
  /** Expected SHA-256 in hex. By default the one in the server's list, when it has one; `false` checks nothing. */
  readonly checksum?: string | false;
}

export interface UploadOptions extends TransferOptions {
  /** SHA-256 in hex that the server must find before it touches anything. */
  readonly checksum?: string;
  readonly priority?: SnapshotPriority;
  /** Answer when recovered (default) or as soon as the file is there. */
  readonly wait?: boolean;
  /** Name of the file on the server; that of the source by default. */
  readonly fileName?: string;
}

export interface SnapshotDownload {
  /** The archive. Ends with an error when its digest is not the expected one, so a complete read is a verified read. */
  readonly stream: ReadableStream<Uint8Array>;
  readonly sizeBytes: number | undefined;
  /** SHA-256 of what was read, in hex; settles at the end of the stream. */
  readonly sha256: Promise<string>;
}

/** Snapshots of collections. Files are streamed both ways: memory does not grow with their size. */
export interface SnapshotMethods {
  /** Makes a snapshot; with `wait: false` answers null at once. */
  createSnapshot(collection: string, args?: { wait?: boolean }, options?: CallOptions): Promise<SnapshotDescription | null>;
  listSnapshots(collection: string, options?: CallOptions): Promise<SnapshotDescription[]>;
  deleteSnapshot(collection: string, snapshot: string, args?: { wait?: boolean }, options?: CallOptions): Promise<boolean>;
  /** The file as a web stream, with progress and a verified digest. */
  downloadSnapshot(collection: string, snapshot: string, options?: DownloadOptions): Promise<SnapshotDownload>;
  /** Downloads into a file: written beside it, verified, made durable, then renamed. Node only. Answers the SHA-256 in hex. */
  downloadSnapshotTo(collection: string, snapshot: string, path: string | URL, options?: DownloadOptions): Promise<string>;
  /** Sends a snapshot from a path, Blob or stream and recovers the collection from it. */
  uploadSnapshot(collection: string, source: SnapshotSource, options?: UploadOptions): Promise<boolean>;
  /** Recovers from a location the server reads: `http(s)://`, `file://` or `s3://`. */
  recoverSnapshot(
    collection: string,
    args: NonNullable<BodyOf<'recover_from_snapshot'>> & { wait?: boolean },
    options?: CallOptions,
  ): Promise<boolean>;
}

const snapshotsPath = '/collections/{collection_name}/snapshots';

export function snapshotMethods(driver: RestDriver): SnapshotMethods {
  const methods: SnapshotMethods = {
    async createSnapshot(collection, args = {}, options = {}) {
      const result = await driver.call(
        'create_snapshot',
        { path: { collection_name: collection }, query: args },
        { timeoutMs: 0, ...options },
      );
      return isDescription(result) ? result : null;
    },
    async listSnapshots(collection, options) {
      return (await driver.call('list_snapshots', { path: { collection_name: collection } }, options)) ?? [];
    },
    async deleteSnapshot(collection, snapshot, args = {}, options) {
      const path = { collection_name: collection, snapshot_name: snapshot };
      return (await driver.call('delete_snapshot', { path, query: args }, options)) === true;
    },
    downloadSnapshot: (collection, snapshot, options = {}) => download(driver, methods, collection, snapshot, options),
    async downloadSnapshotTo(collection, snapshot, path, options = {}) {
      const { stream, sha256 } = await download(driver, methods, collection, snapshot, options);
      await Promise.all([writeFile(path, iterate(stream)), sha256]);
      return sha256;
    },
    uploadSnapshot: (collection, source, options = {}) => upload(driver, collection, source, options),
    async recoverSnapshot(collection, args, options = {}) {
      const { wait, ...body } = args;
      const path = { collection_name: collection };
      return (await driver.call('recover_from_snapshot', { path, query: { wait }, body }, { timeoutMs: 0, ...options })) === true;
    },
  };
  return methods;
}

function isDescription(value: unknown): value is SnapshotDescription {
  return typeof value === 'object' && value !== null && 'name' in value;
}

async function download(
  driver: RestDriver,
  methods: SnapshotMethods,
  collection: string,
  snapshot: string,
  options: DownloadOptions,
): Promise<SnapshotDownload> {
  const { checksum, onProgress, ...call } = options;
  const expected = checksum ?? (await listedChecksum(methods, collection, snapshot, call));
  const path = buildPath(`${snapshotsPath}/{snapshot_name}`, { collection_name: collection, snapshot_name: snapshot }, undefined);
  const response = await driver.exchange({ method: 'GET', path, expect: 'stream', repeatable: true, timeoutMs: 0 }, call);
  const length = response.header('content-length');
  const sizeBytes = length === undefined ? undefined : Number(length);
  const verified = verify(response.stream as ReadableStream<Uint8Array>, {
    what: `snapshot ${snapshot} of ${collection}`,
    expected: expected === false ? undefined : expected?.toLowerCase(),
    sizeBytes,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  return { ...verified, sizeBytes };
}

async function listedChecksum(
  methods: SnapshotMethods,
  collection: string,
  snapshot: string,
  call: CallOptions,
): Promise<string | undefined> {
  const listed = await methods.listSnapshots(collection, call);
  return listed.find((description) => description.name === snapshot)?.checksum ?? undefined;
}

interface Verification {
  readonly what: string;
  readonly expected: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly onProgress?: (progress: TransferProgress) => void;
}

/** Passes a stream through, hashing it; its end fails when length or digest differ from what was announced. */
function verify(source: ReadableStream<Uint8Array>, check: Verification): { stream: ReadableStream<Uint8Array>; sha256: Promise<string> } {
  const digest = createSha256();
  const { promise: sha256, resolve, reject } = Promise.withResolvers<string>();
  sha256.catch(() => undefined); // whoever reads only the stream learns of the failure there
  let transferredBytes = 0;
  const reader = source.getReader();
  const finish = (): string => {
    if (check.sizeBytes !== undefined && transferredBytes !== check.sizeBytes) {
      throw new QdrantError(`${check.what} ended after ${transferredBytes} of ${check.sizeBytes} bytes`, {
        code: 'connection',
        retryable: true,
      });
    }
    const actual = digest.hex();
    if (check.expected !== undefined && actual !== check.expected) {
      throw new QdrantError(`${check.what} has SHA-256 ${actual}, expected ${check.expected}`, { code: 'digest_mismatch' });
    }
    return actual;
  };
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await reader.read();
        if (done) {
          resolve(finish());
          controller.close();
          return;
        }
        digest.update(value);
        transferredBytes += value.byteLength;
        check.onProgress?.({ transferredBytes, ...(check.sizeBytes === undefined ? {} : { totalBytes: check.sizeBytes }) });
        controller.enqueue(value);
      } catch (error) {
        reject(error);
        await reader.cancel(error).catch(() => undefined);
        controller.error(error);
      }
    },
    async cancel(reason) {
      reject(new QdrantError(`${check.what}: reading was stopped after ${transferredBytes} bytes`, { code: 'connection', cause: reason }));
      await reader.cancel(reason);
    },
  });
  return { stream, sha256 };
}

async function upload(driver: RestDriver, collection: string, source: SnapshotSource, options: UploadOptions): Promise<boolean> {
  const { checksum, priority, wait, fileName, onProgress, ...call } = options;
  const opened = await openSource(source, openFile);
  const counted = onProgress === undefined ? opened.stream : count(opened.stream, opened.sizeBytes, onProgress);
  const body: MultipartBody = multipartSnapshot(counted, fileName ?? opened.fileName ?? `${collection}.snapshot`, opened.sizeBytes);
  const path = buildPath(`${snapshotsPath}/upload`, { collection_name: collection }, { wait, priority, checksum });
  const response = await driver.exchange(
    {
      method: 'POST',
      path,
      body: body.stream,
      contentType: body.contentType,
      ...(body.contentLength === undefined ? {} : { contentLength: body.contentLength }),
      expect: 'text',
      repeatable: false,
      timeoutMs: 0,
    },
    call,
  );
  return response.status === 202 || (JSON.parse(response.text) as { result?: unknown }).result === true;
}

async function* count(
  source: AsyncIterable<Uint8Array>,
  totalBytes: number | undefined,
  onProgress: (progress: TransferProgress) => void,
): AsyncGenerator<Uint8Array> {
  let transferredBytes = 0;
  for await (const chunk of source) {
    yield chunk;
    transferredBytes += chunk.byteLength;
    onProgress({ transferredBytes, ...(totalBytes === undefined ? {} : { totalBytes }) });
  }
}
