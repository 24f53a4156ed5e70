import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import type { RestApp } from './rest-app.ts';

/** Answers a `Request` without a socket; streams stay streams in both directions. */
export async function fetchInProcess(app: RestApp, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const headers: IncomingHttpHeaders = {};
  for (const [name, value] of request.headers) headers[name] = value;
  const stream = request.body === null ? Readable.from([]) : Readable.fromWeb(request.body as NodeWebStream<Uint8Array>);
  const reply = await app.handle({
    method: request.method,
    target: url.pathname + url.search,
    headers,
    stream,
    ownsChunks: false,
    signal: request.signal,
  });
  const { body } = reply;
  const noBody = body === undefined || reply.status === 204 || reply.status === 304;
  const content = noBody
    ? null
    : body instanceof Readable
      ? (Readable.toWeb(body) as ReadableStream<Uint8Array>)
      : typeof body === 'string'
        ? new TextEncoder().encode(body)
        : Uint8Array.from(body);
  return new Response(content, { status: reply.status, headers: reply.headers });
}
