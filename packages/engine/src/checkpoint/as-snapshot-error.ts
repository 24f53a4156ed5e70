import { type FormatErrorCode, isFormatError } from '@sextant/snapshot/format';
import { EngineError } from '../error.ts';

/** The same failure as one of the snapshot: paths relative to its root, what can be done about it, and a code that says the request brought it. */
export function asSnapshotError(error: unknown, staged: string): unknown {
  if (error instanceof EngineError && error.code !== 'service_error') return error;
  const errno = (error as NodeJS.ErrnoException | undefined)?.code;
  if (errno === 'ENOSPC' || errno === 'EDQUOT') {
    return new EngineError(
      'insufficient_storage',
      'the disk is full while the snapshot was being unpacked or checked; nothing was changed: free space and try again',
      { cause: error },
    );
  }
  const inArchive = (text: string): string => text.replaceAll(`${staged}/`, '').replaceAll(staged, '.');
  const message = inArchive(error instanceof Error ? error.message : String(error));
  const details: Record<string, unknown> = error instanceof EngineError || isFormatError(error) ? { ...error.details } : {};
  for (const [key, value] of Object.entries(details)) if (typeof value === 'string') details[key] = inArchive(value);
  if (details['remedy'] !== undefined)
    return new EngineError('bad_request', `The snapshot cannot be restored: ${message}. Nothing was changed`, { cause: error, details });
  const remedy = remedyOf(error, message);
  return new EngineError('bad_request', `The snapshot cannot be restored: ${message}. Nothing was changed: ${remedy}`, {
    cause: error,
    details: { ...details, remedy },
  });
}

const remedies: Record<FormatErrorCode, string> = {
  corrupt: 'the archive is damaged; fetch it again and compare its checksum, or take a new snapshot',
  missing: 'the archive is not complete; fetch it again and compare its checksum, or take a new snapshot',
  unsupported: 'restore it with the Qdrant that made it, upgrade that minor version by minor version, then take a new snapshot',
  limit: 'no snapshot needs that much; if this one does, raise the limits of the snapshots in the configuration',
  forbidden: 'snapshots that Qdrant makes have no such entry; take a new one',
};

function remedyOf(error: unknown, message: string): string {
  if (/truncated/.test(message)) return 'the archive was cut; compare its size with that of the original and fetch it again';
  const format = isFormatError(error) ? error : (error as { cause?: unknown } | undefined)?.cause;
  return remedies[isFormatError(format) ? format.code : 'corrupt'];
}
