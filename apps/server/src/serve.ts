import { apiVersion, createServer, standardOutput } from '@sextant/server';
import type { CommandLine } from './command-line.ts';
import { readConfig } from './read-config.ts';

export function printVersion(): void {
  process.stdout.write(`sextant, Qdrant API ${apiVersion}\n`);
}

/** Runs a server until SIGTERM or SIGINT; a second signal ends the process at once. Fails with a `ConfigError` before anything is opened. */
export async function serve(commandLine: CommandLine): Promise<void> {
  const { config, warnings } = await readConfig(commandLine.configPath, process.env, commandLine.layer);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const log = standardOutput();
  const stopped = signalled();
  const server = await createServer({ config, storage: commandLine.inMemory ? 'memory' : config.storage.storage_path, log });
  process.stderr.write(`ready: REST ${server.url}${server.grpcUrl === '' ? '' : `, gRPC ${server.grpcUrl}`}\n`);
  await stopped;
  await server.close();
  log.flushSync();
}

/** Resolves at the first signal and gives the next one its usual effect back. */
function signalled(): Promise<void> {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
