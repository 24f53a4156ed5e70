import { EngineError } from '@sextant/engine';
import { stopped } from './stopped.ts';

/** One request, as messages name it. */
export interface S3Request {
  readonly operation: string;
  readonly bucket: string;
  readonly key?: string;
  /** Absent for AWS itself. */
  readonly endpoint?: string;
}

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly attempts?: number; readonly requestId?: string };
}

const remedies: readonly (readonly [RegExp, string])[] = [
  [/^NoSuchBucket$/, 'make the bucket, or correct bucket in s3_config'],
  [
    /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|XAdminUserNotFound|XAdminNoSuchUser)$/,
    'check access_key and secret_key',
  ],
  [
    /^(?:AuthorizationHeaderMalformed|PermanentRedirect|TemporaryRedirect|IllegalLocationConstraintException)$/,
    'check region in s3_config',
  ],
  [
    /^(?:AccessDenied|Forbidden|AllAccessDisabled|403)$/,
    'check the keys and what they may do: list, read, write and delete objects, and abort multipart uploads',
  ],
  [/^RequestTimeTooSkewed$/, 'correct the clock of this machine'],
];

/**
 * The error of a request that failed for good: status and code of S3, operation, bucket and key. Credentials are neither in the
 * message nor in the details, and the error of the SDK, which can hold them, is not kept.
 */
export function s3Failure(error: unknown, request: S3Request, secrets: readonly string[], signal?: AbortSignal): EngineError {
  if (error instanceof EngineError) return error;
  if (signal?.aborted === true) return stopped();
  const { name = '', message = '', code, $metadata: meta } = error as SdkError;
  const status = meta?.httpStatusCode;
  const details = {
    operation: request.operation,
    bucket: request.bucket,
    ...(request.key === undefined ? {} : { key: request.key }),
    ...(request.endpoint === undefined ? {} : { endpoint: request.endpoint }),
    ...(status === undefined ? {} : { status, s3Code: name }),
    ...(meta?.requestId === undefined ? {} : { requestId: meta.requestId }),
  };
  const place = `${request.operation} of s3://${request.bucket}${request.key === undefined ? '' : `/${request.key}`}${request.endpoint === undefined ? '' : ` at ${request.endpoint}`}`;
  const tries = (meta?.attempts ?? 1) > 1 ? ` after ${meta?.attempts} attempts` : '';
  if (name === 'CredentialsProviderError') {
    return new EngineError(
      'service_error',
      `${place}: no S3 credentials: set access_key and secret_key in storage.snapshots_config.s3_config, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
      { details },
    );
  }
  const said = scrubbed(message, secrets);
  if (status === undefined) {
    const reason = [code ?? name, said].filter((part) => part !== '' && part !== 'Error').join(': ');
    return new EngineError('bad_gateway', `${place}: no answer${tries}: ${reason}`, { details, retryable: true });
  }
  const remedy = remedies.find(([pattern]) => pattern.test(name))?.[1];
  const code3 = /^\d*$|^Error$|^UnknownError$/.test(name) ? '' : ` ${name}`;
  const words = said === '' || said === 'UnknownError' || said === name ? '' : `: ${said}`;
  return new EngineError(
    'bad_gateway',
    `${place}: S3 answered ${status}${code3}${tries}${words}${remedy === undefined ? '' : `; ${remedy}`}`,
    {
      details,
      retryable: status >= 500 || status === 429,
    },
  );
}

function scrubbed(text: string, secrets: readonly string[]): string {
  let clean = text.trim().replace(/\.$/, '');
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '***');
  return clean;
}
