import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { junitReport, textReport } from './report.ts';
import { runSuites } from './run-suites.ts';

const exitCodes = { ok: 0, failures: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;

const usage = `usage: conformance (--url URL | --image IMAGE [--env NAME=VALUE]…) [--only AREA|ID] [--junit FILE] [--json]

Puts the cases in suites/ to a server: one that runs at URL, or a container of IMAGE that is started for it and removed.
Every case uses a collection of its own and removes it.
Exit codes: 0 all passed, 1 failures, 2 usage, 3 the target does not answer or its container does not start, 130 interrupted.
`;

interface Target extends AsyncDisposable {
  readonly url: string;
}

/** The server cannot be asked; the message is for people. */
class UnreachableError extends Error {}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      image: { type: 'string' },
      env: { type: 'string', multiple: true, default: [] },
      only: { type: 'string' },
      junit: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true || (values.url === undefined) === (values.image === undefined)) {
    process.stdout.write(usage);
    return values.help === true ? exitCodes.ok : exitCodes.usage;
  }
  if (values.image === undefined && values.env.length > 0) throw new Error('--env is for a container: it goes with --image');
  const environment = Object.fromEntries(values.env.map(variable));
  const signal = interruption();
  await using target = await (values.image === undefined ? running(values.url as string) : startImage(values.image, environment));
  const verdicts = await runSuites({ url: target.url, send: fetch, signal, ...(values.only === undefined ? {} : { only: values.only }) });
  if (signal.aborted) return exitCodes.interrupted;
  if (verdicts.length === 0) throw new Error(`there is no area or case ${values.only ?? ''}`);
  process.stdout.write(values.json ? `${JSON.stringify(verdicts)}\n` : textReport(verdicts));
  if (values.junit !== undefined) await writeFile(values.junit, junitReport(verdicts));
  return verdicts.every((verdict) => verdict.outcome === 'pass') ? exitCodes.ok : exitCodes.failures;
}

async function running(given: string): Promise<Target> {
  const url = given.replace(/\/+$/, '');
  const alive = await fetch(`${url}/`, { signal: AbortSignal.timeout(5_000) }).catch((error: unknown) => error as Error);
  if (alive instanceof Error) {
    throw new UnreachableError(`nothing answers at ${url}: ${alive.cause instanceof Error ? alive.cause.message : alive.message}`);
  }
  return { url, [Symbol.asyncDispose]: () => Promise.resolve() };
}

async function startImage(image: string, environment: Record<string, string>): Promise<Target> {
  // A run against a URL needs no container runtime, nor the time to load what talks to one.
  const { startContainer } = await import('./container-target.ts');
  try {
    return await startContainer({ image, environment });
  } catch (error) {
    throw new UnreachableError(error instanceof Error ? error.message : String(error));
  }
}

/** Aborts at the first signal, after which the run ends in order; a second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort();
  };
  // Not `once`: libraries that see no listener but their own end the process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  return controller.signal;
}

function variable(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  if (name === '' || value.length === 0) throw new Error(`--env ${text}: expected NAME=VALUE`);
  return [name, value.join('=')];
}

try {
  process.exitCode = await main();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage = !(error instanceof UnreachableError);
  process.stderr.write(isUsage ? `${message}\n\n${usage}` : `${message}\n`);
  process.exitCode = isUsage ? exitCodes.usage : exitCodes.unreachable;
}
