import type { FileManifest, PartialSnapshotManifest, PartialSnapshotRecoverFrom, RecoveryPlan, SnapshotManifest } from '@sextant/contract';
import type { CallOptions } from '../call-options.ts';
import { QdrantError } from '../error.ts';
import { routes } from '../gen/routes.ts';
import { encodeBody } from '../rest/request-body.ts';
import { buildPath, type RestDriver } from '../rest/rest-driver.ts';
import { type DownloadOptions, type SnapshotDownload, saveDownload, startDownload } from './snapshot-download.ts';
import { type Recover, recoverSnapshot } from './snapshot-recovery.ts';
import { type Upload, uploadSnapshot } from './snapshot-upload.ts';
import { type StoredSnapshots, storedSnapshots } from './stored-snapshots.ts';

/** Snapshots of one shard. */
export interface ShardSnapshots extends StoredSnapshots {
  /** A new snapshot, made while it is sent; nothing is stored on the server. */
  stream(options?: DownloadOptions): Promise<SnapshotDownload>;
  /** The same, into a file. Node only. Answers the SHA-256 in hex. */
  streamTo(path: string | URL, options?: DownloadOptions): Promise<string>;
  /** Sends a snapshot from a path, Blob or stream and recovers the shard from it. */
  readonly upload: Upload;
  /** Recovers from a location the server reads, `http(s)://` or `s3://bucket/key`, or from a stored snapshot by its name. */
  readonly recover: Recover<'recover_shard_from_snapshot'>;
  /** What changed, instead of everything. */
  readonly partial: PartialSnapshots;
}

/** Brings a shard up to the state of the same shard elsewhere by sending what changed only. */
export interface PartialSnapshots {
  /** What the shard consists of, to be sent to `create` of the server that is ahead. */
  manifest(options?: CallOptions): Promise<SnapshotManifest>;
  /** The same as the files of the shard and their SHA-256, which real Qdrant does not know. */
  fileManifest(options?: CallOptions): Promise<FileManifest>;
  /** What the holder of `manifest` lacks, made while it is sent; null when it lacks nothing. */
  create(manifest: PartialSnapshotManifest, options?: DownloadOptions): Promise<SnapshotDownload | null>;
  /** The same, into a file. Node only. Answers the SHA-256 in hex, or null with no file written. */
  createTo(manifest: PartialSnapshotManifest, path: string | URL, options?: DownloadOptions): Promise<string | null>;
  /** Sends a partial snapshot, for instance the stream of `create`, and merges it into the shard. */
  readonly recover: Upload;
  /** Lets the server fetch what it lacks from another one; false when it lacks nothing. */
  readonly recoverFrom: RecoverFromPeer;
}

/** Answers the plan when only that is asked for. */
export interface RecoverFromPeer {
  (args: PartialSnapshotRecoverFrom & { wait?: boolean; dry_run: true }, options?: CallOptions): Promise<RecoveryPlan | false>;
  (args: PartialSnapshotRecoverFrom & { wait?: boolean; dry_run?: false }, options?: CallOptions): Promise<boolean>;
}

export function shardSnapshots(driver: RestDriver, collection: string, shard: number): ShardSnapshots {
  const path = { collection_name: collection, shard_id: shard };
  const label = `shard ${shard} of ${collection}`;
  const operations = {
    create: 'create_shard_snapshot',
    list: 'list_shard_snapshots',
    delete: 'delete_shard_snapshot',
    get: 'get_shard_snapshot',
  } as const;
  const stream = async (options: DownloadOptions = {}): Promise<SnapshotDownload> => {
    const what = `snapshot of ${label}`;
    const found = await startDownload(
      driver,
      { method: 'GET', path: buildPath(routes.stream_shard_snapshot.path, path, {}), what },
      options,
    );
    if (found === undefined) throw new QdrantError(`${what}: answered 304 to a request without a condition`, { code: 'bad_answer' });
    return found;
  };
  return {
    ...storedSnapshots(driver, { operations, path, label }),
    stream,
    streamTo: async (file, options) => saveDownload(await stream(options), file),
    upload: ((source, options) => {
      const fileName = `${collection}-shard-${shard}.snapshot`;
      return uploadSnapshot(driver, { operation: 'recover_shard_from_uploaded_snapshot', path, fileName }, source, options);
    }) as Upload,
    recover: ((args, options) => recoverSnapshot(driver, 'recover_shard_from_snapshot', path, args, options)) as ShardSnapshots['recover'],
    partial: partialSnapshots(driver, path, label),
  };
}

function partialSnapshots(driver: RestDriver, path: { collection_name: string; shard_id: number }, label: string): PartialSnapshots {
  const create: PartialSnapshots['create'] = async (manifest, options = {}) => {
    const request = {
      method: 'POST',
      path: buildPath(routes.create_partial_snapshot.path, path, {}),
      body: encodeBody(manifest),
      what: `partial snapshot of ${label}`,
    } as const;
    return (await startDownload(driver, request, options)) ?? null;
  };
  return {
    // Which of the two forms comes is the caller's choice, which the contract cannot express.
    manifest: async (options) =>
      (await driver.call('get_partial_snapshot_manifest', { path }, { timeoutMs: 0, ...options })) as SnapshotManifest,
    fileManifest: async (options) =>
      (await driver.call(
        'get_partial_snapshot_manifest',
        { path, query: { format: 'files' } },
        { timeoutMs: 0, ...options },
      )) as FileManifest,
    create,
    async createTo(manifest, file, options) {
      const found = await create(manifest, options);
      return found === null ? null : saveDownload(found, file);
    },
    recover: ((source, options) => {
      const fileName = `${path.collection_name}-shard-${path.shard_id}-partial.snapshot`;
      return uploadSnapshot(driver, { operation: 'recover_partial_snapshot', path, fileName }, source, options);
    }) as Upload,
    recoverFrom: ((args, options) => recoverSnapshot(driver, 'recover_partial_snapshot_from', path, args, options)) as RecoverFromPeer,
  };
}
