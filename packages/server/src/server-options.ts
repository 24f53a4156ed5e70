import type { Engine } from '@sextant/engine';
import type { PartialConfig } from './config/field.ts';
import type { ServerConfig } from './config/schema.ts';
import type { RestoreOptions } from './restore/restore-options.ts';

/** How to run a server. Everything has a default that suits a test: in memory, on free ports of the loopback address, silent. */
export interface ServerOptions {
  /** `memory` keeps everything in the process; a path is a directory in Qdrant's own format, made when it is new. */
  readonly storage?: 'memory' | (string & {});
  /** Where snapshots are kept; `snapshots` beside the storage when absent. */
  readonly snapshotsPath?: string;
  /** Snapshots to start from: restored before the server answers anything. */
  readonly restore?: RestoreOptions;
  readonly host?: string;
  /** REST; 0, the default, takes a free port. */
  readonly httpPort?: number;
  /** gRPC, gRPC-Web and Connect; 0, the default, takes a free port, null has none. */
  readonly grpcPort?: number | null;
  /** False: no ports at all, `fetch` only. */
  readonly listen?: boolean;
  readonly apiKey?: string;
  readonly readOnlyApiKey?: string;
  readonly jwtRbac?: boolean;
  readonly maxRequestSizeMb?: number;
  /** `always` survives a power cut, `never` a killed process. */
  readonly walFsync?: 'never' | 'always';
  /** Anything else, in the keys of Qdrant's configuration file; the options above win. */
  readonly config?: PartialConfig<ServerConfig>;
  /** Receives log lines (JSON); without it nothing is logged. */
  readonly log?: { write(line: string): void };
  /** How long `close` waits for requests in flight before it cuts them. */
  readonly gracePeriodMs?: number;
}

/** A running server. `await using` closes it. */
export interface Server {
  /** `http://127.0.0.1:49152`; the empty string without ports. */
  readonly url: string;
  readonly grpcUrl: string;
  readonly port: number;
  readonly engine: Engine;
  /** Answers a REST request in the process, without a socket. The host of its URL does not matter. */
  fetch(request: Request): Promise<Response>;
  /** Takes no new request, lets those in flight finish within the grace period, writes everything down. Safe to call twice. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
