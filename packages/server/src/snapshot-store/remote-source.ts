import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { EngineError } from '@sextant/engine';
import { freed } from './freed-chunks.ts';
import { paced } from './paced-source.ts';
import type { PrivateAddresses, Resolve } from './remote-addresses.ts';
import { decodedBody, requestRemote } from './remote-request.ts';
import type { SnapshotLimits } from './snapshot-limits.ts';
import type { ByteSource } from './snapshot-store.ts';
import { stopped } from './stopped.ts';

/** An archive being fetched. Call `close` on every path. */
export interface OpenedSource {
  /** What the sender announced. */
  readonly sizeBytes?: number;
  /** SHA-256 that was stored with it, lower-case hex. */
  readonly checksum?: string;
  readonly bytes: ByteSource;
  close(): Promise<void>;
}

export interface RemoteOptions {
  /** Sent as the `api-key` header, to the host that was asked only: not to one it redirects to. */
  readonly apiKey?: string;
  readonly signal: AbortSignal;
  /** Longest silence of the sender. */
  readonly idleTimeoutMs: number;
  /** What it must reach on average over that time. */
  readonly minBytesPerSec: number;
  /** Largest archive taken. */
  readonly maxBytes: number;
  readonly privateAddresses: PrivateAddresses;
  readonly resolve?: Resolve;
}

/** What the limits say about remotes. */
export function remoteLimits(limits: SnapshotLimits): Pick<RemoteOptions, 'idleTimeoutMs' | 'minBytesPerSec' | 'maxBytes'> {
  return { idleTimeoutMs: limits.remoteIdleMs, minBytesPerSec: limits.minBytesPerSec, maxBytes: limits.maxArchiveBytes };
}

const maxRedirects = 10;

/** Starts to fetch a snapshot over http(s). Fails with `wrong_input` on an answer other than 2xx and with `bad_gateway` when there is none. */
export async function openRemote(url: URL, options: RemoteOptions): Promise<OpenedSource> {
  try {
    const response = await follow(url, options);
    const sizeBytes = announcedSize(response);
    if (sizeBytes !== undefined && sizeBytes > options.maxBytes) {
      response.destroy();
      throw tooLarge(url, options.maxBytes);
    }
    return { ...(sizeBytes === undefined ? {} : { sizeBytes }), ...openBody(url, response, sizeBytes, options) };
  } catch (error) {
    throw unreachable(url, error, options.signal);
  }
}

export interface PeerOptions extends RemoteOptions {
  /** The body of the request. */
  readonly json: string;
}

/**
 * Starts to fetch what another node makes for this request; undefined when it answers that nothing has changed (304). Redirects are not followed: the
 * body and the key are for that node. Fails with `bad_gateway`, in the words of the node where it has some.
 */
export async function openPeer(url: URL, options: PeerOptions): Promise<OpenedSource | undefined> {
  requirePeerUrl(url);
  try {
    const headers = {
      'content-type': 'application/json',
      ...requestHeaders(options.apiKey),
      'content-length': String(Buffer.byteLength(options.json)),
    };
    const response = await ask(url, { ...options, method: 'POST', headers, body: options.json });
    const { statusCode, statusMessage } = response;
    if (statusCode === 200) return openBody(url, response, announcedSize(response), options);
    const words = statusCode === 304 ? '' : await firstWords(response, options).catch(() => '');
    response.destroy();
    if (statusCode === 304) return undefined;
    throw new EngineError('bad_gateway', `${shownUrl(url)} answered ${statusCode} ${statusMessage}${words}`, {
      details: { url: shownUrl(url), status: statusCode },
    });
  } catch (error) {
    throw unreachable(url, error, options.signal);
  }
}

/** Refuses the URL of a node that is no web address. */
export function requirePeerUrl(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new EngineError('bad_request', `peer_url ${shownUrl(url)} is not http or https`, { details: { url: shownUrl(url) } });
}

function requestHeaders(apiKey: string | undefined): Record<string, string> {
  return { 'accept-encoding': 'identity', ...(apiKey === undefined ? {} : { 'api-key': apiKey }) };
}

/** One request whose answer begins before the sender was silent for too long. */
async function ask(
  url: URL,
  options: RemoteOptions & { headers: Record<string, string>; method?: 'POST'; body?: string },
): Promise<IncomingMessage> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), options.idleTimeoutMs);
  try {
    return await requestRemote(url, { ...options, signal: AbortSignal.any([silence.signal, options.signal]) });
  } catch (error) {
    if (silence.signal.aborted) throw new Error(`nothing came for ${options.idleTimeoutMs} ms`, { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const maxWords = 500;

/** The beginning of an answer, when it is text. */
async function firstWords(response: IncomingMessage, options: RemoteOptions): Promise<string> {
  if (!/^(?:text\/plain|application\/json)/.test(response.headers['content-type'] ?? '')) return '';
  const parts: Uint8Array[] = [];
  let received = 0;
  const { idleTimeoutMs: idleMs, minBytesPerSec, signal } = options;
  const pace = { idleMs, minBytesPerSec, signal, maxBytes: Number.MAX_SAFE_INTEGER, sender: 'the node', code: 'bad_gateway' } as const;
  for await (const chunk of paced(decodedBody(response), pace)) {
    parts.push(chunk);
    received += chunk.length;
    if (received >= maxWords) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(parts).subarray(0, maxWords)).replaceAll(/\p{Cc}+/gu, ' ');
  return text === '' ? '' : `: ${text}`;
}

async function follow(start: URL, options: RemoteOptions): Promise<IncomingMessage> {
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await ask(url, { ...options, headers: requestHeaders(url.origin === start.origin ? options.apiKey : undefined) });
    const { statusCode = 0, statusMessage = '' } = response;
    const { location } = response.headers;
    if (statusCode >= 200 && statusCode <= 299) return response;
    response.destroy();
    if (statusCode < 300 || statusCode > 399 || location === undefined) {
      const text = `Failed to download tar from ${shownUrl(start)}: status - ${statusCode} ${statusMessage}`;
      throw new EngineError('wrong_input', text, { details: { url: shownUrl(start), status: statusCode } });
    }
    url = redirected(start, location, url);
  }
  throw new EngineError('wrong_input', `Failed to download tar from ${shownUrl(start)}: more than ${maxRedirects} redirects`);
}

function redirected(start: URL, location: string, from: URL): URL {
  const url = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  const where = url === undefined ? 'what is no URL' : url.protocol;
  throw new EngineError('wrong_input', `${shownUrl(start)} redirects to ${where}, which is not followed`);
}

function openBody(
  url: URL,
  response: IncomingMessage,
  sizeBytes: number | undefined,
  options: RemoteOptions,
): Pick<OpenedSource, 'bytes' | 'close'> {
  const body = decodedBody(response);
  // Between the end of the reading and `close`, nobody listens.
  body.on('error', () => undefined);
  return {
    bytes: readBody(url, body, sizeBytes, options),
    close: () => {
      body.destroy();
      response.destroy();
      return Promise.resolve();
    },
  };
}

async function* readBody(url: URL, body: Readable, sizeBytes: number | undefined, options: RemoteOptions): ByteSource {
  let received = 0;
  const { idleTimeoutMs: idleMs, minBytesPerSec, maxBytes, signal } = options;
  try {
    for await (const chunk of paced(freed(body), {
      idleMs,
      minBytesPerSec,
      maxBytes,
      signal,
      sender: shownUrl(url),
      code: 'bad_gateway',
    })) {
      received += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw unreachable(url, error, signal);
  }
  if (sizeBytes !== undefined && received !== sizeBytes) {
    throw new EngineError('bad_gateway', `${shownUrl(url)} sent ${received} bytes; expected ${sizeBytes} as it announced`, {
      details: { url: shownUrl(url), expected: sizeBytes, found: received },
    });
  }
}

/** Credentials and tokens in a URL stay out of messages and logs. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function announcedSize({ headers }: IncomingMessage): number | undefined {
  const text = headers['content-length'];
  return text !== undefined && /^\d+$/.test(text) && headers['content-encoding'] === undefined ? Number(text) : undefined;
}

function tooLarge(url: URL, maxBytes: number): EngineError {
  return new EngineError('bad_request', `${shownUrl(url)} is larger than the ${maxBytes} bytes that a recovery may fetch`, {
    details: { url: shownUrl(url), expected: maxBytes },
  });
}

function unreachable(url: URL, error: unknown, signal: AbortSignal): unknown {
  if (error instanceof EngineError) return error;
  if (signal.aborted) return stopped();
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  const reason = first?.message ?? (error as Error).message;
  return new EngineError('bad_gateway', `Http request error: error sending request for url (${shownUrl(url)}): ${reason}`, {
    cause: error,
    details: { url: shownUrl(url) },
  });
}
