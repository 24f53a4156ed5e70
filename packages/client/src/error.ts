import type { ErrorCode } from '@sextant/contract';

const brand = Symbol.for('sextant.QdrantError');

/** Failures that no server answered: the connection, the time limit, an answer that is not the API's, a digest that differs. */
export type ClientErrorCode = 'connection' | 'timeout' | 'bad_answer' | 'digest_mismatch' | 'usage';

export interface QdrantErrorFields {
  /** A row of the contract's error table when the server answered, else what failed on this side. */
  readonly code: ErrorCode | ClientErrorCode;
  /** HTTP status of the answer; absent when there was none or the call was gRPC. */
  readonly status?: number;
  /** gRPC status code of the answer. */
  readonly grpcStatus?: number;
  /** The server's own words, unchanged. */
  readonly serverMessage?: string;
  /** Method and URL of the call; credentials are never part of it. */
  readonly request?: { readonly method: string; readonly url: string };
  readonly requestId?: string;
  /** From `Retry-After`: how long the server asks to wait. */
  readonly retryAfterMs?: number;
  /** True when the same call may succeed later. */
  readonly retryable?: boolean;
  /** Body of the answer as text, at most 64 KiB. */
  readonly body?: string;
  readonly cause?: unknown;
}

/** The one error of the client. An abort by the caller's signal is not wrapped: it rejects with the signal's reason. */
export class QdrantError extends Error {
  override readonly name = 'QdrantError';
  readonly code: ErrorCode | ClientErrorCode;
  readonly status: number | undefined;
  readonly grpcStatus: number | undefined;
  readonly serverMessage: string | undefined;
  readonly request: { readonly method: string; readonly url: string } | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly retryable: boolean;
  readonly body: string | undefined;
  readonly [brand] = true;

  constructor(message: string, fields: QdrantErrorFields) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.code = fields.code;
    this.status = fields.status;
    this.grpcStatus = fields.grpcStatus;
    this.serverMessage = fields.serverMessage;
    this.request = fields.request;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
    this.retryable = fields.retryable ?? false;
    this.body = fields.body;
  }
}

/** Recognises a `QdrantError` of any copy of this package. */
export function isQdrantError(error: unknown): error is QdrantError {
  return typeof error === 'object' && error !== null && brand in error;
}
