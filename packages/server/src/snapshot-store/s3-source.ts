import { EngineError } from '@sextant/engine';
import type { OpenedSource } from './remote-source.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { readObject } from './s3-reader.ts';
import { credentialsFromApiKey, type S3Credentials, type S3Settings } from './s3-settings.ts';
import { readSidecar } from './s3-sidecar.ts';
import type { ByteSource } from './snapshot-store.ts';

/** An object named by its location, `s3://bucket/key`. The key is literal: nothing in it is decoded. */
export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

export interface S3SourceOptions {
  /** `ACCESS:SECRET`; absent, the configured credentials are used, for the configured bucket only. */
  readonly apiKey?: string;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/** Opens objects for recovery, whatever store the server has. */
export type OpenS3Source = (location: S3Location, options: S3SourceOptions) => Promise<OpenedSource>;

/** The parts of `s3://bucket/key`, or undefined for another scheme. */
export function parseS3Location(location: string): S3Location | undefined {
  if (!/^s3:\/\//i.test(location)) return undefined;
  const match = /^s3:\/\/([^/?#]+)\/(.+)$/is.exec(location);
  if (match === null) throw new EngineError('bad_request', `Invalid snapshot URI ${JSON.stringify(location)}: expected s3://bucket/key`);
  const [, bucket = '', key = ''] = match;
  // The endpoint is configured; what stands before an @ would be credentials in a place that is logged.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/.test(bucket))
    throw new EngineError(
      'bad_request',
      'Invalid snapshot URI: expected s3://bucket/key, with the name of a bucket and no credentials; those go into api_key',
    );
  return { bucket, key };
}

/** Region and endpoint come from the configuration, credentials from the caller. */
export function s3Source(
  settings: S3Settings,
  idleTimeoutMs: number,
  connect: (bucket: string, credentials: S3Credentials | undefined) => Promise<S3Bucket>,
): OpenS3Source {
  return async (location, options) => {
    const bucket = await connect(location.bucket, credentialsFor(settings, location, options.apiKey));
    const object = await openObject(bucket, location, { signal: options.signal, idleTimeoutMs }).catch((error: unknown) => {
      throw asRefusal(location, error);
    });
    const { sizeBytes, checksum, close } = object;
    if (sizeBytes > options.maxBytes) {
      await close();
      throw new EngineError(
        'bad_request',
        `s3://${location.bucket}/${location.key} is larger than the ${options.maxBytes} bytes that a recovery may fetch`,
      );
    }
    return { sizeBytes, ...(checksum === undefined ? {} : { checksum }), bytes: object.read(0, sizeBytes), close };
  };
}

/** An object that is there, at the version that was found when it was opened. */
export interface OpenedObject {
  readonly sizeBytes: number;
  /** SHA-256 that lies beside it, as our server puts it there. */
  readonly checksum?: string;
  /** From `start` up to `end`, exclusive; resumed where the connection is cut. */
  read(start: number, end: number): ByteSource;
  /** Ends what is being read, and the connections of the bucket. */
  close(): Promise<void>;
}

/** Opens an object; the bucket is the object's from here on and closed on failure. */
export async function openObject(
  bucket: S3Bucket,
  location: S3Location,
  { signal: stop, idleTimeoutMs }: { readonly signal: AbortSignal; readonly idleTimeoutMs: number },
): Promise<OpenedObject> {
  const closed = new AbortController();
  const signal = AbortSignal.any([stop, closed.signal]);
  const close = (): Promise<void> => {
    closed.abort();
    bucket.close();
    return Promise.resolve();
  };
  try {
    const object = await bucket.head(location.key, signal);
    if (object === undefined) {
      await bucket.requireBucket(signal);
      throw refused(location, '404 NoSuchKey: the object does not exist', { status: 404, s3Code: 'NoSuchKey' });
    }
    // Keys that may read this object only are enough.
    const checksum = await readSidecar(bucket, object, signal).catch(() => undefined);
    const read = (start: number, end: number): ByteSource => readObject(bucket, object, { start, end }, { signal, idleTimeoutMs });
    return { sizeBytes: object.sizeBytes, ...(checksum === undefined ? {} : { checksum }), read, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function credentialsFor(settings: S3Settings, { bucket }: S3Location, apiKey: string | undefined): S3Credentials | undefined {
  if (apiKey !== undefined) {
    const given = credentialsFromApiKey(apiKey);
    if (given === undefined) throw new EngineError('bad_request', 'api_key of an s3:// location is expected as ACCESS:SECRET');
    return given;
  }
  if (bucket === settings.bucket) return settings.credentials;
  throw new EngineError('bad_request', `s3://${bucket} is not the bucket of this server: give api_key as ACCESS:SECRET`, {
    details: { bucket },
  });
}

/** What S3 refuses with 4xx is wrong with the request to us; the rest is not. */
function asRefusal(location: S3Location, error: unknown): unknown {
  if (!(error instanceof EngineError)) return error;
  const status = error.details['status'];
  return error.code === 'bad_gateway' && typeof status === 'number' && status >= 400 && status < 500 && status !== 429
    ? refused(location, error.message, error.details)
    : error;
}

function refused({ bucket, key }: S3Location, reason: string, details: Readonly<Record<string, unknown>>): EngineError {
  return new EngineError('wrong_input', `Failed to download tar from s3://${bucket}/${key}: ${reason}`, {
    details: { bucket, key, ...details },
  });
}
