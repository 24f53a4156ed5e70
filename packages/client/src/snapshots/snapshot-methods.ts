import type { SnapshotDescription } from '@sextant/contract';
import type { CallOptions } from '../call-options.ts';
import type { RestDriver } from '../rest/rest-driver.ts';
import { type ShardSnapshots, shardSnapshots } from './shard-snapshots.ts';
import type { DownloadOptions, SnapshotDownload } from './snapshot-download.ts';
import { type Recover, recoverSnapshot } from './snapshot-recovery.ts';
import { type Upload, uploadSnapshot } from './snapshot-upload.ts';
import { type StoredSnapshots, storedSnapshots } from './stored-snapshots.ts';

/** Snapshots of collections, shards and the whole storage. Files are streamed both ways: memory does not grow with their size. */
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
  readonly uploadSnapshot: Upload<[collection: string]>;
  /** Recovers from a location the server reads: `http(s)://`, `file://` or `s3://`. */
  readonly recoverSnapshot: Recover<'recover_from_snapshot', [collection: string]>;
  /** Snapshots of one shard, and partial ones of it. Sends nothing by itself. */
  shardSnapshots(collection: string, shard: number): ShardSnapshots;
  /** Snapshots of all collections and aliases; a server restores one when it starts. */
  readonly fullSnapshots: StoredSnapshots;
}

export function snapshotMethods(driver: RestDriver): SnapshotMethods {
  const of = (collection: string): StoredSnapshots =>
    storedSnapshots(driver, { operations: collectionOperations, path: { collection_name: collection }, label: collection });
  return {
    createSnapshot: (collection, args, options) => of(collection).create(args, options),
    listSnapshots: (collection, options) => of(collection).list(options),
    deleteSnapshot: (collection, snapshot, args, options) => of(collection).delete(snapshot, args, options),
    downloadSnapshot: (collection, snapshot, options) => of(collection).download(snapshot, options),
    downloadSnapshotTo: (collection, snapshot, path, options) => of(collection).downloadTo(snapshot, path, options),
    uploadSnapshot: ((collection, source, options) => {
      const path = { collection_name: collection };
      const target = { operation: 'recover_from_uploaded_snapshot', path, fileName: `${collection}.snapshot` } as const;
      return uploadSnapshot(driver, target, source, options);
    }) as SnapshotMethods['uploadSnapshot'],
    recoverSnapshot: ((collection, args, options) =>
      recoverSnapshot(
        driver,
        'recover_from_snapshot',
        { collection_name: collection },
        args,
        options,
      )) as SnapshotMethods['recoverSnapshot'],
    shardSnapshots: (collection, shard) => shardSnapshots(driver, collection, shard),
    fullSnapshots: storedSnapshots(driver, { operations: fullOperations, path: {}, label: 'the storage' }),
  };
}

const collectionOperations = {
  create: 'create_snapshot',
  list: 'list_snapshots',
  delete: 'delete_snapshot',
  get: 'get_snapshot',
} as const;

const fullOperations = {
  create: 'create_full_snapshot',
  list: 'list_full_snapshots',
  delete: 'delete_full_snapshot',
  get: 'get_full_snapshot',
} as const;
