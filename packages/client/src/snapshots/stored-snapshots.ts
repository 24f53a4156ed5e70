import type { SnapshotDescription } from '@sextant/contract';
import type { CallOptions } from '../call-options.ts';
import { QdrantError } from '../error.ts';
import { routes } from '../gen/routes.ts';
import type { OperationId } from '../operation.ts';
import { buildPath, type RestDriver } from '../rest/rest-driver.ts';
import { type DownloadOptions, type SnapshotDownload, saveDownload, startDownload } from './snapshot-download.ts';

/** The snapshots that a server keeps of one thing: a collection, a shard, or all of its storage. */
export interface StoredSnapshots {
  /** Makes a snapshot; with `wait: false` answers null at once. */
  create(args?: { wait?: boolean }, options?: CallOptions): Promise<SnapshotDescription | null>;
  list(options?: CallOptions): Promise<SnapshotDescription[]>;
  delete(snapshot: string, args?: { wait?: boolean }, options?: CallOptions): Promise<boolean>;
  /** The file as a web stream, with progress and a verified digest. */
  download(snapshot: string, options?: DownloadOptions): Promise<SnapshotDownload>;
  /** Downloads into a file: written beside it, verified, made durable, then renamed. Node only. Answers the SHA-256 in hex. */
  downloadTo(snapshot: string, path: string | URL, options?: DownloadOptions): Promise<string>;
}

export interface SnapshotPlace {
  readonly operations: Readonly<Record<'create' | 'list' | 'delete' | 'get', OperationId>>;
  readonly path: Readonly<Record<string, unknown>>;
  /** In messages: `words`, `shard 0 of words`. */
  readonly label: string;
}

type Call = (
  operation: OperationId,
  args: { readonly path: Readonly<Record<string, unknown>>; readonly query?: object; readonly body?: unknown },
  options?: CallOptions,
) => Promise<unknown>;

/** The driver's call, for operations that are alike in all but their place. */
export function anyCall(driver: RestDriver): Call {
  return driver.call as unknown as Call;
}

/** True when an operation was done, or taken to be done (`wait: false`). */
export function isDone(result: unknown): boolean {
  return result === true || (typeof result === 'object' && result !== null && 'status' in result && result.status === 'accepted');
}

export function storedSnapshots(driver: RestDriver, { operations, path, label }: SnapshotPlace): StoredSnapshots {
  const call = anyCall(driver);
  const list: StoredSnapshots['list'] = async (options) =>
    ((await call(operations.list, { path }, options)) as SnapshotDescription[] | undefined) ?? [];
  const download: StoredSnapshots['download'] = async (snapshot, options = {}) => {
    const what = `snapshot ${snapshot} of ${label}`;
    const found = await startDownload(
      driver,
      {
        method: 'GET',
        path: buildPath(routes[operations.get].path, { ...path, snapshot_name: snapshot }, undefined),
        what,
        findChecksum: async (how) => (await list(how)).find(({ name }) => name === snapshot)?.checksum ?? undefined,
      },
      options,
    );
    if (found === undefined) throw new QdrantError(`${what}: answered 304 to a request without a condition`, { code: 'bad_answer' });
    return found;
  };
  return {
    async create(args = {}, options = {}) {
      const result = await call(operations.create, { path, query: args }, { timeoutMs: 0, ...options });
      return isDescription(result) ? result : null;
    },
    list,
    async delete(snapshot, args = {}, options) {
      return isDone(await call(operations.delete, { path: { ...path, snapshot_name: snapshot }, query: args }, options));
    },
    download,
    downloadTo: async (snapshot, file, options) => saveDownload(await download(snapshot, options), file),
  };
}

function isDescription(value: unknown): value is SnapshotDescription {
  return typeof value === 'object' && value !== null && 'name' in value;
}
