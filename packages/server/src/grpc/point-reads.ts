import type { HandlerContext, ServiceImpl } from '@connectrpc/connect';
import type { Points, QueryPoints } from '@sextant/contract/grpc';
import type { Engine, QueryRequest } from '@sextant/engine';
import { authorize } from '../auth/authorize.ts';
import {
  countFromProto,
  facetFromProto,
  queryFromProto,
  retrieveFromProto,
  scrollFromProto,
  searchFromProto,
} from '../decode/grpc-query.ts';
import { notBuilt } from '../decode/query.ts';
import { facetHitToProto, recordToProto, scoredPointToProto } from '../encode/grpc-point.ts';
import { pointIdToProto } from '../encode/grpc-point-id.ts';
import { accessKey } from './access-gate.ts';
import { mapInSlices } from './map-in-slices.ts';

type LaterMethods =
  | 'searchGroups'
  | 'recommend'
  | 'recommendBatch'
  | 'recommendGroups'
  | 'discover'
  | 'discoverBatch'
  | 'queryGroups'
  | 'searchMatrixPairs'
  | 'searchMatrixOffsets';
type ReadMethods = 'get' | 'search' | 'searchBatch' | 'scroll' | 'count' | 'facet' | 'query' | 'queryBatch' | LaterMethods;

/** The methods of `Points` that answer questions. */
export function pointReads(engine: Engine): Pick<ServiceImpl<typeof Points>, ReadMethods> {
  async function find(collection: string, request: QueryRequest) {
    return mapInSlices(await engine.collection(collection).query(request), scoredPointToProto);
  }
  /** One after another: together they would hold the results of all of them and be no faster. */
  async function findAll(collection: string, requests: readonly QueryRequest[]) {
    const result = [];
    for (const request of requests) result.push({ result: await find(collection, request) });
    return { result };
  }
  function read(request: QueryPoints, { signal, values }: HandlerContext): QueryRequest {
    if (request.lookupFrom !== undefined) authorize(values.get(accessKey), 'collection_read', request.lookupFrom.collectionName);
    return queryFromProto(request, signal);
  }
  /** A missing collection is told before a missing feature, so that programs see the nearer fault. */
  const later = (operation: string) => (request: { readonly collectionName: string }) => {
    engine.collection(request.collectionName);
    throw notBuilt(operation, operation.replaceAll('_', ' '));
  };
  return {
    get: async (request, { signal }) => {
      const { ids, options } = retrieveFromProto(request, signal);
      return { result: await mapInSlices(await engine.collection(request.collectionName).retrieve(ids, options), recordToProto) };
    },
    count: async (request, { signal }) => {
      const count = await engine.collection(request.collectionName).count(countFromProto(request, signal));
      return { result: { count: BigInt(count) } };
    },
    facet: async (request, { signal }) => {
      const hits = await engine.collection(request.collectionName).facet(facetFromProto(request, signal));
      return { hits: await mapInSlices(hits, facetHitToProto) };
    },
    scroll: async (request, { signal }) => {
      const page = await engine.collection(request.collectionName).scroll(scrollFromProto(request, signal));
      const next = page.nextPageOffset;
      return { result: await mapInSlices(page.points, recordToProto), ...(next === null ? {} : { nextPageOffset: pointIdToProto(next) }) };
    },
    search: async (request, { signal }) => ({ result: await find(request.collectionName, searchFromProto(request, signal)) }),
    searchBatch: (request, { signal }) =>
      findAll(
        request.collectionName,
        request.searchPoints.map((one) => searchFromProto(withOuter(one, request), signal)),
      ),
    query: async (request, context) => ({ result: await find(request.collectionName, read(request, context)) }),
    queryBatch: (request, context) =>
      findAll(
        request.collectionName,
        request.queryPoints.map((one) => read(withOuter(one, request), context)),
      ),
    searchGroups: later('search_point_groups'),
    recommend: later('recommend_points'),
    recommendBatch: later('recommend_batch_points'),
    recommendGroups: later('recommend_point_groups'),
    discover: later('discover_points'),
    discoverBatch: later('discover_batch_points'),
    queryGroups: later('query_points_groups'),
    searchMatrixPairs: later('search_matrix_pairs'),
    searchMatrixOffsets: later('search_matrix_offsets'),
  };
}

/** The limits of a batch hold for each of its requests. */
function withOuter<T extends { readonly timeout?: bigint }>(one: T, { timeout }: { readonly timeout?: bigint }): T {
  return timeout === undefined ? one : { ...one, timeout };
}
