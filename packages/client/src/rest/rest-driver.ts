import { parseJsonWithBigInt } from '@sextant/contract/json';
import type { CallOptions, RetryOptions } from '../call-options.ts';
import type { Connection } from '../connection.ts';
import { isQdrantError, QdrantError } from '../error.ts';
import { routes } from '../gen/routes.ts';
import type { Driver, OperationArguments, OperationId, ResultOf } from '../operation.ts';
import { withRetry } from '../retry.ts';
import { answerError } from './answer-error.ts';
import { encodeBody } from './request-body.ts';
import type { RestTransport, TransportRequest, TransportResponse } from './transport.ts';

export interface RestDriverOptions {
  readonly connection: Connection;
  readonly transport: RestTransport;
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly retry?: RetryOptions | false;
}

export interface RestDriver extends Driver {
  /** One exchange with a body or answer that is not JSON; retried only when `repeatable`. */
  exchange(request: RawRequest, options?: CallOptions): Promise<TransportResponse>;
}

export interface RawRequest extends Pick<TransportRequest, 'method' | 'body' | 'contentLength' | 'expect'> {
  /** Path with its query, below the connection's prefix. */
  readonly path: string;
  readonly contentType?: string;
  readonly repeatable: boolean;
  /** A transfer of a size nobody knows has no time limit unless the call names one. */
  readonly timeoutMs?: number;
}

export function restDriver(setup: RestDriverOptions): RestDriver {
  const exchange = (request: RawRequest, options: CallOptions = {}) => exchangeWithRetry(setup, request, options);
  return {
    exchange,
    async call<Op extends OperationId>(operation: Op, args: OperationArguments<Op>, options?: CallOptions): Promise<ResultOf<Op>> {
      const route = routes[operation];
      const hasBody = args.body !== undefined;
      const response = await exchange(
        {
          method: route.method,
          path: buildPath(route.path, args.path as Record<string, unknown> | undefined, args.query as Record<string, unknown> | undefined),
          ...(hasBody ? { body: encodeBody(args.body), contentType: 'application/json' } : {}),
          expect: 'text',
          repeatable: route.repeatable,
        },
        options,
      );
      if (route.answer === 'text') return response.text as ResultOf<Op>;
      const url = setup.connection.baseUrl + route.path;
      return readResult(response, { method: route.method, url }) as ResultOf<Op>;
    },
    async close() {},
  };
}

/** Fills `{name}` with the escaped path parameters and appends the query. */
export function buildPath(template: string, path: Record<string, unknown> | undefined, query: Record<string, unknown> | undefined): string {
  const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = path?.[name];
    if (value === undefined || value === '') throw new QdrantError(`${template} needs ${name}`, { code: 'usage' });
    return encodeURIComponent(String(value));
  });
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) parts.push(`${name}=${encodeURIComponent(String(value))}`);
  }
  return parts.length === 0 ? filled : `${filled}?${parts.join('&')}`;
}

async function exchangeWithRetry(setup: RestDriverOptions, request: RawRequest, options: CallOptions): Promise<TransportResponse> {
  const deadline = startDeadline(options.timeoutMs ?? request.timeoutMs ?? setup.timeoutMs, options.signal);
  const describe = { method: request.method, url: setup.connection.baseUrl + request.path.replace(/\?.*/, '') };
  const headers = buildHeaders(setup, request, options);
  try {
    const attempt = () => attemptOnce(setup, request, headers, deadline.signal, describe, options.requestId);
    const isStream = typeof request.body === 'object' && !(request.body instanceof Uint8Array) && !(request.body instanceof Blob);
    if (isStream) return await attempt();
    return await withRetry({ options: options.retry ?? setup.retry, idempotent: request.repeatable, signal: deadline.signal }, attempt);
  } catch (error) {
    if (deadline.expired()) throw timeoutError(deadline.timeoutMs, describe, error);
    throw error;
  } finally {
    deadline.stop();
  }
}

async function attemptOnce(
  setup: RestDriverOptions,
  request: RawRequest,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
  describe: { method: string; url: string },
  requestId: string | undefined,
): Promise<TransportResponse> {
  let response: TransportResponse;
  try {
    response = await setup.transport({
      method: request.method,
      url: setup.connection.baseUrl + request.path,
      headers,
      expect: request.expect,
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.contentLength === undefined ? {} : { contentLength: request.contentLength }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true || isQdrantError(error)) throw error;
    throw connectionError(setup.connection, describe, error, requestId);
  }
  if (response.status >= 400) throw answerError(response, describe, requestId);
  return response;
}

function buildHeaders(setup: RestDriverOptions, request: RawRequest, options: CallOptions): Record<string, string> {
  return {
    ...(setup.apiKey === undefined ? {} : { 'api-key': setup.apiKey }),
    ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    ...(options.requestId === undefined ? {} : { 'x-request-id': options.requestId }),
    ...setup.headers,
    ...options.headers,
  };
}

interface Deadline {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  expired(): boolean;
  stop(): void;
}

/** One signal for the caller's abort and the time limit. A body still streaming after `stop` stays under the caller's signal. */
function startDeadline(timeoutMs: number, callerSignal: AbortSignal | undefined): Deadline {
  if (timeoutMs === 0) return { signal: callerSignal, timeoutMs, expired: () => false, stop: () => undefined };
  const controller = new AbortController();
  let expired = false;
  const timer = setTimeout(() => {
    expired = true;
    controller.abort(new Error('time limit reached'));
  }, timeoutMs);
  return {
    signal: callerSignal === undefined ? controller.signal : AbortSignal.any([callerSignal, controller.signal]),
    timeoutMs,
    expired: () => expired && callerSignal?.aborted !== true,
    stop: () => clearTimeout(timer),
  };
}

function readResult(response: TransportResponse, request: { method: string; url: string }): unknown {
  let answer: unknown;
  try {
    answer = parseJsonWithBigInt(response.text);
  } catch (cause) {
    throw new QdrantError(`${request.method} ${request.url} answered ${response.status} with a body that is not JSON`, {
      code: 'bad_answer',
      status: response.status,
      request,
      body: response.text.slice(0, 65_536),
      cause,
    });
  }
  return typeof answer === 'object' && answer !== null && 'result' in answer ? answer.result : answer;
}

function timeoutError(timeoutMs: number, request: { method: string; url: string }, cause: unknown): QdrantError {
  return new QdrantError(`${request.method} ${request.url} took longer than ${timeoutMs} ms`, {
    code: 'timeout',
    request,
    retryable: true,
    cause,
  });
}

function connectionError(
  connection: Connection,
  request: { method: string; url: string },
  cause: unknown,
  requestId: string | undefined,
): QdrantError {
  const reason = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
  return new QdrantError(`cannot reach ${request.url} (port ${connection.port}: ${connection.portRule}): ${reason}`, {
    code: 'connection',
    request,
    retryable: true,
    cause,
    ...(requestId === undefined ? {} : { requestId }),
  });
}
