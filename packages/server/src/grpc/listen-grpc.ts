import { createServer as createHttpServer, type Server as HttpServer, type RequestListener } from 'node:http';
import {
  createServer as createHttp2Server,
  createSecureServer,
  type Http2SecureServer,
  type Http2Server,
  type ServerHttp2Session,
} from 'node:http2';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import type { ListeningServer } from '../http/koa-server.ts';
import { type TlsFiles, tlsOptions } from '../http/tls-files.ts';
import type { GrpcHandler } from './grpc-handler.ts';

export interface ListenGrpcOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly tls?: TlsFiles;
}

// Windows large enough that a message of some megabytes is not sent in round trips; Node's 64 KiB are.
const streamWindowBytes = 4 * 1024 * 1024;
const connectionWindowBytes = 32 * 1024 * 1024;
// Node cuts a connection that holds more than this unsent, 10 MB unless told otherwise: a page of large vectors has more.
const sessionMemoryMb = 2048;
const http2Settings = { maxSessionMemory: sessionMemoryMb, settings: { initialWindowSize: streamWindowBytes, maxConcurrentStreams: 1024 } };
const preface = 'PRI * HTTP/2.0';
/** How long a connection may stay silent before its first bytes tell the protocol. */
const silenceMs = 30_000;

/** Serves gRPC over HTTP/2, and gRPC-Web and Connect over either version of HTTP, all on one port. */
export async function listenGrpc(handler: GrpcHandler, options: ListenGrpcOptions): Promise<ListeningServer> {
  const sessions = new Set<ServerHttp2Session>();
  const { server, closeIdle, closeAll, useTls } =
    options.tls === undefined ? plainServer(handler, sessions) : secureServer(handler, options.tls, sessions);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  let closing: Promise<void> | undefined;
  const close = (graceMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        for (const session of sessions) session.destroy();
        closeAll();
      }, graceMs);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
      // Told that the server goes away, a client finishes its calls and leaves.
      for (const session of sessions) session.close();
      closeIdle();
    });
  return {
    port: (server.address() as AddressInfo).port,
    useTls,
    close: (graceMs) => {
      closing ??= close(graceMs);
      return closing;
    },
  };
}

interface PortServer {
  readonly server: NetServer;
  readonly closeIdle: () => void;
  readonly closeAll: () => void;
  readonly useTls: (files: TlsFiles) => void;
}

/** Without TLS nothing is negotiated: the first bytes of a connection tell whether it speaks HTTP/2. */
function plainServer(handler: GrpcHandler, sessions: Set<ServerHttp2Session>): PortServer {
  const http1: HttpServer = createHttpServer(handler as RequestListener);
  const http2 = createHttp2Server(http2Settings, handler as never);
  trackSessions(http2, sessions);
  const undecided = new Set<Socket>();
  // The HTTP/1 server owns the port, with its timeouts and its account of connections; HTTP/2 ones are handed over.
  const serveHttp1 = http1.listeners('connection') as ((this: HttpServer, socket: Socket) => void)[];
  http1.removeAllListeners('connection');
  http1.on('connection', (socket: Socket) => {
    undecided.add(socket);
    socket.once('close', () => undecided.delete(socket));
    detectHttp2(socket, (isHttp2) => {
      undecided.delete(socket);
      if (isHttp2) http2.emit('connection', socket);
      else for (const serve of serveHttp1) serve.call(http1, socket);
    });
  });
  const dropUndecided = () => {
    for (const socket of undecided) socket.destroy();
  };
  return {
    server: http1,
    useTls: () => undefined,
    closeIdle: () => {
      dropUndecided();
      http1.closeIdleConnections();
    },
    closeAll: () => {
      dropUndecided();
      http1.closeAllConnections();
    },
  };
}

/** Reads as much as tells the protocols apart and puts it back. */
function detectHttp2(socket: Socket, decide: (isHttp2: boolean) => void): void {
  let seen = Buffer.alloc(0);
  const end = () => {
    socket.setTimeout(0);
    socket.off('readable', read);
    socket.off('timeout', drop);
    socket.off('error', drop);
  };
  const drop = () => {
    end();
    socket.destroy();
  };
  const read = () => {
    for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null)
      seen = Buffer.concat([seen, chunk]);
    const start = seen.toString('latin1', 0, preface.length);
    if (seen.length < preface.length && preface.startsWith(start) && !socket.readableEnded) return;
    end();
    if (seen.length > 0) socket.unshift(seen);
    decide(start === preface);
  };
  socket.setTimeout(silenceMs);
  socket.on('timeout', drop);
  socket.on('error', drop);
  socket.on('readable', read);
}

/** With TLS the client chooses the version in its handshake. */
function secureServer(handler: GrpcHandler, tls: TlsFiles, sessions: Set<ServerHttp2Session>): PortServer {
  const server = createSecureServer({ ...http2Settings, allowHTTP1: true, ...tlsOptions(tls) }, handler as never);
  trackSessions(server, sessions);
  const sockets = new Set<Socket>();
  server.on('secureConnection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const closeAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  // Node does not tell which HTTP/1 connections of such a server are idle; they end with the grace period.
  return { server, closeIdle: () => undefined, closeAll, useTls: (files) => server.setSecureContext(tlsOptions(files)) };
}

function trackSessions(server: Http2Server | Http2SecureServer, sessions: Set<ServerHttp2Session>): void {
  server.on('session', (session: ServerHttp2Session) => {
    sessions.add(session);
    session.setLocalWindowSize(connectionWindowBytes);
    session.once('close', () => sessions.delete(session));
    // A broken connection is the client's matter; without a listener it would end the process.
    session.on('error', () => undefined);
  });
  server.on('sessionError', () => undefined);
}
