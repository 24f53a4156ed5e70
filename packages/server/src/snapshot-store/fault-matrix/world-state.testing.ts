import { createHash } from 'node:crypto';
import { unpackSnapshot, verifySnapshot } from '@sextant/snapshot';
import type { S3Server } from '@sextant/testkit/s3';
import { isTemporaryName, memoryVfs, type Vfs } from '@sextant/vfs';
import { ask, call } from './call.testing.ts';
import { contentName, type Point } from './points.testing.ts';
import { filesBelow } from './storage-image.testing.ts';
import type { World } from './world.testing.ts';

/** What a server answers for the data and the snapshots of the matrix. */
export interface WorldState {
  /** `before`, `after`, or how the points differ from both. */
  readonly content: string;
  /** Of the collection that is never touched. */
  readonly other: string;
  /** How many snapshots of the collection and of the storage are listed. Each was found whole. */
  readonly stored: { readonly collection: number; readonly full: number };
  /** What is wrong with those that are listed. */
  readonly faults: readonly string[];
}

export async function stateOf(world: Pick<World, 'url'>): Promise<WorldState> {
  const faults: string[] = [];
  return {
    content: await contentOf(world, 'c'),
    other: await contentOf(world, 'other'),
    stored: {
      collection: await verifyAll(world, '/collections/c/snapshots', faults),
      full: await verifyAll(world, '/snapshots', faults),
    },
    faults,
  };
}

async function contentOf({ url }: Pick<World, 'url'>, collection: string): Promise<string> {
  const query = { limit: 1000, with_payload: true, with_vector: true };
  const page = await call(url, 'POST', `/collections/${collection}/points/scroll`, { body: query });
  if (page.kind !== 'done') return JSON.stringify(page);
  const { result } = JSON.parse(page.bytes.toString()) as { result: { points: Point[] } };
  return contentName(result.points);
}

interface Described {
  readonly name: string;
  readonly size: number;
  readonly checksum?: string;
}

async function verifyAll({ url }: Pick<World, 'url'>, path: string, faults: string[]): Promise<number> {
  const listed = await ask<Described[]>(url, 'GET', path);
  for (const { name, size, checksum } of listed) {
    const file = await call(url, 'GET', `${path}/${name}`);
    if (file.kind !== 'done') faults.push(`${name}: ${JSON.stringify(file)}`);
    else {
      const found = createHash('sha256').update(file.bytes).digest('hex');
      if (checksum !== undefined && checksum !== found) faults.push(`${name}: SHA-256 ${found}, listed ${checksum}`);
      if (file.bytes.length !== size) faults.push(`${name}: ${file.bytes.length} bytes, listed ${size}`);
      faults.push(...(await archiveFaults(file.bytes)));
    }
  }
  return listed.length;
}

/** What `sextant snapshot verify` finds wrong with an archive; nothing for a whole one. */
export async function archiveFaults(archive: Uint8Array): Promise<string[]> {
  const vfs = memoryVfs();
  await vfs.mkdir('/unpacked');
  try {
    await unpackSnapshot(inOneChunk(archive), vfs, '/unpacked');
    const { findings } = await verifySnapshot(vfs, '/unpacked');
    return findings.filter(({ severity }) => severity === 'error').map(({ file, message }) => `${file}: ${message}`);
  } catch (error) {
    return [(error as Error).message];
  }
}

async function* inOneChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Whatever a server that was closed has left behind and no next one needs; files it forgot to close. */
export async function leftovers({ vfs, store, bucket, surroundings: { s3 } }: World): Promise<string[]> {
  const left = await filesLeft(vfs, '/storage', '/snapshots');
  left.push(...vfs.openHandles().map((path) => `open: ${path}`));
  if (store === 's3') left.push(...(await objectsLeft(s3, bucket)));
  return left;
}

/** Temporary files and directories, and what is no snapshot among the snapshots. */
export async function filesLeft(vfs: Vfs, storagePath: string, snapshotsPath: string): Promise<string[]> {
  const files = await filesBelow(vfs, storagePath);
  const left = files.filter((path) => isTemporaryName(path.slice(path.lastIndexOf('/') + 1)));
  for (const { name } of await vfs.readdir(`${storagePath}/tmp`)) left.push(`${storagePath}/tmp/${name}`);
  left.push(...strays(await filesBelow(vfs, snapshotsPath)));
  return [...new Set(left)];
}

/** The same of a bucket, and its multipart uploads. */
export async function objectsLeft(s3: S3Server, bucket: string): Promise<string[]> {
  return [...strays(await s3.keys(bucket)), ...(await s3.uploads(bucket)).map((key) => `upload: ${key}`)];
}

/** What is neither a snapshot nor the digest of one that is there. */
function strays(paths: readonly string[]): string[] {
  const known = new Set(paths);
  return paths.filter(
    (path) => !path.endsWith('.snapshot') && !(path.endsWith('.snapshot.checksum') && known.has(path.replace(/\.checksum$/, ''))),
  );
}
