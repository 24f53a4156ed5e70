import { EngineError } from '@sextant/engine';
import type { ByteSource } from './snapshot-store.ts';

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
  /** Largest archive taken. */
  readonly maxBytes: number;
}

const maxRedirects = 10;

/** Starts to fetch a snapshot over http(s). Fails with `wrong_input` on an answer other than 2xx and with `bad_gateway` when there is none. */
export async function openRemote(url: URL, options: RemoteOptions): Promise<OpenedSource> {
  const idle = idleTimer(options);
  try {
    const response = await follow(url, options, idle.signal);
    const sizeBytes = announcedSize(response);
    if (sizeBytes !== undefined && sizeBytes > options.maxBytes) throw tooLarge(url, options.maxBytes);
    const body = response.body;
    return {
      ...(sizeBytes === undefined ? {} : { sizeBytes }),
      bytes: readBody(url, body, sizeBytes, options, idle),
      close: async () => {
        idle.stop();
        await body?.cancel().catch(() => undefined);
      },
    };
  } catch (error) {
    idle.stop();
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
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new EngineError('bad_request', `peer_url ${shownUrl(url)} is not http or https`, { details: { url: shownUrl(url) } });
  const idle = idleTimer(options);
  try {
    const headers = new Headers({ 'content-type': 'application/json', 'accept-encoding': 'identity' });
    if (options.apiKey !== undefined) headers.set('api-key', options.apiKey);
    const response = await fetch(url, { method: 'POST', headers, body: options.json, redirect: 'manual', signal: idle.signal });
    idle.touch();
    if (response.status !== 200) {
      const words = response.status === 304 ? '' : await firstWords(response);
      await response.body?.cancel().catch(() => undefined);
      idle.stop();
      if (response.status === 304) return undefined;
      throw new EngineError('bad_gateway', `${shownUrl(url)} answered ${response.status} ${response.statusText}${words}`, {
        details: { url: shownUrl(url), status: response.status },
      });
    }
    const { body } = response;
    return {
      bytes: readBody(url, body, announcedSize(response), options, idle),
      close: async () => {
        idle.stop();
        await body?.cancel().catch(() => undefined);
      },
    };
  } catch (error) {
    idle.stop();
    throw unreachable(url, error, options.signal);
  }
}

const maxWords = 500;

/** The beginning of an answer, when it is text. */
async function firstWords(response: Response): Promise<string> {
  if (!/^(?:text\/plain|application\/json)/.test(response.headers.get('content-type') ?? '')) return '';
  const parts: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(chunk);
    received += chunk.length;
    if (received >= maxWords) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(parts).subarray(0, maxWords)).replaceAll(/\p{Cc}+/gu, ' ');
  return text === '' ? '' : `: ${text}`;
}

async function follow(start: URL, options: RemoteOptions, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const headers = new Headers({ 'accept-encoding': 'identity' });
    if (options.apiKey !== undefined && url.origin === start.origin) headers.set('api-key', options.apiKey);
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) {
      if (response.ok) return response;
      await response.body?.cancel();
      throw new EngineError(
        'wrong_input',
        `Failed to download tar from ${shownUrl(start)}: status - ${response.status} ${response.statusText}`,
        {
          details: { url: shownUrl(start), status: response.status },
        },
      );
    }
    await response.body?.cancel();
    url = new URL(location, url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new EngineError('wrong_input', `${shownUrl(start)} redirects to ${url.protocol}, which is not followed`);
  }
  throw new EngineError('wrong_input', `Failed to download tar from ${shownUrl(start)}: more than ${maxRedirects} redirects`);
}

async function* readBody(
  url: URL,
  body: Response['body'],
  sizeBytes: number | undefined,
  options: RemoteOptions,
  idle: IdleTimer,
): ByteSource {
  let received = 0;
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      idle.touch();
      received += chunk.length;
      if (received > options.maxBytes) throw tooLarge(url, options.maxBytes);
      yield chunk;
    }
  } catch (error) {
    throw unreachable(url, error, options.signal);
  } finally {
    idle.stop();
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

function announcedSize(response: Response): number | undefined {
  const text = response.headers.get('content-length');
  return text !== null && /^\d+$/.test(text) && !response.headers.has('content-encoding') ? Number(text) : undefined;
}

function tooLarge(url: URL, maxBytes: number): EngineError {
  return new EngineError('bad_request', `${shownUrl(url)} is larger than the ${maxBytes} bytes that a recovery may fetch`, {
    details: { url: shownUrl(url), expected: maxBytes },
  });
}

function unreachable(url: URL, error: unknown, signal: AbortSignal): unknown {
  if (error instanceof EngineError) return error;
  if (signal.aborted) return new EngineError('cancelled', `the download from ${shownUrl(url)} was stopped`, { cause: error });
  const cause = (error as Error).cause;
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : (error as Error).message;
  return new EngineError('bad_gateway', `Http request error: error sending request for url (${shownUrl(url)}): ${reason}`, {
    cause: error,
    details: { url: shownUrl(url) },
  });
}

interface IdleTimer {
  readonly signal: AbortSignal;
  touch(): void;
  stop(): void;
}

function idleTimer(options: RemoteOptions): IdleTimer {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`nothing came for ${options.idleTimeoutMs} ms`)), options.idleTimeoutMs);
  return {
    signal: AbortSignal.any([controller.signal, options.signal]),
    touch: () => timer.refresh(),
    stop: () => clearTimeout(timer),
  };
}
