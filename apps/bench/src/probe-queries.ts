import { forkScript } from './fork-script.ts';
import type { BenchContext } from './section.ts';
import type { Target } from './target.ts';

/** How long exact queries of the main collection take while `meanwhile` runs, in milliseconds; so many are in flight, sent by another process. */
export async function probeQueries(
  context: BenchContext,
  target: Target,
  inFlight: number,
  meanwhile: () => Promise<unknown>,
): Promise<number[]> {
  const collection = await context.collection(target);
  const { apiKey, pace } = context.options;
  const args = [target.http.url, collection, String(inFlight), String(pace.queryMs / 8)];
  const probe = forkScript('latency-probe', args, apiKey === undefined ? {} : { SEXTANT_BENCH_API_KEY: apiKey });
  try {
    probe.send(Array.from({ length: 64 }, (_, i) => context.vectors.query(i)));
    await probe.hear();
    await meanwhile();
    probe.send('stop');
    return (await probe.hear()) as number[];
  } finally {
    probe.kill();
  }
}
