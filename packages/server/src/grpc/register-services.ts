import type { ConnectRouter } from '@connectrpc/connect';
import { Collections, grpcServices, Health, Points, Qdrant, ServerReflection, ShardSnapshots, Snapshots } from '@sextant/contract/grpc';
import type { ServerContext } from '../context.ts';
import { collectionsService } from './collections-service.ts';
import { healthService, qdrantService } from './health-services.ts';
import { pointReads } from './point-reads.ts';
import { pointWrites } from './point-writes.ts';
import { reflectionService } from './reflection-service.ts';
import { shardSnapshotsService, snapshotsService } from './snapshot-services.ts';

/** Puts every service of the contract, and reflection, on a router, whatever carries it: a port, or calls within the process. */
export function registerGrpcServices(router: ConnectRouter, context: ServerContext): ConnectRouter {
  return router
    .service(Qdrant, qdrantService)
    .service(Health, healthService(context))
    .service(Collections, collectionsService(context))
    .service(Points, { ...pointWrites(context.engine), ...pointReads(context.engine) })
    .service(Snapshots, snapshotsService(context))
    .service(ShardSnapshots, shardSnapshotsService(context))
    .service(ServerReflection, reflectionService([...grpcServices, ServerReflection]));
}
