import { timestampDate } from '@bufbuild/protobuf/wkt';
import type { Client } from '@connectrpc/connect';
import { ShardSnapshotPriority, type ShardSnapshots, type SnapshotDescription, type Snapshots } from '@sextant/contract/grpc';
import type { GrpcArguments, GrpcCall } from './grpc-call.ts';
import { NotOverGrpc } from './point-codec.ts';

/** Making, listing and deleting snapshots of collections and of the storage; files travel over REST. */
export function snapshotCalls(snapshots: Client<typeof Snapshots>): Readonly<Record<string, GrpcCall>> {
  return {
    async create_snapshot(args, options) {
      requireWait(args);
      return fromDescription((await snapshots.create({ collectionName: args.collection }, options)).snapshotDescription);
    },
    async list_snapshots({ collection }, options) {
      return (await snapshots.list({ collectionName: collection }, options)).snapshotDescriptions.map(fromDescription);
    },
    async delete_snapshot(args, options) {
      requireWait(args);
      await snapshots.delete({ collectionName: args.collection, snapshotName: String(args.path.snapshot_name) }, options);
      return true;
    },
    async create_full_snapshot(args, options) {
      requireWait(args);
      return fromDescription((await snapshots.createFull({}, options)).snapshotDescription);
    },
    async list_full_snapshots(_args, options) {
      return (await snapshots.listFull({}, options)).snapshotDescriptions.map(fromDescription);
    },
    async delete_full_snapshot(args, options) {
      requireWait(args);
      await snapshots.deleteFull({ snapshotName: String(args.path.snapshot_name) }, options);
      return true;
    },
  };
}

type Recovery = {
  readonly location: string;
  readonly priority?: string | null;
  readonly checksum?: string | null;
  readonly api_key?: string | null;
};

/** The same for single shards, and recovery from a place that the server reads. */
export function shardSnapshotCalls(shards: Client<typeof ShardSnapshots>): Readonly<Record<string, GrpcCall>> {
  const shardOf = ({ collection, path }: GrpcArguments) => ({ collectionName: collection, shardId: Number(path.shard_id) });
  return {
    async create_shard_snapshot(args, options) {
      requireWait(args);
      return fromDescription((await shards.create(shardOf(args), options)).snapshotDescription);
    },
    async list_shard_snapshots(args, options) {
      return (await shards.list(shardOf(args), options)).snapshotDescriptions.map(fromDescription);
    },
    async delete_shard_snapshot(args, options) {
      requireWait(args);
      await shards.delete({ ...shardOf(args), snapshotName: String(args.path.snapshot_name) }, options);
      return true;
    },
    async recover_shard_from_snapshot(args, options) {
      requireWait(args);
      if (args.query.dry_run === true) throw new NotOverGrpc('a plan');
      const { location, priority, checksum, api_key } = args.body as unknown as Recovery;
      // The message knows web addresses and names of files; what an s3:// location is, only REST says.
      if (/^(?!https?:)[a-z0-9+]+:\/\//i.test(location)) throw new NotOverGrpc(`recovery from ${location}`);
      const snapshotPriority = priorities[priority ?? 'replica'];
      if (snapshotPriority === undefined) throw new NotOverGrpc(`the priority ${priority}`);
      const place = /^https?:/i.test(location) ? { case: 'url' as const, value: location } : { case: 'path' as const, value: location };
      await shards.recover(
        {
          ...shardOf(args),
          snapshotLocation: { location: place },
          snapshotPriority,
          ...(checksum === undefined || checksum === null ? {} : { checksum }),
          ...(api_key === undefined || api_key === null ? {} : { apiKey: api_key }),
        },
        options,
      );
      return true;
    },
  };
}

const priorities: Readonly<Record<string, ShardSnapshotPriority>> = {
  no_sync: ShardSnapshotPriority.ShardSnapshotPriorityNoSync,
  snapshot: ShardSnapshotPriority.ShardSnapshotPrioritySnapshot,
  replica: ShardSnapshotPriority.ShardSnapshotPriorityReplica,
};

/** gRPC answers when the work is done. */
function requireWait({ query }: GrpcArguments): void {
  if (query.wait === false) throw new NotOverGrpc('work without waiting');
}

function fromDescription(description: SnapshotDescription | undefined): unknown {
  if (description === undefined) return null;
  return {
    name: description.name,
    size: Number(description.size),
    ...(description.creationTime === undefined
      ? {}
      : {
          creation_time: timestampDate(description.creationTime)
            .toISOString()
            .replace(/\.\d+Z$/, 'Z'),
        }),
    ...(description.checksum === undefined ? {} : { checksum: description.checksum }),
  };
}
