// Objects of S3 for tools that read snapshots without a server.
export { defaultS3Limits, openBucket, type S3Bucket, type S3BucketOptions } from './snapshot-store/s3-bucket.ts';
export type { S3SettingNames } from './snapshot-store/s3-failure.ts';
export type { S3Credentials, S3Settings } from './snapshot-store/s3-settings.ts';
export { type OpenedObject, openObject, parseS3Location, type S3Location } from './snapshot-store/s3-source.ts';
