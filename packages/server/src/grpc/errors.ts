import { type Code, ConnectError } from '@connectrpc/connect';
import { type ErrorCode, errorTable, type GrpcStatus, grpcStatusNumber } from '@sextant/contract';
import { ErrorInfoSchema } from '@sextant/contract/grpc';
import type { EngineError } from '@sextant/engine';
import { FormatError, ValidationError } from '../decode/scope.ts';
import { errorText } from '../http/error-reply.ts';

/** Who the `reason` of an ErrorInfo belongs to. */
const domain = 'sextant';

/** An error as it leaves the server: status, text, and the same as data in a google.rpc.ErrorInfo. */
function wireError(
  status: GrpcStatus,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): ConnectError {
  const metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(details)) {
    if (value !== undefined) metadata[key] = typeof value === 'string' ? value : (JSON.stringify(value, writeBigint) ?? String(value));
  }
  const info = { reason: code.toUpperCase(), domain, metadata };
  return new ConnectError(message, grpcStatusNumber[status] as Code, undefined, [{ desc: ErrorInfoSchema, value: info }], cause);
}

function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** A request that cannot be turned into an operation; the real server sends such texts without a prefix. */
export function invalidArgument(message: string): ConnectError {
  return wireError('INVALID_ARGUMENT', 'wrong_input', message);
}

/** Recognises the error of any copy of the engine. */
export function isEngineError(error: unknown): error is EngineError {
  return error instanceof Error && error.name === 'EngineError' && 'code' in error && Object.hasOwn(errorTable, error.code as string);
}

/** The one way out for whatever a handler throws. What is unknown becomes INTERNAL with its message; the caller logs it. */
export function toConnectError(error: unknown): ConnectError {
  if (error instanceof ConnectError) return error;
  if (isEngineError(error)) return fromEngineError(error);
  if (error instanceof ValidationError) return wireError('INVALID_ARGUMENT', 'validation', `Validation error in body: ${error.message}`);
  if (error instanceof FormatError) return invalidArgument(error.message);
  const text = error instanceof Error ? error.message : String(error);
  return wireError('INTERNAL', 'service_error', `${errorTable.service_error.prefix}${text}`, {}, error);
}

function fromEngineError(error: EngineError): ConnectError {
  const code: ErrorCode = error.code;
  const row = errorTable[code];
  // The engine names places as REST does; here everything is in the message.
  const message = errorText(error).replace(/^(Validation error in )(?:JSON body|query parameters|path parameters): /, '$1body: ');
  const result = wireError(
    row.grpcStatus,
    code,
    message,
    { ...error.details, ...(error.retryable || row.retryable ? { retryable: true } : {}) },
    error,
  );
  if (code === 'rate_limited') {
    const seconds = error.details['retryAfterSec'];
    result.metadata.set('retry-after', String(typeof seconds === 'number' ? seconds : 60));
  }
  return result;
}
