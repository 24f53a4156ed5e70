import { type Collection, EngineError, type QueryRequest } from '@sextant/engine';
import { authorize } from '../auth/authorize.ts';
import type { ServerContext } from '../context.ts';
import type { Decoder } from '../decode/decoder.ts';
import { readParameters } from '../decode/parameters.ts';
import { pointIdFromPath } from '../decode/point-id.ts';
import { queryBatch, queryRequest, searchBatch, searchRequest } from '../decode/query.ts';
import { countRequest, facetRequest, retrieveRequest, scrollRequest } from '../decode/read-requests.ts';
import { encodeId, encodeList, encodeRecord, encodeScored } from '../encode/point.ts';
import { decodeBody } from './body.ts';
import { nameOf } from './collection-access.ts';
import { encoded, type Handler, type Handlers, type RestRequest, reply } from './handler.ts';

const getPoint: Handler = async ({ engine }, request) => {
  const options = readParameters(request.query);
  const text = request.params['id'] ?? '';
  const id = pointIdFromPath(text);
  if (id === undefined) throw new EngineError('wrong_input', `Can not recognize "${text}" as point id`);
  const collection = engine.collection(nameOf(request));
  const [point] = await collection.retrieve([id], { ...options, withPayload: true, withVector: true, signal: request.signal });
  if (point === undefined) throw new EngineError('not_found', `Point with id ${id} does not exists!`);
  return encoded(encodeRecord(point));
};

const getPoints: Handler = async ({ engine }, request) => {
  const options = readParameters(request.query);
  const { ids, ...selectors } = await decodeBody(request, retrieveRequest);
  const points = await engine.collection(nameOf(request)).retrieve(ids, { ...options, ...selectors, signal: request.signal });
  return encoded(encodeList(points, encodeRecord));
};

const scroll: Handler = async ({ engine }, request) => {
  const options = readParameters(request.query);
  const body = await decodeBody(request, scrollRequest);
  const page = await engine.collection(nameOf(request)).scroll({ ...options, ...body, signal: request.signal });
  const next = page.nextPageOffset === null ? 'null' : encodeId(page.nextPageOffset);
  return encoded(`{"points":${encodeList(page.points, encodeRecord)},"next_page_offset":${next}}`);
};

const count: Handler = async ({ engine }, request) => {
  const options = readParameters(request.query);
  const body = await decodeBody(request, countRequest);
  return reply({ count: await engine.collection(nameOf(request)).count({ ...options, ...body, signal: request.signal }) });
};

const facet: Handler = async ({ engine }, request) => {
  const options = readParameters(request.query);
  const body = await decodeBody(request, facetRequest);
  return reply({ hits: await engine.collection(nameOf(request)).facet({ ...options, ...body, signal: request.signal }) });
};

/** Runs one query as JSON text; the collection it looks vectors up in must be readable, too. */
async function runQuery({ engine }: ServerContext, request: RestRequest, query: QueryRequest): Promise<string> {
  const input = query.query?.kind === 'nearest' ? query.query.input : undefined;
  const lookup = input !== undefined && 'id' in input ? input.lookupFrom : undefined;
  if (lookup !== undefined) authorize(request.access, 'collection_read', lookup.collection);
  const points = await engine.collection(nameOf(request)).query({ ...query, signal: request.signal });
  return encodeList(points, encodeScored);
}

/** Strict mode may bound how many queries come at once. */
function checkBatchSize(collection: Collection, size: number): void {
  const strict = collection.config().strict_mode_config;
  const limit = strict?.enabled === true ? strict.search_max_batchsize : undefined;
  if (limit == null || size <= limit) return;
  const name = 'search batch size';
  const help = `Help: Reduce the "${name}" parameter to or below ${limit}.`;
  throw new EngineError('bad_request', `Limit exceeded ${size} > ${limit} for "${name}". ${help}`);
}

function single(decode: Decoder<QueryRequest>, wrap: (points: string) => string): Handler {
  return async (context, request) => {
    const options = readParameters(request.query);
    const body = await decodeBody(request, decode);
    return encoded(wrap(await runQuery(context, request, { ...options, ...body })));
  };
}

function batch(decode: Decoder<QueryRequest[]>, wrap: (points: string) => string): Handler {
  return async (context, request) => {
    const options = readParameters(request.query);
    const bodies = await decodeBody(request, decode);
    checkBatchSize(context.engine.collection(nameOf(request)), bodies.length);
    const answers = await Promise.all(bodies.map((body) => runQuery(context, request, { ...options, ...body })));
    return encoded(`[${answers.map(wrap).join(',')}]`);
  };
}

const bare = (points: string): string => points;
const inObject = (points: string): string => `{"points":${points}}`;

/** Everything that reads points. */
export const pointReadHandlers: Handlers = {
  get_point: getPoint,
  get_points: getPoints,
  scroll_points: scroll,
  count_points: count,
  facet,
  query_points: single(queryRequest, inObject),
  query_batch_points: batch(queryBatch, inObject),
  search_points: single(searchRequest, bare),
  search_batch_points: batch(searchBatch, bare),
};
