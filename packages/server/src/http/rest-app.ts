import { randomUUID } from 'node:crypto';
import { type IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { stringifyJson } from '@sextant/contract/json';
import { EngineError } from '@sextant/engine';
import { type Access, fullAccess } from '../auth/access.ts';
import { authorize } from '../auth/authorize.ts';
import { snapshotLimitsOf } from '../config/snapshot-limits-of.ts';
import type { ServerContext } from '../context.ts';
import { parseBody, readBytes, textOf } from './body.ts';
import { chooseEncoding, compress, compressStream } from './compression.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { errorReply, textErrorReply, toEngineError } from './error-reply.ts';
import type { Handlers, RawReply, Reply, RestRequest } from './handler.ts';
import { parseQueryParameters } from './query-parameters.ts';
import { createRouter, type RouteMatch } from './router.ts';
import { type Route, routes } from './routes.ts';

/** A request of any transport, before routing. `target` is the path with its query, as sent. */
export interface RestInput {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly stream: Readable;
  /** As of `RestRequest`. */
  readonly ownsChunks: boolean;
  readonly signal: AbortSignal;
}

/** The REST interface without a transport: HTTP servers and in-process callers give it a request and send what it answers. */
export interface RestApp {
  handle(input: RestInput): Promise<RawReply>;
}

const jsonHeaders = { 'content-type': 'application/json' };
// Uploads answer as plain text only that they are forbidden, as the real server does.
const textRefusals = /^recover_(?:from_uploaded_snapshot|shard_from_uploaded_snapshot|partial_snapshot)$/;

export function createRestApp(context: ServerContext, handlers: Handlers): RestApp {
  const route = createRouter(routes);
  const limitBytes = context.config.service.max_request_size_mb * 1024 * 1024;
  const { uploadIdleMs: bodyIdleMs } = snapshotLimitsOf(context.config);
  const cors = context.config.service.enable_cors;

  async function handle(input: RestInput): Promise<RawReply> {
    const started = performance.now();
    if (cors && isPreflight(input.method, input.headers)) return { kind: 'raw', status: 200, headers: preflightHeaders(input.headers) };
    const at = input.target.indexOf('?');
    const path = at < 0 ? input.target : input.target.slice(0, at);
    const match = route(input.method, path);
    const raw = await answer(input, match, at < 0 ? '' : input.target.slice(at + 1), started);
    const durationMs = performance.now() - started;
    if (match !== undefined) record(match, input, raw.status, durationMs);
    return finish(raw, input, cors);
  }

  async function answer(input: RestInput, match: RouteMatch | undefined, query: string, started: number): Promise<RawReply> {
    let access = fullAccess;
    if (context.access.enabled && match?.route.need !== 'open') {
      const decision = await context.access.decide({
        ...(input.headers['api-key'] === undefined ? {} : { apiKey: String(input.headers['api-key']) }),
        ...(input.headers.authorization === undefined ? {} : { authorization: input.headers.authorization }),
      });
      if (!decision.ok) return { kind: 'raw', status: decision.status, headers: {}, body: decision.message };
      access = decision.access;
    }
    if (match === undefined) return { kind: 'raw', status: 404, headers: {} };
    const seconds = (): number => (performance.now() - started) / 1000;
    try {
      return envelope(await run(input, match, query, access), seconds);
    } catch (error) {
      const known = toEngineError(error);
      if (known.code === 'service_error') logFailure(match.route, known);
      const { operation, plainErrors } = match.route;
      const asText = (plainErrors && known.code !== 'path_format') || (known.code === 'forbidden' && textRefusals.test(operation));
      return asText ? textErrorReply(known) : errorReply(known, operation, seconds());
    }
  }

  async function run(input: RestInput, { route: { operation, need }, params }: RouteMatch, query: string, access: Access): Promise<Reply> {
    checkPathParameters(operation, params);
    authorize(access, need, params['collection_name']);
    const handler = handlers[operation];
    if (handler === undefined)
      throw new EngineError('not_implemented', `the operation ${operation} is not built yet`, { details: { operation } });
    let bytes: Promise<Buffer> | undefined;
    const request: RestRequest = {
      operation,
      method: input.method,
      params,
      query: parseQueryParameters(query),
      headers: input.headers,
      access,
      signal: input.signal,
      stream: input.stream,
      ownsChunks: input.ownsChunks,
      bytes: () => (bytes ??= readBytes(input.stream, { limitBytes, idleMs: bodyIdleMs, announced: input.headers['content-length'] })),
      bodyIdleMs,
      text: async () => textOf(await request.bytes()),
      json: async () => parseBody(await request.text()),
    };
    return handler(context, request);
  }

  function record({ route: { operation, method, path }, params }: RouteMatch, input: RestInput, status: number, durationMs: number): void {
    context.metrics.restResponse(method, path, status, durationMs, params['collection_name']);
    // What a client abandoned is no fault of the server.
    const level = status >= 500 && status !== 501 && !input.signal.aborted ? 'error' : 'debug';
    if (!context.log.isLevelEnabled(level)) return;
    const requestId = input.headers['x-request-id'] ?? randomUUID();
    context.log[level](
      { requestId, operation, method, path: input.target, status, durationMs: Math.round(durationMs * 1000) / 1000 },
      'request',
    );
  }

  function logFailure({ operation }: Route, error: EngineError): void {
    context.log.error({ operation, err: error.cause ?? error }, 'a request failed');
  }

  return { handle };
}

/** Parameters whose type the path itself must have, checked in the order the real server checks them. */
function checkPathParameters(operation: string, params: Readonly<Record<string, string>>): void {
  const { shard_id: shard, collection_name: name } = params;
  if (shard !== undefined && !(/^\+?\d+$/.test(shard) && Number(shard) < 2 ** 32)) {
    throw new EngineError('path_format', `can not parse ${JSON.stringify(shard)} to a u32`);
  }
  if (name === undefined) return;
  // Counted in characters as the real server does; the engine's own limit, in bytes, is stricter.
  if (Array.from(name).length > 255 || name === '') {
    throw new EngineError('validation', `path parameters: [collection_name: value "${name}" invalid, must be from 1 to 255 characters]`);
  }
  const refused = operation === 'create_collection' ? /[<>:"/\\|?*\0\u001F]/ : /\//;
  const character = refused.exec(name)?.[0];
  if (character !== undefined) {
    throw new EngineError('validation', `path parameters: [collection_name: collection name cannot contain "${character}" char]`);
  }
}

function envelope(reply: Reply, seconds: () => number): RawReply {
  if (reply.kind === 'raw') return reply;
  if (reply.kind === 'accepted') {
    return { kind: 'raw', status: 202, headers: jsonHeaders, body: `{"status":"accepted","time":${seconds()}}` };
  }
  const json = reply.kind === 'encoded' ? reply.json : stringifyJson(reply.result);
  return { kind: 'raw', status: 200, headers: jsonHeaders, body: `{"result":${json},"status":"ok","time":${seconds()}}` };
}

/** Adds what every answer carries and compresses it where the client asked for that. Binary downloads go out as they are. */
async function finish(raw: RawReply, input: RestInput, cors: boolean): Promise<RawReply> {
  const headers: Record<string, string> = { ...(cors ? corsHeaders(input.headers.origin) : {}), ...raw.headers };
  const type = headers['content-type'];
  const encoding = type === undefined || type.startsWith('application/octet-stream') ? undefined : chooseEncoding(acceptOf(input.headers));
  if (encoding === undefined || raw.body === undefined || headers['content-encoding'] !== undefined) return { ...raw, headers };
  headers['content-encoding'] = encoding;
  headers['vary'] = headers['vary'] === undefined ? 'accept-encoding' : `${headers['vary']}, accept-encoding`;
  delete headers['content-length'];
  if (raw.body instanceof Readable) return { ...raw, headers, body: compressStream(raw.body, encoding) };
  const bytes = typeof raw.body === 'string' ? Buffer.from(raw.body) : raw.body;
  return { ...raw, headers, body: await compress(bytes, encoding) };
}

function acceptOf(headers: IncomingHttpHeaders): string | undefined {
  const accept = headers['accept-encoding'];
  return Array.isArray(accept) ? accept.join(',') : accept;
}
