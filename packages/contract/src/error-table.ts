/** gRPC status names, with their numbers in `grpcStatusNumber`. */
export const grpcStatusNumber = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type GrpcStatus = keyof typeof grpcStatusNumber;

/** One way to fail. The message on the wire is `prefix` followed by the text of the error. */
export interface ErrorRow {
  readonly httpStatus: number;
  readonly grpcStatus: GrpcStatus;
  readonly prefix: string;
  /** The same request may succeed later, unchanged. */
  readonly retryable: boolean;
}

const row = (httpStatus: number, grpcStatus: GrpcStatus, prefix = '', retryable = false): ErrorRow => ({
  httpStatus,
  grpcStatus,
  prefix,
  retryable,
});

/** Every error that leaves the server, over both transports. Codes are never reused for another meaning. */
export const errorTable = {
  // the request is wrong
  wrong_input: row(400, 'INVALID_ARGUMENT', 'Wrong input: '),
  bad_request: row(400, 'INVALID_ARGUMENT', 'Bad request: '),
  already_exists: row(409, 'ALREADY_EXISTS', 'Wrong input: '),
  not_found: row(404, 'NOT_FOUND', 'Not found: '),
  json_format: row(400, 'INVALID_ARGUMENT', 'Format error in JSON body: '),
  query_format: row(400, 'INVALID_ARGUMENT', 'Deserialize error in query parameters: '),
  path_format: row(400, 'INVALID_ARGUMENT', 'Deserialize error in path parameters: '),
  /** The text goes on with the place: `JSON body: […]`, `query parameters: […]`, `path parameters: […]`, over gRPC `body: […]`. */
  validation: row(422, 'INVALID_ARGUMENT', 'Validation error in '),
  payload_too_large: row(400, 'RESOURCE_EXHAUSTED'),
  /** Sent as plain text by the endpoints that insist on a content type. */
  unsupported_media_type: row(415, 'INVALID_ARGUMENT'),
  range_not_satisfiable: row(416, 'OUT_OF_RANGE'),
  checksum_mismatch: row(400, 'DATA_LOSS', 'Checksum mismatch: '),
  inference_failed: row(400, 'INVALID_ARGUMENT'),
  // who asks
  unauthorized: row(401, 'UNAUTHENTICATED'),
  /** A token with a bad signature or past its time; plain text over REST. */
  invalid_token: row(403, 'UNAUTHENTICATED'),
  forbidden: row(403, 'PERMISSION_DENIED', 'Forbidden: '),
  // the state of the server does not allow it
  not_modified: row(304, 'FAILED_PRECONDITION'),
  locked: row(403, 'FAILED_PRECONDITION', 'Storage locked: '),
  precondition_failed: row(500, 'FAILED_PRECONDITION', 'Pre-condition failure: '),
  standalone: row(405, 'UNIMPLEMENTED'),
  not_implemented: row(501, 'UNIMPLEMENTED', 'Not implemented: '),
  rate_limited: row(429, 'RESOURCE_EXHAUSTED', 'Rate limiting exceeded: ', true),
  insufficient_storage: row(507, 'RESOURCE_EXHAUSTED', 'Insufficient storage: '),
  already_in_progress: row(503, 'UNAVAILABLE', '', true),
  shard_unavailable: row(503, 'UNAVAILABLE', 'Shard temporarily unavailable: ', true),
  shutting_down: row(503, 'UNAVAILABLE', 'Service is shutting down: ', true),
  // it went wrong
  timeout: row(408, 'DEADLINE_EXCEEDED', 'Timeout: ', true),
  cancelled: row(500, 'CANCELLED', 'Service internal error: Operation cancelled: ', true),
  bad_gateway: row(502, 'UNAVAILABLE', 'Bad gateway: ', true),
  service_error: row(500, 'INTERNAL', 'Service internal error: '),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;
