import { openConnection } from '../http-connection.ts';
import { createCollection, loadPoints } from '../load-collection.ts';
import { toMeasurement } from '../measurement.ts';
import { waitUntilIdle } from '../processor-time.ts';
import { type CpuProfile, connectProfiler, functionShares } from '../profile.ts';
import type { BenchContext, Section } from '../section.ts';
import { spawnServer } from '../spawn-server.ts';
import { loadVectors } from '../vectors.ts';

const points = 100_000;
const dim = 100;
const profileMs = 4000;
const idleMs = 60_000;

/**
 * How much of the busy time of the first target's main thread the kernel takes during exact queries over 100,000 x 100 float32, as its
 * own profiler tells. The server gets an inspector and must be Node; others are left out.
 */
export const kernelShare: Section = async (context) => {
  const command = context.targets[0]!.command;
  if (command === undefined || !/\bnode\b/.test(command)) {
    context.say('kernel-share: left out, the first target is no --spawn of a node command');
    return [];
  }
  const profile = await profileQueries(context, command);
  const shares = functionShares(profile);
  for (const { name, share } of shares.slice(0, 12)) context.say(`kernel-share ${(share * 100).toFixed(1)} % ${name}`);
  const kernel = shares.find(({ name }) => name === '(kernel)')?.share ?? 0;
  const measure = {
    measure: 'exact query over 100,000 x 100 float32: busy time in the kernel',
    unit: '%',
    better: 'higher',
    limit: 50,
  } as const;
  return [toMeasurement('kernel-share', measure, new Map([[context.targets[0]!.name, [kernel * 100]]]))];
};

async function profileQueries(context: BenchContext, command: string): Promise<CpuProfile> {
  const server = await spawnServer(command, { NODE_OPTIONS: '--inspect=127.0.0.1:0' });
  const http = openConnection(server.url, 1);
  try {
    const vectors = await loadVectors({ data: 'synthetic', dim });
    await createCollection(http, 'profiled', dim);
    context.say(`kernel-share: loading ${points} points`);
    await loadPoints(http, 'profiled', vectors, points);
    const bodies = Array.from({ length: 64 }, (_, i) => vectors.query(i));
    const query = async (forMs: number) => {
      const begun = performance.now();
      for (let i = 0; performance.now() - begun < forMs; i++)
        await http.json('POST', '/collections/profiled/points/query', bodies[i % bodies.length]);
    };
    await query(profileMs / 4);
    await waitUntilIdle(server.pid, idleMs);
    const profiler = await connectProfiler(server.errors());
    await profiler.start();
    await query(profileMs);
    const profile = await profiler.stop();
    profiler.close();
    return profile;
  } finally {
    http.close();
    await server.stop();
  }
}
