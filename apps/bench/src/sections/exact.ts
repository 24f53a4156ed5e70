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
      single: { measure: 'exact search, one at a time, middle', unit: 'ms', better: 'lower' },
    },
    async (target) => {
      const busy = await query(context, target, context.options.connections, context.options.pace.queryMs);
      const alone = await query(context, target, 1, context.options.pace.queryMs / 4);
      return { rate: busy.perSecond, latency: busy.middleMs, single: alone.middleMs };
    },
  );

async function query(
  context: BenchContext,
  target: Target,
  inFlight: number,
  forMs: number,
): Promise<{ perSecond: number; middleMs: number }> {
  const path = `/collections/${await context.collection(target)}/points/query`;
  const bodies = Array.from({ length: 64 }, (_, i) => Buffer.from(context.vectors.query(i)));
  for (const body of bodies.slice(0, inFlight)) await target.http.json('POST', path, body);
  const times: number[] = [];
  const begun = performance.now();
  const work = async (first: number) => {
    for (let i = first; performance.now() - begun < forMs; i++) {
      const sent = performance.now();
      await target.http.json('POST', path, bodies[i % bodies.length]);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, i) => work(i * 7)));
  const spentMs = performance.now() - begun;
  return { perSecond: (times.length / spentMs) * 1000, middleMs: times.sort((a, b) => a - b)[times.length >> 1]! };
}
