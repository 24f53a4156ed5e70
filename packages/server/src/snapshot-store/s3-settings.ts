import { ConfigError } from '../config/load-config.ts';
import type { ServerConfig } from '../config/schema.ts';

/** Where and as whom to speak S3. What is absent comes from the environment: the credential chain of the AWS SDK, `AWS_REGION`. */
export interface S3Settings {
  /** Absent when nothing is configured at all: then every use of the store fails, the server runs. */
  readonly bucket?: string;
  readonly region?: string;
  readonly credentials?: S3Credentials;
  /** `http://` or `https://`, path included; absent for AWS itself. */
  readonly endpoint?: string;
}

/** Never logged, never part of a message. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

type SnapshotsConfig = ServerConfig['storage']['snapshots_config'];

const place = 'storage.snapshots_config.s3_config';

/** Reads `storage.snapshots_config`, where an empty value is as good as none. Fails for what could never work, without asking S3. */
export function s3Settings(config: SnapshotsConfig, environment: Readonly<Record<string, string | undefined>>): S3Settings {
  const { bucket, region, access_key: accessKey, secret_key: secretKey, endpoint_url: endpoint } = config.s3_config;
  const isGiven = [bucket, region, accessKey, secretKey, endpoint].some((value) => value !== null && value !== '');
  if (config.snapshots_storage === 's3' && isGiven && !bucket) throw new ConfigError(`missing configuration field "${place}.bucket"`);
  if (endpoint) checkEndpoint(endpoint);
  const credentials = credentialsOf(accessKey, secretKey, environment);
  return {
    ...(bucket ? { bucket } : {}),
    ...(region ? { region } : {}),
    ...(endpoint ? { endpoint } : {}),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** One key in the file and the other in the environment is a usual split; with neither in the file the SDK looks for both. */
function credentialsOf(
  accessKey: string | null,
  secretKey: string | null,
  environment: Readonly<Record<string, string | undefined>>,
): S3Credentials | undefined {
  if (!accessKey && !secretKey) return undefined;
  const accessKeyId = accessKey || environment['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = secretKey || environment['AWS_SECRET_ACCESS_KEY'];
  if (accessKeyId && secretAccessKey) return { accessKeyId, secretAccessKey };
  const [given, missing] = accessKeyId ? ['access_key', 'secret_key'] : ['secret_key', 'access_key'];
  throw new ConfigError(
    `${place}.${given} is given without ${place}.${missing}: give both, or neither to use the credentials of the environment`,
  );
}

function checkEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.username || url?.password)
    throw new ConfigError(`${place}.endpoint_url holds a user name or password: use access_key and secret_key`);
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.host !== '') return;
  throw new ConfigError(`${place}.endpoint_url is ${JSON.stringify(endpoint)}, expected http://host or https://host`);
}

/** The credentials in the `api_key` of a recovery: `ACCESS:SECRET`, or `ACCESS:SECRET:SESSION`. Undefined for anything else. */
export function credentialsFromApiKey(apiKey: string): S3Credentials | undefined {
  const [accessKeyId = '', secretAccessKey = '', sessionToken, ...rest] = apiKey.split(':');
  if (accessKeyId === '' || secretAccessKey === '' || sessionToken === '' || rest.length > 0) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
