import { randomBytes } from 'node:crypto';
import { benchError, exitCodes } from './bench-error.ts';
import { type HttpConnection, openConnection } from './http-connection.ts';
import type { BenchOptions, TargetOption } from './options.ts';
import { processResidentBytes, reportedResidentBytes } from './resident-memory.ts';
import { type SpawnedServer, spawnServer } from './spawn-server.ts';

/** A server under measurement. */
export interface Target {
  readonly name: string;
  readonly http: HttpConnection;
  /** How to start another one like it; undefined for a server that only has a URL. */
  readonly command?: string;
  readonly spawned?: SpawnedServer;
  /** Collections of this run begin with it, so that nothing else on the server is touched. */
  readonly prefix: string;
  /** Resident bytes: of the process when we started it, else as its metrics tell. Throws a BenchError when neither is known. */
  residentBytes(): Promise<number>;
  /** Removes the collections of this run, ends connections and a process of ours. */
  close(): Promise<void>;
}

/** What a server that is started here gets besides. */
export interface Surroundings {
  readonly environment?: Readonly<Record<string, string>>;
  /** Where its files lie. */
  readonly directory?: string;
}

/** Connects to a target or starts it. Throws a BenchError (exit code 3) when it does not answer. */
export async function openTarget(
  option: TargetOption,
  options: Pick<BenchOptions, 'connections' | 'apiKey'>,
  { environment, directory }: Surroundings = {},
): Promise<Target> {
  const spawned = 'command' in option ? await spawnServer(option.command, environment, directory) : undefined;
  const url = 'url' in option ? option.url : spawned!.url;
  const http = openConnection(url, options.connections, options.apiKey);
  const prefix = `sextant-bench-${randomBytes(4).toString('hex')}`;
  try {
    await http.json('GET', '/collections');
  } catch (error) {
    http.close();
    await spawned?.stop();
    throw benchError(exitCodes.unreachable, `target ${option.name}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  return {
    name: option.name,
    http,
    prefix,
    ...('command' in option ? { command: option.command } : {}),
    ...(spawned === undefined ? {} : { spawned }),
    async residentBytes() {
      if (spawned !== undefined) return processResidentBytes(spawned.pid);
      const bytes = await reportedResidentBytes(http);
      if (bytes === undefined)
        throw benchError(exitCodes.failed, `${url}/metrics has no memory_resident_bytes: start the server with --spawn`);
      return bytes;
    },
    async close() {
      try {
        if (spawned === undefined) await removeCollections(http, prefix);
      } finally {
        http.close();
        await spawned?.stop();
      }
    },
  };
}

async function removeCollections(http: HttpConnection, prefix: string): Promise<void> {
  const { result } = (await http.json('GET', '/collections')) as { result: { collections: { name: string }[] } };
  for (const { name } of result.collections) {
    if (name.startsWith(prefix)) await http.json('DELETE', `/collections/${name}`);
  }
}
