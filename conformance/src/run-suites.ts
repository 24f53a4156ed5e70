import { runCase, type Send, type Verdict } from './run-case.ts';
import { loadSuites } from './suite.ts';

export interface RunOptions {
  readonly url: string;
  readonly send: Send;
  /** An area or the id of a case; everything when absent. */
  readonly only?: string;
  /** Ends the run after the case at hand. */
  readonly signal?: AbortSignal;
}

/** Puts the cases of all suites to a server, one after another. */
export async function runSuites({ url, send, only, signal }: RunOptions): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const suite of await loadSuites()) {
    for (const testCase of suite.cases) {
      if (only !== undefined && only !== suite.area && only !== testCase.id) continue;
      if (signal?.aborted === true) return verdicts;
      verdicts.push(await runCase(suite, testCase, url, send));
    }
  }
  return verdicts;
}
