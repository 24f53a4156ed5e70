import {
  type Validator,
  validateDiscoverRequest,
  validateDiscoverRequestBatch,
  validateQueryGroupsRequest,
  validateRecommendGroupsRequest,
  validateRecommendRequest,
  validateRecommendRequestBatch,
  validateSearchGroupsRequest,
  validateSearchMatrixRequest,
} from '@sextant/contract';
import { EngineError } from '@sextant/engine';
import { contractBody } from '../decode/contract-body.ts';
import { readParameters } from '../decode/parameters.ts';
import { decodeBody } from './body.ts';
import { nameOf } from './collection-access.ts';
import type { Handler, Handlers } from './handler.ts';

/**
 * A read that this version does not have. What is wrong with the request, or a missing collection, is said as if it had;
 * only then comes 501: a client's mistakes show before the operation is built.
 */
function unbuilt(validate: Validator, name: string, fieldCount: number): Handler {
  const body = contractBody<unknown>(validate, name, fieldCount);
  return async ({ engine }, request) => {
    readParameters(request.query);
    await decodeBody(request, body);
    engine.collection(nameOf(request));
    throw new EngineError('not_implemented', `the operation ${request.operation} is not built yet`, {
      details: { operation: request.operation },
    });
  };
}

export const unbuiltHandlers: Handlers = {
  recommend_points: unbuilt(validateRecommendRequest, 'RecommendRequest', 12),
  recommend_batch_points: unbuilt(validateRecommendRequestBatch, 'RecommendRequestBatch', 1),
  recommend_point_groups: unbuilt(validateRecommendGroupsRequest, 'RecommendGroupsRequest', 13),
  discover_points: unbuilt(validateDiscoverRequest, 'DiscoverRequest', 10),
  discover_batch_points: unbuilt(validateDiscoverRequestBatch, 'DiscoverRequestBatch', 1),
  search_point_groups: unbuilt(validateSearchGroupsRequest, 'SearchGroupsRequest', 11),
  query_points_groups: unbuilt(validateQueryGroupsRequest, 'QueryGroupsRequest', 15),
  search_matrix_pairs: unbuilt(validateSearchMatrixRequest, 'SearchMatrixRequest', 5),
  search_matrix_offsets: unbuilt(validateSearchMatrixRequest, 'SearchMatrixRequest', 5),
};
