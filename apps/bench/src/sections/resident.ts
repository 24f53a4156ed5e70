import { runRounds, type Section } from '../section.ts';

/** Resident memory of each server with the main collection, after all that went before. */
export const resident: Section = (context) =>
  runRounds(
    { ...context, options: { ...context.options, rounds: 1 } },
    'resident',
    { memory: { measure: 'resident memory with the main collection', unit: 'MB', better: 'lower' } },
    async (target) => {
      await context.collection(target);
      return { memory: (await target.residentBytes()) / 1e6 };
    },
  );
