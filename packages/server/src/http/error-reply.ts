import { errorTable } from '@sextant/contract';
import { stringifyJson } from '@sextant/contract/json';
import { EngineError } from '@sextant/engine';
import type { RawReply } from './handler.ts';

const jsonHeaders = { 'content-type': 'application/json' };

/** Any failure as an `EngineError`; what was not foreseen becomes a `service_error` that keeps its cause for the log. */
export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  return new EngineError('service_error', error instanceof Error ? error.message : String(error), { cause: error });
}

/** The full text of an error as clients see it. */
export function errorText(error: EngineError): string {
  const { prefix } = errorTable[error.code];
  return error.message.startsWith(prefix) ? error.message : prefix + error.message;
}

// Operations whose errors repeat the text at the top level, for scripts that read `.error`. Others answer exactly as the real
// server does: clients with strict models of its error envelope refuse a key they do not know.
const repeatsText = /snapshot/;
const refusals: readonly string[] = ['unauthorized', 'invalid_token', 'forbidden'];

/**
 * The error envelope `{"status":{"error":text},"time":t}`; snapshot operations and what is not built add a top-level `error` with the
 * same text, the former `details` of a refused archive, and the latter a `reason` for machines.
 */
export function errorReply(error: EngineError, operation: string, measuredSec: number): RawReply {
  const row = errorTable[error.code];
  if (error.code === 'not_modified') return { kind: 'raw', status: row.httpStatus, headers: {} };
  const text = errorText(error);
  const reason =
    error.code === 'not_implemented' ? { code: error.code, operation, see: 'docs/compatibility.md', ...error.details } : undefined;
  const plain = reason === undefined && (!repeatsText.test(operation) || refusals.includes(error.code));
  const body = {
    status: { error: text },
    time: measuredSec,
    ...(plain ? {} : { error: text, ...archiveDetails(error) }),
    ...(reason === undefined ? {} : { reason }),
  };
  return { kind: 'raw', status: row.httpStatus, headers: { ...jsonHeaders, ...retryHeader(error) }, body: stringifyJson(body) };
}

const detailKeys = ['file', 'offset', 'field', 'expected', 'found', 'remedy'] as const;

/** Where in an archive something is wrong, for programs. Other details are for the log: they may name paths of this machine. */
function archiveDetails({ details, code }: EngineError): { details?: Record<string, unknown> } {
  if (details['remedy'] === undefined || code === 'not_implemented') return {};
  return { details: Object.fromEntries(detailKeys.flatMap((key) => (details[key] === undefined ? [] : [[key, details[key]]]))) };
}

/** The same failure as plain text: downloads and streams answer so. */
export function textErrorReply(error: EngineError): RawReply {
  const status = errorTable[error.code].httpStatus;
  if (error.code === 'not_modified') return { kind: 'raw', status, headers: {} };
  return { kind: 'raw', status, headers: { 'content-type': 'text/plain; charset=utf-8', ...retryHeader(error) }, body: errorText(error) };
}

function retryHeader(error: EngineError): Record<string, string> {
  if (error.code !== 'rate_limited') return {};
  const seconds = error.details['retryAfterSec'];
  return { 'retry-after': String(typeof seconds === 'number' ? seconds : 60) };
}
