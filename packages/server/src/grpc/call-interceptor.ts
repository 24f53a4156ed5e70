import type { Message } from '@bufbuild/protobuf';
import { ConnectError, type Interceptor } from '@connectrpc/connect';
import { authorize } from '../auth/authorize.ts';
import type { ServerContext } from '../context.ts';
import { accessKey } from './access-gate.ts';
import { needOfMethod } from './access-needs.ts';
import { isEngineError, toConnectError } from './errors.ts';
import { validateMessage } from './validate-message.ts';

/**
 * What all calls have in common, in the order of the real server: the request is validated, then its caller's rights are checked,
 * then the handler runs; the answer gets its `time`, a failure its status, and the call is counted.
 */
export function createCallInterceptor({ log, metrics }: Pick<ServerContext, 'log' | 'metrics'>): Interceptor {
  return (next) => async (request) => {
    const started = performance.now();
    const endpoint = `/${request.service.typeName}/${request.method.name}`;
    const collection = request.stream ? '' : collectionOf(request.message);
    let status = 0;
    try {
      if (!request.stream) validateMessage(request.message);
      authorize(request.contextValues.get(accessKey), needOfMethod(request.method), collection);
      const response = await next(request);
      if (!response.stream) stampTime(response.message, (performance.now() - started) / 1000);
      return response;
    } catch (error) {
      const failure = toConnectError(error);
      status = failure.code;
      if (isUnforeseen(error)) log.error({ err: error, endpoint, collection }, 'a gRPC call failed');
      throw failure;
    } finally {
      metrics.grpcResponse(endpoint, status, performance.now() - started, collection === '' ? undefined : collection);
    }
  };
}

function isUnforeseen(error: unknown): boolean {
  if (error instanceof ConnectError) return false;
  return isEngineError(error)
    ? error.code === 'service_error'
    : error instanceof Error && error.name !== 'FormatError' && error.name !== 'ValidationError';
}

function collectionOf(message: Message): string {
  const name = (message as Message & { readonly collectionName?: unknown }).collectionName;
  return typeof name === 'string' ? name : '';
}

/** Every answer but those of the health checks says how long it took. */
function stampTime(message: Message, seconds: number): void {
  const answer = message as Message & { time?: unknown };
  if (typeof answer.time === 'number') answer.time = seconds;
}
