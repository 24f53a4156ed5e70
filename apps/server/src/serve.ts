import { once } from 'node:events';
import { apiVersion, createServer, type RestoreOptions, type RestoreProgress, standardOutput } from '@sextant/server';
import type { CommandLine } from './command-line.ts';
import { readConfig } from './read-config.ts';

export function printVersion(): void {
  process.stdout.write(`sextant, Qdrant API ${apiVersion}\n`);
}

/**
 * Runs a server until `stop` is aborted, and closes it. Fails with a `ConfigError` before anything is opened, and with `cancelled` when it is
 * stopped while it restores snapshots.
 */
export async function serve(commandLine: CommandLine, stop: AbortSignal): Promise<void> {
  const { config, warnings } = await readConfig(commandLine.configPath, process.env, commandLine.layer);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const log = standardOutput();
  const server = await createServer({
    config,
    storage: commandLine.inMemory ? 'memory' : config.storage.storage_path,
    log,
    ...restoreOption(commandLine, stop),
  });
  process.stderr.write(`ready: REST ${server.url}${server.grpcUrl === '' ? '' : `, gRPC ${server.grpcUrl}`}\n`);
  if (!stop.aborted) await once(stop, 'abort');
  await server.close();
  log.flushSync();
}

function restoreOption({ restore }: CommandLine, signal: AbortSignal): { restore?: RestoreOptions } {
  return restore === undefined ? {} : { restore: { ...restore, signal, onProgress: tellProgress } };
}

function tellProgress({ collection, index, count, doneBytes, totalBytes, points }: RestoreProgress): void {
  const state = points === undefined ? `${mebibytes(doneBytes)} of ${mebibytes(totalBytes)} MiB` : `verified, ${points} points`;
  process.stderr.write(`restoring: collection ${index} of ${count}, ${JSON.stringify(collection)}: ${state}\n`);
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
