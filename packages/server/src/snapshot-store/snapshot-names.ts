import { EngineError } from '@sextant/engine';
import { isTemporaryName } from '@sextant/vfs';
import type { SnapshotScope } from './snapshot-service.ts';

// File names hold 255 bytes; this leaves room for `.checksum`.
const maxNameBytes = 240;

// What both stores keep beside the snapshots of a collection: their digests, and the directory of those of its shards. In any case of letters, since
// there are file systems that do not tell them apart.
const reserved = /^shards$|\.checksum$/i;

/** `YYYY-MM-DD-HH-MM-SS` in UTC. */
export function snapshotTime(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
}

/**
 * The name of a new snapshot, as Qdrant makes it: `{collection}-{peer}-{time}`, `{collection}-shard-{id}-{time}`, `full-snapshot-{time}`. `attempt`
 * counts those of one second from 0; from 1 on it is part of the name.
 */
export function snapshotName(scope: SnapshotScope, peerId: number | bigint, now: Date, attempt: number): string {
  const tail = `${snapshotTime(now)}${attempt === 0 ? '' : `-${attempt}`}.snapshot`;
  if (scope.kind === 'full') return `full-snapshot-${tail}`;
  const rest = scope.kind === 'shard' ? `-shard-${scope.shardId}-${tail}` : `-${peerId}-${tail}`;
  return cutToBytes(scope.collection, maxNameBytes - rest.length) + rest;
}

/** The directory of a scope's snapshots below the snapshots path; `''` is that path itself. */
export function snapshotPrefix(scope: SnapshotScope): string {
  if (scope.kind === 'full') return '';
  return scope.kind === 'collection' ? scope.collection : `${scope.collection}/shards/${scope.shardId}`;
}

/** The key of a stored snapshot, or undefined for a name that is none and could lead elsewhere. */
export function snapshotKey(scope: SnapshotScope, name: string): string | undefined {
  if (!isFileName(name)) return undefined;
  const prefix = snapshotPrefix(scope);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/**
 * Where an upload is kept: the last segment of the name the client gave, or a random one. Without a name the real server gives one that is not
 * listed, and so do we; what cannot be stored under its name (reserved, too long) is listed under the random one.
 */
export function uploadName(fileName: string | undefined): string {
  const base = (fileName ?? '').split(/[/\\]/).at(-1) ?? '';
  if (base === '' || base === '.' || base === '..') return crypto.randomUUID();
  const isUsable = isFileName(base) && !reserved.test(base) && Buffer.byteLength(base) <= maxNameBytes;
  return isUsable ? base : `${crypto.randomUUID()}.snapshot`;
}

export function snapshotNotFound(name: string): EngineError {
  return new EngineError('not_found', `Snapshot ${name} not found`, { details: { snapshot: name } });
}

/** One path segment that names a file, and not an unfinished one. */
function isFileName(name: string): boolean {
  return (
    name !== '' &&
    name !== '.' &&
    name !== '..' &&
    !name.includes('/') &&
    !name.includes('\\') &&
    !name.includes('\0') &&
    !isTemporaryName(name)
  );
}

/** The longest prefix of whole characters that fits. */
function cutToBytes(text: string, maxBytes: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= maxBytes) return text;
  return new TextDecoder().decode(bytes.subarray(0, maxBytes)).replace(/\u{FFFD}+$/u, '');
}
