// Generated from openapi/ by tools/src/gen.ts. Do not edit.

import * as checks from '#validators';
import { validator } from '../validate.ts';

export const validateChangeAliasesOperation = validator(checks.checkChangeAliasesOperation);
export const validateClusterOperations = validator(checks.checkClusterOperations);
export const validateCountRequest = validator(checks.checkCountRequest);
export const validateCreateCollection = validator(checks.checkCreateCollection);
export const validateCreateFieldIndex = validator(checks.checkCreateFieldIndex);
export const validateCreateShardingKey = validator(checks.checkCreateShardingKey);
export const validateDeletePayload = validator(checks.checkDeletePayload);
export const validateDeleteVectors = validator(checks.checkDeleteVectors);
export const validateDiscoverRequest = validator(checks.checkDiscoverRequest);
export const validateDiscoverRequestBatch = validator(checks.checkDiscoverRequestBatch);
export const validateDropShardingKey = validator(checks.checkDropShardingKey);
export const validateFacetRequest = validator(checks.checkFacetRequest);
export const validatePartialSnapshotManifest = validator(checks.checkPartialSnapshotManifest);
export const validatePartialSnapshotRecoverFrom = validator(checks.checkPartialSnapshotRecoverFrom);
export const validatePointInsertOperations = validator(checks.checkPointInsertOperations);
export const validatePointRequest = validator(checks.checkPointRequest);
export const validatePointsSelector = validator(checks.checkPointsSelector);
export const validateQueryGroupsRequest = validator(checks.checkQueryGroupsRequest);
export const validateQueryRequest = validator(checks.checkQueryRequest);
export const validateQueryRequestBatch = validator(checks.checkQueryRequestBatch);
export const validateQuotaConfig = validator(checks.checkQuotaConfig);
export const validateRecommendGroupsRequest = validator(checks.checkRecommendGroupsRequest);
export const validateRecommendRequest = validator(checks.checkRecommendRequest);
export const validateRecommendRequestBatch = validator(checks.checkRecommendRequestBatch);
export const validateScrollRequest = validator(checks.checkScrollRequest);
export const validateSearchGroupsRequest = validator(checks.checkSearchGroupsRequest);
export const validateSearchMatrixRequest = validator(checks.checkSearchMatrixRequest);
export const validateSearchRequest = validator(checks.checkSearchRequest);
export const validateSearchRequestBatch = validator(checks.checkSearchRequestBatch);
export const validateSetPayload = validator(checks.checkSetPayload);
export const validateShardSnapshotRecover = validator(checks.checkShardSnapshotRecover);
export const validateSnapshotRecover = validator(checks.checkSnapshotRecover);
export const validateUpdateCollection = validator(checks.checkUpdateCollection);
export const validateUpdateOperations = validator(checks.checkUpdateOperations);
export const validateUpdateVectors = validator(checks.checkUpdateVectors);
export const validateVectorNameConfig = validator(checks.checkVectorNameConfig);

/** By the name of the schema of a request body, as the operation table has it. */
export const validators = {
  ChangeAliasesOperation: validateChangeAliasesOperation,
  ClusterOperations: validateClusterOperations,
  CountRequest: validateCountRequest,
  CreateCollection: validateCreateCollection,
  CreateFieldIndex: validateCreateFieldIndex,
  CreateShardingKey: validateCreateShardingKey,
  DeletePayload: validateDeletePayload,
  DeleteVectors: validateDeleteVectors,
  DiscoverRequest: validateDiscoverRequest,
  DiscoverRequestBatch: validateDiscoverRequestBatch,
  DropShardingKey: validateDropShardingKey,
  FacetRequest: validateFacetRequest,
  PartialSnapshotManifest: validatePartialSnapshotManifest,
  PartialSnapshotRecoverFrom: validatePartialSnapshotRecoverFrom,
  PointInsertOperations: validatePointInsertOperations,
  PointRequest: validatePointRequest,
  PointsSelector: validatePointsSelector,
  QueryGroupsRequest: validateQueryGroupsRequest,
  QueryRequest: validateQueryRequest,
  QueryRequestBatch: validateQueryRequestBatch,
  QuotaConfig: validateQuotaConfig,
  RecommendGroupsRequest: validateRecommendGroupsRequest,
  RecommendRequest: validateRecommendRequest,
  RecommendRequestBatch: validateRecommendRequestBatch,
  ScrollRequest: validateScrollRequest,
  SearchGroupsRequest: validateSearchGroupsRequest,
  SearchMatrixRequest: validateSearchMatrixRequest,
  SearchRequest: validateSearchRequest,
  SearchRequestBatch: validateSearchRequestBatch,
  SetPayload: validateSetPayload,
  ShardSnapshotRecover: validateShardSnapshotRecover,
  SnapshotRecover: validateSnapshotRecover,
  UpdateCollection: validateUpdateCollection,
  UpdateOperations: validateUpdateOperations,
  UpdateVectors: validateUpdateVectors,
  VectorNameConfig: validateVectorNameConfig,
} as const;
