import { resolve } from 'node:path';
import { readTextIfPresent, type Vfs, type VfsFile } from '@sextant/vfs';
import { ConfigError } from '../config/load-config.ts';
import { type ArchiveContent, inspectArchive } from './inspect-archive.ts';
import type { RestoreOptions } from './restore-options.ts';

/** A snapshot file that is going to be restored. */
export interface OpenedArchive {
  readonly path: string;
  readonly file: VfsFile;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Lower-case hex SHA-256 from `<path>.checksum`, when there is one. */
  readonly checksum?: string;
  /** Nested archive by collection; undefined: the archive is that of the one collection. */
  readonly nested: ReadonlyMap<string, string> | undefined;
  readonly collections: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
}

/**
 * Opens and looks into every archive that is asked for; `host` is the machine's file system. Fails with a `ConfigError` for what is wrong with
 * the options: a missing file, a snapshot of the other kind, a collection named twice. The caller closes the files, also on failure.
 */
export async function openArchives(host: Vfs, options: RestoreOptions, opened: OpenedArchive[]): Promise<void> {
  const { storageSnapshot, snapshots = [] } = options;
  refuseTwice(snapshots.map(({ collection }) => collection));
  const paths = [...(storageSnapshot === undefined ? [] : [storageSnapshot]), ...snapshots.map(({ path }) => path)];
  // All of them before the first is read: a wrong name is told at once.
  for (const path of paths) await requireFile(host, path);
  if (storageSnapshot !== undefined) opened.push(await openArchive(host, storageSnapshot, undefined));
  for (const { path, collection } of snapshots) opened.push(await openArchive(host, path, collection));
  refuseTwice(opened.flatMap(({ collections }) => collections));
}

/** What tells one restore from another: the files as they are now, and what they become. */
export function requestOf(archives: readonly OpenedArchive[]): string {
  return JSON.stringify(archives.map(({ path, sizeBytes, modifiedMs, collections }) => [path, sizeBytes, modifiedMs, collections]));
}

async function openArchive(host: Vfs, givenPath: string, collection: string | undefined): Promise<OpenedArchive> {
  const path = resolve(givenPath);
  const file = await host.open(path, 'r');
  try {
    const { sizeBytes, modifiedMs } = await file.stat();
    const content = await inspectArchive(file, path, sizeBytes);
    requireKind(path, content, collection);
    const checksum = (await readTextIfPresent(host, `${path}.checksum`))?.trim().toLowerCase();
    return {
      path,
      file,
      sizeBytes,
      modifiedMs,
      ...(checksum === undefined || checksum === '' ? {} : { checksum }),
      nested: content.archives,
      collections: collection === undefined ? [...(content.archives?.keys() ?? [])] : [collection],
      aliases: content.aliases,
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function requireKind(path: string, { archives }: ArchiveContent, collection: string | undefined): void {
  if (collection === undefined && archives === undefined)
    throw new ConfigError(
      `${path} is the snapshot of a collection, not of a storage; restore it with --snapshot ${path}:COLLECTION (restore.snapshots)`,
    );
  if (collection !== undefined && archives !== undefined)
    throw new ConfigError(
      `${path} is the snapshot of a storage, not of a collection; restore it with --storage-snapshot ${path} (restore.storageSnapshot)`,
    );
}

function refuseTwice(collections: readonly string[]): void {
  const twice = collections.find((name, at) => collections.indexOf(name) !== at);
  if (twice !== undefined) throw new ConfigError(`collection ${JSON.stringify(twice)} would be restored twice; name it once`);
}

async function requireFile(host: Vfs, path: string): Promise<void> {
  const kind = await host.stat(resolve(path)).then(
    (stat) => stat.kind,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  if (kind === 'file') return;
  const reason = kind === 'ENOENT' ? 'there is no such file' : kind === 'directory' ? 'it is a directory' : `it cannot be read (${kind})`;
  throw new ConfigError(`the snapshot ${resolve(path)} cannot be restored: ${reason}`);
}
