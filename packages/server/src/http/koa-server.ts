import { createServer as createHttpServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { giveBackChunk, giveWayAfter, isQuerying, pieceBytes } from '@sextant/vfs';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { RawReply } from './handler.ts';
import type { RestApp } from './rest-app.ts';
import { type TlsFiles, tlsOptions } from './tls-files.ts';
import { leaveUnread } from './unread-body.ts';

export interface ListeningServer {
  readonly port: number;
  /** Takes no new connection, lets requests in flight finish within the grace period, then cuts the rest. */
  close(graceMs: number): Promise<void>;
  /** Other certificates for the connections to come. */
  useTls(files: TlsFiles): void;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsFiles;
  readonly log: Logger;
  /** Longest time for which a client takes nothing of an answer that is streamed; absent, any. */
  readonly downloadIdleMs?: number;
}

/** Serves the REST app on a port; 0 takes a free one. */
export async function listenRest(app: RestApp, options: ListenOptions): Promise<ListeningServer> {
  const koa = new Koa();
  let closing = false;
  koa.use(async (ctx) => {
    ctx.respond = false;
    const aborter = new AbortController();
    ctx.res.once('close', () => {
      if (!ctx.res.writableFinished) aborter.abort();
    });
    const { method = 'GET', url = '/', headers } = ctx.req;
    const reply = await app.handle({ method, target: url, headers, stream: ctx.req, ownsChunks: true, signal: aborter.signal });
    // A connection that would stay open for another request would hold up the stop.
    if (closing) ctx.res.setHeader('connection', 'close');
    const sent = send(ctx.res, reply, options.downloadIdleMs ?? 0);
    leaveUnread(ctx.req);
    await sent;
  });
  koa.on('error', (error: Error) => options.log.warn({ err: error }, 'an answer could not be sent'));
  const answer = koa.callback();
  const callback = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response);
  const { tls } = options;
  // How long a body may be, and how long it may be silent, is looked at where it is read. Node has no limit for headers once it has none for requests.
  const timeouts = { keepAliveTimeout: 75_000, headersTimeout: 60_000, requestTimeout: 0 };
  const secure = tls === undefined ? undefined : createHttpsServer({ ...timeouts, ...tlsOptions(tls) }, callback);
  const server: HttpServer = secure ?? createHttpServer(timeouts, callback);
  // A client that asks first is told to go on when its body is wanted, and spared sending it when it is refused.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    request.once('resume', () => {
      if (!response.headersSent) response.writeContinue();
    });
    callback(request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Node's parser refuses methods it does not know; to a client they are one more path and method that do not exist.
    const status =
      error.code === 'HPE_INVALID_METHOD'
        ? '404 Not Found'
        : error.code === 'HPE_HEADER_OVERFLOW'
          ? '431 Request Header Fields Too Large'
          : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    useTls: (files) => secure?.setSecureContext(tlsOptions(files)),
    close: (graceMs) => {
      closing = true;
      return closeServer(server, graceMs);
    },
  };
}

async function send(res: ServerResponse, { status, headers, body }: RawReply, downloadIdleMs: number): Promise<void> {
  if (res.destroyed) {
    if (body instanceof Readable) body.destroy();
    return;
  }
  if (body instanceof Readable) {
    res.writeHead(status, headers);
    // A client that takes nothing would pin what is sent to it.
    res.setTimeout(downloadIdleMs, () => res.destroy());
    // A failure in the middle cuts the connection: the client must not take a part for the whole.
    await pipeline(body, responseSink(res)).catch((error: NodeJS.ErrnoException) => {
      // A client that goes away in the middle is no fault of the server.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
    return;
  }
  const length = body === undefined ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const hasBody = status !== 204 && status !== 304;
  res.writeHead(status, hasBody ? { ...headers, 'content-length': length } : headers);
  res.end(body);
}

/** The response as the end of a pipeline. Chunks that were lent go back once they are with the network. */
function responseSink(res: ServerResponse): Writable {
  const sink = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      sendChunk(res, chunk).then(() => done(), done);
    },
    final(done) {
      res.end(done);
    },
    destroy(error, done) {
      if (!res.writableFinished) res.destroy();
      done(error);
    },
  });
  res.once('close', () => sink.destroy());
  res.on('error', (error) => sink.destroy(error));
  return sink;
}

/** In small pieces while queries are under way: a megabyte at once keeps the receiver busy on the core that a query may need. */
async function sendChunk(res: ServerResponse, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const piece = isQuerying() ? chunk.subarray(at, at + pieceBytes) : chunk.subarray(at);
    await new Promise<void>((sent, failed) => void res.write(piece, (error) => (error ? failed(error) : sent())));
    at += piece.length;
    await giveWayAfter(piece.length);
  }
  giveBackChunk(chunk);
}

function closeServer(server: HttpServer, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
