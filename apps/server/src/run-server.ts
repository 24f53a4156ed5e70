import { enableCompileCache } from 'node:module';
import { type CommandLine, readCommandLine, usage } from './command-line.ts';

/** 0: stopped as asked. 1: could not start or stop. 2: flags or configuration are wrong. */
const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;

export type ServerExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** `sextant serve`: runs a server until `stop` is aborted, tells errors on stderr, and answers the exit code of the process. Never fails. */
export async function runServer(args: readonly string[], stop: AbortSignal): Promise<ServerExitCode> {
  let commandLine: CommandLine;
  try {
    commandLine = readCommandLine(args);
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
  try {
    const { serve, printVersion } = await import('./serve.ts');
    if (commandLine.version) printVersion();
    else await serve(commandLine, stop);
    return exitCodes.ok;
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): ServerExitCode {
  const name = error instanceof Error ? error.name : '';
  if (name === 'ConfigError') {
    process.stderr.write(`${(error as Error).message}\n`);
    return exitCodes.usage;
  }
  // What the engine says is meant for the user; of anything else the way it took is told, too.
  const text = error instanceof Error ? ((name === 'EngineError' ? undefined : error.stack) ?? error.message) : String(error);
  process.stderr.write(`could not run: ${text}\n`);
  return exitCodes.failed;
}
