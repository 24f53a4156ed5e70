import { createCollection, dropCollection, loadPoints } from '../load-collection.ts';
import { timeProcessor } from '../processor-time.ts';
import { runRounds, type Section } from '../section.ts';

const measures = {
  rate: { measure: 'batches of 500, wait=true', unit: 'points/s', better: 'higher' },
  processor: { measure: 'processor time of the server', unit: 'µs/point', better: 'lower' },
} as const;

/** Points a second into an empty collection, batches of 500, wait=true, one connection. */
export const upsert: Section = (context) =>
  runRounds(context, 'upsert', measures, async (target, index) => {
    const { points } = context.options;
    const name = `${target.prefix}-upsert-${index}`;
    await createCollection(target.http, name, context.vectors.dim);
    const { result: spentMs, seconds } = await timeProcessor(target, () => loadPoints(target.http, name, context.vectors, points));
    await dropCollection(target.http, name);
    return { rate: (points / spentMs) * 1000, processor: seconds === undefined ? undefined : (seconds / points) * 1e6 };
  });
