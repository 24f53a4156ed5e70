import { apiVersion, ConfigError, createServer, type Server, standardOutput } from '@sextant/server';
import { readCommandLine, usage } from './command-line.ts';
import { readConfig } from './read-config.ts';

/** 0: stopped as asked. 1: could not start or stop. 2: flags or configuration are wrong. */
const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

async function main(): Promise<number> {
  let commandLine: ReturnType<typeof readCommandLine>;
  try {
    commandLine = readCommandLine(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}`);
    return exitCodes.usage;
  }
  if (commandLine.help) {
    process.stdout.write(usage);
    return exitCodes.ok;
  }
  if (commandLine.version) {
    process.stdout.write(`sextant, Qdrant API ${apiVersion}\n`);
    return exitCodes.ok;
  }
  const { config, warnings } = await readConfig(commandLine.configPath, process.env, commandLine.layer);
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  const log = standardOutput();
  const server = await createServer({ config, storage: commandLine.inMemory ? 'memory' : config.storage.storage_path, log });
  process.stderr.write(`ready: REST ${server.url}${server.grpcUrl === '' ? '' : `, gRPC ${server.grpcUrl}`}\n`);
  await signalled();
  // A second signal ends the process at once: the default action is back.
  await stop(server);
  log.flushSync();
  return exitCodes.ok;
}

function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

async function stop(server: Server): Promise<void> {
  process.removeAllListeners('SIGTERM');
  process.removeAllListeners('SIGINT');
  await server.close();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(
    error instanceof ConfigError
      ? `${error.message}\n`
      : `could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = error instanceof ConfigError ? exitCodes.usage : exitCodes.failed;
}
