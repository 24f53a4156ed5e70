import type { RecoveryPlan } from '@sextant/contract';
import { parseJsonWithBigInt } from '@sextant/contract/json';
import { openFile } from '#file';
import { routes } from '../gen/routes.ts';
import type { OperationId } from '../operation.ts';
import { buildPath, type RestDriver } from '../rest/rest-driver.ts';
import { planOf, requireDryRun } from './dry-run.ts';
import { multipartSnapshot } from './multipart.ts';
import { openSource, type SnapshotSource } from './snapshot-source.ts';
import type { TransferOptions, TransferProgress } from './transfer-options.ts';

export type SnapshotPriority = 'no_sync' | 'snapshot' | 'replica';

export interface UploadOptions extends TransferOptions {
  /** SHA-256 in hex that the server must find before it touches anything. */
  readonly checksum?: string;
  readonly priority?: SnapshotPriority;
  /** Answer when recovered (default) or as soon as the file is there. */
  readonly wait?: boolean;
  /** Name of the file on the server; that of the source by default. */
  readonly fileName?: string;
  /** Reads and checks the whole archive and answers what it would change; nothing is changed. Refused where the server does not know it. */
  readonly dryRun?: boolean;
}

/** Sends a snapshot from a path, Blob or stream and recovers from it; answers the plan when only that is asked for. */
export interface Upload<Place extends readonly unknown[] = []> {
  (...args: [...Place, source: SnapshotSource, options: UploadOptions & { readonly dryRun: true }]): Promise<RecoveryPlan>;
  (...args: [...Place, source: SnapshotSource, options?: UploadOptions & { readonly dryRun?: false }]): Promise<boolean>;
}

export interface UploadTarget {
  readonly operation: OperationId;
  readonly path: Readonly<Record<string, unknown>> & { readonly collection_name: string };
  /** For sources without a name. */
  readonly fileName: string;
}

/** Sends a file as the one field of a form, made while it is sent. True when it was done or taken; anything else is an error. */
export async function uploadSnapshot(
  driver: RestDriver,
  target: UploadTarget,
  source: SnapshotSource,
  options: UploadOptions = {},
): Promise<boolean | RecoveryPlan> {
  const { checksum, priority, wait, fileName, dryRun, onProgress, ...call } = options;
  call.signal?.throwIfAborted();
  if (dryRun === true) await requireDryRun(driver, target.path.collection_name, call);
  const route = routes[target.operation];
  const opened = await openSource(source, openFile);
  let broken: { readonly error: unknown } | undefined;
  const body = multipartSnapshot(opened, {
    fileName: fileName ?? opened.fileName ?? target.fileName,
    onError: (error) => void (broken = { error }),
    ...(onProgress === undefined ? {} : { onChunk: counter(opened.sizeBytes, onProgress) }),
  });
  const exchange = driver.exchange(
    {
      method: route.method,
      path: buildPath(route.path, target.path, { wait, priority, checksum, ...(dryRun === true ? { dry_run: true } : {}) }),
      body: body.content,
      contentType: body.contentType,
      ...(body.contentLength === undefined ? {} : { contentLength: body.contentLength }),
      expect: 'text',
      repeatable: false,
      timeoutMs: 0,
    },
    call,
  );
  const { text } = await exchange.catch((error: unknown) => {
    // To the transport it was a body that ended early; what matters is why.
    if (broken !== undefined && call.signal?.aborted !== true) throw broken.error;
    throw error;
  });
  return dryRun === true ? planOf((parseJsonWithBigInt(text) as { result?: unknown }).result) : true;
}

function counter(totalBytes: number | undefined, onProgress: (progress: TransferProgress) => void): (bytes: number) => void {
  let transferredBytes = 0;
  return (bytes) => {
    transferredBytes += bytes;
    onProgress({ transferredBytes, ...(totalBytes === undefined ? {} : { totalBytes }) });
  };
}
