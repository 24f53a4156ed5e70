import {
  type CallOptions as ConnectCallOptions,
  ConnectError,
  createClient as createConnectClient,
  type Transport,
} from '@connectrpc/connect';
import { createGrpcTransport, Http2SessionManager } from '@connectrpc/connect-node';
import type { ErrorCode } from '@sextant/contract';
import { Collections, Points, ShardSnapshots, Snapshots } from '@sextant/contract/grpc';
import type { CallOptions } from '../call-options.ts';
import type { GrpcSetup } from '../create-client.ts';
import { QdrantError } from '../error.ts';
import { routes } from '../gen/routes.ts';
import type { Driver, OperationArguments, OperationId, ResultOf } from '../operation.ts';
import { withRetry } from '../retry.ts';
import { collectionCalls } from './collection-calls.ts';
import type { GrpcArguments, GrpcCall } from './grpc-call.ts';
import { pointCalls } from './point-calls.ts';
import { NotOverGrpc } from './point-codec.ts';
import { shardSnapshotCalls, snapshotCalls } from './snapshot-calls.ts';

/**
 * Sends over gRPC what gRPC can carry, and the rest over REST to the same server: `createClient({ url, grpc: grpcDriver })`.
 * Needs @connectrpc/connect, @connectrpc/connect-node and @bufbuild/protobuf, which the REST client does without.
 */
export function grpcDriver(setup: GrpcSetup): Driver {
  const sessions = new Http2SessionManager(setup.connection.grpcUrl);
  const transport: Transport = createGrpcTransport({ baseUrl: setup.connection.grpcUrl, sessionManager: sessions });
  const calls: Readonly<Record<string, GrpcCall>> = {
    ...pointCalls(createConnectClient(Points, transport)),
    ...collectionCalls(createConnectClient(Collections, transport)),
    ...snapshotCalls(createConnectClient(Snapshots, transport)),
    ...shardSnapshotCalls(createConnectClient(ShardSnapshots, transport)),
  };
  return {
    async call<Op extends OperationId>(operation: Op, args: OperationArguments<Op>, options: CallOptions = {}): Promise<ResultOf<Op>> {
      const call = calls[operation];
      if (call === undefined) return setup.rest.call(operation, args, options);
      try {
        return (await callWithRetry(setup, operation, call, toArguments(args), options)) as ResultOf<Op>;
      } catch (error) {
        if (error instanceof NotOverGrpc) return setup.rest.call(operation, args, options);
        throw error;
      }
    },
    async close() {
      sessions.abort();
      await setup.rest.close();
    },
  };
}

function toArguments(args: { path?: unknown; query?: unknown; body?: unknown }): GrpcArguments {
  const path = (args.path ?? {}) as Record<string, unknown>;
  return {
    collection: String(path.collection_name ?? ''),
    path,
    query: (args.query ?? {}) as Record<string, unknown>,
    body: (args.body ?? {}) as Record<string, unknown>,
  };
}

function callWithRetry(
  setup: GrpcSetup,
  operation: OperationId,
  call: GrpcCall,
  args: GrpcArguments,
  options: CallOptions,
): Promise<unknown> {
  const timeoutMs = options.timeoutMs ?? setup.timeoutMs;
  const connectOptions: ConnectCallOptions = {
    headers: {
      ...(setup.apiKey === undefined ? {} : { 'api-key': setup.apiKey }),
      ...(options.requestId === undefined ? {} : { 'x-request-id': options.requestId }),
      ...setup.headers,
      ...options.headers,
    },
    ...(timeoutMs === 0 ? {} : { timeoutMs }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const attempt = async () => {
    try {
      return await call(args, connectOptions);
    } catch (error) {
      if (options.signal?.aborted === true) throw options.signal.reason;
      throw error instanceof ConnectError ? toQdrantError(error, operation, setup, options.requestId) : error;
    }
  };
  return withRetry({ options: options.retry ?? setup.retry, idempotent: routes[operation].repeatable, signal: options.signal }, attempt);
}

/** Codes of the error table by gRPC status, where the status alone tells. */
const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  3: 'bad_request',
  4: 'timeout',
  5: 'not_found',
  6: 'already_exists',
  7: 'forbidden',
  8: 'rate_limited',
  9: 'precondition_failed',
  12: 'not_implemented',
  14: 'shard_unavailable',
  15: 'checksum_mismatch',
  16: 'unauthorized',
};

function toQdrantError(error: ConnectError, operation: OperationId, setup: GrpcSetup, requestId: string | undefined): QdrantError {
  const serverMessage = error.rawMessage;
  const status: number = error.code;
  const unreachable = status === 14 && error.cause !== undefined;
  return new QdrantError(`${serverMessage} (gRPC status ${status}, ${operation})`, {
    code: unreachable ? 'connection' : (codeByStatus[status] ?? 'service_error'),
    grpcStatus: status,
    serverMessage,
    request: { method: operation, url: setup.connection.grpcUrl },
    retryable: status === 14 || status === 8 || status === 4,
    cause: error,
    ...(requestId === undefined ? {} : { requestId }),
  });
}
