import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { type ConnectRouter, cors as corsRules } from '@connectrpc/connect';
import { compressionGzip, connectNodeAdapter } from '@connectrpc/connect-node';
import { grpcStatusNumber } from '@sextant/contract';
import type { ServerContext } from '../context.ts';
import { createAccessGate } from './access-gate.ts';
import { createCallInterceptor } from './call-interceptor.ts';
import { registerGrpcServices } from './register-services.ts';

type Request = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** Answers one request of either HTTP version. */
export type GrpcHandler = (request: Request, response: Response) => void;

export interface GrpcHandlerOptions {
  /** Largest message taken; a larger one fails with RESOURCE_EXHAUSTED before it is read whole. Default 1 GiB. */
  readonly maxMessageBytes?: number;
  /** More services on the same port. */
  readonly routes?: (router: ConnectRouter) => void;
}

// The real server has no limit; this one only keeps a single request from taking all memory.
const defaultMaxMessageBytes = 2 ** 30;

// Tools still ask under the name from before reflection was stable; the messages are the same.
const olderReflection = '/grpc.reflection.v1alpha.';
const reflection = '/grpc.reflection.v1.';

/** gRPC, gRPC-Web and Connect over every service of the contract; the protocol is told by the content type. */
export function createGrpcHandler(context: ServerContext, options: GrpcHandlerOptions = {}): GrpcHandler {
  const adapter = connectNodeAdapter({
    routes: (router) => {
      registerGrpcServices(router, context);
      options.routes?.(router);
    },
    requestGate: createAccessGate(context),
    interceptors: [createCallInterceptor(context)],
    acceptCompression: [compressionGzip],
    readMaxBytes: options.maxMessageBytes ?? defaultMaxMessageBytes,
    shutdownSignal: context.stopping,
    fallback: (request, response) => answerUnknown(request as Request, response as Response),
  }) as GrpcHandler;
  const cors = context.config.service.enable_cors;
  return (request, response) => {
    if (cors && answerBrowser(request, response)) return;
    if (request.url?.startsWith(olderReflection) === true) request.url = request.url.replace(olderReflection, reflection);
    if (request.httpVersionMajor === 1) keepConnection(request as IncomingMessage, response as ServerResponse);
    adapter(request, response);
  };
}

/** A refusal before the body was read would cut an HTTP/1 connection, and the answer with it; the rest is read away instead. */
function keepConnection(request: IncomingMessage, response: ServerResponse): void {
  Object.defineProperty(request, Symbol.asyncIterator, { value: () => request.iterator({ destroyOnReturn: false }) });
  response.once('finish', () => request.resume());
}

/** A path that is no method: gRPC clients want that as a status, others as 404. */
function answerUnknown(request: Request, response: Response): void {
  request.resume();
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/grpc')) {
    writeHead(response, 404, {});
  } else {
    writeHead(response, 200, { 'content-type': type, 'grpc-status': String(grpcStatusNumber.UNIMPLEMENTED), 'grpc-message': '' });
  }
  response.end();
}

/** Pages of any origin may call; true when the request was only the question whether they may. */
function answerBrowser(request: Request, response: Response): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('vary', 'Origin');
  response.setHeader('access-control-expose-headers', corsRules.exposedHeaders.join(', '));
  if (request.method !== 'OPTIONS') return false;
  const asked = request.headers['access-control-request-headers'];
  writeHead(response, 204, {
    'access-control-allow-methods': corsRules.allowedMethods.join(', '),
    'access-control-allow-headers': asked ?? [...corsRules.allowedHeaders, 'api-key', 'authorization'].join(', '),
    'access-control-max-age': '3600',
  });
  request.resume();
  response.end();
  return true;
}

function writeHead(response: Response, status: number, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
}
