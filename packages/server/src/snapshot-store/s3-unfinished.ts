import { joinPath, makeDirectory, type Vfs, writeFileAtomic } from '@sextant/vfs';
import type { S3Bucket } from './s3-bucket.ts';

// Multipart uploads outlive the process that began them, cost money and show in no list of objects. Each is noted on the local disk before it
// begins, so that the next start can end it. The notes are an aid: a disk that takes none does not keep a snapshot from being stored.

/** What is known of an upload that may have been left behind. */
interface Note {
  readonly bucket: string;
  readonly key: string;
  readonly startedMs: number;
  readonly uploadId?: string;
}

export interface UploadNote {
  /** The id of the upload, once S3 gave one. */
  begun(uploadId: string): Promise<void>;
  /** The upload is finished or aborted. */
  ended(): Promise<void>;
  /** It could be neither: the note stays for `abortLeft`. */
  abandoned(): void;
}

export interface UnfinishedUploads {
  note(bucket: string, key: string): Promise<UploadNote>;
  /** True when earlier processes left notes, or writers of this one that could not reach S3 any more. */
  anyLeft(): Promise<boolean>;
  /** Aborts what these notes name. */
  abortLeft(bucket: S3Bucket, signal: AbortSignal): Promise<void>;
}

// The clock of S3 and ours may differ by this much.
const clockSkewMs = 5 * 60_000;
const suffix = '.json';

export function unfinishedUploads(vfs: Vfs, directory: string): UnfinishedUploads {
  const own = new Set<string>();
  const left = async (): Promise<string[]> => {
    const entries = await vfs.readdir(directory).catch(() => []);
    return entries.map(({ name }) => name).filter((name) => name.endsWith(suffix) && !own.has(name));
  };
  return {
    async note(bucket, key) {
      const name = `${crypto.randomUUID()}${suffix}`;
      own.add(name);
      const path = joinPath(directory, name);
      const startedMs = Date.now();
      const write = async (uploadId?: string): Promise<void> => {
        const text: Note = { bucket, key, startedMs, ...(uploadId === undefined ? {} : { uploadId }) };
        await makeDirectory(vfs, directory);
        await writeFileAtomic(vfs, path, JSON.stringify(text));
      };
      await write().catch(() => undefined);
      return {
        begun: (uploadId) => write(uploadId).catch(() => undefined),
        async ended() {
          own.delete(name);
          await vfs.rm(path).catch(() => undefined);
        },
        abandoned: () => void own.delete(name),
      };
    },
    anyLeft: async () => (await left()).length > 0,
    async abortLeft(bucket, signal) {
      for (const name of await left()) {
        const path = joinPath(directory, name);
        const note = readNote(await vfs.readFile(path));
        // Another bucket is configured now: the note waits for its own.
        if (note !== undefined && note.bucket !== bucket.name) continue;
        if (note?.uploadId !== undefined) await bucket.abortUpload({ key: note.key, uploadId: note.uploadId }, signal);
        else if (note !== undefined) await abortUploadsOf(bucket, note.key, note.startedMs, signal);
        await vfs.rm(path);
      }
    },
  };
}

function readNote(bytes: Uint8Array): Note | undefined {
  try {
    const note = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Note>;
    return typeof note.bucket === 'string' && typeof note.key === 'string' && typeof note.startedMs === 'number'
      ? (note as Note)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Aborts the uploads of exactly this key that began at `startedMs` or later. */
export async function abortUploadsOf(bucket: S3Bucket, key: string, startedMs: number, signal?: AbortSignal): Promise<void> {
  for await (const upload of bucket.listUploads(key, signal))
    if (upload.key === key && upload.startedMs >= startedMs - clockSkewMs) await bucket.abortUpload(upload, signal);
}

// No upload of one snapshot takes this long.
const staleMs = 24 * 3_600_000;

/** Aborts uploads below a prefix that began more than a day ago, whoever left them: a server whose disk was new at its start, or Qdrant. */
export async function abortStaleUploads(bucket: S3Bucket, prefix: string, nowMs: number, signal: AbortSignal): Promise<void> {
  for await (const upload of bucket.listUploads(prefix, signal))
    if (upload.startedMs < nowMs - staleMs) await bucket.abortUpload(upload, signal);
}
