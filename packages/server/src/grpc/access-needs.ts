import type { DescMethod } from '@bufbuild/protobuf';
import type { AccessNeed } from '../auth/authorize.ts';

const reads =
  'Get Search SearchBatch SearchGroups Scroll Recommend RecommendBatch RecommendGroups Discover DiscoverBatch Count Query QueryBatch QueryGroups Facet SearchMatrixPairs SearchMatrixOffsets';
const pointWrites = 'Upsert Delete UpdateVectors DeleteVectors SetPayload OverwritePayload DeletePayload ClearPayload UpdateBatch';
const schemaWrites = 'CreateFieldIndex DeleteFieldIndex CreateVectorName DeleteVectorName';

/** What each method asks of its caller, by service. */
const needs: Readonly<Record<string, Readonly<Record<string, AccessNeed>>>> = {
  'qdrant.Qdrant': { HealthCheck: 'open' },
  'grpc.health.v1.Health': { Check: 'open' },
  'grpc.reflection.v1.ServerReflection': { ServerReflectionInfo: 'authenticated' },
  'qdrant.Collections': {
    ...each('List ListAliases', 'authenticated'),
    ...each('Get CollectionExists ListCollectionAliases ListShardKeys', 'collection_read'),
    ...each('CollectionClusterInfo', 'collection_read_whole'),
    ...each('Create Update Delete UpdateAliases', 'global_manage'),
    ...each('UpdateCollectionClusterSetup CreateShardKey DeleteShardKey', 'collection_manage'),
  },
  'qdrant.Points': { ...each(reads, 'collection_read'), ...each(pointWrites, 'points_write'), ...each(schemaWrites, 'collection_write') },
  'qdrant.Snapshots': {
    ...each('List', 'collection_read_whole'),
    ...each('Create Delete', 'collection_write'),
    ...each('ListFull', 'global_read'),
    ...each('CreateFull DeleteFull', 'global_manage'),
  },
  'qdrant.ShardSnapshots': {
    ...each('List', 'collection_read_whole'),
    ...each('Create Delete', 'collection_write'),
    ...each('Recover', 'collection_manage'),
  },
};

function each(methods: string, need: AccessNeed): Record<string, AccessNeed> {
  return Object.fromEntries(methods.split(' ').map((method) => [method, need]));
}

/** A method that is not listed needs all rights. */
export function needOfMethod(method: DescMethod): AccessNeed {
  return needs[method.parent.typeName]?.[method.name] ?? 'global_manage';
}
