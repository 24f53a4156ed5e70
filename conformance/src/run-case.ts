import { randomUUID } from 'node:crypto';
import { mismatch } from './match.ts';
import type { Case, Step, Suite } from './suite.ts';

/** How a case ended. `error` is the suite's own fault or a target that does not answer; `fail` the server's. */
export interface Verdict {
  readonly case: Case;
  readonly area: string;
  readonly outcome: 'pass' | 'fail' | 'error';
  /** What was wrong, with the request as curl. */
  readonly message?: string;
  readonly durationMs: number;
}

/** Sends one HTTP request; `fetch`, or a server in this process. */
export type Send = (request: Request) => Promise<Response>;

const timeLimitMs = 10_000;

/** Runs a case against a collection of its own, which is gone afterwards whatever happens. */
export async function runCase(suite: Suite, testCase: Case, url: string, send: Send): Promise<Verdict> {
  const started = performance.now();
  const collection = `conformance-${randomUUID()}`;
  const variables = new Map([['collection', collection]]);
  const verdict = (outcome: Verdict['outcome'], message?: string): Verdict => ({
    case: testCase,
    area: suite.area,
    outcome,
    durationMs: performance.now() - started,
    ...(message === undefined ? {} : { message }),
  });
  try {
    for (const step of suite.setup ?? []) {
      const wrong = await runStep({ ...step, expect: step.expect ?? { status: 200 } }, url, send, variables);
      if (wrong !== undefined) return verdict('fail', `in the setup of ${suite.area}: ${wrong}`);
    }
    for (const step of testCase.steps) {
      const wrong = await runStep(step, url, send, variables);
      if (wrong !== undefined) return verdict('fail', wrong);
    }
    return verdict('pass');
  } catch (error) {
    return verdict(
      'error',
      error instanceof Error ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}` : String(error),
    );
  } finally {
    await exchange(new Request(`${url}/collections/${collection}`, { method: 'DELETE' }), send).catch(() => undefined);
  }
}

async function runStep(step: Step, url: string, send: Send, variables: Map<string, string>): Promise<string | undefined> {
  const [method, path] = fill(step.request, variables).split(' ', 2) as [string, string];
  const body = step.raw ?? (step.body === undefined ? undefined : fill(JSON.stringify(step.body), variables));
  const request = new Request(url + path, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
  });
  const { status, text } = await exchange(request, send);
  const curl = `curl -X ${method} '${url}${path}'${body === undefined ? '' : ` -H 'content-type: application/json' -d '${body}'`}`;
  const say = (what: string) => `${what}\n  ${curl}\n  answered ${status} ${text.slice(0, 2_000)}`;
  const allowed = [step.expect?.status ?? []].flat();
  if (allowed.length > 0 && !allowed.includes(status)) return say(`status is ${status}, expected ${allowed.join(' or ')}`);
  if (step.expect?.body === undefined && step.save === undefined) return undefined;
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return say('the body is not JSON');
  }
  for (const [name, dotted] of Object.entries(step.save ?? {})) {
    const value = dotted.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], answer);
    if (value === undefined) return say(`${dotted} is missing`);
    variables.set(name, String(value as string | number));
  }
  const expected = step.expect?.body === undefined ? undefined : (JSON.parse(fill(JSON.stringify(step.expect.body), variables)) as unknown);
  const wrong = expected === undefined ? undefined : mismatch(expected, answer);
  return wrong === undefined ? undefined : say(wrong);
}

async function exchange(request: Request, send: Send): Promise<{ status: number; text: string }> {
  const response = await send(new Request(request, { signal: AbortSignal.timeout(timeLimitMs) }));
  return { status: response.status, text: await response.text() };
}

function fill(text: string, variables: Map<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    const value = variables.get(name);
    if (value === undefined) throw new Error(`nothing was saved as ${name}`);
    return value;
  });
}
