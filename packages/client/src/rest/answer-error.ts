import type { ErrorCode } from '@sextant/contract';
import { QdrantError } from '../error.ts';
import type { TransportResponse } from './transport.ts';

/** How the server's words start, for the codes that share a status. */
const codeByPrefix: readonly (readonly [number, string, ErrorCode])[] = [
  [400, 'Wrong input: ', 'wrong_input'],
  [400, 'Checksum mismatch', 'checksum_mismatch'],
  [400, 'Snapshot checksum mismatch', 'checksum_mismatch'],
  [400, 'Format error in JSON body', 'json_format'],
  [400, 'Deserialize error in query', 'query_format'],
  [400, 'Deserialize error in path', 'path_format'],
  [400, 'JSON payload (', 'payload_too_large'],
  [403, 'InvalidSignature', 'invalid_token'],
  [403, 'ExpiredSignature', 'invalid_token'],
  [503, 'Service is shutting down', 'shutting_down'],
];

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'standalone',
  408: 'timeout',
  409: 'already_exists',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  416: 'range_not_satisfiable',
  422: 'validation',
  429: 'rate_limited',
  501: 'not_implemented',
  502: 'bad_gateway',
  503: 'shard_unavailable',
  507: 'insufficient_storage',
};

const bodyLimitChars = 65_536;

/** The error for an answer of 400 and above; its message starts with the server's own words. */
export function answerError(
  response: TransportResponse,
  request: { method: string; url: string },
  requestId: string | undefined,
): QdrantError {
  const serverMessage = readMessage(response.text);
  const { status } = response;
  const row = codeByPrefix.find(([rowStatus, prefix]) => rowStatus === status && serverMessage.startsWith(prefix));
  const retryAfterMs = readRetryAfter(response.header('retry-after'));
  const id = response.header('x-request-id') ?? requestId;
  return new QdrantError(`${serverMessage === '' ? 'no error text' : serverMessage} (${status}, ${request.method} ${request.url})`, {
    code: row?.[2] ?? codeByStatus[status] ?? 'service_error',
    status,
    serverMessage,
    request,
    retryable: status === 408 || status === 429 || status === 502 || status === 503 || status === 504,
    body: response.text.slice(0, bodyLimitChars),
    ...(id === undefined ? {} : { requestId: id }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function readMessage(text: string): string {
  try {
    const body = JSON.parse(text) as { status?: { error?: unknown }; error?: unknown };
    const message = body.status?.error ?? body.error;
    if (typeof message === 'string') return message;
  } catch {
    // Plain text, as downloads and the credential check answer.
  }
  return text.slice(0, bodyLimitChars).trim();
}

/** `Retry-After` in its two forms, seconds and an HTTP date, as milliseconds from now. */
export function readRetryAfter(header: string | undefined, nowMs: number = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
