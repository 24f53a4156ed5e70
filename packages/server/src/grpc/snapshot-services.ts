import type { ServiceImpl } from '@connectrpc/connect';
import { type ShardSnapshotLocation, ShardSnapshotPriority, type ShardSnapshots, type Snapshots } from '@sextant/contract/grpc';
import type { ServerContext } from '../context.ts';
import { snapshotToProto } from '../encode/grpc-snapshot.ts';
import type { SnapshotPriority, SnapshotScope } from '../snapshot-store/snapshot-service.ts';
import { invalidArgument } from './errors.ts';

type Context = Pick<ServerContext, 'snapshots'>;
const full: SnapshotScope = { kind: 'full' };
const ofCollection = (collection: string): SnapshotScope => ({ kind: 'collection', collection });
const ofShard = (collection: string, shardId: number) => ({ kind: 'shard', collection, shardId }) as const;

/** Snapshots of collections and of the storage. A call that is cancelled stops the work it began. */
export function snapshotsService({ snapshots }: Context): ServiceImpl<typeof Snapshots> {
  const create = async (scope: SnapshotScope, signal: AbortSignal) => ({
    snapshotDescription: snapshotToProto(await snapshots.create(scope, { signal })),
  });
  const list = async (scope: SnapshotScope) => ({ snapshotDescriptions: (await snapshots.list(scope)).map(snapshotToProto) });
  const remove = async (scope: SnapshotScope, name: string) => {
    await snapshots.remove(scope, name);
    return {};
  };
  return {
    create: ({ collectionName }, { signal }) => create(ofCollection(collectionName), signal),
    list: ({ collectionName }) => list(ofCollection(collectionName)),
    delete: ({ collectionName, snapshotName }) => remove(ofCollection(collectionName), snapshotName),
    createFull: (_request, { signal }) => create(full, signal),
    listFull: () => list(full),
    deleteFull: ({ snapshotName }) => remove(full, snapshotName),
  };
}

const priorities: Readonly<Record<number, SnapshotPriority>> = {
  [ShardSnapshotPriority.ShardSnapshotPriorityNoSync]: 'no_sync',
  [ShardSnapshotPriority.ShardSnapshotPrioritySnapshot]: 'snapshot',
  [ShardSnapshotPriority.ShardSnapshotPriorityReplica]: 'replica',
};

function priorityOf(number: number): SnapshotPriority {
  const priority = priorities[number];
  if (priority !== undefined) return priority;
  if (number === ShardSnapshotPriority.ShardSnapshotPriorityShardTransfer)
    throw invalidArgument('The priority of a shard transfer has no meaning outside a cluster');
  throw invalidArgument(`Unknown snapshot priority ${number}: expected 0 (no sync), 1 (snapshot) or 2 (replica)`);
}

/** Recovery takes URLs and names as one text; a caller who said which of them must not get the other. The URL may hold a password: it is not repeated. */
function locationOf(place: ShardSnapshotLocation | undefined): string {
  const { case: kind, value } = place?.location ?? {};
  if (kind === undefined || value === undefined) throw invalidArgument('Snapshot location is not specified');
  const isUrl = URL.canParse(value);
  if (kind === 'url' && !isUrl)
    throw invalidArgument('snapshot_location.url is no URL; the name of a stored snapshot goes into snapshot_location.path');
  if (kind === 'path' && isUrl)
    throw invalidArgument('snapshot_location.path is a URL, not the name of a stored snapshot; a URL goes into snapshot_location.url');
  return value;
}

export function shardSnapshotsService({ snapshots }: Context): ServiceImpl<typeof ShardSnapshots> {
  return {
    create: async ({ collectionName, shardId }, { signal }) => ({
      snapshotDescription: snapshotToProto(await snapshots.create(ofShard(collectionName, shardId), { signal })),
    }),
    list: async ({ collectionName, shardId }) => ({
      snapshotDescriptions: (await snapshots.list(ofShard(collectionName, shardId))).map(snapshotToProto),
    }),
    delete: async ({ collectionName, shardId, snapshotName }) => {
      await snapshots.remove(ofShard(collectionName, shardId), snapshotName);
      return {};
    },
    recover: async (request, { signal }) => {
      await snapshots.recover(ofShard(request.collectionName, request.shardId), {
        location: locationOf(request.snapshotLocation),
        priority: priorityOf(request.snapshotPriority),
        signal,
        ...(request.checksum === undefined ? {} : { checksum: request.checksum }),
        ...(request.apiKey === undefined ? {} : { apiKey: request.apiKey }),
      });
      return {};
    },
  };
}
