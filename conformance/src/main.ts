import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { junitReport, textReport } from './report.ts';
import { runCase, type Verdict } from './run-case.ts';
import { loadSuites } from './suite.ts';

/** 0 all passed, 1 failures, 2 usage, 3 the target does not answer. */
const exitCodes = { ok: 0, failures: 1, usage: 2, unreachable: 3 } as const;

const usage = `usage: conformance --url URL [--only AREA|ID] [--junit FILE] [--json]

Puts the cases in suites/ to a server. Every case uses a collection of its own and removes it.
Exit codes: 0 all passed, 1 failures, 2 usage, 3 the target does not answer.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      only: { type: 'string' },
      junit: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true || values.url === undefined) {
    process.stdout.write(usage);
    return values.help === true ? exitCodes.ok : exitCodes.usage;
  }
  const url = values.url.replace(/\/+$/, '');
  const alive = await fetch(`${url}/`, { signal: AbortSignal.timeout(5_000) }).catch((error: unknown) => error as Error);
  if (alive instanceof Error) {
    process.stderr.write(`nothing answers at ${url}: ${alive.cause instanceof Error ? alive.cause.message : alive.message}\n`);
    return exitCodes.unreachable;
  }
  const verdicts: Verdict[] = [];
  for (const suite of await loadSuites()) {
    for (const testCase of suite.cases) {
      if (values.only !== undefined && values.only !== suite.area && values.only !== testCase.id) continue;
      verdicts.push(await runCase(suite, testCase, url, fetch));
    }
  }
  process.stdout.write(values.json ? `${JSON.stringify(verdicts)}\n` : textReport(verdicts));
  if (values.junit !== undefined) await writeFile(values.junit, junitReport(verdicts));
  return verdicts.every((verdict) => verdict.outcome === 'pass') ? exitCodes.ok : exitCodes.failures;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = exitCodes.usage;
}
