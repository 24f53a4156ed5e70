import { createCollection, dropCollection, loadPoints } from '../load-collection.ts';
import { runRounds, type Section } from '../section.ts';

/** Points a second into an empty collection, batches of 500, wait=true, one connection. */
export const upsert: Section = (context) =>
  runRounds(
    context,
    'upsert',
    { rate: { measure: 'batches of 500, wait=true', unit: 'points/s', better: 'higher' } },
    async (target, index) => {
      const name = `${target.prefix}-upsert-${index}`;
      await createCollection(target.http, name, context.vectors.dim);
      const spentMs = await loadPoints(target.http, name, context.vectors, context.options.points);
      await dropCollection(target.http, name);
      return { rate: (context.options.points / spentMs) * 1000 };
    },
  );
