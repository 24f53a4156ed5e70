/** One HTTP exchange, below envelopes, retries and errors. An implementation neither retries nor interprets statuses. */
export type RestTransport = (request: TransportRequest) => Promise<TransportResponse>;

export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is sent with its length; a stream is chunked unless `contentLength` is known. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | Blob | FormData;
  readonly contentLength?: number;
  readonly signal?: AbortSignal;
  /** `text` reads the whole body; `stream` hands it over unread. */
  readonly expect: 'text' | 'stream';
}

export interface TransportResponse {
  readonly status: number;
  /** Lower-case names. */
  header(name: string): string | undefined;
  /** The body when `text` was expected, or the status is 400 and above. */
  readonly text: string;
  /** The body when `stream` was expected and the status is below 400. Not read to its end: cancel it. */
  readonly stream?: ReadableStream<Uint8Array>;
}
