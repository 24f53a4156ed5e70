import type { CallOptions as ConnectCallOptions } from '@connectrpc/connect';

/** One operation over gRPC: REST-shaped arguments in, REST-shaped result out. */
export type GrpcCall = (args: GrpcArguments, options: ConnectCallOptions) => Promise<unknown>;

export interface GrpcArguments {
  /** `collection_name` of the path, `''` where the operation has none. */
  readonly collection: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}
