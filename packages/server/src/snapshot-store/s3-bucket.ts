import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { EngineError } from '@sextant/engine';
import { configuredNames, type S3SettingNames, s3Failure } from './s3-failure.ts';
import type { S3Credentials, S3Settings } from './s3-settings.ts';
import type { ByteRange } from './snapshot-store.ts';

export interface S3Object {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Without quotes; changes with the content. */
  readonly etag: string;
}

export interface S3Upload {
  readonly key: string;
  readonly uploadId: string;
  readonly startedMs: number;
}

export interface S3Part {
  readonly number: number;
  readonly etag: string;
}

/**
 * The requests that snapshots need of one bucket. The SDK repeats what may succeed when repeated; what fails for good fails with an
 * `EngineError` that tells status, code, bucket and key. Keys are literal.
 */
export interface S3Bucket {
  readonly name: string;
  head(key: string, signal?: AbortSignal): Promise<S3Object | undefined>;
  /** Fails with NoSuchBucket. A missing object and a missing bucket look alike to `head`. */
  requireBucket(signal?: AbortSignal): Promise<void>;
  /** The bytes of a range, as long as the object still has this etag. */
  get(object: S3Object, range: ByteRange, signal?: AbortSignal): Promise<Readable>;
  getSmall(key: string, signal?: AbortSignal): Promise<{ bytes: Uint8Array; metadata: Readonly<Record<string, string>> } | undefined>;
  put(key: string, bytes: Uint8Array, metadata?: Record<string, string>, signal?: AbortSignal): Promise<void>;
  /** Also succeeds when there is no such object. */
  remove(key: string, signal?: AbortSignal): Promise<void>;
  /** Objects directly below a prefix that ends in `/` or is empty; all pages. */
  list(prefix: string, signal?: AbortSignal): AsyncIterable<S3Object>;
  /** `attempts` above 1: an earlier one may have begun another upload. */
  startUpload(key: string, signal?: AbortSignal): Promise<{ uploadId: string; attempts: number }>;
  putPart(upload: { key: string; uploadId: string }, number: number, bytes: Uint8Array, signal?: AbortSignal): Promise<S3Part>;
  finishUpload(upload: { key: string; uploadId: string }, parts: readonly S3Part[], signal?: AbortSignal): Promise<void>;
  /** Also succeeds when there is no such upload. */
  abortUpload(upload: { key: string; uploadId: string }, signal?: AbortSignal): Promise<void>;
  /** Multipart uploads under way whose keys begin with `prefix`; all pages. */
  listUploads(prefix: string, signal?: AbortSignal): AsyncIterable<S3Upload>;
  close(): void;
}

export interface S3BucketOptions extends S3Settings {
  readonly bucket: string;
  /** Longest silence of S3 within a request. */
  readonly idleTimeoutMs: number;
  /** How often a request is tried. */
  readonly maxAttempts: number;
  /** For messages; by default as the configuration of a server calls them. */
  readonly names?: S3SettingNames;
}

export const defaultS3Limits = { idleTimeoutMs: 60_000, maxAttempts: 5 } as const;

/** Loads the SDK (some 100 ms, once per process) and makes a client. Nothing is sent yet. */
export async function openBucket(options: S3BucketOptions): Promise<S3Bucket> {
  const sdk = await import('@aws-sdk/client-s3');
  const { endpoint, credentials, idleTimeoutMs } = options;
  const client = new sdk.S3Client({
    region: options.region ?? process.env['AWS_REGION'] ?? 'us-east-1',
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? { followRegionRedirects: true } : { endpoint, forcePathStyle: true }),
    maxAttempts: options.maxAttempts,
    // The signature covers the SHA-256 of every body. More checksums than that are refused by S3 servers that are not AWS.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, socketTimeout: idleTimeoutMs },
  });
  return bucketOf(sdk, client, options);
}

type Sdk = typeof import('@aws-sdk/client-s3');

function bucketOf(sdk: Sdk, client: S3Client, options: S3BucketOptions): S3Bucket {
  const { bucket: Bucket, endpoint } = options;
  const told = { secrets: secretsOf(options.credentials), names: options.names ?? configuredNames };
  async function attempt<T>(
    operation: string,
    key: string | undefined,
    signal: AbortSignal | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const request = { operation, bucket: Bucket, ...(key === undefined ? {} : { key }), ...(endpoint === undefined ? {} : { endpoint }) };
      throw s3Failure(error, request, told, signal);
    }
  }
  const how = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } => (signal === undefined ? {} : { abortSignal: signal });

  return {
    name: Bucket,
    head: (key, signal) =>
      attempt('HeadObject', key, signal, async () => {
        try {
          const { ContentLength = 0, LastModified, ETag } = await client.send(new sdk.HeadObjectCommand({ Bucket, Key: key }), how(signal));
          return { key, sizeBytes: ContentLength, modifiedMs: LastModified?.getTime() ?? 0, etag: unquoted(ETag) };
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }),
    requireBucket: (signal) =>
      attempt('ListObjectsV2', undefined, signal, async () => {
        // Unlike the answers to HEAD, this one says what is missing. Who may read objects may not always list them.
        await client.send(new sdk.ListObjectsV2Command({ Bucket, MaxKeys: 1 }), how(signal)).catch((error: unknown) => {
          if (statusOf(error) === 404) throw error;
        });
      }),
    get: (object, range, signal) =>
      attempt('GetObject', object.key, signal, async () => {
        const asked = { Bucket, Key: object.key, Range: `bytes=${range.start}-${range.end - 1}`, IfMatch: `"${object.etag}"` };
        const { Body, ContentRange } = await client.send(new sdk.GetObjectCommand(asked), how(signal));
        if (ContentRange === undefined && (range.start > 0 || range.end < object.sizeBytes)) {
          (Body as Readable).destroy();
          throw new EngineError(
            'bad_gateway',
            `S3 sent the whole of s3://${Bucket}/${object.key} where bytes ${range.start}-${range.end - 1} were asked for`,
          );
        }
        return Body as Readable;
      }),
    getSmall: (key, signal) =>
      attempt('GetObject', key, signal, async () => {
        try {
          const { Body, Metadata = {} } = await client.send(
            new sdk.GetObjectCommand({ Bucket, Key: key, Range: 'bytes=0-4095' }),
            how(signal),
          );
          return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(0), metadata: Metadata };
        } catch (error) {
          // 416: an empty object has no first byte.
          if (isMissing(error) || statusOf(error) === 416) return undefined;
          throw error;
        }
      }),
    put: (key, bytes, metadata, signal) =>
      attempt('PutObject', key, signal, async () => {
        const object = { Bucket, Key: key, Body: bytes, ...(metadata === undefined ? {} : { Metadata: metadata }) };
        await repeatBroken(() => client.send(new sdk.PutObjectCommand(object), how(signal)));
      }),
    remove: (key, signal) =>
      attempt('DeleteObject', key, signal, async () => {
        await client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key }), how(signal)).catch(unlessMissing);
      }),
    async *list(prefix, signal) {
      let ContinuationToken: string | undefined;
      do {
        const asked = { Bucket, Prefix: prefix, Delimiter: '/', ...(ContinuationToken === undefined ? {} : { ContinuationToken }) };
        const page = await attempt('ListObjectsV2', prefix, signal, () => client.send(new sdk.ListObjectsV2Command(asked), how(signal)));
        for (const { Key = '', Size = 0, LastModified, ETag } of page.Contents ?? [])
          yield { key: Key, sizeBytes: Size, modifiedMs: LastModified?.getTime() ?? 0, etag: unquoted(ETag) };
        ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined;
      } while (ContinuationToken !== undefined);
    },
    startUpload: (key, signal) =>
      attempt('CreateMultipartUpload', key, signal, async () => {
        const { UploadId, $metadata } = await client.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: key }), how(signal));
        if (UploadId === undefined) throw new EngineError('bad_gateway', `S3 gave the multipart upload of s3://${Bucket}/${key} no id`);
        return { uploadId: UploadId, attempts: $metadata.attempts ?? 1 };
      }),
    putPart: ({ key, uploadId }, number, bytes, signal) =>
      attempt('UploadPart', key, signal, async () => {
        const part = { Bucket, Key: key, UploadId: uploadId, PartNumber: number, Body: bytes };
        const { ETag = '' } = await repeatBroken(() => client.send(new sdk.UploadPartCommand(part), how(signal)));
        return { number, etag: ETag };
      }),
    finishUpload: ({ key, uploadId }, parts, signal) =>
      attempt('CompleteMultipartUpload', key, signal, async () => {
        const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: etag }));
        await client.send(
          new sdk.CompleteMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId, MultipartUpload: { Parts } }),
          how(signal),
        );
      }),
    abortUpload: ({ key, uploadId }, signal) =>
      attempt('AbortMultipartUpload', key, signal, async () => {
        await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: uploadId }), how(signal)).catch(unlessMissing);
      }),
    async *listUploads(prefix, signal) {
      let from: { KeyMarker?: string; UploadIdMarker?: string } = {};
      for (let isLast = false; !isLast; ) {
        const page = await attempt('ListMultipartUploads', prefix, signal, () =>
          client.send(new sdk.ListMultipartUploadsCommand({ Bucket, Prefix: prefix, ...from }), how(signal)),
        );
        for (const { Key, UploadId, Initiated } of page.Uploads ?? [])
          if (Key !== undefined && UploadId !== undefined)
            yield { key: Key, uploadId: UploadId, startedMs: Initiated?.getTime() ?? Date.now() };
        const { NextKeyMarker, NextUploadIdMarker } = page;
        isLast = page.IsTruncated !== true || NextKeyMarker === undefined;
        from = {
          ...(NextKeyMarker === undefined ? {} : { KeyMarker: NextKeyMarker }),
          ...(NextUploadIdMarker === undefined ? {} : { UploadIdMarker: NextUploadIdMarker }),
        };
      }
    },
    close: () => client.destroy(),
  };
}

function secretsOf(credentials: S3Credentials | undefined): string[] {
  if (credentials === undefined) return [];
  return [credentials.secretAccessKey, credentials.accessKeyId, credentials.sessionToken ?? ''];
}

// S3 compared a digest of what it received with the one that was sent: the body was damaged on its way, or cut.
const brokenBody = /^(?:BadDigest|XAmzContentSHA256Mismatch|XAmzContentChecksumMismatch|IncompleteBody|InvalidDigest|RequestTimeout)$/;
const brokenBodyAttempts = 3;

/** The SDK takes these refusals for final. */
async function repeatBroken<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt >= brokenBodyAttempts || !brokenBody.test((error as Error).name)) throw error;
    }
  }
}

function unquoted(etag: string | undefined): string {
  return (etag ?? '').replace(/^"(.*)"$/, '$1');
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

/** 404, but not for the bucket. */
function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 && /^(?:NotFound|NoSuchKey|NoSuchUpload|404|UnknownError|Error)$/.test((error as Error).name);
}

function unlessMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
