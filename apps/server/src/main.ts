import { enableCompileCache } from 'node:module';
import { type CommandLine, readCommandLine, usage } from './command-line.ts';

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
  else await serve(commandLine);
  return exitCodes.ok;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isConfiguration = error instanceof Error && error.name === 'ConfigError';
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(isConfiguration ? `${error.message}\n` : `could not run: ${text}\n`);
  process.exitCode = isConfiguration ? exitCodes.usage : exitCodes.failed;
}
