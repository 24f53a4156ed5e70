import type { DescService } from '@bufbuild/protobuf';
import { Collections, Health, Points, Qdrant, ShardSnapshots, Snapshots } from '../gen/grpc/index.ts';

/** Every service of the contract; a server answers all of them, a coverage report counts their methods. */
export const grpcServices: readonly DescService[] = [Qdrant, Health, Collections, Points, Snapshots, ShardSnapshots];
