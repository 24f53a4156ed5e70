import { open } from 'node:fs/promises';
import { benchError, exitCodes } from './bench-error.ts';
import type { HttpConnection } from './http-connection.ts';

export interface CreatedSnapshot {
  readonly name: string;
  readonly sizeBytes: number;
}

export async function createSnapshot(http: HttpConnection, collection: string): Promise<CreatedSnapshot> {
  const { result } = await http.json('POST', `/collections/${collection}/snapshots?wait=true`);
  const { name, size } = result as { name: string; size: number };
  return { name, sizeBytes: size };
}

/** Downloads a snapshot, into `file` when one is given; answers its length. */
export async function downloadSnapshot(http: HttpConnection, collection: string, name: string, file?: string): Promise<number> {
  const path = `/collections/${collection}/snapshots/${encodeURIComponent(name)}`;
  if (file === undefined) return http.download(path);
  await using handle = await open(file, 'w');
  return await http.download(path, async (chunk) => {
    await handle.write(chunk);
  });
}

export async function deleteSnapshot(http: HttpConnection, collection: string, name: string): Promise<void> {
  await http.json('DELETE', `/collections/${collection}/snapshots/${encodeURIComponent(name)}?wait=true`);
}

/** Uploads a snapshot and recovers `collection` from it. Throws a BenchError unless it was accepted. */
export async function uploadSnapshot(http: HttpConnection, collection: string, file: string): Promise<void> {
  const { status, body } = await http.upload(`/collections/${collection}/snapshots/upload?wait=true&priority=snapshot`, file);
  if (status !== 200) throw benchError(exitCodes.failed, `${http.url}: upload to ${collection} answered ${status}: ${body.slice(0, 500)}`);
}

/** Uploads a snapshot with a checksum that is not its own: received whole, hashed, and refused. */
export async function uploadRefused(http: HttpConnection, collection: string, file: string): Promise<void> {
  const path = `/collections/${collection}/snapshots/upload?wait=true&priority=snapshot&checksum=${'0'.repeat(64)}`;
  const { status, body } = await http.upload(path, file);
  if (status < 400) throw benchError(exitCodes.failed, `${http.url}: accepted a wrong checksum with ${status}: ${body.slice(0, 500)}`);
}
