import type { ServiceImpl } from '@connectrpc/connect';
import { type Collections, ReplicaState } from '@sextant/contract/grpc';
import { EngineError } from '@sextant/engine';
import { canSee } from '../auth/access.ts';
import type { ServerContext } from '../context.ts';
import { aliasOperationFromProto } from '../decode/grpc-alias.ts';
import { createCollectionFromProto, updateCollectionFromProto } from '../decode/grpc-config.ts';
import { collectionInfoToProto } from '../encode/grpc-config.ts';
import { shardKeyToProto } from '../encode/grpc-point.ts';
import { accessKey } from './access-gate.ts';

/** Cluster operations have no meaning on a server that is not part of one. */
function refuseCluster(): never {
  throw new EngineError('standalone', 'Qdrant is running in standalone mode');
}

export function collectionsService({ engine }: Pick<ServerContext, 'engine'>): ServiceImpl<typeof Collections> {
  return {
    get: async ({ collectionName }) => ({ result: collectionInfoToProto(await engine.collection(collectionName).info()) }),
    list: (_request, { values }) => {
      const access = values.get(accessKey);
      const names = engine.listCollections().filter((name) => canSee(access, name));
      return { collections: names.map((name) => ({ name })) };
    },
    create: async (request) => ({ result: await engine.createCollection(request.collectionName, createCollectionFromProto(request)) }),
    update: async (request) => ({ result: await engine.updateCollection(request.collectionName, updateCollectionFromProto(request)) }),
    delete: async ({ collectionName }) => ({ result: await engine.deleteCollection(collectionName) }),
    updateAliases: async ({ actions }) => ({ result: await engine.updateAliases(actions.map(aliasOperationFromProto)) }),
    listCollectionAliases: ({ collectionName }) => ({ aliases: engine.listAliases(collectionName).map(aliasToProto) }),
    listAliases: (_request, { values }) => {
      const access = values.get(accessKey);
      const aliases = engine.listAliases().filter(({ collection }) => canSee(access, collection));
      return { aliases: aliases.map(aliasToProto) };
    },
    collectionClusterInfo: ({ collectionName }) => {
      const { shards } = engine.collection(collectionName).stats();
      return {
        peerId: BigInt(engine.peerId),
        shardCount: BigInt(shards.length),
        localShards: shards.map(({ shardId, pointCount, shardKey }) => ({
          shardId,
          pointsCount: BigInt(pointCount),
          state: ReplicaState.Active,
          ...(shardKey === undefined ? {} : { shardKey: shardKeyToProto(shardKey) }),
        })),
      };
    },
    collectionExists: ({ collectionName }) => ({ result: { exists: engine.collectionExists(collectionName) } }),
    updateCollectionClusterSetup: refuseCluster,
    createShardKey: refuseCluster,
    deleteShardKey: refuseCluster,
    listShardKeys: ({ collectionName }) => {
      const keys = engine
        .collection(collectionName)
        .stats()
        .shards.flatMap(({ shardKey }) => shardKey ?? []);
      return { shardKeys: [...new Set(keys)].map((key) => ({ key: shardKeyToProto(key) })) };
    },
  };
}

function aliasToProto({ alias, collection }: { readonly alias: string; readonly collection: string }) {
  return { aliasName: alias, collectionName: collection };
}
