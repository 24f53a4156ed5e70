import type { ServiceImpl } from '@connectrpc/connect';
import { ShardSnapshotPriority, type ShardSnapshots, type Snapshots } from '@sextant/contract/grpc';
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
      const location = request.snapshotLocation?.location;
      if (location?.case === undefined) throw invalidArgument('Snapshot location is not specified');
      const priority = priorities[request.snapshotPriority];
      if (priority === undefined) throw invalidArgument('The priority of a shard transfer has no meaning outside a cluster');
      await snapshots.recover(ofShard(request.collectionName, request.shardId), {
        location: location.value,
        priority,
        signal,
        ...(request.checksum === undefined ? {} : { checksum: request.checksum }),
        ...(request.apiKey === undefined ? {} : { apiKey: request.apiKey }),
      });
      return {};
    },
  };
}
