import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fetchTransport } from './fetch-transport.ts';
import type { RestTransport, TransportRequest, TransportResponse } from './transport.ts';

/**
 * A keep-alive transport over node:http, several times cheaper per call than `fetch`. Sockets do not keep the process alive while idle.
 * Bodies that only `fetch` can send (`FormData`) go there.
 */
export function platformTransport(): RestTransport {
  const options = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 256, scheduling: 'lifo' } as const;
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  const viaFetch = fetchTransport();
  return (request) => {
    if (request.body instanceof FormData) return viaFetch(request);
    const url = new URL(request.url);
    return exchange(request, url, agents[url.protocol as 'http:' | 'https:']);
  };
}

function exchange(request: TransportRequest, url: URL, agent: HttpAgent): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { body, signal } = request;
    const headers: Record<string, string | number> = { ...request.headers };
    const bytes = typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : undefined;
    if (bytes !== undefined) headers['content-length'] = bytes.byteLength;
    else if (request.contentLength !== undefined) headers['content-length'] = request.contentLength;
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = send({
      agent,
      method: request.method,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? undefined : Number(url.port),
      path: url.pathname + url.search,
      headers,
    });
    const onAbort = () => sent.destroy(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    const settle = () => signal?.removeEventListener('abort', onAbort);
    sent.once('error', (error) => {
      settle();
      reject(signal?.aborted === true ? (signal.reason as Error) : error);
    });
    sent.once('response', (message) => {
      // What was refused need not be sent to its end.
      const stop = () => void (message.statusCode !== undefined && message.statusCode >= 400 && !sent.writableFinished && sent.destroy());
      receive(message, request, settle).finally(stop).then(resolve, reject);
    });
    if (signal?.aborted === true) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort, { once: true });
    sendBody(sent, bytes, body);
  });
}

function sendBody(sent: ClientRequest, bytes: Uint8Array | undefined, body: TransportRequest['body']): void {
  if (bytes !== undefined || body === undefined) {
    sent.end(bytes);
    return;
  }
  const source = body instanceof Blob ? body.stream() : (body as AsyncIterable<Uint8Array>);
  // A server that answers early (a refused upload) closes the request side; its answer, not our broken pipe, is what the caller must see.
  pipeline(Readable.from(source as AsyncIterable<Uint8Array>, { objectMode: false }), sent).catch((error: unknown) => {
    if (!sent.destroyed && sent.writable) sent.destroy(error instanceof Error ? error : new Error(String(error)));
  });
}

function receive(message: IncomingMessage, request: TransportRequest, settle: () => void): Promise<TransportResponse> {
  const status = message.statusCode ?? 0;
  const header = (name: string) => {
    const value = message.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  if (request.expect === 'stream' && status < 400) {
    message.once('close', settle);
    return Promise.resolve({ status, header, text: '', stream: Readable.toWeb(message) as ReadableStream<Uint8Array> });
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.once('end', () => {
      settle();
      const text = chunks.length === 1 ? (chunks[0] as Buffer).toString('utf8') : Buffer.concat(chunks).toString('utf8');
      resolve({ status, header, text });
    });
    message.once('error', (error) => {
      settle();
      reject(request.signal?.aborted === true ? (request.signal.reason as Error) : error);
    });
  });
}
