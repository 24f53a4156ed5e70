import { enableCompileCache } from 'node:module';
import { type CommandLine, readCommandLine, usage } from './command-line.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;

/** 0: stopped as asked. 1: could not start or stop. 2: flags or configuration are wrong. */
const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

async function main(): Promise<number> {
  let commandLine: CommandLine;
  try {
    commandLine = readCommandLine(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return exitCodes.usage;
  }
  if (commandLine.help) {
    process.stdout.write(usage);
    return exitCodes.ok;
  }
  // Most of a start is compiling modules: Node keeps the result for the next one, which takes half the time.
  enableCompileCache();
  const { serve, printVersion } = await import('./serve.ts');
  if (commandLine.version) printVersion();
  else await serve(commandLine, signalled());
  return exitCodes.ok;
}

/** Aborted by the first signal, which gives the next one its usual effect back. */
function signalled(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stop);
    controller.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  return controller.signal;
}

try {
  process.exitCode = await main();
} catch (error) {
  const name = error instanceof Error ? error.name : '';
  // What these say is meant for the user; of anything else the way it took is told, too.
  const isTold = name === 'ConfigError' || name === 'EngineError';
  const text = error instanceof Error ? ((isTold ? undefined : error.stack) ?? error.message) : String(error);
  process.stderr.write(name === 'ConfigError' ? `${text}\n` : `could not run: ${text}\n`);
  process.exitCode = name === 'ConfigError' ? exitCodes.usage : exitCodes.failed;
}
