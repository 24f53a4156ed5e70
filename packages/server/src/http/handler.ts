import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { JsonValue } from '@sextant/contract/json';
import type { Access } from '../auth/access.ts';
import type { ServerContext } from '../context.ts';
import type { QueryParameters } from './query-parameters.ts';

/** One REST request as a handler sees it: routed, authenticated, its body not yet read. */
export interface RestRequest {
  /** `operationId` of the operation table. */
  readonly operation: string;
  readonly method: string;
  /** Path parameters, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryParameters;
  readonly headers: IncomingHttpHeaders;
  /** Whose request it is and what they may do. */
  readonly access: Access;
  /** Aborted when the client has gone or the server must stop. */
  readonly signal: AbortSignal;
  /** The body as it comes, for uploads. Not to be mixed with `json`, `text`. */
  readonly stream: Readable;
  /** Whether the chunks of `stream` are its reader's, as those of a connection are; those of a call in process stay the caller's. */
  readonly ownsChunks: boolean;
  /** Longest silence of the client within the body. */
  readonly bodyIdleMs: number;
  /** Reads the body up to `service.max_request_size_mb` and parses it, lossless; fails as the real server does. */
  json(): Promise<JsonValue>;
  /** Reads the body up to `service.max_request_size_mb` as text; invalid UTF-8 fails. */
  text(): Promise<string>;
  /** Reads the body up to `service.max_request_size_mb`. */
  bytes(): Promise<Buffer>;
}

/**
 * What a handler answers. `result` goes into the envelope `{"result", "status": "ok", "time"}`, `encoded` too, already as JSON;
 * `accepted` is 202 without a result; `raw` is sent as it is, its stream destroyed when the client goes away.
 */
export type Reply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'encoded'; readonly json: string }
  | { readonly kind: 'accepted' }
  | RawReply;

export interface RawReply {
  readonly kind: 'raw';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readable;
}

/** One operation. Failing is throwing: an `EngineError` or a `HttpError`; the envelope is written in one place. */
export type Handler = (context: ServerContext, request: RestRequest) => Promise<Reply> | Reply;

/** Handlers by `operationId`; an operation of the table without one answers 501. */
export type Handlers = Readonly<Record<string, Handler>>;

/** The usual success. */
export function reply(result: unknown): Reply {
  return { kind: 'result', result };
}

/** A result that is JSON already. */
export function encoded(json: string): Reply {
  return { kind: 'encoded', json };
}

/** Plain text. */
export function textReply(body: string, contentType = 'text/plain; charset=utf-8'): RawReply {
  return { kind: 'raw', status: 200, headers: { 'content-type': contentType }, body };
}
