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

/** Recovers `collection` from a location that the server fetches itself. */
export async function recoverSnapshot(http: HttpConnection, collection: string, location: string, apiKey?: string): Promise<void> {
  const body = { location, priority: 'snapshot', ...(apiKey === undefined ? {} : { api_key: apiKey }) };
  await http.json('PUT', `/collections/${collection}/snapshots/recover?wait=true`, JSON.stringify(body));
}

/** A snapshot of shard 0 that is made while it is sent; answers its length. */
export async function streamShard(http: HttpConnection, collection: string): Promise<number> {
  return http.download(`/collections/${collection}/shards/0/snapshot`);
}

/** What `receiver` lacks of `collection` (shard 0 of both), into `file`; answers its length. */
export async function createPartial(http: HttpConnection, collection: string, receiver: string, file: string): Promise<number> {
  const { result } = await http.json('GET', `/collections/${receiver}/shards/0/snapshot/partial/manifest`);
  await using handle = await open(file, 'w');
  const request = { method: 'POST', body: JSON.stringify(result) };
  return await http.download(
    `/collections/${collection}/shards/0/snapshot/partial/create`,
    async (chunk) => {
      await handle.write(chunk);
    },
    request,
  );
}

/** Uploads a partial snapshot into shard 0. Throws a BenchError unless it was accepted. */
export async function recoverPartial(http: HttpConnection, collection: string, file: string): Promise<void> {
  const { status, body } = await http.upload(`/collections/${collection}/shards/0/snapshot/partial/recover?wait=true`, file);
  if (status !== 200) throw benchError(exitCodes.failed, `${http.url}: partial recover answered ${status}: ${body.slice(0, 500)}`);
}
