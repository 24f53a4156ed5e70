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

/** What those who asked can correct, as they know it. */
export interface S3SettingNames {
  readonly bucket: string;
  readonly keys: string;
  readonly region: string;
  /** Where keys are looked for, when there are none. */
  readonly credentials: string;
  /** What the keys must allow. */
  readonly rights: string;
}

export const configuredNames: S3SettingNames = {
  bucket: 'bucket in s3_config',
  keys: 'access_key and secret_key',
  region: 'region in s3_config',
  credentials: 'access_key and secret_key in storage.snapshots_config.s3_config, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  rights: 'list, read, write and delete objects, and abort multipart uploads',
};

const remedies: readonly (readonly [RegExp, (names: S3SettingNames) => string])[] = [
  [/^NoSuchBucket$/, ({ bucket }) => `make the bucket, or correct ${bucket}`],
  [
    /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|XAdminUserNotFound|XAdminNoSuchUser)$/,
    ({ keys }) => `check ${keys}`,
  ],
  [
    /^(?:AuthorizationHeaderMalformed|PermanentRedirect|TemporaryRedirect|IllegalLocationConstraintException)$/,
    ({ region }) => `check ${region}`,
  ],
  [/^(?:AccessDenied|Forbidden|AllAccessDisabled|403)$/, ({ rights }) => `check the keys and what they may do: ${rights}`],
  [/^RequestTimeTooSkewed$/, () => 'correct the clock of this machine'],
];

/**
 * The error of a request that failed for good: status and code of S3, operation, bucket and key. Credentials are neither in the
 * message nor in the details, and the error of the SDK, which can hold them, is not kept.
 */
export function s3Failure(
  error: unknown,
  request: S3Request,
  { secrets, names }: { readonly secrets: readonly string[]; readonly names: S3SettingNames },
  signal?: AbortSignal,
): EngineError {
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
    return new EngineError('service_error', `${place}: no S3 credentials: set ${names.credentials}`, { details });
  }
  const said = scrubbed(message, secrets);
  if (status === undefined) {
    const reason = [code ?? name, said].filter((part) => part !== '' && part !== 'Error').join(': ');
    return new EngineError('bad_gateway', `${place}: no answer${tries}: ${reason}`, { details, retryable: true });
  }
  // The answer to HEAD has no code, only the status.
  const known = status === 403 && name.startsWith('Unknown') ? 'AccessDenied' : name;
  const remedy = remedies.find(([pattern]) => pattern.test(known))?.[1](names);
  const code3 = /^\d*$|^Error$|^Unknown(?:Error)?$/.test(name) ? '' : ` ${name}`;
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
