import { timeProcessor } from '../processor-time.ts';
import { type BenchContext, runRounds, type Section } from '../section.ts';
import type { Target } from '../target.ts';

/** Exact queries a second over the main collection, all connections busy, and how long the middle one takes. */
export const exact: Section = (context) =>
  runRounds(
    context,
    'exact',
    {
      rate: { measure: `exact search, ${context.options.connections} in flight`, unit: 'queries/s', better: 'higher' },
      latency: { measure: `exact search, ${context.options.connections} in flight, middle`, unit: 'ms', better: 'lower' },
      processor: { measure: `exact search, processor time of the server`, unit: 'ms/query', better: 'lower' },
      single: { measure: 'exact search, one at a time, middle', unit: 'ms', better: 'lower' },
    },
    async (target) => {
      const { connections, pace } = context.options;
      const path = `/collections/${await context.collection(target)}/points/query`;
      const { result: busy, seconds } = await timeProcessor(target, () => query(context, target, path, connections, pace.queryMs));
      const alone = await query(context, target, path, 1, pace.queryMs / 4);
      return {
        rate: busy.perSecond,
        latency: busy.middleMs,
        processor: seconds === undefined ? undefined : (seconds * 1000) / busy.count,
        single: alone.middleMs,
      };
    },
  );

interface Queried {
  readonly count: number;
  readonly perSecond: number;
  readonly middleMs: number;
}

async function query(context: BenchContext, target: Target, path: string, inFlight: number, forMs: number): Promise<Queried> {
  const bodies = Array.from({ length: 64 }, (_, i) => Buffer.from(context.vectors.query(i)));
  const times: number[] = [];
  const begun = performance.now();
  const work = async (first: number) => {
    let i = first;
    do {
      const sent = performance.now();
      await target.http.json('POST', path, bodies[i++ % bodies.length]);
      times.push(performance.now() - sent);
    } while (performance.now() - begun < forMs);
  };
  await Promise.all(Array.from({ length: inFlight }, (_, i) => work(i * 7)));
  const spentMs = performance.now() - begun;
  const middleMs = times.sort((a, b) => a - b)[times.length >> 1]!;
  return { count: times.length, perSecond: (times.length / spentMs) * 1000, middleMs };
}
