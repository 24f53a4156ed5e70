import { processorSeconds } from '../processor-time.ts';
import { runRounds, type Section } from '../section.ts';
import { spawnServer } from '../spawn-server.ts';

/** Milliseconds from spawn to the first answered request with an empty storage; only for targets the bench can start. */
export const startUp: Section = (context) => {
  const targets = context.targets.filter(({ command }) => command !== undefined);
  if (targets.length === 0) return Promise.resolve([]);
  const measures = {
    time: { measure: 'empty, to the first answer', unit: 'ms', better: 'lower' },
    processor: { measure: 'empty, processor time to the first answer', unit: 'ms', better: 'lower' },
  } as const;
  return runRounds({ ...context, targets }, 'start-up', measures, async (target) => {
    const server = await spawnServer(target.command!);
    const seconds = await processorSeconds(server.pid);
    await server.stop();
    return { time: server.startMs, processor: seconds * 1000 };
  });
};
