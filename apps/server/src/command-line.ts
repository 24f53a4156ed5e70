import { parseArgs } from 'node:util';
import type { CollectionToRestore, ConfigLayer, RestoreOptions } from '@sextant/server';

export const usage = `Usage: sextant serve [options]

  --config-path FILE      configuration in Qdrant's YAML keys (default: config/config.yaml, then config/local.yaml, where they exist)
  --host ADDRESS          address to listen on (service.host)
  --http-port PORT        REST port (service.http_port, 6333)
  --grpc-port PORT        gRPC port (service.grpc_port, 6334)
  --storage-path DIR      where collections are kept (storage.storage_path, ./storage)
  --snapshots-path DIR    where snapshots are kept (storage.snapshots_path, ./snapshots)
  --log-level LEVEL       trace, debug, info, warn, error or off (log_level, info)
  --in-memory             keep everything in memory: nothing is written, nothing survives

Restored before the server answers; all of it, or nothing is changed and the exit code is 1:
  --storage-snapshot FILE         a snapshot of a whole storage: its collections and aliases
  --snapshot FILE:COLLECTION      a snapshot of a collection, under this name; may be given again (also --collection-snapshot)
  -f, --force-snapshot            replace collections and aliases that are there already; without it they end the start

  --help                  show this text
  --version               show the version

Every key can also be set in the environment: service.http_port is QDRANT__SERVICE__HTTP_PORT.
Flags win over the environment, the environment over files.
`;

export interface CommandLine {
  readonly help: boolean;
  readonly version: boolean;
  readonly inMemory: boolean;
  readonly configPath?: string;
  /** What to restore before the server answers. */
  readonly restore?: Pick<RestoreOptions, 'storageSnapshot' | 'snapshots' | 'force'>;
  /** The flags as a configuration layer. */
  readonly layer: ConfigLayer;
}

/** Reads the flags; fails with the reason in one line. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      'config-path': { type: 'string' },
      host: { type: 'string' },
      'http-port': { type: 'string' },
      'grpc-port': { type: 'string' },
      'storage-path': { type: 'string' },
      'snapshots-path': { type: 'string' },
      'log-level': { type: 'string' },
      'storage-snapshot': { type: 'string' },
      snapshot: { type: 'string', multiple: true, default: [] },
      'collection-snapshot': { type: 'string', multiple: true, default: [] },
      'force-snapshot': { type: 'boolean', short: 'f', default: false },
      'in-memory': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', short: 'V', default: false },
    },
  });
  const service = { host: values.host, http_port: values['http-port'], grpc_port: values['grpc-port'] };
  const storage = { storage_path: values['storage-path'], snapshots_path: values['snapshots-path'] };
  const storageSnapshot = values['storage-snapshot'];
  if (storageSnapshot === '') throw new Error('--storage-snapshot is empty; expected a file');
  const snapshots = [...values.snapshot, ...values['collection-snapshot']].map(collectionToRestore);
  const isRestore = storageSnapshot !== undefined || snapshots.length > 0;
  return {
    help: values.help,
    version: values.version,
    inMemory: values['in-memory'],
    ...(values['config-path'] === undefined ? {} : { configPath: values['config-path'] }),
    ...(isRestore
      ? { restore: { snapshots, force: values['force-snapshot'], ...(storageSnapshot === undefined ? {} : { storageSnapshot }) } }
      : {}),
    layer: {
      source: 'command line',
      values: { ...given({ log_level: values['log-level'] }), service: given(service), storage: given(storage) },
      fromText: true,
    },
  };
}

/** A path may hold colons, the name of a collection holds none. */
function collectionToRestore(text: string): CollectionToRestore {
  const cut = text.lastIndexOf(':');
  const [path, collection] = [text.slice(0, cut), text.slice(cut + 1)];
  if (cut > 0 && collection !== '') return { path, collection };
  throw new Error(`--snapshot ${JSON.stringify(text)} names no file and collection; expected FILE:COLLECTION`);
}

function given(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
