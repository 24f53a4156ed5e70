import type { EngineEvent } from '@sextant/engine';
import { joinPath, type Vfs } from '@sextant/vfs';
import type { ServerConfig } from '../config/schema.ts';
import { defaultS3Limits, openBucket, type S3Bucket } from './s3-bucket.ts';
import { keyPrefix } from './s3-keys.ts';
import { type S3Credentials, s3Settings } from './s3-settings.ts';
import { type OpenS3Source, s3Source } from './s3-source.ts';
import { s3Store } from './s3-store.ts';
import type { SnapshotStore } from './snapshot-store.ts';

export interface S3SnapshotsOptions {
  readonly config: ServerConfig['storage'];
  /** `snapshots_path` as it was given: keys begin with it. */
  readonly keyPath: string;
  readonly vfs: Vfs;
  readonly onEvent?: (event: EngineEvent) => void;
}

/** What the configuration makes of S3: the store, when snapshots are kept there, and the way to `s3://` locations. Nothing is asked of S3 yet. */
export function s3Snapshots(options: S3SnapshotsOptions): { readonly store?: SnapshotStore; readonly openS3: OpenS3Source } {
  const { config, vfs, onEvent } = options;
  const settings = s3Settings(config.snapshots_config, process.env);
  const { idleTimeoutMs } = defaultS3Limits;
  const connect = (bucket: string, credentials: S3Credentials | undefined): Promise<S3Bucket> => {
    const { credentials: _configured, ...place } = settings;
    return openBucket({ ...place, ...defaultS3Limits, bucket, ...(credentials === undefined ? {} : { credentials }) });
  };
  const openS3 = s3Source(settings, idleTimeoutMs, connect);
  if (config.snapshots_config.snapshots_storage !== 's3') return { openS3 };
  const store = s3Store({
    bucket: settings.bucket,
    open: (bucket) => connect(bucket, settings.credentials),
    prefix: keyPrefix(options.keyPath),
    idleTimeoutMs,
    vfs,
    notesPath: joinPath(config.snapshots_path, '.s3-uploads'),
    ...(onEvent === undefined ? {} : { onEvent }),
  });
  return { openS3, store };
}
