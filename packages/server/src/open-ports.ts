import { nodeVfs } from '@sextant/vfs';
import { snapshotLimitsOf } from './config/snapshot-limits-of.ts';
import type { ServerContext } from './context.ts';
import { type ListeningServer, listenRest } from './http/koa-server.ts';
import type { RestApp } from './http/rest-app.ts';
import { isSameTls, readTlsFiles, type TlsFiles } from './http/tls-files.ts';

/** The ports of a running server. URLs are empty where nothing listens. */
export interface OpenPorts {
  readonly url: string;
  readonly grpcUrl: string;
  readonly port: number;
  readonly grpcPort: number;
  /** Takes no new request on any port and waits for those in flight, at most the grace period. */
  close(graceMs: number): Promise<void>;
}

export const noPorts: OpenPorts = { url: '', grpcUrl: '', port: 0, grpcPort: 0, close: () => Promise.resolve() };

/** Opens the REST port and, unless it is switched off, the gRPC port; when one cannot be opened, neither stays open. */
export async function openPorts(context: ServerContext, app: RestApp): Promise<OpenPorts> {
  const { host, http_port: httpPort, grpc_port: grpcPort } = context.config.service;
  const files = await readTlsFiles(context.config, nodeVfs());
  const tls = files === undefined ? {} : { tls: files };
  const scheme = files === undefined ? 'http' : 'https';
  const { downloadIdleMs } = snapshotLimitsOf(context.config);
  const rest = await listenRest(app, { host, port: httpPort, log: context.log, downloadIdleMs, ...tls });
  const grpc = await openGrpc(context, { host, port: grpcPort, ...tls }).catch(async (error: unknown) => {
    await rest.close(0);
    throw error;
  });
  const renewal = renewTls(context, files, grpc === undefined ? [rest] : [rest, grpc]);
  return {
    url: `${scheme}://${reachable(host)}:${rest.port}`,
    grpcUrl: grpc === undefined ? '' : `${scheme}://${reachable(host)}:${grpc.port}`,
    port: rest.port,
    grpcPort: grpc?.port ?? 0,
    close: async (graceMs) => {
      renewal.stop();
      await Promise.all([rest.close(graceMs), grpc?.close(graceMs)]);
    },
  };
}

/**
 * Looks at the files every `tls.cert_ttl` seconds and takes what is new. A file that is wrong by then changes nothing: the log says so, and the old ones
 * stay in use.
 */
function renewTls({ config, log }: ServerContext, first: TlsFiles | undefined, servers: readonly ListeningServer[]): { stop(): void } {
  const seconds = config.tls.cert_ttl ?? 0;
  if (first === undefined || seconds === 0) return { stop: () => undefined };
  let used = first;
  const renew = async (): Promise<void> => {
    const files = await readTlsFiles(config, nodeVfs());
    if (files === undefined || isSameTls(files, used)) return;
    for (const server of servers) server.useTls(files);
    used = files;
    log.info('The certificates for TLS were renewed');
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.error({ err: error }, 'The certificates for TLS could not be renewed; the old ones stay in use'));
  }, seconds * 1000).unref();
  return { stop: () => clearInterval(timer) };
}

type GrpcAddress = { host: string; port: number | null } & Pick<Parameters<typeof listenRest>[1], 'tls'>;

/** The messages and services are a good part of the start-up time, so they are loaded only where there is a port for them. */
async function openGrpc(context: ServerContext, { port, ...address }: GrpcAddress): Promise<ListeningServer | undefined> {
  if (port === null) return undefined;
  const { createGrpcHandler, listenGrpc } = await import('./grpc/index.ts');
  return listenGrpc(createGrpcHandler(context), { port, ...address });
}

/** The address a client on this machine can use. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
