import { EngineError } from '@sextant/engine';
import { defaultS3Limits, openBucket, openObject, parseS3Location, type S3Credentials, type S3SettingNames } from '@sextant/server/s3';
import type { ArchiveStream } from './source.ts';
import { UsageError } from './usage-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where S3 is; keys come from the environment or the credential chain, never from the command line. */
export interface S3Place {
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  readonly environment: Environment;
}

const names: S3SettingNames = {
  bucket: 'the bucket in the URL',
  keys: 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile in AWS_PROFILE',
  region: '--s3-region or AWS_REGION, and --s3-endpoint or AWS_ENDPOINT_URL',
  credentials: 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile with AWS_PROFILE',
  rights: 'read the object',
};

export function isS3(source: string): boolean {
  return /^s3:\/\//i.test(source);
}

/** An object as an archive: from its first byte to its last, or from any place. Connections that are cut are resumed. */
export async function openS3Archive(source: string, place: S3Place, signal: AbortSignal): Promise<ArchiveStream> {
  const location = locationOf(source);
  const endpoint = endpointOf(place);
  const region = place.region ?? place.environment['AWS_REGION'] ?? place.environment['AWS_DEFAULT_REGION'];
  const credentials = credentialsOf(place.environment);
  const bucket = await openBucket({
    ...defaultS3Limits,
    bucket: location.bucket,
    names,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region ? { region } : {}),
    ...(credentials === undefined ? {} : { credentials }),
  });
  const { sizeBytes, checksum, read, close } = await openObject(bucket, location, { signal, idleTimeoutMs: defaultS3Limits.idleTimeoutMs });
  return {
    label: `s3://${location.bucket}/${location.key}`,
    sizeBytes,
    recordedSha256: checksum,
    stream: read(0, sizeBytes),
    ranged: { sizeBytes, read },
    close,
  };
}

function locationOf(source: string): { bucket: string; key: string } {
  try {
    const location = parseS3Location(source);
    if (location) return location;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
  throw new UsageError('an object is named s3://bucket/key, without credentials, which come from the environment');
}

function endpointOf({ endpoint, environment }: S3Place): string | undefined {
  const given = endpoint ?? (environment['AWS_ENDPOINT_URL_S3'] || environment['AWS_ENDPOINT_URL'] || undefined);
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url?.username || url?.password)
    throw new UsageError('the endpoint of S3 holds a user name or password: put keys into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  if (!url || !/^https?:$/.test(url.protocol) || url.host === '')
    throw new UsageError(`the endpoint of S3 is ${JSON.stringify(given)}, expected http://host or https://host`);
  return given;
}

/** Keys of the environment; without both of them, or with a profile that was chosen, the chain of the AWS SDK decides. */
function credentialsOf(environment: Environment): S3Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = environment;
  if (!accessKeyId || !secretAccessKey || environment['AWS_PROFILE']) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
