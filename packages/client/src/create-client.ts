import { platformTransport } from '#transport';
import type { RetryOptions } from './call-options.ts';
import { type CollectionMethods, collectionMethods } from './collection-methods.ts';
import { type Connection, type ConnectionOptions, resolveConnection } from './connection.ts';
import type { Driver } from './operation.ts';
import { type PointMethods, pointMethods } from './point-methods.ts';
import { fetchTransport } from './rest/fetch-transport.ts';
import { type RestDriver, restDriver } from './rest/rest-driver.ts';
import type { RestTransport } from './rest/transport.ts';
import { type ServiceMethods, serviceMethods } from './service-methods.ts';
import { type SnapshotMethods, snapshotMethods } from './snapshots/snapshot-methods.ts';

export interface ClientOptions extends ConnectionOptions {
  readonly apiKey?: string;
  /** Sent with every call. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Time for a call, retries included; default 30,000 ms, 0 for none. Transfers and snapshots have none unless the call names one. */
  readonly timeoutMs?: number;
  readonly retry?: RetryOptions | false;
  /** Your own `fetch`, for proxies and tests; without it Node uses a keep-alive transport of its own. */
  readonly fetch?: typeof globalThis.fetch;
  /** A transport below envelopes and retries, for instance that of a server in this process. */
  readonly transport?: RestTransport;
  /** Makes the driver for what gRPC can do; see `@sextant/client/grpc`. What it cannot (uploads, downloads) stays on REST. */
  readonly grpc?: (setup: GrpcSetup) => Driver;
}

export interface GrpcSetup {
  readonly connection: Connection;
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly retry?: RetryOptions | false;
  readonly rest: RestDriver;
}

/** A client of one server. Holds connections open until `close`; never keeps the process alive. */
export interface QdrantClient extends ServiceMethods, CollectionMethods, PointMethods, SnapshotMethods, AsyncDisposable {
  /** Any operation of the contract by its id, typed: `client.call('get_optimizations', { path: { collection_name: 'c' } })`. */
  readonly call: Driver['call'];
  readonly connection: Connection;
  close(): Promise<void>;
}

const defaultTimeoutMs = 30_000;

/** Makes a client; no call is sent until a method is called. */
export function createClient(options: ClientOptions = {}): QdrantClient {
  const connection = resolveConnection(options);
  const transport = options.transport ?? (options.fetch === undefined ? platformTransport() : fetchTransport(options.fetch));
  const setup = {
    connection,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    ...(options.apiKey === undefined ? {} : { apiKey: options.apiKey }),
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    ...(options.retry === undefined ? {} : { retry: options.retry }),
  };
  const rest = restDriver({ ...setup, transport });
  const driver = options.grpc?.({ ...setup, rest }) ?? rest;
  const close = () => driver.close();
  return {
    connection,
    call: driver.call.bind(driver) as Driver['call'],
    ...serviceMethods(driver),
    ...collectionMethods(driver),
    ...pointMethods(driver),
    ...snapshotMethods({ ...rest, call: driver.call.bind(driver) as Driver['call'] }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
