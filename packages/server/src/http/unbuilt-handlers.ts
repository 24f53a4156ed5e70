import {
  validateDiscoverRequest,
  validateDiscoverRequestBatch,
  validateFacetRequest,
  validateQueryGroupsRequest,
  validateRecommendGroupsRequest,
  validateRecommendRequest,
  validateRecommendRequestBatch,
  validateSearchGroupsRequest,
  validateSearchMatrixRequest,
  type Validator,
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
function unbuilt(validate: Validator): Handler {
  const body = contractBody<unknown>(validate);
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
  recommend_points: unbuilt(validateRecommendRequest),
  recommend_batch_points: unbuilt(validateRecommendRequestBatch),
  recommend_point_groups: unbuilt(validateRecommendGroupsRequest),
  discover_points: unbuilt(validateDiscoverRequest),
  discover_batch_points: unbuilt(validateDiscoverRequestBatch),
  search_point_groups: unbuilt(validateSearchGroupsRequest),
  query_points_groups: unbuilt(validateQueryGroupsRequest),
  search_matrix_pairs: unbuilt(validateSearchMatrixRequest),
  search_matrix_offsets: unbuilt(validateSearchMatrixRequest),
  facet: unbuilt(validateFacetRequest),
};
